"""The status signals of all ECUs of a car and the frames made of them."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import can

from sim_can.frames.packing import Packing
from sim_can.frames.repeats import Repeat
from vehicle.can.block import COUNTS
from vehicle.can.codec import Codec
from vehicle.can.values import SignalValue

Repeats = Mapping[str, tuple[Repeat, ...]]  # status -> other status signals that repeat it


@dataclass(frozen=True)
class SignalRange:
    """Resolution, range and value table of one signal."""

    scale: float
    offset: float
    low: float
    high: float
    words: dict[int, str]


class Signals:
    """Values by path, starting with the DBC's start values, and the frames of the messages with their alive
    counters.
    """

    def __init__(self, codec: Codec, repeats: Repeats) -> None:
        self.codec = codec
        self.packing = Packing(codec)
        self.values: dict[str, SignalValue] = {}
        self.cycles: dict[str, float] = {}  # message -> s between its frames
        self._repeats = repeats
        self._ranges: dict[str, SignalRange] = {}
        self._alive: dict[str, int] = {}  # next alive counter of the messages that have one
        self._counters: dict[str, list[tuple[str, int, int]]] = {}  # message -> [(path, shift, mask)] of its counter
        self._frames: dict[str, dict[int, can.Message]] = {}  # message -> {alive counter: frame}, until a value changes
        self._exact: dict[str, float] = {}
        self._changed: dict[str, None] = {}  # messages with changes that are to be sent at once, in order
        self._lock = threading.RLock()  # `Car.set` may be called from another thread than `step`
        for name, bus_message in codec.dbc.messages.items():
            if codec.dbc.sent_by_gateway(name) or codec.dbc.attribute(name, "Transport"):
                continue
            self.values.update(
                (path, codec.dbc.start(path))
                for path in (f"{name}.{found.name}" for found in bus_message.message.signals)
            )
            self.cycles[name] = codec.dbc.cycle(name)
            self._frames[name] = {}
            if counter := codec.alive_signals(name):
                self._alive[name], shift = 0, 0
                self._counters[name] = []
                for signal, bits in counter if not codec.block.own(name) else ():
                    self._counters[name].append((f"{name}.{signal}", shift, (1 << bits) - 1))
                    shift += bits
        for path in repeats:
            self._repeat(path, event=False)

    def range_of(self, path: str) -> SignalRange:
        """Resolution, range and value table of a signal, from the DBC. Raises KeyError for an unknown signal."""
        if path not in self._ranges:
            found = self.codec.dbc.signal(path)
            words = {raw: word for word, raw in self.codec.dbc.words(path).items()}
            low, high = float(found.minimum or 0), float(found.maximum or 0)
            self._ranges[path] = SignalRange(found.scale, found.offset, low, high, words)
        return self._ranges[path]

    def as_decoded(self, path: str, value: SignalValue) -> SignalValue:
        """A value as a receiver decodes it: rounded to the signal's step, or the word that its value table has for it.

        Raises KeyError for a word that is not in the value table, ValueError for a number out of range.
        """
        if isinstance(value, str):
            self.codec.dbc.raw_of(path, value)
            return value
        to = self.range_of(path)
        raw = round((value - to.offset) / to.scale)
        if raw in to.words:
            return to.words[raw]
        rounded = raw * to.scale + to.offset
        if not to.low - to.scale / 2 <= rounded <= to.high + to.scale / 2:
            raise ValueError(f"{path}: {value} is not in {to.low:g} to {to.high:g}")
        return rounded

    def put(self, path: str, value: SignalValue, event: bool = True) -> None:
        """Set a value. With `event` the message is sent at once if the value changed, else in its next cycle.

        Raises KeyError for an unknown path or word, ValueError for a number out of range.
        """
        value = self.as_decoded(path, value)
        with self._lock:
            if self.values[path] == value:
                return
            self.values[path] = value
            message = path.partition(".")[0]
            self._frames[message].clear()
            if event:
                self._changed[message] = None
            self._repeat(path, event)

    def glide(self, path: str, number: float, event: bool = False) -> None:
        """Set a number that changes in smaller steps than the signal has; `exact` returns the unrounded number."""
        self.put(path, number, event)
        self._exact[path] = number

    def exact(self, path: str) -> float:
        """The unrounded number of the last `glide`; the signal's value if it was set in another way since."""
        number = self._exact.get(path)
        return (
            number if number is not None and self.as_decoded(path, number) == self.values[path] else self.number(path)
        )

    def number(self, path: str) -> float:
        """The signal's value as a number in its unit."""
        return self.codec.number(path, self.values[path])

    def take_changed(self) -> list[str]:
        """Messages with changes to send at once, each once; clears the list."""
        with self._lock:
            names, self._changed = list(self._changed), {}
        return names

    def frame(self, message: str) -> can.Message:
        """The next frame of a message; increments its alive counter."""
        with self._lock:
            counter = self._alive.get(message, 0)
            if message in self._alive:
                self._alive[message] = (counter + 1) % COUNTS
            frames = self._frames[message]
            if (found := frames.get(counter)) is None:
                for path, shift, mask in self._counters.get(message, ()):
                    self.values[path] = counter >> shift & mask
                found = frames[counter] = self.packing.frame(message, self.values, counter)
            return found

    def restart(self, message: str) -> None:
        """Reset the ECU that sends a message: alive counter 0, acknowledgement signals at their start values."""
        with self._lock:
            if message in self._alive:
                self._alive[message] = 0
        for where in self.codec.block.acknowledgements.values():
            for path in (where.sequence, where.result, where.reason):
                if path.partition(".")[0] == message:
                    self.put(path, self.codec.dbc.start(path), event=False)

    def _repeat(self, path: str, event: bool) -> None:
        for repeat in self._repeats.get(path, ()):
            value = self.values[path]
            if repeat.raw and isinstance(value, str):
                value = self.codec.dbc.raw_of(path, value)
            self.put(repeat.path, repeat.shows(value), event)
