"""The simulated ECUs: each follows its commands and lets time pass in step(dt)."""
