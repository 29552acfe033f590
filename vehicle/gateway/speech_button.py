"""Turns the frames of the speech button on the steering wheel into events. No thread and no clock of its own."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.gateway.bridge import Bridge

LONG_PRESS = 0.8  # s; no public source, assumed
EVENT_BACKLOG = 100  # length of a watcher's queue


class Press(StrEnum):
    PRESSED = "pressed"  # start listening
    HELD = "held"  # for LONG_PRESS: cancel
    RELEASED = "released"


@dataclass(frozen=True)
class ButtonEvent:
    press: Press
    at: float  # s, time of the frame on the bridge's clock
    held: float = 0.0  # s since it was pressed


class Button:
    """Turns the values of the button's signal, frame by frame, into events.

    A press counts only if the frame before it said "released"; otherwise the button may be stuck or was pressed
    earlier. Every press ends with RELEASED: when the button is released, when the signal is invalid, or at the first
    frame after a timeout.
    """

    def __init__(self, timeout: float) -> None:
        """`timeout` in s: after so long without a frame the state of the button is unknown."""
        self._timeout = timeout
        self._armed = False  # the last frame said released, so that a press counts
        self._since: float | None = None  # s, when it was pressed; None while it is not
        self._last = 0.0  # s, time of the last frame
        self._held_sent = False  # HELD was already reported for this press

    def update(self, word: SignalValue, at: float) -> list[ButtonEvent]:
        """The events caused by a frame with this value, received at `at` s."""
        timed_out = at - self._last > self._timeout
        self._last = at
        self._armed = self._armed and not timed_out
        events = []
        if self._since is not None and (word != "pressed" or timed_out):
            events.append(ButtonEvent(Press.RELEASED, at, at - self._since))
            self._since = None
        if word != "pressed":
            self._armed = word == "released"
        elif self._since is None:
            if self._armed:
                self._since, self._held_sent = at, False
                events.append(ButtonEvent(Press.PRESSED, at))
            self._armed = False
        elif at - self._since >= LONG_PRESS and not self._held_sent:
            self._held_sent = True
            events.append(ButtonEvent(Press.HELD, at, at - self._since))
        return events


class ButtonEvents:
    """Distributes button events to any number of watchers. Called from the bridge's receive threads."""

    def __init__(self, bridge: Bridge, on_held: Callable[[], None] = lambda: None) -> None:
        """`on_held` is called when the button has been held for LONG_PRESS; it must not block."""
        self._on_held = on_held
        self._button: Button | None = None  # created at its first frame
        self._path = bridge.car.signals.speech_button  # "" if the car has none: then there are no events
        self._state = bridge.state
        self._lock = threading.Lock()
        self._watchers: list[queue.Queue[Any]] = []
        bridge.observers.append(self._on_frame)

    def _on_frame(self, frame: FrameTrace) -> None:
        message, _, signal = self._path.partition(".")
        if frame.sent or not message or frame.message != message:
            return
        with self._lock:
            if (
                self._button is None
            ):  # start from the last known value; this frame is not in the state yet, observers come first
                self._button = Button(self._state.plausibility.longest_age(message) or 0.0)
                if before := self._state.reading(self._path):
                    self._button.update(before.value, before.at)
            events = self._button.update(frame.signals[signal], frame.at)
            for event in events:
                for watcher in self._watchers:
                    with suppress(queue.Full):
                        watcher.put_nowait(event)
        if any(event.press is Press.HELD for event in events):
            self._on_held()

    @contextmanager
    def watch(self) -> Iterator[queue.Queue[Any]]:
        """A queue that gets every event from now on, and whatever others put into it. If it is full, further events are
        dropped."""
        watcher: queue.Queue[Any] = queue.Queue(EVENT_BACKLOG)
        with self._lock:
            self._watchers.append(watcher)
        try:
            yield watcher
        finally:
            with self._lock:
                self._watchers.remove(watcher)
