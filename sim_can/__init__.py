"""The simulated car: ECUs that obey command frames and send status frames. It knows the DBCs, not the gateway.

A car is a folder of sim_can/cars with its own table from command to status, so that the gateway and the car cannot be
wrong together.
"""
