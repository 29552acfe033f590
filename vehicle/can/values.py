"""Values of signals: a word of the DBC's value table, else a number in the signal's unit."""

SignalValue = str | float
KNOWN_GAPS = (
    "no_data",
    "not_available",
    "not_shown",
    "invalid",
)  # value table words that mean: the signal has no valid value


def known(value: SignalValue | None) -> bool:
    """Is this a valid value? None and the words of KNOWN_GAPS are not."""
    return value is not None and value not in KNOWN_GAPS
