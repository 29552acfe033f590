"""Positions and straight-line distances on a plane; within a country the error is below 1 %."""

from math import cos, hypot, radians

Position = tuple[float, float]  # latitude, longitude in degrees
KM_PER_DEGREE = 111.195  # of latitude


def east_north(start: Position, end: Position) -> tuple[float, float]:
    """Distance to the east and to the north in km."""
    north = (end[0] - start[0]) * KM_PER_DEGREE
    return (end[1] - start[1]) * KM_PER_DEGREE * cos(radians((start[0] + end[0]) / 2)), north


def distance(start: Position, end: Position) -> float:
    """Straight-line distance in km."""
    return hypot(*east_north(start, end))


def position_after(start: Position, km: float, towards: Position | None) -> Position:
    """The position `km` further on the straight line to `towards`; without a destination to the east."""
    latitude, longitude = start
    east, north = east_north(start, towards) if towards else (1.0, 0.0)
    far = hypot(east, north)
    latitude += km * north / far / KM_PER_DEGREE
    longitude += km * east / far / (KM_PER_DEGREE * cos(radians(latitude)))
    return latitude, longitude
