"""How an amount of time is told, in every language: in which units, and from when on by the time of day."""

EXACT = 600.0  # s; below it seconds are told
SOON = 120  # min; what is further off is told by the time of day


def units(seconds: float) -> tuple[int, int, int]:
    """(hours, minutes, seconds) to be told of an amount in s, at least one second.

    >>> units(90.0), units(5400.4)
    ((0, 1, 30), (1, 30, 0))
    """
    minutes, rest = divmod(max(1, round(seconds)), 60) if seconds < EXACT else (round(seconds / 60), 0)
    return *divmod(minutes, 60), rest


def soon(seconds: float) -> bool:
    """Is what is due in this time, in s, told as an amount, rather than by the time of day?"""
    return round(seconds / 60) <= SOON
