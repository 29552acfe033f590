"""The driver's speech button as events, and telling the car that the assistant listens. No thread and no clock of its own."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from vehicle.can import dbc
from vehicle.can.codec import FrameError, WireValue
from vehicle.catalogue.table import LISTENING, NOT_LISTENING, PHONE_ACTIVITY
from vehicle.gateway.action import FrameTrace
from vehicle.gateway.bridge import Bridge, BusError
from vehicle.gateway.plausibility import longest_age
from vehicle.turn import policy

log = logging.getLogger(__name__)

BUTTON = "GW_SWRC_PE.C_SdsSW"
LONG_PRESS = 0.8  # s; there is no public figure, assumed
EVENT_BACKLOG = 100  # events that may wait for a slow watcher


def cycle(message: str) -> float:
    """s between two frames of a message."""
    return (dbc.messages()[message].message.cycle_time or 0) / 1000


class Press(StrEnum):
    PRESSED = "pressed"  # start listening
    HELD = "held"  # for a long press: cancel
    RELEASED = "released"


@dataclass(frozen=True)
class ButtonEvent:
    press: Press
    at: float  # s, of the frame, on the bridge's clock
    held: float = 0.0  # s since it was pressed


class Button:
    """The words of the speech button, frame by frame, to events.

    A button that was not just seen released is stuck, or its press is older than we know: it starts nothing. Every press
    ends: when released, and at the first frame after an invalid one or a silence.
    """

    def __init__(self) -> None:
        self._armed = False  # seen released
        self._since: float | None = None  # s, when it was pressed
        self._last = 0.0  # s, of the last frame
        self._told = False  # that it is held

    def see(self, word: WireValue, at: float) -> list[ButtonEvent]:
        silent = at - self._last > (
            longest_age(BUTTON.partition(".")[0]) or 0
        )  # who knows what the finger did meanwhile
        self._last = at
        self._armed = self._armed and not silent
        events = []
        if self._since is not None and (word != "pressed" or silent):
            events.append(ButtonEvent(Press.RELEASED, at, at - self._since))
            self._since = None
        if word != "pressed":
            self._armed = word == "released"
        elif self._since is None:
            if self._armed:
                self._since, self._told = at, False
                events.append(ButtonEvent(Press.PRESSED, at))
            self._armed = False
        elif at - self._since >= LONG_PRESS and not self._told:
            self._told = True
            events.append(ButtonEvent(Press.HELD, at, at - self._since))
        return events


class ButtonEvents:
    """What the button does, for everybody who watches. The bridge's receive threads call in."""

    def __init__(self, bridge: Bridge) -> None:
        self._button: Button | None = None  # until its first frame from now on
        self._state = bridge.state
        self._lock = threading.Lock()
        self._watchers: list[queue.Queue[ButtonEvent]] = []
        bridge.observers.append(self._see)

    def _see(self, frame: FrameTrace) -> None:
        message, _, signal = BUTTON.partition(".")
        if frame.sent or frame.message != message:
            return
        with self._lock:
            if self._button is None:  # the bridge may have heard it before: observers are told before the state is
                self._button = Button()
                if before := self._state.reading(BUTTON):
                    self._button.see(before.value, before.at)
            for event in self._button.see(frame.signals[signal], frame.at):
                for watcher in self._watchers:
                    if not watcher.full():
                        watcher.put_nowait(event)

    @contextmanager
    def watch(self) -> Iterator[queue.Queue[ButtonEvent]]:
        """A queue that gets every event from now on; a full queue means that the watcher was too slow."""
        watcher: queue.Queue[ButtonEvent] = queue.Queue(EVENT_BACKLOG)
        with self._lock:
            self._watchers.append(watcher)
        try:
            yield watcher
        finally:
            with self._lock:
                self._watchers.remove(watcher)


class Listening:
    """HU_DATC_PE_00 says so once in each of its cycles while anybody listens, and the opposite at the end.

    If the end is lost, or this process is, the climate ECU ends it by itself after some cycles of silence.
    """

    def __init__(self, bridge: Bridge, clock: Callable[[], float]) -> None:
        self.bridge = bridge
        self.clock = clock
        self.cycle = cycle("HU_DATC_PE_00")  # s
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
                    self._tell(NOT_LISTENING)

    def _refresh(self) -> str:
        with self._lock:
            if self._why_not or self.clock() - self._sent >= 0.9 * self.cycle:  # several may hold it
                self._tell(LISTENING)
            return self._why_not

    def _tell(self, what: dict[str, str]) -> None:
        """That a call is on stays told: the frame carries it too."""
        calling = policy.calling(self.bridge.state, self.clock())
        try:
            self.bridge.send({**what, PHONE_ACTIVITY: "on" if calling else "off"})
        except (BusError, FrameError) as error:
            if str(error) != self._why_not:
                log.warning("the car is not told about listening: %s", error)
            self._why_not = str(error)
            return
        self._sent, self._why_not = self.clock(), "" if what is LISTENING else "not told yet"
