"""SIGHUP: files that another program has moved away (logrotate) are opened again."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def on_hangup(reopen: Sequence[Callable[[], None]]) -> Iterator[None]:
    """SIGHUP calls these functions. From a terminal that was closed it ends the process, as SIGTERM does.

    In a thread that is not the main one signals cannot be handled, and nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    attached = has_terminal()

    def hang_up(number: int, frame: object) -> None:
        if attached and not has_terminal():
            os.kill(os.getpid(), signal.SIGTERM)
            return
        for each in reopen:
            each()

    before = signal.signal(signal.SIGHUP, hang_up)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def has_terminal() -> bool:
    """Has this process a terminal that controls it?"""
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return False
    return True
