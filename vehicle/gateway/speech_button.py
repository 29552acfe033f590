"""The driver's speech button on the steering wheel as events. No thread and no clock of its own."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from vehicle.can.trace import FrameTrace
from vehicle.can.values import WireValue
from vehicle.gateway.bridge import Bridge

LONG_PRESS = 0.8  # s; there is no public figure, assumed
EVENT_BACKLOG = 100  # events that may wait for a slow watcher


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

    def __init__(self, silence: float) -> None:
        """`silence` is how many seconds without a frame make what the finger did unknown."""
        self._silence = silence
        self._armed = False  # seen released
        self._since: float | None = None  # s, when it was pressed
        self._last = 0.0  # s, of the last frame
        self._told = False  # that it is held

    def see(self, word: WireValue, at: float) -> list[ButtonEvent]:
        silent = at - self._last > self._silence
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
        self._path = bridge.car.signals.speech_button  # "" where the car has none: there are no events
        self._state = bridge.state
        self._lock = threading.Lock()
        self._watchers: list[queue.Queue[ButtonEvent]] = []
        bridge.observers.append(self._see)

    def _see(self, frame: FrameTrace) -> None:
        message, _, signal = self._path.partition(".")
        if frame.sent or not message or frame.message != message:
            return
        with self._lock:
            if self._button is None:  # the bridge may have heard it before: observers are told before the state is
                self._button = Button(self._state.plausibility.longest_age(message) or 0.0)
                if before := self._state.reading(self._path):
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
