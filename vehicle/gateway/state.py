"""What the car has confirmed: the last value of every status signal, with the time of its frame. What is too old is no value."""

import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vehicle.can.codec import Codec
from vehicle.can.values import WireValue
from vehicle.gateway.plausibility import Plausibility

WATCH_BACKLOG = 1000  # changes that may wait for a slow watcher
NOTHING: tuple[Mapping[str, WireValue], float] = ({}, 0.0)  # of a message that was never received


@dataclass(frozen=True)
class Reading:
    value: WireValue
    at: float  # s, monotonic: when the frame was received


class State:
    """Written by the bridge's receive threads, read by everybody. Times are seconds of one monotonic clock."""

    def __init__(self, codec: Codec, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` is the one of the frames' times: by it values grow too old."""
        self.plausibility = Plausibility(codec)
        self.clock = clock
        self._frames: dict[str, tuple[Mapping[str, WireValue], float]] = {}  # message -> (its signals, s when received)
        self._changed = threading.Condition()
        self._latest = 0.0  # s, of the last frame
        self._watchers: list[queue.Queue[tuple[str, Reading]]] = []
        self.texts: dict[int, tuple[int, str]] = {}  # kind -> (sequence number, text), received over ISO-TP

    def update(self, message: str, values: Mapping[str, WireValue], at: float) -> None:
        """One received frame, with every signal of its message."""
        with self._changed:
            before, _ = self._frames.get(message, NOTHING)
            self._frames[message] = values, at
            self._latest = at
            for watcher in self._watchers:
                for name, value in values.items():
                    if before.get(name) != value and not watcher.full():
                        watcher.put_nowait((f"{message}.{name}", Reading(value, at)))
            self._changed.notify_all()

    def add_text(self, kind: int, sequence: int, text: str) -> None:
        with self._changed:
            self.texts[kind] = (sequence, text)
            self._changed.notify_all()

    def reading(self, path: str) -> Reading | None:
        message, _, name = path.partition(".")
        values, at = self._frames.get(message, NOTHING)
        return Reading(values[name], at) if name in values else None

    def value(self, path: str, newer_than: float | None = None) -> WireValue | None:
        """The signal's value, or None where there is none to be used.

        Never received, too old for its message's cycle, out of range, "not available", or received at or before `newer_than`.
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
        """Cyclic messages that were heard once and are overdue."""
        with self._changed:
            heard = [(message, now - at) for message, (_, at) in self._frames.items()]
        return tuple(
            message
            for message, age in heard
            if (longest := self.plausibility.longest_age(message)) is not None and age > longest
        )

    def quiet(self, now: float) -> float:
        """s since the last frame, 0 before the first."""
        return now - self._latest if self._frames else 0.0

    def wait(self, condition: Callable[[], bool], deadline: float, clock: Callable[[], float] = time.monotonic) -> bool:
        """Wait until the condition holds (asked after each frame) or the deadline; did it hold?"""
        with self._changed:
            while not condition():
                left = deadline - clock()
                if left <= 0:
                    return False
                self._changed.wait(left)
        return True

    def snapshot(self) -> dict[str, Reading]:
        with self._changed:
            frames = self._frames.items()
            return {
                f"{message}.{name}": Reading(value, at)
                for message, (values, at) in frames
                for name, value in values.items()
            }

    def watch(self) -> queue.Queue[tuple[str, Reading]]:
        """A queue that gets every change of value from now on; a full queue means that the watcher was too slow."""
        watcher: queue.Queue[tuple[str, Reading]] = queue.Queue(WATCH_BACKLOG)
        with self._changed:
            self._watchers.append(watcher)
        return watcher

    def unwatch(self, watcher: queue.Queue[tuple[str, Reading]]) -> None:
        with self._changed:
            self._watchers.remove(watcher)
