"""Valhalla, in a process of its own: whoever wants routes or tiles talks to that."""
