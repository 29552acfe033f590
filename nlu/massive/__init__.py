"""The public benchmark MASSIVE: the same network with another head."""
