"""A bus with too little room: frames wait for it, the lowest id goes first. In use only while a script loads the bus.

Modelled: bit rate, priority by id, one transmit buffer a status message (a newer frame takes the place of the waiting
one) and queues for commands and texts. Not modelled: error frames, arbitration bit by bit.
"""

from collections import deque
from collections.abc import Callable, Container
from dataclasses import dataclass

import can

from vehicle.can.codec import bits


@dataclass
class Babbler:
    """A node that has a frame ready every `period` seconds, its `due`; it has one transmit buffer."""

    frame_id: int
    period: float  # s
    due: float  # s
    make: Callable[[], can.Message]


class LoadedBus:
    def __init__(self, rate: int, queued: Container[int] = ()) -> None:
        """`rate` in bit/s; `queued` are ids of status messages that wait for each other: words are sent in pieces."""
        self.rate, self.queued = rate, queued
        self.overwritten = 0  # frames that were never sent, because a newer one came
        self._waiting: dict[
            tuple[int, bool], deque[tuple[can.Message, bool]]
        ] = {}  # (id, to the car) -> (frame, to the car)
        self._current: tuple[tuple[can.Message, bool], float] | None = None  # on the bus, s when it ends
        self._now = self._free = 0.0  # s: how far it was followed, when the last frame ended

    @property
    def empty(self) -> bool:
        return not self._waiting and self._current is None

    def offer(self, frame: can.Message, to_car: bool) -> None:
        queue = self._waiting.setdefault((frame.arbitration_id, to_car), deque())
        if queue and not to_car and frame.arbitration_id not in self.queued:
            queue.clear()
            self.overwritten += 1
        queue.append((frame, to_car))

    def advance(self, now: float, free: float, babblers: list[Babbler]) -> list[tuple[can.Message, bool]]:
        """What went over the bus until `now` (frame, to the car); `free` is the part of its bit rate that is left."""
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
        """The frame that wins the bus at `start`, or is first there before `now`; `_free` becomes when that is."""
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
