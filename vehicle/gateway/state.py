"""The last received value of every status signal, with the time of its frame. Values that are too old do not count."""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from vehicle.can.codec import Codec
from vehicle.can.values import SignalValue
from vehicle.gateway.plausibility import Plausibility

WATCH_BACKLOG = 2000  # length of a watcher's queue
NOTHING: tuple[Mapping[str, SignalValue], float] = ({}, 0.0)  # for a message that was not received yet


@dataclass(frozen=True)
class Reading:
    value: SignalValue
    at: float  # s, monotonic: when the frame was received


class State:
    """Written by the bridge's receive threads, read from any thread. Times are in s, of one monotonic clock."""

    def __init__(self, codec: Codec, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` in s, the same that the frames' times are from; the age of a value is measured with it."""
        self.plausibility = Plausibility(codec)
        self.clock = clock
        self._frames: dict[
            str, tuple[Mapping[str, SignalValue], float]
        ] = {}  # message -> (its signals, s when received)
        self._changed = threading.Condition()
        self._latest = 0.0  # s, time of the last frame
        self._watchers: list[queue.Queue[tuple[str, Reading]]] = []
        self._waiting: dict[str, tuple[threading.Event, ...]] = {}  # message -> set when a frame of it was stored
        self.texts: dict[int, tuple[int, str]] = {}  # kind -> (sequence number, text), received over ISO-TP

    def update(self, message: str, values: Mapping[str, SignalValue], at: float) -> None:
        """Store a received frame; `values` has every signal of its message."""
        with self._changed:
            before, _ = self._frames.get(message, NOTHING)
            self._frames[message] = values, at
            self._latest = at
            for watcher in self._watchers:
                for name, value in values.items():
                    if before.get(name) != value and not watcher.full():
                        watcher.put_nowait((f"{message}.{name}", Reading(value, at)))
            self._changed.notify_all()
        for event in self._waiting.get(message, ()):
            event.set()

    def add_text(self, kind: int, sequence: int, text: str) -> None:
        """Store a text received over ISO-TP."""
        with self._changed:
            self.texts[kind] = (sequence, text)
            self._changed.notify_all()
            events = {event for waiting in self._waiting.values() for event in waiting}
        for event in events:
            event.set()

    def reading(self, path: str) -> Reading | None:
        """The last value as received, however old; None if there was none."""
        message, _, name = path.partition(".")
        values, at = self._frames.get(message, NOTHING)
        return Reading(values[name], at) if name in values else None

    def value(self, path: str, newer_than: float | None = None) -> SignalValue | None:
        """The signal's value, or None if it must not be used.

        That is: never received, too old for the cycle of its message, out of range, "not available", or received at or
        before `newer_than` (s).
        """
        found = self.reading(path)
        if (
            found is None
            or (newer_than is not None and found.at <= newer_than)
            or not self.plausibility.usable(path, found.value, self.clock() - found.at)
        ):
            return None
        return found.value

    def late(self, now: float) -> tuple[str, ...]:
        """Cyclic messages that were received before and are overdue."""
        with self._changed:
            ages = [(message, now - at) for message, (_, at) in self._frames.items()]
        return tuple(
            message
            for message, age in ages
            if (longest := self.plausibility.longest_age(message)) is not None and age > longest
        )

    def seconds_since_frame(self, now: float) -> float:
        """Time since the last frame in s, 0 before the first one."""
        return now - self._latest if self._frames else 0.0

    def wake(self, event: threading.Event, messages: Iterable[str]) -> None:
        """Set this event after each frame of these messages, and after each text, until `let_sleep`."""
        with self._changed:
            more = {message: (*self._waiting.get(message, ()), event) for message in messages}
            self._waiting = self._waiting | more

    def let_sleep(self, event: threading.Event) -> None:
        """The event is set no more."""
        with self._changed:
            kept = {m: tuple(each for each in events if each is not event) for m, events in self._waiting.items()}
            self._waiting = {message: events for message, events in kept.items() if events}

    def wait(
        self,
        condition: Callable[[], bool],
        deadline: float,
        clock: Callable[[], float] = time.monotonic,
        event: threading.Event | None = None,
    ) -> bool:
        """Wait until the condition holds or the deadline in s of `clock`; did it hold?

        It is checked after each frame; with an `event` (see `wake`) only when that is set.
        """
        if event is not None:
            while not condition():
                left = deadline - clock()
                if left <= 0:
                    return False
                event.wait(min(left, threading.TIMEOUT_MAX))
                event.clear()
            return True
        with self._changed:
            while not condition():
                left = deadline - clock()
                if left <= 0:
                    return False
                self._changed.wait(left)
        return True

    def wait_unlocked(self, lock: threading.Condition, seconds: float) -> None:
        """Release `lock`, which the caller holds, for so long or until it is notified."""
        lock.wait(seconds)

    def snapshot(self) -> dict[str, Reading]:
        """{path: last value as received} of all signals received so far."""
        with self._changed:
            frames = self._frames.items()
            return {
                f"{message}.{name}": Reading(value, at)
                for message, (values, at) in frames
                for name, value in values.items()
            }

    def watch(self) -> queue.Queue[tuple[str, Reading]]:
        """A queue that gets (path, Reading) of every value change from now on. While it is full, changes are
        dropped.
        """
        watcher: queue.Queue[tuple[str, Reading]] = queue.Queue(WATCH_BACKLOG)
        with self._changed:
            self._watchers.append(watcher)
        return watcher

    def unwatch(self, watcher: queue.Queue[tuple[str, Reading]]) -> None:
        with self._changed:
            self._watchers.remove(watcher)
