"""What recognition is measured with: noise of a car to mix with clean speech."""
