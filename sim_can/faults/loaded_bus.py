"""A bus under load: frames wait until the bus is free, the lowest id is sent first. Used only while a script loads it.

Modelled: bit rate, priority by id, one transmit buffer for each status message (a newer frame overwrites a waiting
one), and queues for commands and texts. Not modelled: error frames, bitwise arbitration.
"""

from collections import deque
from collections.abc import Callable, Container
from dataclasses import dataclass

import can

from vehicle.can.codec import bits


@dataclass
class Babbler:
    """A babbling ECU: it has a frame ready every `period` seconds, next at `due`, and one transmit buffer."""

    frame_id: int
    period: float  # s
    due: float  # s
    make: Callable[[], can.Message]


class LoadedBus:
    """Frames that wait for one bus, and the one that is being transmitted."""

    def __init__(self, rate: int, queued: Container[int] = ()) -> None:
        """`rate` in bit/s. `queued`: ids whose frames are queued instead of overwritten, because texts have several
        frames.
        """
        self.rate, self.queued = rate, queued
        self.overwritten = 0  # frames that were replaced by a newer one before they were sent
        self._waiting: dict[
            tuple[int, bool], deque[tuple[can.Message, bool]]
        ] = {}  # (id, to the car) -> (frame, to the car)
        self._current: tuple[tuple[can.Message, bool], float] | None = None  # frame being transmitted, s when it ends
        self._now = self._free = 0.0  # s: simulated until, end of the last frame

    @property
    def empty(self) -> bool:
        return not self._waiting and self._current is None

    def offer(self, frame: can.Message, to_car: bool) -> None:
        """Put a frame into its transmit buffer or queue."""
        queue = self._waiting.setdefault((frame.arbitration_id, to_car), deque())
        if queue and not to_car and frame.arbitration_id not in self.queued:
            queue.clear()
            self.overwritten += 1
        queue.append((frame, to_car))

    def advance(self, now: float, free: float, babblers: list[Babbler]) -> list[tuple[can.Message, bool]]:
        """[(frame, to the car?)] transmitted until `now`; `free` is the share of the bit rate that is not loaded."""
        sent: list[tuple[can.Message, bool]] = []
        while True:
            if self._current is None:
                start = max(self._free, self._now)
                item = self._next(start, now, babblers)
                if item is None:
                    break
                self._current = item, self._free + bits(item[0]) / (self.rate * free)
            item, end = self._current
            if end > now:
                break
            sent.append(item)
            self._current, self._free = None, end
        self._now = now
        return sent

    def _next(self, start: float, now: float, babblers: list[Babbler]) -> tuple[can.Message, bool] | None:
        """The frame with the highest priority at `start`, or the first one until `now`; sets `_free` to its start."""
        first = min(self._waiting, default=None)
        if first is None and babblers:
            start = max(start, min(babbler.due for babbler in babblers))
        self._free = start
        ready = [
            babbler for babbler in babblers if babbler.due <= start and (first is None or babbler.frame_id <= first[0])
        ]
        if ready and start < now:
            babbler = min(ready, key=lambda ready: ready.frame_id)
            babbler.due = max(babbler.due + babbler.period, start)
            return babbler.make(), False
        if first is None:
            return None
        item = self._waiting[first].popleft()
        if not self._waiting[first]:
            del self._waiting[first]
        return item
