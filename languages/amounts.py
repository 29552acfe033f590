"""How an amount of time and the length of a way are told, in every language.

In which units, how exactly, and from when on by the time of day.
"""

EXACT = 600.0  # s; below it seconds are told
SOON = 120  # min; what is further off is told by the time of day
LONG = 1000  # m; from there on in km


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


def whole_minutes(seconds: float) -> int:
    """An amount in s as it is told of a drive: in s, of minutes alone, at least one."""
    return max(1, round(seconds / 60)) * 60


def way(metres: float) -> tuple[float, str]:
    """(number, "m" or "km") to be told of a length in m.

    >>> way(300.2), way(1250), way(12_400)
    ((300, 'm'), (1.2, 'km'), (12, 'km'))
    """
    if metres < LONG:
        return round(metres), "m"
    return (round(metres / 1000, 1) if metres < 10 * LONG else round(metres / 1000)), "km"
