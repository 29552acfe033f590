"""Calls that are let come to their end when the server stops."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class UnderWay:
    """How many there are, and waiting until there is none."""

    def __init__(self) -> None:
        self._calls = 0
        self._fewer = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        """A call while it lasts."""
        with self._fewer:
            self._calls += 1
        try:
            yield
        finally:
            with self._fewer:
                self._calls -= 1
                self._fewer.notify_all()

    def wait_for_none(self, patience: float) -> bool:
        """Is none under way any more, within `patience` s?"""
        with self._fewer:
            return self._fewer.wait_for(lambda: not self._calls, patience)
