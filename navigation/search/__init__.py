"""Places by what was said: an index of names folded to how they sound, and the search over it."""
