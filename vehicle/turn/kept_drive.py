"""The drive under way, kept in a database, so that it can go on after a restart of the gateway or of the whole car.

One row a car, one transaction a change: a kill or a power cut leaves the drive before the change, or the one after it.
Time is an argument, s since 1970.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from navigation.routing.protocol import Point
from vehicle.turn.drive_database import DriveDatabase

log = logging.getLogger(__name__)

FORGOTTEN = 12 * 3600.0  # s without a change until nobody wants to go on
Names = Mapping[str, str]  # language -> name; empty: it has none


@dataclass(frozen=True)
class Stop:
    at: Point
    names: Names


@dataclass(frozen=True)
class Drive:
    """`last` is the stop that was commanded last, as the head unit reports it: degrees north, degrees east, kind."""

    stops: tuple[Stop, ...]  # still to come, the destination last; at least one
    option: str  # a word of nav.route_option
    last: tuple[float, float, str]


class KeptDrive(DriveDatabase):
    """The drive of one car. Every method raises KeptDriveError. For any thread."""

    def __init__(self, car: str, path: Path | None = None) -> None:
        """`path` of the database; without it the drive ends with this process."""
        super().__init__(path)
        self.car = car

    def keep(self, drive: Drive, now: float) -> None:
        stops = [[stop.at.lat, stop.at.lon, dict(stop.names)] for stop in drive.stops]
        row = json.dumps({"stops": stops, "option": drive.option, "last": drive.last}, ensure_ascii=False)
        self.do("INSERT OR REPLACE INTO drive VALUES (?, ?, ?)", (self.car, now, row))

    def forget(self) -> None:
        """There is nothing to go on with."""
        self.do("DELETE FROM drive WHERE car = ?", (self.car,))

    def drive(self, now: float) -> Drive | None:
        """The one that was kept last; None: there is none, or it is of long ago, or of another version."""
        rows = self.do("SELECT kept, drive FROM drive WHERE car = ?", (self.car,))
        if not rows:
            return None
        kept, text = rows[0]
        try:
            found = read(text)
            if abs(now - float(kept)) <= FORGOTTEN:
                return found
        except (KeyError, TypeError, ValueError) as error:
            log.warning("the drive that was kept in %s cannot be read and is forgotten: %r", self._where, error)
        self.forget()
        return None


def read(text: str) -> Drive:
    """Raises KeyError, TypeError, ValueError."""
    found = json.loads(text)
    stops = tuple(Stop(Point(float(lat), float(lon)), dict(names)) for lat, lon, names in found["stops"])
    lat, lon, kind = found["last"]
    if not stops:
        raise ValueError("no stops")
    return Drive(stops, str(found["option"]), (float(lat), float(lon), str(kind)))
