"""Degrees that are said without a unit: a number that no cabin is set to in Celsius is Fahrenheit."""

WARMEST, HOTTEST = 45.0, 100.0  # degC: a temperature above the first can only be Fahrenheit; nobody says 100 F inside


def celsius(fahrenheit: float) -> float:
    """The nearest half degree.

    >>> celsius(72), celsius(75)
    (22.0, 24.0)
    """
    return round((fahrenheit - 32) * 5 / 9 * 2) / 2


def meant(number: float) -> float:
    """The degrees Celsius of a number said without a unit.

    >>> meant(72), meant(23.5), meant(100)
    (22.0, 23.5, 100)
    """
    return celsius(number) if WARMEST < number < HOTTEST else number
