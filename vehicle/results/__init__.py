"""What a command is resolved to, and its result: plain values without sentences, for vehicle/replies to speak of."""
