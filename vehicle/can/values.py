"""Values of signals: a word where the DBC has a value table for it, else a number in the signal's unit."""

WireValue = str | float
KNOWN_GAPS = ("no_data", "not_available", "not_shown", "invalid")  # words that say: no value here


def known(value: WireValue | None) -> bool:
    """Is there a value at all? "no data", "not available" and "invalid" are not values."""
    return value is not None and value not in KNOWN_GAPS
