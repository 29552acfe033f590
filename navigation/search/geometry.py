"""Distances from a point (great circle) and from a route line (on a flat piece of the earth), of many places."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from navigation.places import EARTH

Point = tuple[float, float]  # degrees north, degrees east
Floats = npt.NDArray[np.float64]

DEGREE = np.pi / 180 * EARTH  # km, of latitude
_CELL = 0.02  # degrees, 2.2 km: places in no cell near the line are not looked at
_AT_ONCE = 2_000_000  # pairs of a place and a piece of the line


class Located(Protocol):
    """A place or a visit, with where it is."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


def positions(of: Iterable[Located]) -> tuple[Floats, Floats]:
    """Latitudes and longitudes, in degrees."""
    at = np.array([(each.lat, each.lon) for each in of], np.float64).reshape(-1, 2)
    return at[:, 0], at[:, 1]


def km_from(point: Point, lat: Floats, lon: Floats) -> Floats:
    """km of each place from the point, as navigation.places.distance_km."""
    north, east = np.radians(lat - point[0]) / 2, np.radians(lon - point[1]) / 2
    half = np.sin(north) ** 2 + np.cos(np.radians(point[0])) * np.cos(np.radians(lat)) * np.sin(east) ** 2
    km: Floats = 2 * EARTH * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return km


@dataclass(frozen=True)
class Line:
    """A route as the line of its shape; at least one point. Across 300 km lengths are 1 to 2 % off, as east to west is
    measured by one scale; what is beside the line is not.

    Raises ValueError for another shape than (points, 2), or numbers that are no coordinates.
    """

    points: Floats  # shape (points, 2): degrees north and east, in the direction of travel

    def __post_init__(self) -> None:
        if self.points.ndim != 2 or self.points.shape[1] != 2 or not len(self.points):
            raise ValueError("a route line needs points of latitude and longitude")
        if not np.isfinite(self.points).all():
            raise ValueError("a route line has a point that is no coordinate")

    def near(self, lat: Floats, lon: Floats) -> npt.NDArray[np.bool_]:
        """Which places may be within 2 km of the line."""
        step = np.maximum(np.abs(np.diff(self.points, axis=0)).max(axis=1, initial=0) / _CELL, 0)
        dense = [self.points]
        for at in np.flatnonzero(step > 1).tolist():  # a long piece: cells between its ends, too
            share = np.linspace(0, 1, int(step[at]) + 2)[:, None]
            dense.append(self.points[at] * (1 - share) + self.points[at + 1] * share)
        cells = np.floor(np.concatenate(dense) / _CELL).astype(np.int64)
        around = np.array([(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1)])
        reached = np.unique((cells[:, None, :] + around[None]).reshape(-1, 2), axis=0)
        own = np.floor(np.stack([lat, lon], axis=1) / _CELL).astype(np.int64)
        key = np.array([1 << 32, 1])
        return np.isin(own @ key, reached @ key)

    def measure(self, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
        """(km of each place from the line, km from the start of the line to where it is nearest)."""
        scale = np.array([DEGREE, DEGREE * np.cos(np.radians(self.points[:, 0].mean()))])
        flat = self.points * scale
        if len(flat) == 1:
            flat = np.repeat(flat, 2, axis=0)
        begins, pieces = flat[:-1], np.diff(flat, axis=0)
        long = np.hypot(*pieces.T)
        done = np.r_[0, np.cumsum(long)][:-1]
        off, at = np.empty(len(lat)), np.empty(len(lat))
        block = max(1, _AT_ONCE // len(begins))
        for first in range(0, len(lat), block):
            part = slice(first, first + block)
            gap = np.stack([lat[part], lon[part]], axis=1) * scale
            share = ((gap[:, None] - begins) * pieces).sum(axis=2) / np.maximum(long**2, 1e-12)
            share = np.clip(share, 0, 1)
            away = np.hypot(*np.moveaxis(begins + share[..., None] * pieces - gap[:, None], 2, 0))
            best = away.argmin(axis=1)
            row = np.arange(len(best))
            off[part] = away[row, best]
            at[part] = done[best] + share[row, best] * long[best]
        return off, at
