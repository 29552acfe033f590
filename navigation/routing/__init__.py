"""A route between points: what it is as plain values, and the engine that computes it, behind one Protocol."""
