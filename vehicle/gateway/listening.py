"""Telling the car that the assistant listens, so that its blower quietens. No thread and no clock of its own."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from vehicle.can.codec import FrameError
from vehicle.gateway.bridge import Bridge, BusError
from vehicle.gateway.situation import Situation

log = logging.getLogger(__name__)


class Listening:
    """The car's frame for it says so once in each of its cycles while anybody listens, and the opposite at the end.

    If the end is lost, or this process is, the ECU ends it by itself after some cycles of silence. A car without such a
    frame is not told.
    """

    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge = bridge
        self.clock = clock
        self._words = bridge.car.signals.listening
        self._situation = Situation(bridge.state, bridge.car.signals)
        message = next(iter(self._words), "").partition(".")[0]
        self.cycle = bridge.car.dbc.cycle(message) if message else 1.0  # s
        self._lock = threading.Lock()
        self._holders = 0
        self._sent = 0.0  # s, when the car was last told
        self._why_not = "not told yet"

    @contextmanager
    def hold(self) -> Iterator[Callable[[], str]]:
        """Somebody listens while the context lasts, who calls what it yields at least once a cycle: why not told, or ""."""
        with self._lock:
            self._holders += 1
        try:
            yield self._refresh
        finally:
            with self._lock:
                self._holders -= 1
                if not self._holders:
                    self._tell(False)

    def _refresh(self) -> str:
        with self._lock:
            if self._why_not or self.clock() - self._sent >= 0.9 * self.cycle:  # several may hold it
                self._tell(True)
            return self._why_not

    def _tell(self, listens: bool) -> None:
        """That a call is on stays told: the frame carries it too."""
        if not self._words:
            self._why_not = "this car has no frame that says that somebody listens"
            return
        writes: dict[str, str] = dict(self._words) if listens else dict.fromkeys(self._words, "off")
        if phone := self.bridge.car.signals.phone_activity:
            writes[phone] = "on" if self._situation.calling(self.clock()) else "off"
        try:
            self.bridge.send(writes)
        except (BusError, FrameError) as error:
            if str(error) != self._why_not:
                log.warning("the car is not told about listening: %s", error)
            self._why_not = str(error)
            return
        self._sent, self._why_not = self.clock(), "" if listens else "not told yet"
