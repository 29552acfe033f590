"""What is said at the end of a turn: its results, which are plain values, as sentences of a language."""
