"""One turn as it is told to those who converse: its events in order, from the beginning for whoever comes later."""

import threading
from collections.abc import Callable, Iterator

from malcha.v1 import vehicle_pb2
from vehicle.doors.messages import event_to_proto, timestamp, turn_to_proto
from vehicle.turn.events import Event
from vehicle.turn.requester import Turn

LOOK = 0.2  # s between looks whether a reader has left


class Story:
    """Written by the thread of the turn, read by one thread a client. A turn has few events: none is dropped."""

    def __init__(self, utterance_id: str, clock: Callable[[], float], epoch: float) -> None:
        self.utterance_id, self.clock, self.epoch = utterance_id, clock, epoch
        self.cancelled = threading.Event()  # it was called off, by any of its calls
        self._news = threading.Condition()
        self._events: list[vehicle_pb2.ConverseResponse] = []
        self._readers: list[Callable[[], bool]] = []
        self._ended = False
        self._error: BaseException | None = None

    def here(self) -> bool:
        """Is anybody there who reads it?"""
        with self._news:
            return any(here() for here in self._readers)

    def add(self, told: vehicle_pb2.ConverseResponse) -> None:
        """Something happened before the turn, or in place of one."""
        told.at.CopyFrom(timestamp(self.clock(), self.epoch))
        self._add(told)

    def tell(self, event: Event) -> None:
        """Something happened in the turn."""
        self._add(event_to_proto(event, self.clock(), self.epoch))

    def end(self, turn: Turn) -> None:
        """The turn has ended: the last event carries all of it."""
        at = timestamp(self.clock(), self.epoch)
        self._add(vehicle_pb2.ConverseResponse(at=at, turn=turn_to_proto(turn, self.epoch, spoken=True)), ends=True)

    def close(self) -> None:
        """No turn comes of it."""
        with self._news:
            self._ended = True
            self._readers.clear()
            self._news.notify_all()

    def fail(self, error: BaseException) -> None:
        """The turn has not come to its end: every reader gets this error."""
        with self._news:
            self._error, self._ended = error, True
            self._news.notify_all()

    def _add(self, event: vehicle_pb2.ConverseResponse, ends: bool = False) -> None:
        event.utterance_id = self.utterance_id
        with self._news:
            self._events.append(event)
            self._ended = ends
            if ends:
                self._readers.clear()
            self._news.notify_all()

    def join(self, here: Callable[[], bool]) -> None:
        """Somebody will read it, who says whether it is still there. Who comes to one that has ended is not kept: the
        story is remembered for a minute, and with it the call would stay open."""
        with self._news:
            if not self._ended:
                self._readers.append(here)

    def read(self, here: Callable[[], bool]) -> Iterator[vehicle_pb2.ConverseResponse]:
        """Every event from the beginning, until the turn has ended or the reader has left. Raises the turn's error."""
        read = 0
        while True:
            with self._news:
                while read == len(self._events) and not self._ended:
                    self._news.wait(LOOK)
                    if not here():
                        return
                events, ended, error = self._events[read:], self._ended, self._error
            yield from events
            read += len(events)
            if ended:
                if error is not None:
                    raise error
                return
