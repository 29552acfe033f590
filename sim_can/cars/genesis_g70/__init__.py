"""Effects of commands in the simulated Genesis G70."""
