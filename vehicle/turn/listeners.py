"""Who is told of something, by a thread that must not wait for them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Listeners(Generic[Item]):
    """Joined and left by any thread, also while others are told."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # of joining and leaving
        self._tells: tuple[Callable[[Item], None], ...] = ()  # replaced, not changed

    @contextmanager
    def told(self, tell: Callable[[Item], None]) -> Iterator[None]:
        """`tell` is called with each item while this lasts."""
        self.join(tell)
        try:
            yield
        finally:
            with self._lock:
                self._tells = tuple(each for each in self._tells if each is not tell)

    def join(self, tell: Callable[[Item], None]) -> None:
        """`tell` is called with each item from now on."""
        with self._lock:
            self._tells = (*self._tells, tell)

    def tell(self, item: Item) -> None:
        for each in self._tells:
            each(item)
