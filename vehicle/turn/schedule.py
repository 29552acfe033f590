"""What is to be done later: kept in a database, so that a restart forgets nothing. Time is an argument.

Times are s since 1970 on the clock of the audit, which does not follow when somebody sets the wall clock.
"""

import json
import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from contract.values import Command
from vehicle.catalogue.check import InvalidCommand, check
from vehicle.turn.client import Client

log = logging.getLogger(__name__)

MOST = 50  # entries; our choice
BUSY = 0.1  # s to wait for another process that writes the database: turns wait meanwhile; our choice
TABLE = """CREATE TABLE IF NOT EXISTS scheduled (
    id INTEGER PRIMARY KEY, car TEXT, due REAL, command TEXT, client TEXT, groups TEXT, lang TEXT, seat TEXT)"""


class ScheduleError(Exception):
    """The database cannot be used. The message says which file and why."""


@dataclass(frozen=True)
class Entry:
    """A command that is to be done at `due`, for the client that asked for it."""

    due: float
    command: Command
    client: Client
    lang: str
    seat: str
    id: int = 0


class Schedule:
    """The entries of one car. Used from any thread. Every method raises ScheduleError if the database fails."""

    def __init__(self, car: str, path: Path | None = None) -> None:
        """`path` of the database; without it the entries end with this process. Raises ScheduleError."""
        self.car, self._lock, self._where = car, threading.Lock(), str(path or "in memory")
        self.changed = threading.Event()  # an entry was added
        with self._used():
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # only its owner may read what was said
            self._db = sqlite3.connect(path or ":memory:", timeout=BUSY, check_same_thread=False, isolation_level=None)
            self._db.execute(TABLE)
            rows = self._db.execute("SELECT * FROM scheduled WHERE car = ?", (self.car,)).fetchall()
            for id in (row[0] for row in rows if not readable(*row)):
                self._db.execute("DELETE FROM scheduled WHERE id = ?", (id,))

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def add(self, entry: Entry) -> int | None:
        """The id of the new entry; None if there are MOST already."""
        row = (
            *(self.car, entry.due, json.dumps(asdict(entry.command), ensure_ascii=False), entry.client.name),
            *(json.dumps(sorted(entry.client.groups)), entry.lang, entry.seat),
        )
        with self._used():
            (number,) = self._db.execute("SELECT count(*) FROM scheduled WHERE car = ?", (self.car,)).fetchone()
            if number >= MOST:
                return None
            added = self._db.execute(
                "INSERT INTO scheduled (car, due, command, client, groups, lang, seat) VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self.changed.set()
            return added.lastrowid

    def entries(self) -> list[Entry]:
        """All, the next one first."""
        return self._read("SELECT * FROM scheduled WHERE car = ? ORDER BY due, id", (self.car,))

    def take_due(self, now: float) -> list[Entry]:
        """Those whose time has come. They are taken out: whoever takes one does it, and nobody else."""
        found = "DELETE FROM scheduled WHERE car = ? AND due <= ? RETURNING *"
        return sorted(self._read(found, (self.car, now)), key=lambda entry: (entry.due, entry.id))

    def cancel(self, ids: list[int]) -> list[Entry]:
        """Take these out. Those that were still there."""
        found = [self._read("DELETE FROM scheduled WHERE id = ? RETURNING *", (each,)) for each in ids]
        return [entry for entries in found for entry in entries]

    def next_due(self) -> float | None:
        entries = self.entries()
        return entries[0].due if entries else None

    def _read(self, statement: str, values: tuple[object, ...]) -> list[Entry]:
        with self._used():
            rows = self._db.execute(statement, values).fetchall()
        return [entry_of(*row) for row in rows]

    @contextmanager
    def _used(self) -> Iterator[None]:
        """The database, for one at a time."""
        try:
            with self._lock:
                yield
        except (sqlite3.Error, OSError) as error:
            raise ScheduleError(f"schedule {self._where}: {error}") from error


def entry_of(id: int, car: str, due: float, command: str, client: str, groups: str, lang: str, seat: str) -> Entry:
    """A row of the table."""
    return Entry(due, Command(**json.loads(command)), Client(client, frozenset(json.loads(groups))), lang, seat, id)


def readable(id: int, *row: Any) -> bool:
    """Is this row a command of today's catalogue? Another version of this program may have written it."""
    try:
        check(entry_of(id, *row).command)
    except (InvalidCommand, TypeError, ValueError) as error:
        log.error("an entry of the schedule cannot be read and is dropped: %s: %s", row, error)
        return False
    return True
