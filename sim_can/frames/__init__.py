"""Status frames, command numbers and texts of the simulated car."""
