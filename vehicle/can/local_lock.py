"""The lock of a local bus (local_bus.py): who holds it sends one frame. A process that stops while it holds the lock
loses it.
"""

import fcntl
import logging
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import can

log = logging.getLogger(__name__)

HOLDER_TIMEOUT = 0.5  # s of waiting after which the holder counts as stopped; sending a frame takes about 50 us
RETRY = 5e-5  # s between two attempts to take the lock


class Lock:
    """A file; it grows by a byte when a participant joins or leaves.

    If its holder does not release it, a new file takes the place of the old one, and everybody opens the new one. When
    the stopped process goes on, its frame may come between two others, or at one participant before and at another
    after them: frames are whole all the same, because each record is written at once.
    """

    def __init__(self, directory: Path) -> None:
        """Raises OSError."""
        self.path = directory / "lock"
        self._known = (-1, -1)  # inode and size when `changed` was last called
        self._waited = 0.0  # s, in vain since the lock was last taken
        self._file = self._opened()

    def _opened(self) -> int:
        return os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def close(self) -> None:
        os.close(self._file)

    def announce(self, what: bytes) -> None:
        """A participant has joined (b"+") or left (b"-")."""
        os.write(self._file, what)

    def changed(self) -> bool:
        """Has a participant joined or left since the last call?"""
        found = os.fstat(self._file)
        before, self._known = self._known, (found.st_ino, found.st_size)
        return self._known != before

    @contextmanager
    def held(self, deadline: float) -> Iterator[None]:
        """Holds the lock. Raises CanTimeoutError if another process holds it until `deadline`, in s of
        time.monotonic.
        """
        while not self._take():
            now = time.monotonic()
            if self._waited >= HOLDER_TIMEOUT:
                self._replace()
            elif now >= deadline:
                raise can.CanTimeoutError(f"{self.path}: a stopped process holds the lock of the bus")
            else:
                time.sleep(RETRY)
                self._waited += time.monotonic() - now
        self._waited = 0.0
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def _take(self) -> bool:
        """Take the lock if it is free. A file that was replaced counts as not free; the new one is opened."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = True
        except BlockingIOError:
            free = False
        if os.fstat(self._file).st_nlink:
            return free
        os.close(self._file)
        self._file = self._opened()
        return False

    def _replace(self) -> None:
        log.warning("%s: a stopped process holds the lock of the bus; it is replaced", self.path)
        new = self.path.with_name(f"{secrets.token_hex(4)}.new")
        new.touch(0o600, exist_ok=False)
        new.rename(self.path)
        self._waited = 0.0
