"""Cars as values: one folder a car."""
