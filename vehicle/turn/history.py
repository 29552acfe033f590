"""The places that were driven to, kept in the database of the drive under way.

A row a place, written when guidance to it has begun: when the head unit reports it as a stop that it guides to. After a
kill or a power cut the places are those before the change or after it.
"""

import json
import logging
from dataclasses import dataclass, field

from navigation.history import Visited, with_visit
from navigation.routing.protocol import Point
from navigation.search.ranking import Visit
from vehicle.turn.drive_database import KeptDriveError
from vehicle.turn.kept_drive import KeptDrive, Names

log = logging.getLogger(__name__)

MOST = 50  # places
OLD = (  # all but so many
    "DELETE FROM visited WHERE car = ? AND rowid NOT IN "
    "(SELECT rowid FROM visited WHERE car = ? ORDER BY last DESC LIMIT ?)"
)
Statement = tuple[str, tuple[object, ...]]


@dataclass
class History:
    """`places` are those of one car, the newest first, `most` of them; 0 keeps none, and deletes those that were kept.

    `places` is replaced, not changed: any thread may read it. A database that fails is a warning, and the places end
    with this process.
    """

    kept: KeptDrive
    most: int = MOST
    places: tuple[Visited, ...] = field(default=(), init=False)
    _problem: str = field(default="", init=False)

    def __post_init__(self) -> None:
        try:
            self.kept.do(OLD, (self.kept.car, self.kept.car, self.most))
            self.places = self._read()
        except KeptDriveError as error:
            self._warn(error)

    def add(self, at: Point, names: Names, now: float) -> None:
        """One more drive to this place; `now` in s since 1970."""
        if not self.most:
            return
        before, self.places = self.places, tuple(with_visit(self.places, at, names, now, self.most))
        try:
            self.kept.do_all((*(self._deleted(gone) for gone in before if gone not in self.places), self._inserted()))
        except KeptDriveError as error:
            self._warn(error)

    def forget(self) -> int:
        """None is known any more, nor kept; how many they were. Raises KeptDriveError where they cannot be deleted."""
        self.kept.do("DELETE FROM visited WHERE car = ?", (self.kept.car,))
        count, self.places = len(self.places), ()
        return count

    def visits(self) -> tuple[Visit, ...]:
        """For the search."""
        return tuple(Visit(each.at.lat, each.at.lon, each.times, tuple(each.names.values())) for each in self.places)

    def _inserted(self) -> Statement:
        place = self.places[0]
        names, recent = (json.dumps(each, ensure_ascii=False) for each in (dict(place.names), place.recent))
        row = (self.kept.car, place.at.lat, place.at.lon, names, place.times, recent, place.last)
        return "INSERT INTO visited VALUES (?, ?, ?, ?, ?, ?, ?)", row

    def _deleted(self, place: Visited) -> Statement:
        where = (self.kept.car, place.at.lat, place.at.lon, place.last)
        return "DELETE FROM visited WHERE car = ? AND lat = ? AND lon = ? AND last = ?", where

    def _read(self) -> tuple[Visited, ...]:
        columns = "lat, lon, names, times, recent"
        rows = self.kept.do(f"SELECT {columns} FROM visited WHERE car = ? ORDER BY last DESC", (self.kept.car,))
        found = []
        for row in rows:
            try:
                found.append(visited_of(*row))
            except (TypeError, ValueError, AttributeError) as error:
                log.warning("a place of the history cannot be read and is left out: %r", error)
        return tuple(found)

    def _warn(self, error: KeptDriveError) -> None:
        """Once, and not with every place."""
        if str(error) != self._problem:
            log.warning("%s; the places that were driven to will not be known after a restart", error)
        self._problem = str(error)


def visited_of(lat: float, lon: float, names: str, times: int, recent: str) -> Visited:
    """A row. Raises TypeError, ValueError, AttributeError."""
    called = {str(code): str(name) for code, name in json.loads(names).items()}
    times_of = tuple(float(each) for each in json.loads(recent))
    if not times_of:
        raise ValueError("a place that was never driven to")
    return Visited(Point(float(lat), float(lon)), called, int(times), times_of)
