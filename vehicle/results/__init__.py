"""What a command is resolved to and what it comes to: plain values, made by vehicle/turn, told by vehicle/replies."""
