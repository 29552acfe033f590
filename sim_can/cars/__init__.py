"""The simulated cars, one folder each: effects and ECUs, separate from the gateway's wiring of the same car."""
