"""What people see in a terminal: turns, states, figures, recordings."""
