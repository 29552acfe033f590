"""What a command does in each simulated car, apart from the gateway's own wiring."""
