"""Fractions and decimals, for the number words of every language."""

HALF = 50.0  # percent: what "halfway" means where the unit is "%"


def part_of_whole(share: float, unit: str) -> float:
    """A share of a whole, 0 to 1 and more: in whole percent where the unit is "%", else the plain fraction."""
    return float(round(share * 100)) if unit == "%" else share


def in_digits(value: float) -> str:
    """
    >>> in_digits(22.0), in_digits(22.5)
    ('22', '22.5')
    """
    return f"{value:.1f}".removesuffix(".0")
