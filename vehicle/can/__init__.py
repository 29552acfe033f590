"""CAN frames: DBC, codec, checksums, words over ISO-TP, a local bus. Knows no function of a car."""
