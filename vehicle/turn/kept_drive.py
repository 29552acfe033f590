"""The drive under way, kept in a database, so that it can go on after a restart of the gateway or of the whole car.

One row a car, one transaction a change, synced: a kill or a power cut leaves the drive before the change, or the one
after it. What is deleted is overwritten in the file. Time is an argument, s since 1970.
"""

import json
import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from navigation.routing.protocol import Point

log = logging.getLogger(__name__)

FORGOTTEN = 12 * 3600.0  # s without a change until nobody wants to go on
BUSY = 0.1  # s to wait for another process that writes the database: guidance waits meanwhile; our choice
TABLE = "CREATE TABLE IF NOT EXISTS drive (car TEXT PRIMARY KEY, kept REAL, drive TEXT)"
DAMAGED = ".damaged"  # behind the name of a file that is no database any more
Names = Mapping[str, str]  # language -> name; empty: it has none


class KeptDriveError(Exception):
    """The database cannot be used. The message says which file and why."""


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


class KeptDrive:
    """The drive of one car. Every method raises KeptDriveError. For any thread."""

    def __init__(self, car: str, path: Path | None = None) -> None:
        """`path` of the database; without it the drive ends with this process. A file that is damaged is put aside."""
        self.car, self._where, self._lock = car, str(path or "in memory"), threading.Lock()
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # only its owner may read where they went
            try:
                self._db = opened(path)
            except sqlite3.DatabaseError as error:
                if path is None or isinstance(error, sqlite3.OperationalError):  # locked, or not writable: not damaged
                    raise
                log.warning("%s is damaged (%s) and is put aside: the drive in it is forgotten", path, error)
                path.replace(path.with_name(path.name + DAMAGED))
                self._db = opened(path)
        except (sqlite3.Error, OSError) as error:
            raise KeptDriveError(f"the drive cannot be kept in {self._where}: {error}") from error

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

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def do(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        """A statement as a transaction of its own; its rows."""
        with self._used() as db:
            return db.execute(statement, values).fetchall()

    def do_all(self, statements: Iterable[tuple[str, tuple[object, ...]]]) -> None:
        """Statements with their values as one transaction."""
        with self._used() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                for statement, values in statements:
                    db.execute(statement, values)
                db.execute("COMMIT")
            except sqlite3.Error:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def _used(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock:
                yield self._db
        except sqlite3.Error as error:
            raise KeptDriveError(f"the drive cannot be kept in {self._where}: {error}") from error


def opened(path: Path | None) -> sqlite3.Connection:
    """Every statement is a transaction of its own. Raises sqlite3.Error."""
    db = sqlite3.connect(path or ":memory:", timeout=BUSY, check_same_thread=False, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")
        if (found := db.execute("PRAGMA quick_check(1)").fetchone()) != ("ok",):
            raise sqlite3.DatabaseError(str(found))
        db.execute(TABLE)
    except sqlite3.Error:
        db.close()
        raise
    return db


def read(text: str) -> Drive:
    """Raises KeyError, TypeError, ValueError."""
    found = json.loads(text)
    stops = tuple(Stop(Point(float(lat), float(lon)), dict(names)) for lat, lon, names in found["stops"])
    lat, lon, kind = found["last"]
    if not stops:
        raise ValueError("no stops")
    return Drive(stops, str(found["option"]), (float(lat), float(lon), str(kind)))
