"""Places and straight lines between them, on a plane: within a country off by less than 1 %."""

from math import cos, hypot, radians

Position = tuple[float, float]  # latitude, longitude in degrees
KM_PER_DEGREE = 111.195  # of latitude


def east_north(here: Position, there: Position) -> tuple[float, float]:
    """km to the east and to the north."""
    north = (there[0] - here[0]) * KM_PER_DEGREE
    return (there[1] - here[1]) * KM_PER_DEGREE * cos(radians((here[0] + there[0]) / 2)), north


def distance(here: Position, there: Position) -> float:
    """km in a straight line."""
    return hypot(*east_north(here, there))


def position_after(here: Position, km: float, towards: Position | None) -> Position:
    """Where the car is `km` further on its straight way; without anywhere to go it drives east."""
    latitude, longitude = here
    east, north = east_north(here, towards) if towards else (1.0, 0.0)
    far = hypot(east, north)
    latitude += km * north / far / KM_PER_DEGREE
    longitude += km * east / far / (KM_PER_DEGREE * cos(radians(latitude)))
    return latitude, longitude
