"""What is to be done later: kept in a database, so that a restart forgets nothing. Time is an argument.

Times are s since 1970 on the clock of the audit, which does not follow when somebody sets the wall clock.
"""

import json
import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from contract.values import Command
from vehicle.turn.client import Client

MOST = 50  # entries; our choice
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
    """The entries of one car. Used from any thread."""

    def __init__(self, car: str, path: Path | None = None) -> None:
        """`path` of the database; without it the entries end with this process. Raises ScheduleError."""
        self.car, self._lock = car, threading.Lock()
        self.changed = threading.Event()  # an entry was added
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # only its owner may read what was said
            self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
            self._db.execute(TABLE)
        except (sqlite3.Error, OSError) as error:
            raise ScheduleError(f"schedule {path}: {error}") from error

    def close(self) -> None:
        self._db.close()

    def add(self, entry: Entry) -> int | None:
        """The id of the new entry; None if there are MOST already."""
        row = (
            *(self.car, entry.due, json.dumps(asdict(entry.command), ensure_ascii=False), entry.client.name),
            *(json.dumps(sorted(entry.client.groups)), entry.lang, entry.seat),
        )
        with self._lock, closing(self._db.cursor()) as cursor:
            cursor.execute("SELECT count(*) FROM scheduled WHERE car = ?", (self.car,))
            if cursor.fetchone()[0] >= MOST:
                return None
            cursor.execute(
                "INSERT INTO scheduled (car, due, command, client, groups, lang, seat) VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self.changed.set()
            return cursor.lastrowid

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
        with self._lock:
            rows = self._db.execute(statement, values).fetchall()
        return [entry_of(*row) for row in rows]


def entry_of(id: int, car: str, due: float, command: str, client: str, groups: str, lang: str, seat: str) -> Entry:
    """A row of the table."""
    return Entry(due, Command(**json.loads(command)), Client(client, frozenset(json.loads(groups))), lang, seat, id)
