"""Turns of several clients run side by side: one of them works at a time, the others wait for the car or the NLU.

A turn works for a fraction of a millisecond and waits for up to seconds. So one lock is enough, which a turn has while
it works and gives away while it waits; what turns share needs no locks of its own.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Floor:
    """Held by the turn that works."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Work."""
        with self._lock:
            yield

    @contextmanager
    def released(self) -> Iterator[None]:
        """Wait, inside `held`."""
        self._lock.release()
        try:
            yield
        finally:
            self._lock.acquire()
