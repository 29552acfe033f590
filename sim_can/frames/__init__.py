"""What all simulated cars do alike on their buses: status frames, new commands and their acknowledgement, texts."""
