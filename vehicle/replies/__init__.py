"""The results of a turn as sentences."""
