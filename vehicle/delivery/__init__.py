"""From an action to the bus and back: sent, sent again, confirmed, and what a hand or the end of the turn make of it."""
