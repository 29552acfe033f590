"""Starts and stops processes: the servers, the gateway with its buses, the simulated car."""
