"""Fault injection on the buses, by script and random seed."""
