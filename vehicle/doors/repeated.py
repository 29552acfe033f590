"""Requests with a request id: one that comes again within a minute gets the first answer, and nothing is done twice.

Time is an argument. No thread of its own: who comes again waits in its own.
"""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from contract.values import InvalidRequest

REMEMBERED = 60.0  # s from the request until its id is forgotten, unless it is still under way
MOST_OF_CLIENT = 100  # ids remembered of one client; an answer has some KiB, with 400 frames 60 KiB
MOST = 1000  # ids remembered of all clients
LOOK = 0.2  # s between looks whether who waits has left

Answer = TypeVar("Answer")


class TooManyIds(Exception):
    """No further id can be remembered. `of` says whose room is taken: "client" or "all"; `limit` is how many ids."""

    def __init__(self, of: str, limit: int) -> None:
        super().__init__(f"{limit} requests with an id within a minute, and more are not taken of {of}")
        self.of, self.limit = of, limit


@dataclass
class First(Generic[Answer]):
    """The first request with an id. `callers` are all who asked for its answer, each says whether it is still there."""

    client: str
    id: str
    content: bytes
    at: float  # s
    callers: list[Callable[[], bool]]
    ended: threading.Event = field(default_factory=threading.Event)
    answer: Answer | None = None  # None: not yet, or nothing was done
    error: BaseException | None = None  # instead of an answer, of a turn that may have done something

    def here(self) -> bool:
        """Is anybody there who wants the answer?"""
        return any(each() for each in list(self.callers))


class Repeated(Generic[Answer]):
    """The requests of the last minute by client and id."""

    def __init__(self, harmless: tuple[type[BaseException], ...]) -> None:
        """`harmless` are the errors that say that nothing was done: after one of them the id is free again."""
        self.harmless = harmless
        self._lock = threading.Lock()
        self._first: dict[tuple[str, str], First[Answer]] = {}  # oldest first

    def begin(
        self, client: str, id: str, content: bytes, here: Callable[[], bool], now: float
    ) -> tuple[bool, First[Answer]]:
        """(is this the first request with this id, the first one). Who is the first has to `finish` or to `fail` it.

        `content` is everything in the request, with the name of its rpc. Raises InvalidRequest for another content
        under the same id, TooManyIds.
        """
        digest = hashlib.sha256(content).digest()
        with self._lock:
            self._forget_old(now)
            found = self._first.get((client, id))
            if found is None:
                self._make_room(client)
                first = First[Answer](client, id, digest, now, [here])
                self._first[client, id] = first
                return True, first
            if found.content != digest:
                why = f"request_id {id!r} was used for another request within the last minute"
                raise InvalidRequest(why, "REQUEST_ID_REUSED", "request_id")
            if not found.ended.is_set():
                found.callers.append(here)
            return False, found

    def finish(self, first: First[Answer], answer: Answer) -> None:
        """The answer, for all who wait and all who come again."""
        first.answer = answer
        self._end(first)

    def fail(self, first: First[Answer], error: BaseException) -> None:
        """There is no answer. If nothing was done, the next request with this id is the first."""
        if isinstance(error, self.harmless):
            with self._lock:
                self._first.pop((first.client, first.id), None)
        else:
            first.error = error
        self._end(first)

    def _end(self, first: First[Answer]) -> None:
        with self._lock:
            first.ended.set()
            first.callers.clear()

    def once(
        self,
        client: str,
        id: str,
        content: bytes,
        here: Callable[[], bool],
        clock: Callable[[], float],
        make: Callable[[Callable[[], bool]], Answer],
    ) -> tuple[bool, Answer | None]:
        """(was it the first answer again, the answer); None for who left while it waited.

        `make` makes the answer, and is told who is still there to want it. What it raises is raised here, for all who
        wait too. Raises InvalidRequest, TooManyIds.
        """
        while True:
            is_first, first = self.begin(client, id, content, here, clock())
            if is_first:
                try:
                    answer = make(first.here)
                except BaseException as error:
                    self.fail(first, error)
                    raise
                self.finish(first, answer)
                return False, answer
            while not first.ended.wait(LOOK):
                if not here():
                    return True, None
            if first.error is not None:
                raise first.error
            if first.answer is not None:
                return True, first.answer

    def _forget_old(self, now: float) -> None:
        old = [key for key, first in self._first.items() if now - first.at > REMEMBERED and first.ended.is_set()]
        for key in old:
            del self._first[key]

    def _make_room(self, client: str) -> None:
        if len(self._first) >= MOST:
            raise TooManyIds("all", MOST)
        if Counter(name for name, _ in self._first)[client] >= MOST_OF_CLIENT:
            raise TooManyIds("client", MOST_OF_CLIENT)
