"""A drive along given points at the speeds of their roads: slower before corners, and to a stand at the end.

It knows no map: whoever has a route gives its points and speeds.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot, sqrt

from sim_can.ecus.geography import Position, east_north

KM = 1000.0  # m
SPEEDING_UP, SLOWING_DOWN = 1.5, 2.0  # m/s2, as people drive in a city; assumed
CORNERS = ((20.0, 200.0), (45.0, 45.0), (75.0, 30.0), (181.0, 18.0))  # degrees of a corner, up to; km/h through it
PER_HOUR = 3.6  # km/h of a m/s
STOPPED = 0.3  # m/s: it has arrived


@dataclass(frozen=True)
class Moment:
    """Where the car is and how it moves."""

    at: Position
    speed: float  # km/h
    heading: float  # degrees clockwise from north
    ended: bool


class Following:
    def __init__(self, points: Sequence[Position], speeds: Sequence[float]) -> None:
        """`speeds` in km/h, one for each piece between two points. Raises ValueError for what is no way."""
        if len(points) < 2 or len(speeds) != len(points) - 1:
            raise ValueError(f"{len(points)} points and {len(speeds)} speeds are no way to drive")
        if min(speeds) <= 0:
            raise ValueError(f"a speed of {min(speeds)} km/h leads nowhere")
        self.points = list(points)
        self.begins = [0.0]  # m of each point along the way
        self._headings: list[float] = []  # degrees of each piece
        for a, b in pairwise(points):
            east, north = east_north(a, b)
            self.begins.append(self.begins[-1] + hypot(east, north) * KM)
            self._headings.append(degrees(atan2(east, north)) % 360)
        self._limits = [each / PER_HOUR for each in speeds]  # m/s
        self._through = self._speeds_through()
        self._along, self._speed = 0.0, 0.0  # m, m/s

    @property
    def length(self) -> float:
        """m"""
        return self.begins[-1]

    @property
    def along(self) -> float:
        """m driven"""
        return self._along

    @property
    def ended(self) -> bool:
        return self._along >= self.length

    def accelerated(self, dt: float) -> float:
        """km/h that the driver has `dt` s later: as fast as road and corners let him."""
        piece = self._piece()
        ahead = self.begins[piece + 1] - self._along
        braking = sqrt(self._through[piece + 1] ** 2 + 2 * SLOWING_DOWN * max(0.0, ahead))
        wanted = min(self._limits[piece], braking)
        self._speed = 0.0 if self.ended else max(min(self._speed + SPEEDING_UP * dt, wanted), STOPPED)
        return self._speed * PER_HOUR

    def advance(self, metres: float) -> None:
        """The car has driven so far."""
        self._along = min(self._along + metres, self.length)

    def step(self, dt: float) -> Moment:
        """`dt` s later."""
        self.advance(self.accelerated(dt) / PER_HOUR * dt)
        return self.now()

    def now(self) -> Moment:
        piece = self._piece()
        whole = self.begins[piece + 1] - self.begins[piece]
        share = (self._along - self.begins[piece]) / whole if whole else 0.0
        (a_lat, a_lon), (b_lat, b_lon) = self.points[piece], self.points[piece + 1]
        at = a_lat + (b_lat - a_lat) * share, a_lon + (b_lon - a_lon) * share
        speed = 0.0 if self.ended else self._speed * PER_HOUR
        return Moment(at, speed, self._headings[piece], self.ended)

    def _piece(self) -> int:
        return min(bisect_right(self.begins, self._along), len(self._limits)) - 1

    def _speeds_through(self) -> list[float]:
        """m/s at each point, so slow that the next corners can be braked for."""
        through = [0.0] * len(self.points)
        for at in range(len(self.points) - 2, -1, -1):
            corner = 0.0 if at == 0 else abs((self._headings[at] - self._headings[at - 1] + 180) % 360 - 180)
            slow = next(speed for most, speed in CORNERS if corner <= most) / PER_HOUR
            length = self.begins[at + 1] - self.begins[at]
            braking = sqrt(through[at + 1] ** 2 + 2 * SLOWING_DOWN * length)
            through[at] = min(slow, self._limits[at], braking)
        return through
