"""The server that understands: text in, typed commands out. No CAN, no vehicle state."""
