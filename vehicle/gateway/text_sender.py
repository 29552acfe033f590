"""The gateway's end of the text link: words out before the command that needs them, words in to the state."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import can

from vehicle.can.text_link import Ends, Kind, TextLink
from vehicle.gateway.bus_state import BusError
from vehicle.gateway.state import State

log = logging.getLogger(__name__)

TEXT_DEADLINE = 0.5  # s for the head unit to take a text


class TextSender:
    def __init__(
        self, ends: Ends, state: State, lock: threading.Condition, put: Callable[[str, str, can.Message], None]
    ) -> None:
        """`put` sends one frame or raises BusError; `lock` is the sender's, notified when a text has moved on."""
        self._ends, self._state, self._lock, self._put = ends, state, lock, put
        self._link = TextLink(ends.gateway, ends.head_unit, ends.bus, state.clock)

    def send(self, kind: Kind, sequence: int, words: str) -> None:
        """Words to the head unit, to their end: the command that needs them follows. Called with the lock. Raises BusError."""
        with self._whole():
            self._link.send(kind, sequence, words)
            self._flush()
            if not self._lock.wait_for(lambda: not self._link.busy, TEXT_DEADLINE):
                raise BusError("the head unit did not take the text")

    def receive(self, frame: can.Message) -> None:
        """A frame of the head unit's end."""
        with self._lock:
            self._link.receive(frame)
            try:
                with self._whole():
                    self._flush()
            except BusError as error:
                log.warning("words: %s", error)
            self._lock.notify_all()
            for kind, sequence, words in self._link.texts():
                self._state.add_text(kind, sequence, words)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Words that cannot go on are given up, to the last frame."""
        try:
            yield
        except BusError:
            self._link.reset()
            self._link.frames()
            raise

    def _flush(self) -> None:
        for frame in self._link.frames():
            self._put(self._ends.bus, self._ends.message, frame)
