"""A drive as it is guided now, for whoever asks about it: its route, how far it has come, what is left to each stop."""

from dataclasses import dataclass
from functools import cached_property

from navigation.guidance.guide import Progress
from navigation.guidance.path import Path
from navigation.routing.protocol import Line, Point, Route, Stretch
from navigation.stops import Stops, number


@dataclass(frozen=True)
class Left:
    """What is left to a place."""

    metres: float
    seconds: float


@dataclass(frozen=True)
class GuidedDrive:
    """`stops` are those still to come, the destination last."""

    route: Route
    progress: Progress
    stops: Stops

    def to_stops(self) -> tuple[Left, ...]:
        """What is left to each of `stops`, in their order."""
        found = [Left(self.progress.left, self.progress.seconds_left)]
        for leg in reversed(self.route.legs[len(self.route.legs) - len(self.stops) + 1 :]):
            found.append(Left(found[-1].metres - leg.distance, found[-1].seconds - leg.seconds))
        return tuple(Left(max(0.0, each.metres), max(0.0, each.seconds)) for each in reversed(found))

    def left_to(self, stop: Point) -> Left | None:
        """None for what is no stop of the route that is driven; a stop is none yet until that is made anew."""
        at = number(self.stops, stop)
        return None if at is None else self.to_stops()[at]

    def ahead(self) -> Line:
        """The line from the car on, shape (points, 2); two points at least."""
        return self.route.line[min(self._passed, len(self.route.line) - 2) :]

    def stretch(self) -> Stretch:
        """The one under the car."""
        return self.route.stretches[self.route.stretch_at(self._passed)]

    def toll_ahead(self) -> float | None:
        """m to the next stretch with toll, 0 for being on one; None where none is left."""
        here = self.route.stretch_at(self._passed)
        for at, each in enumerate(self.route.stretches[here:]):
            if each.toll:
                return max(0.0, float(self._path.along[each.begin]) - self.progress.along) if at else 0.0
        return None

    @property
    def unavoided(self) -> str:
        """What the driver did not want and is still to come: see Route."""
        return "" if self.route.unavoided == "toll" and self.toll_ahead() is None else self.route.unavoided

    @cached_property
    def _path(self) -> Path:
        return Path(self.route.line)

    @property
    def _passed(self) -> int:
        """The point of the line that was passed last."""
        return self._path.index(self.progress.along)
