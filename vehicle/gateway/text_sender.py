"""The gateway's end of the text link: sends a text before the command that needs it, stores received texts."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import can

from vehicle.can.text_link import Kind, LinkIds, TextLink
from vehicle.can.trace import FrameTrace
from vehicle.gateway.bus_state import BusError, BusFull
from vehicle.gateway.state import State

log = logging.getLogger(__name__)

TEXT_DEADLINE = 0.5  # s without any progress of a text: no frame sent, no flow control received; our choice
LONGEST_TEXT = 5.0  # s for a whole text, however slow the head unit asks for it; our choice
RETRY = 0.005  # s until a frame is tried again that the full transmit queue did not take
SHORTEST_WAIT = 0.0005  # s; below that a thread does not sleep


class TextSender:
    def __init__(
        self, ends: LinkIds, state: State, lock: threading.Condition, put: Callable[[str, str, can.Message], FrameTrace]
    ) -> None:
        """`put` sends one frame or raises BusError. `lock` is the send queue's, notified after each received frame."""
        self._ends, self._state, self._lock, self._put = ends, state, lock, put
        self._link = TextLink(ends.gateway, ends.head_unit, ends.bus, state.clock)
        self._traces: list[FrameTrace] = []  # of the text that is being sent
        self._full = False  # the transmit queue of the interface did not take our last frame

    def send(self, kind: Kind, sequence: int, text: str, traces: list[FrameTrace], unwanted: Callable[[], str]) -> str:
        """Send a text and wait until the head unit has all of it; its frames are added to `traces`.

        Called with the lock held, which is released while it waits. Returns "", or the reason that `unwanted` has given
        meanwhile: then the rest is not sent. Raises BusError.
        """
        clock, began = self._state.clock, self._state.clock()
        with self._all_or_nothing():
            self._traces = traces
            self._link.send(kind, sequence, text)
            self._flush()
            while self._link.busy:
                now = clock()
                end = min(self._link.progress_at + TEXT_DEADLINE, began + LONGEST_TEXT)
                if now > end:
                    raise BusError("timeout: the head unit did not accept the text")
                if why := unwanted():
                    self._drop()
                    return why
                pause = RETRY if self._full else self._link.pause
                left = end - now if pause is None else min(pause, end - now)
                self._state.wait_unlocked(self._lock, max(left, SHORTEST_WAIT))
                self._flush()
            if not self._link.delivered:
                raise BusError("the head unit refused the text, or the bus did not take all of it")
        return unwanted()

    def receive(self, frame: can.Message) -> None:
        """Process a frame of the head unit on the text link."""
        with self._lock:
            self._link.receive(frame)
            self._try_flush()
            self._lock.notify_all()
            for kind, sequence, text in self._link.texts():
                self._state.add_text(kind, sequence, text)

    def resume(self) -> None:
        """Try again to send what the full transmit queue did not take."""
        if self._full:
            with self._lock:
                self._try_flush()

    def _try_flush(self) -> None:
        try:
            with self._all_or_nothing():
                self._flush()
        except BusError as error:
            log.warning("text not sent: %s", error)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """If a frame of a text cannot be sent, the rest of the text is dropped."""
        try:
            yield
        except BusError:
            self._drop()
            raise

    def _drop(self) -> None:
        self._link.reset()
        self._full = False

    def _flush(self) -> None:
        self._full = False
        while frames := self._link.frames():
            for place, frame in enumerate(frames):
                try:
                    self._traces.append(self._put(self._ends.bus, self._ends.message, frame))
                except BusFull:
                    self._full = True
                    self._link.put_back(frames[place:])
                    return
