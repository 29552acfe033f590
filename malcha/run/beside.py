"""What runs in a thread of its own beside something else, and ends with it."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from malcha.run.children import STOP_DEADLINE

log = logging.getLogger(__name__)


def nothing() -> None:
    """Nobody has to be woken."""


@contextmanager
def beside(name: str, run: Callable[[threading.Event], None], wake: Callable[[], None] = nothing) -> Iterator[None]:
    """`run` runs while this lasts. At the end its Event is set, `wake` gets it out of what it waits for, and it has
    STOP_DEADLINE to return."""
    stopping = threading.Event()
    thread = threading.Thread(target=run, args=(stopping,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        wake()
        thread.join(STOP_DEADLINE)


@contextmanager
def repeatedly(name: str, look: Callable[[], object], every: float) -> Iterator[None]:
    """`look` is called every so many s while this lasts. An error of it is a bug, is logged, and ends nothing."""

    def run(stopping: threading.Event) -> None:
        while not stopping.wait(every):
            try:
                look()
            except Exception:
                log.exception("%s: a look failed", name)

    with beside(name, run):
        yield
