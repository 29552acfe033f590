"""From an action to the bus and back: sent, repeated, confirmed, overridden, superseded, taken back."""
