"""How often, and how many at once: the limits of one client. Time is an argument."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

RATE = 100.0  # requests/s of one client; assumed: a head unit speaks once in seconds and looks ten times a second
BURST = 2.0  # s of the rate that a client which was quiet may ask for at once
TELL_EVERY = 1.0  # s between lines of one client that asks too often: it must not push the turns out of the audit
WORKERS = 32  # threads of a server; a call under way holds one
MOST_AT_ONCE = 12  # calls of one client under way, streams too: the other threads are left for others
MOST_STREAMS = 8  # of them streams, which may last for ever
ALL_STREAMS = 16  # open at once, of all clients: the other threads are left for calls that end
MOST_REMEMBERED = (
    1000  # clients whose bucket is kept; above it the full ones are forgotten, which changes nothing for them
)


@dataclass
class Bucket:
    """Tokens that one client has left, as of `at`."""

    tokens: float
    at: float  # s
    untold: int = 0  # refusals without a line yet
    told: float = -TELL_EVERY  # s


@dataclass
class RateLimit:
    """A token bucket a client: `rate` requests a second in the long run, BURST seconds' worth of them at once. Rate 0: no limit."""

    rate: float = RATE
    buckets: dict[str, Bucket] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, client: str, now: float) -> bool:
        """Is there a token for this request? It is gone then."""
        if not self.rate:
            return True
        most = max(1.0, self.rate * BURST)
        with self.lock:
            if len(self.buckets) >= MOST_REMEMBERED and client not in self.buckets:
                self.buckets = {
                    name: b for name, b in self.buckets.items() if b.tokens + (now - b.at) * self.rate < most
                }
            bucket = self.buckets.setdefault(client, Bucket(most, now))
            bucket.tokens = min(most, bucket.tokens + (now - bucket.at) * self.rate)
            bucket.at = now
            if bucket.tokens < 1:
                bucket.untold += 1
                return False
            bucket.tokens -= 1
            return True

    def to_tell(self, client: str, now: float) -> int:
        """How many refusals of this client have had no line, if it is time for one: the first has its own, then one a second has all."""
        with self.lock:
            bucket = self.buckets.get(client)
            if bucket is None or not bucket.untold or now - bucket.told < TELL_EVERY:
                return 0
            times, bucket.untold, bucket.told = bucket.untold, 0, now
            return times


class AtOnce:
    """How many calls of each client are under way, and how many of all."""

    def __init__(self, each: int, together: int) -> None:
        self.each, self.together = each, together
        self._calls: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def one(self, client: str) -> Iterator[bool]:
        """A call while it lasts: is there room for it?"""
        with self._lock:
            room = self._calls[client] < self.each and self._calls.total() < self.together
            self._calls[client] += room
        try:
            yield room
        finally:
            with self._lock:
                self._calls[client] -= room
                self._calls += Counter()  # those who have none are forgotten
