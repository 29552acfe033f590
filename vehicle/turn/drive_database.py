"""The database in which the drive and the places driven to are kept: an SQLite file, of one process at a time.

One transaction a change, synced; what is deleted is overwritten in the file. A file that is no database any more, or is
of another version of this program, is put aside under another name, and a new one is begun: nothing is deleted. The
process that keeps it holds a lock of the system on a file beside it, which is free as soon as that process has ended.
"""

import errno
import fcntl
import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Any

log = logging.getLogger(__name__)

BUSY = 0.1  # s to wait for another program that writes the database: guidance waits meanwhile; our choice
VERSION = 1  # of the tables: goes up with every change of theirs, and is in the file; those that say none are of 1
TABLES = {
    "drive": ("car TEXT PRIMARY KEY", "kept REAL", "drive TEXT"),
    "visited": ("car TEXT", "lat REAL", "lon REAL", "names TEXT", "times INTEGER", "recent TEXT", "last REAL"),
}
DAMAGED, OTHER_VERSION = ".damaged", ".other-version"  # behind the name of a file that is put aside
LOCK = ".lock"


class KeptDriveError(Exception):
    """The database cannot be used. The message says which file and why."""


class OtherVersion(Exception):
    """The tables are not those of this version. The message says what is in their place."""


class DriveDatabase:
    """Every method raises KeptDriveError. For any thread."""

    def __init__(self, path: Path | None = None) -> None:
        """`path` of the database; without it, it ends with this process."""
        self._where, self._lock = str(path or "in memory"), threading.Lock()
        try:
            with ExitStack() as cleanup:
                if path is not None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    cleanup.enter_context(closing(held(path.with_name(path.name + LOCK))))
                self._db = opened(path)
                self._end = cleanup.pop_all()
        except (sqlite3.Error, OSError) as error:
            raise self._failed(error) from error

    def close(self) -> None:
        with self._lock:
            self._db.close()
            self._end.close()

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
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> KeptDriveError:
        return KeptDriveError(f"the drive cannot be kept in {self._where}: {error}")


def held(path: Path) -> IO[bytes]:
    """The lock, for as long as this file is open. Raises OSError, and KeptDriveError where another process holds it."""
    file = open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "rb")  # noqa: SIM115
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
            raise
        kept = path.with_name(path.name.removesuffix(LOCK))
        raise KeptDriveError(f"another process keeps its drive in {kept}, and this one keeps none") from error
    return file


def opened(path: Path | None) -> sqlite3.Connection:
    """The database with its tables; what cannot be one is put aside. Raises sqlite3.Error, OSError."""
    try:
        return _opened(path)
    except OtherVersion as error:
        assert path is not None
        aside = put_aside(path, OTHER_VERSION)
        log.warning("%s is of another version (%s): it is now %s, and a new one is begun", path, error, aside.name)
    except sqlite3.DatabaseError as error:
        if path is None or isinstance(error, sqlite3.OperationalError):  # locked, or not writable: not damaged
            raise
        aside = put_aside(path, DAMAGED)
        log.warning("%s is damaged (%s): it is now %s, and a new one is begun", path, error, aside.name)
    return _opened(path)


def _opened(path: Path | None) -> sqlite3.Connection:
    """Every statement is a transaction of its own. Raises sqlite3.Error, OSError, OtherVersion."""
    if path is not None:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # only its owner may read where they went
    db = sqlite3.connect(path or ":memory:", timeout=BUSY, check_same_thread=False, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")
        if (found := db.execute("PRAGMA quick_check(1)").fetchone()) != ("ok",):
            raise sqlite3.DatabaseError(str(found))
        _check_version(db)
        for table, columns in TABLES.items():
            db.execute(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(columns)})")
        db.execute(f"PRAGMA user_version = {VERSION}")
    except (sqlite3.Error, OtherVersion):
        db.close()
        raise
    return db


def _check_version(db: sqlite3.Connection) -> None:
    """Raises OtherVersion, sqlite3.Error."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version not in (0, VERSION):
        raise OtherVersion(f"{version}, and this program has {VERSION}")
    for table, columns in TABLES.items():
        found = [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")]
        if found and found != [column.partition(" ")[0] for column in columns]:
            raise OtherVersion(f"the table {table} has the columns {', '.join(found)}")


def put_aside(path: Path, ending: str) -> Path:
    """Rename a database to a name that no file has; the new one. Its journal SQLite has done with. Raises OSError."""
    names = (path.name + ending + (f"-{number}" if number > 1 else "") for number in count(1))
    aside = next(each for each in map(path.with_name, names) if not each.exists())
    path.rename(aside)
    return aside
