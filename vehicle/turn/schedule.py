"""What is to be done later: kept in a database, so that a restart forgets nothing. Time is an argument.

Times are s since 1970 on the clock of the audit, which does not follow when somebody sets the wall clock.
"""

import json
import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
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
COLUMNS = "id, car, due, command, client, groups, lang, seat, made, ends"
TABLE = """CREATE TABLE IF NOT EXISTS scheduled (
    id INTEGER PRIMARY KEY AUTOINCREMENT, car TEXT, due REAL, command TEXT, client TEXT, groups TEXT, lang TEXT,
    seat TEXT, made REAL, ends INTEGER)"""  # the id of an entry that is gone is never used again


class ScheduleError(Exception):
    """The database cannot be used. The message says which file and why."""


@dataclass(frozen=True)
class Entry:
    """A command that is to be done at `due`, for the client that asked for it in a turn that began at `made`.

    `ends`: it ends what was asked for a while.
    """

    due: float
    command: Command
    client: Client
    lang: str
    seat: str
    id: int = 0
    made: float = 0.0  # that of an entry of an older version: before everything
    ends: bool = False


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
            upgrade(self._db)
            rows = self._db.execute(f"SELECT {COLUMNS} FROM scheduled WHERE car = ?", (self.car,)).fetchall()
            for id in (row[0] for row in rows if not readable(*row)):
                self._db.execute("DELETE FROM scheduled WHERE id = ?", (id,))
        self._has_ends = True  # perhaps; so that a turn need not read the database where nothing ends

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def add(self, entry: Entry) -> int | None:
        """The id of the new entry; None if there are MOST already."""
        row = (
            *(self.car, entry.due, json.dumps(asdict(entry.command), ensure_ascii=False), entry.client.name),
            *(json.dumps(sorted(entry.client.groups)), entry.lang, entry.seat, entry.made, entry.ends),
        )
        with self._used():
            (number,) = self._db.execute("SELECT count(*) FROM scheduled WHERE car = ?", (self.car,)).fetchone()
            if number >= MOST:
                return None
            columns = COLUMNS.removeprefix("id, ")
            added = self._db.execute(f"INSERT INTO scheduled ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            self._has_ends = self._has_ends or entry.ends
            self.changed.set()
            return added.lastrowid

    def entries(self) -> list[Entry]:
        """All, the next one first."""
        return self._read(f"SELECT {COLUMNS} FROM scheduled WHERE car = ? ORDER BY due, id", (self.car,))

    def ends(self) -> list[Entry]:
        """Those that end what was asked for a while, the next one first."""
        found = [entry for entry in self.entries() if entry.ends] if self._has_ends else []
        self._has_ends = bool(found)
        return found

    def take_due(self, now: float) -> list[Entry]:
        """Those whose time has come. They are taken out: whoever takes one does it, and nobody else."""
        found = f"DELETE FROM scheduled WHERE car = ? AND due <= ? RETURNING {COLUMNS}"
        return sorted(self._read(found, (self.car, now)), key=lambda entry: (entry.due, entry.id))

    def cancel(self, ids: Iterable[int], client: str | None = None) -> list[Entry]:
        """Take these out; with `client` only those of this one. Those that were still there."""
        statement = f"DELETE FROM scheduled WHERE id = ? AND car = ? AND client = ifnull(?, client) RETURNING {COLUMNS}"
        found = [self._read(statement, (each, self.car, client)) for each in ids]
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


def upgrade(db: sqlite3.Connection) -> None:
    """The table; one of an older version is copied, and nothing says when its entries were made."""

    def older() -> bool:
        found = [column for _, column, *_ in db.execute("PRAGMA table_info(scheduled)")]
        return bool(found) and "made" not in found

    if older():
        db.execute("BEGIN IMMEDIATE")
        if older():  # another process may have done it meanwhile
            db.execute("ALTER TABLE scheduled RENAME TO older")
            db.execute(TABLE)
            columns = COLUMNS.removesuffix(", made, ends")
            db.execute(f"INSERT INTO scheduled ({COLUMNS}) SELECT {columns}, 0.0, 0 FROM older")
            db.execute("DROP TABLE older")
        db.execute("COMMIT")
    db.execute(TABLE)


def entry_of(
    id: int, car: str, due: float, command: str, client: str, groups: str, lang: str, seat: str, made: float, ends: int
) -> Entry:
    """A row of the table."""
    who = Client(client, frozenset(json.loads(groups)))
    return Entry(due, Command(**json.loads(command)), who, lang, seat, id, made, bool(ends))


def readable(id: int, *row: Any) -> bool:
    """Is this row a command of today's catalogue? Another version of this program may have written it."""
    try:
        check(entry_of(id, *row).command)
    except (InvalidCommand, TypeError, ValueError) as error:
        log.error("an entry of the schedule cannot be read and is dropped: %s: %s", row, error)
        return False
    return True
