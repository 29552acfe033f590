"""Receives the frames of one bus for as long as the gateway runs, whatever its interface raises.

A thread of python-can's Notifier ends for good with the first exception of `recv` or of a listener.
"""

import logging
import math
import threading
import time
from collections.abc import Callable, Mapping

import can

from vehicle.can.interface import next_frame
from vehicle.gateway.bus_state import BusMonitor

log = logging.getLogger(__name__)

THREAD = "reception of"  # how its thread is called, before the name of the bus
WAIT = 0.05  # s that one attempt waits for a frame; `stop` takes about as long
AT_ONCE = 20  # errors in a row without a pause: a burst of bad datagrams delays no frame; our choice
SHORT_PAUSE = 0.001  # s after further errors: a stream of bad datagrams is read on, without a busy loop
LASTING = 500  # errors in a row, about 0.5 s of short pauses, after which the bus counts as silent; our choice
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0  # s after further errors; doubles with each one; our choice
QUIET = 10.0  # s between two reports of one bus in the log


class Receiver:
    """One plain thread that passes the frames of a bus to `hear`.

    After an error the next attempt follows at once or after a short pause. After LASTING errors in a row `deaf` is
    called: the bus counts as silent until a frame is received, and the pauses grow. `reopen` opens the interface anew;
    it is called in each of the longest pauses.
    """

    def __init__(
        self,
        name: str,
        buses: Mapping[str, can.BusABC],
        monitor: BusMonitor,
        hear: Callable[[str, can.Message], None],
        deaf: Callable[[str], None],
        reopen: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`buses` is looked into at each attempt: `reopen` replaces the bus there."""
        self.name, self.buses, self.monitor = name, buses, monitor
        self.hear, self.deaf, self.reopen, self.clock = hear, deaf, reopen, clock
        self._in_a_row = 0  # errors
        self._since: float | None = None  # s, first error since the last frame
        self._told = -math.inf  # s, when the log last had a fault of this bus
        self._tell_end = False  # the log had the fault that lasts now
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"{THREAD} {name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()

    def join(self, timeout: float) -> None:
        """Wait up to `timeout` s for the end of the thread."""
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self._ended.is_set():
            if pause := self.attempt():
                self._ended.wait(pause)

    def attempt(self) -> float:
        """Receive one frame, or wait for it up to WAIT. Returns s to pause before the next attempt; raises nothing."""
        try:
            frame = next_frame(self.buses[self.name], WAIT)
        except Exception as error:  # interfaces raise CanError, OSError and others
            return 0.0 if self._ended.is_set() else self._failed(f"{type(error).__name__}: {error}")
        self._in_a_row = 0
        if frame is None:
            return 0.0
        if self._since is not None:
            self._is_back(self._since)
        try:
            self.hear(self.name, frame)
        except Exception as error:
            if self.monitor.failed(f"a frame was not processed: {type(error).__name__}"):
                log.exception("%s %03X: a frame was not processed", self.name, frame.arbitration_id)
        return 0.0

    def _failed(self, why: str) -> float:
        now = self.clock()
        self._in_a_row += 1
        self._since = now if self._since is None else self._since
        new = self.monitor.failed(f"reception: {why}", lasting=True)
        beyond = self._in_a_row - LASTING
        if not self._tell_end and (new or (beyond == 0 and now - self._told > QUIET)):
            log.warning("%s: frames cannot be received, trying again: %s", self.name, why)
            self._told, self._tell_end = now, True
        if beyond < 0:
            return 0.0 if self._in_a_row < AT_ONCE else SHORT_PAUSE
        if beyond == 0:
            self.monitor.deafened(now)
            self.deaf(self.name)
        pause = min(FIRST_PAUSE * 2 ** min(beyond, 10), LONGEST_PAUSE)
        if pause == LONGEST_PAUSE and self.reopen is not None:
            self._open_anew(self.reopen)
        return float(pause)

    def _open_anew(self, reopen: Callable[[str], None]) -> None:
        try:
            reopen(self.name)
        except Exception as error:
            if self.monitor.failed(f"reception: not opened anew: {error}", lasting=True):
                log.warning("%s: the interface cannot be opened anew: %s", self.name, error)

    def _is_back(self, since: float) -> None:
        self._since, self.monitor.fault = None, ""
        if self._tell_end:
            log.warning("%s: frames are received again, after %.1f s", self.name, self.clock() - since)
            self._tell_end = False
