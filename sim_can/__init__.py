"""The simulated car: ECUs that execute command frames and send status frames. It uses the DBCs, nothing of the gateway.

A car is a folder of sim_can/cars with its own table from command to status signals. The gateway's wiring is a separate
table, so that a mistake in one of them is noticed.
"""
