"""One turn: understood, resolved, checked, sent, confirmed. Results are plain values."""
