"""CAN frames: DBC, codec, checksums, texts over ISO-TP, a local bus. Nothing here knows a function of a car."""
