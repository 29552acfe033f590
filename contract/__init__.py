"""The public contract as plain values: what the servers and their clients say to each other, and its limits."""
