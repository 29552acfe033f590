"""The gateway's end of the text link: sends a text before the command that needs it, stores received texts."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import can

from vehicle.can.text_link import Kind, LinkIds, TextLink
from vehicle.can.trace import FrameTrace
from vehicle.gateway.bus_state import BusError
from vehicle.gateway.state import State

log = logging.getLogger(__name__)

TEXT_DEADLINE = 0.5  # s until the head unit must have received a text completely


class TextSender:
    def __init__(
        self, ends: LinkIds, state: State, lock: threading.Condition, put: Callable[[str, str, can.Message], FrameTrace]
    ) -> None:
        """`put` sends one frame or raises BusError. `lock` is the send queue's, notified after each received frame."""
        self._ends, self._state, self._lock, self._put = ends, state, lock, put
        self._link = TextLink(ends.gateway, ends.head_unit, ends.bus, state.clock)
        self._traces: list[FrameTrace] = []  # of the text that is being sent

    def send(self, kind: Kind, sequence: int, text: str, traces: list[FrameTrace]) -> None:
        """Send a text and wait until the head unit has all of it. Its frames are added to `traces`.

        Called with the lock held, which is free while it waits. Raises BusError.
        """
        with self._all_or_nothing():
            self._traces = traces
            self._link.send(kind, sequence, text)
            self._flush()
            if not self._lock.wait_for(lambda: not self._link.busy, TEXT_DEADLINE):
                raise BusError("timeout: the head unit did not accept the text")

    def receive(self, frame: can.Message) -> None:
        """Process a frame of the head unit on the text link."""
        with self._lock:
            self._link.receive(frame)
            try:
                with self._all_or_nothing():
                    self._flush()
            except BusError as error:
                log.warning("text not sent: %s", error)
            self._lock.notify_all()
            for kind, sequence, text in self._link.texts():
                self._state.add_text(kind, sequence, text)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """If a frame of a text cannot be sent, the rest of the text is dropped."""
        try:
            yield
        except BusError:
            self._link.reset()
            self._link.frames()
            raise

    def _flush(self) -> None:
        for frame in self._link.frames():
            self._traces.append(self._put(self._ends.bus, self._ends.message, frame))
