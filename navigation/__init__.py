"""Destinations: a small table of places and the search over it. Distances are straight lines."""
