"""The bus side of all simulated cars: status frames, checks of commands and their acknowledgement, texts."""
