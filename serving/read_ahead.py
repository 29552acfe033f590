"""The requests of a stream, read ahead by a thread, so that waiting for the next one can end."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Generic, TypeVar

import grpc

MOST_WAITING = 50  # messages of a client that are read ahead; then gRPC lets it wait
ROOM_EVERY = 0.5  # s between looks whether the call is still open, while a full queue is not read
STALLED_AFTER = 5.0  # s without audio, of every stream that carries some

Request = TypeVar("Request")


class Stalled(Exception):
    """No audio has come for `after` s, or not enough of it, and none is waited for any more."""

    def __init__(self, after: float, why: str = "no audio for {after:g} s") -> None:
        super().__init__(f"{why.format(after=after)}; nothing was understood")
        self.after = after


class CallEnded(Exception):
    """gRPC has ended the call: the client has left, or what it sent was refused with a status of its own."""


class ReadAhead(Generic[Request]):
    """For one reader."""

    def __init__(self, requests: Iterator[Request], open_yet: Callable[[], bool]) -> None:
        """`open_yet` says whether the call is still open."""
        self._requests, self._open_yet = requests, open_yet
        self._coming: queue.Queue[Request | Exception | None] = queue.Queue(MOST_WAITING)
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    def next(self, timeout: float) -> Request | None:
        """The next request; None at their end. Raises queue.Empty after `timeout` s, and what ended the requests."""
        found = self._coming.get(timeout=timeout)
        if isinstance(found, Exception):
            raise found
        return found

    def end(self) -> None:
        """Who waits in `next` gets None: what else comes is not wanted."""
        with suppress(queue.Full):  # then nobody waits
            self._coming.put_nowait(None)

    def _read(self) -> None:
        try:
            for request in self._requests:
                self._put(request)
            self._put(None)
        except grpc.RpcError as error:
            self._put(CallEnded(str(error)))
        except Exception as error:  # a bug is seen by who waits
            aborted = type(error) is Exception and not error.args  # what grpc raises where a call was aborted
            self._put(CallEnded("aborted") if aborted else error)

    def _put(self, what: Request | Exception | None) -> None:
        """Waits for room as long as the call is open."""
        while self._open_yet():
            with suppress(queue.Full):
                self._coming.put(what, timeout=ROOM_EVERY)
                break
