"""Reports to the car that the assistant is listening, so that the blower is turned down. No thread, no own clock."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from vehicle.can.codec import FrameError
from vehicle.gateway.bridge import Bridge, BusError
from vehicle.gateway.situation import Situation

log = logging.getLogger(__name__)


class Listening:
    """Sends the frame "the assistant is listening" in each of its cycles while anybody listens, and "off" at the end.

    If the last frame is lost or this process ends, the ECU falls back to "off" after a timeout of some cycles. For a
    car without such a frame nothing is sent.
    """

    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge = bridge
        self.clock = clock
        self._signals_on = bridge.car.signals.listening
        self._situation = Situation(bridge.state, bridge.car.signals)
        message = next(iter(self._signals_on), "").partition(".")[0]
        self.cycle = bridge.car.dbc.cycle(message) if message else 1.0  # s
        self._lock = threading.Lock()
        self._listeners = 0
        self._sent = 0.0  # s, last frame
        self._why_not = "not reported yet"

    @contextmanager
    def hold(self) -> Iterator[Callable[[], str]]:
        """The assistant listens while this context lasts.

        The caller calls the yielded function at least once in each cycle. It returns why it could not be reported, or
        "".
        """
        with self._lock:
            self._listeners += 1
        try:
            yield self._refresh
        finally:
            with self._lock:
                self._listeners -= 1
                if not self._listeners:
                    self._send(False)

    def _refresh(self) -> str:
        with self._lock:
            if (
                self._why_not or self.clock() - self._sent >= 0.9 * self.cycle
            ):  # several listeners may call it in one cycle
                self._send(True)
            return self._why_not

    def _send(self, listens: bool) -> None:
        """The same frame also says whether a phone call is on, so that this signal is sent along."""
        if not self._signals_on:
            self._why_not = "this car has no signal for listening"
            return
        writes: dict[str, str] = dict(self._signals_on) if listens else dict.fromkeys(self._signals_on, "off")
        if phone := self.bridge.car.signals.phone_activity:
            writes[phone] = "on" if self._situation.calling(self.clock()) else "off"
        try:
            self.bridge.send(writes)
        except (BusError, FrameError) as error:
            if str(error) != self._why_not:
                log.warning("listening not reported to the car: %s", error)
            self._why_not = str(error)
            return
        self._sent, self._why_not = self.clock(), "" if listens else "not reported yet"
