"""One folder a simulated car: its effects and ECUs, apart from the gateway's own wiring of the same car."""
