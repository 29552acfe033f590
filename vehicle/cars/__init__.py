"""The cars: one folder for each."""
