"""The simulated car: ECUs that obey command frames and send status frames. It knows the DBC, and nothing of the gateway.

It has its own table from command to status, so that the gateway and the car cannot be wrong together.
"""
