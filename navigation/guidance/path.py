"""The line of a route in metres: lengths along it, and which of its points is near a position."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from navigation.routing.protocol import Line, Point

DEGREE = 111_195.0  # m of a degree of latitude, mean Earth
Metres = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Nearest:
    """A point of the line that a position may belong to."""

    along: float  # m from the beginning of the line
    off: float  # m from the position to it
    bearing: float  # degrees clockwise from north in which the line runs there


@dataclass(frozen=True)
class Near:
    """Such points of several pieces, as columns; see Nearest."""

    along: Metres  # shape (pieces,)
    off: Metres
    bearing: Metres

    def cheapest(self, costs: Metres) -> Nearest:
        """The one with the least cost; the first of several."""
        row = int(np.argmin(costs))
        return Nearest(float(self.along[row]), float(self.off[row]), float(self.bearing[row]))


class Path:
    """`line` has two points or more; longitudes are scaled at each point's own latitude, as routes are short pieces."""

    def __init__(self, line: Line) -> None:
        """Raises ValueError for a line of less than two points."""
        if len(line) < 2:
            raise ValueError("a path needs a line of two points or more")
        self.lat, self.lon = line[:, 0], line[:, 1]
        self._scale = np.cos(np.radians((self.lat[:-1] + self.lat[1:]) / 2)) * DEGREE  # m of a degree of longitude
        north, east = np.diff(self.lat) * DEGREE, np.diff(self.lon) * self._scale
        self.lengths: Metres = np.hypot(north, east)  # of each piece
        self.along: Metres = np.concatenate(([0.0], np.cumsum(self.lengths)))  # of each point
        self.bearings = np.degrees(np.arctan2(east, north)) % 360

    @property
    def length(self) -> float:
        return float(self.along[-1])

    def near(self, at: Point, begin: float, end: float) -> Near:
        """The nearest point of each piece between `begin` and `end` m along the line, in order; at least one."""
        first, last = self._piece(begin), self._piece(end) + 1
        here = slice(first, last)
        scale = self._scale[here]
        y0, x0 = (self.lat[here] - at.lat) * DEGREE, (self.lon[here] - at.lon) * scale
        dy = (self.lat[first + 1 : last + 1] - self.lat[here]) * DEGREE
        dx = (self.lon[first + 1 : last + 1] - self.lon[here]) * scale
        square = np.maximum(dy**2 + dx**2, 1e-9)
        share = np.clip(-(y0 * dy + x0 * dx) / square, 0.0, 1.0)
        along = self.along[first:last] + share * self.lengths[here]
        return Near(along, np.hypot(y0 + share * dy, x0 + share * dx), self.bearings[here])

    def at(self, along: float) -> tuple[Point, float]:
        """The point so many m along, and the bearing there."""
        piece = self._piece(along)
        share = min(max((along - float(self.along[piece])) / max(float(self.lengths[piece]), 1e-6), 0.0), 1.0)
        lat = float(self.lat[piece] + share * (self.lat[piece + 1] - self.lat[piece]))
        lon = float(self.lon[piece] + share * (self.lon[piece + 1] - self.lon[piece]))
        return Point(lat, lon), float(self.bearings[piece])

    def index(self, along: float) -> int:
        """The point of the line that was passed last."""
        return self._piece(along)

    def _piece(self, along: float) -> int:
        piece = int(np.searchsorted(self.along, along, side="right")) - 1
        return min(max(piece, 0), len(self.lengths) - 1)


def between(a: float, b: float) -> float:
    """Degrees between two bearings, 0 to 180."""
    return abs((a - b + 180) % 360 - 180)


def metres(a: Point, b: Point) -> float:
    """Straight, for points some km apart."""
    scale = np.cos(np.radians((a.lat + b.lat) / 2)) * DEGREE
    return float(np.hypot((a.lat - b.lat) * DEGREE, (a.lon - b.lon) * scale))


def bearing(a: Point, b: Point) -> float:
    """Degrees clockwise from north from a to b, for points some km apart."""
    scale = np.cos(np.radians((a.lat + b.lat) / 2)) * DEGREE
    return float(np.degrees(np.arctan2((b.lon - a.lon) * scale, (b.lat - a.lat) * DEGREE)) % 360)
