"""How often, and how many at once: the limits of one client. Time is an argument."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from contract.token_bucket import Bucket

RATE = 100.0  # requests/s of one client; assumed: a head unit speaks once in seconds and looks ten times a second
BURST = 2.0  # s of the rate that a client which was quiet may ask for at once
TELL_EVERY = 1.0  # s between lines of one client that asks too often: it must not push the turns out of the audit
MOST_AT_ONCE = 12  # calls of one client under way, streams too
MOST_STREAMS = 8  # of them streams, which may last for ever
FOR_OTHERS = 20  # threads of a server beyond those that one client may hold
WORKERS = MOST_AT_ONCE + FOR_OTHERS  # threads of a server; a call under way holds one
ALL_STREAMS = 16  # open at once, of all clients: the other threads are left for calls that end
MOST_REMEMBERED = (
    1000  # clients whose bucket is kept; above it the full ones are forgotten, which changes nothing for them
)


@dataclass(frozen=True)
class Places:
    """How many calls may be under way: of one client `each`, of them `streams`; of all together `workers` and
    `all_streams`."""

    each: int = MOST_AT_ONCE
    streams: int = MOST_STREAMS
    workers: int = WORKERS
    all_streams: int = ALL_STREAMS


def places(calls: int) -> Places:
    """For so many calls of one client: streams and threads grow with them, in the same proportion."""
    workers = max(WORKERS, calls + FOR_OTHERS)
    return Places(calls, max(1, calls * MOST_STREAMS // MOST_AT_ONCE), workers, workers * ALL_STREAMS // WORKERS)


@dataclass
class Asking:
    """What one client may still ask for, and what was not told about it yet."""

    bucket: Bucket
    untold: int = 0  # refusals without a line
    told: float = -TELL_EVERY  # s, of the last line


@dataclass
class RateLimit:
    """A token bucket a client: `rate` requests a second in the long run, BURST seconds' worth of them at once.

    Rate 0: no limit.
    """

    rate: float = RATE
    clients: dict[str, Asking] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, client: str, now: float) -> bool:
        """Is there a token for this request? It is gone then."""
        if not self.rate:
            return True
        most = max(1.0, self.rate * BURST)
        with self.lock:
            if len(self.clients) >= MOST_REMEMBERED and client not in self.clients:
                self.clients = {name: each for name, each in self.clients.items() if not each.bucket.has(most, now)}
            asking = self.clients.setdefault(client, Asking(Bucket(most, self.rate, most, now)))
            if not asking.bucket.has(1, now):
                asking.untold += 1
                return False
            asking.bucket.level -= 1
            return True

    def to_tell(self, client: str, now: float) -> int:
        """How many refusals of this client have had no line, if it is time for one: the first has its own, then one a
        second has all."""
        with self.lock:
            asking = self.clients.get(client)
            if asking is None or not asking.untold or now - asking.told < TELL_EVERY:
                return 0
            times, asking.untold, asking.told = asking.untold, 0, now
            return times


class AtOnce:
    """How many calls of each client are under way, and how many of all."""

    def __init__(self, each: int, together: int) -> None:
        self.each, self.together = each, together
        self._calls: dict[str, int] = {}  # of those who have any
        self._all = 0
        self._lock = threading.Lock()

    @contextmanager
    def one(self, client: str) -> Iterator[str]:
        """A call while it lasts: "" if there is room for it, else whose room is taken: "client" or "all"."""
        with self._lock:
            own = self._calls.get(client, 0)
            full = "client" if own >= self.each else "all" if self._all >= self.together else ""
            if not full:
                self._calls[client] = own + 1
                self._all += 1
        try:
            yield full
        finally:
            if not full:
                with self._lock:
                    self._all -= 1
                    self._calls[client] -= 1
                    if not self._calls[client]:  # those who have none are forgotten
                        del self._calls[client]
