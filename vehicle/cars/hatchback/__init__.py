"""A small car with one bus. There is no such car: it shows that a car is a folder."""
