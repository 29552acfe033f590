"""One point for a line or an area, in degrees. Areas are small against the Earth: longitudes are only scaled."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians

Point = tuple[float, float]  # lat, lon


def length(points: Sequence[Point]) -> float:
    """In degrees of latitude (111 km)."""
    if not points:
        return 0.0
    scale = cos(radians(points[0][0]))
    return sum(hypot(b[0] - a[0], (b[1] - a[1]) * scale) for a, b in pairwise(points))


def halfway(points: Sequence[Point]) -> Point:
    """The point on a line half its length from its beginning."""
    scale, left = cos(radians(points[0][0])), length(points) / 2
    for a, b in pairwise(points):
        step = hypot(b[0] - a[0], (b[1] - a[1]) * scale)
        if step >= left and step > 0:
            share = left / step
            return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        left -= step
    return points[-1]


def centroid(points: Sequence[Point]) -> Point:
    """Of the area inside a ring; of one without area the mean of its corners.

    The corners are taken relative to the first: the products of whole degrees would lose the metres.
    """
    lat0, lon0 = points[0]
    area = north = east = 0.0
    for a, b in pairwise(points):
        ay, ax, by, bx = a[0] - lat0, a[1] - lon0, b[0] - lat0, b[1] - lon0
        cross = ax * by - bx * ay
        area += cross
        north += (ay + by) * cross
        east += (ax + bx) * cross
    if abs(area) < 1e-14:  # less than 1 dm2
        return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)
    return lat0 + north / (3 * area), lon0 + east / (3 * area)


def middle(points: Sequence[Point], on_road: bool) -> Point:
    """Of a ring that is no road the centroid, else the point halfway."""
    if len(points) == 1:
        return points[0]
    return centroid(points) if points[0] == points[-1] and not on_road else halfway(points)


def outline(points: Sequence[Point]) -> tuple[float, float, float]:
    """A line by its centre of mass and its length: (lat, lon, degrees of latitude). A part of an area's border."""
    scale = cos(radians(points[0][0]))
    steps = [hypot(b[0] - a[0], (b[1] - a[1]) * scale) for a, b in pairwise(points)]
    halves = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points)]
    if not halves:
        return (*points[0], 0.0)
    return (*weighted([(lat, lon, step) for (lat, lon), step in zip(halves, steps)]), sum(steps))


def weighted(parts: Sequence[tuple[float, float, float]]) -> Point:
    """The mean of (lat, lon, weight); of parts without weight the plain mean."""
    whole = sum(weight for *_, weight in parts)
    if whole <= 0:
        return weighted([(lat, lon, 1.0) for lat, lon, _ in parts])
    return sum(lat * w for lat, _, w in parts) / whole, sum(lon * w for _, lon, w in parts) / whole
