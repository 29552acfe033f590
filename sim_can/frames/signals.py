"""The status signals of all ECUs of the car and the frames made of them."""

import threading
from dataclasses import dataclass
from functools import cache

import can

from sim_can.cars.genesis_g70.effects import REPEATS
from sim_can.frames import packing
from vehicle.can import codec, dbc
from vehicle.can.codec import WireValue

OWN_COUNTERS = {"CLU13": "CLU13.CF_Clu_AliveCnt2"}  # alive counters that stand in the DBC as plain signals


@dataclass(frozen=True)
class Grid:
    """What one signal can carry."""

    scale: float
    offset: float
    low: float
    high: float
    words: dict[int, str]


@cache
def grid(path: str) -> Grid:
    found = dbc.signal(path)
    words = {raw: str(word) for raw, word in (found.choices or {}).items()}
    return Grid(found.scale, found.offset, float(found.minimum or 0), float(found.maximum or 0), words)


def on_wire(path: str, value: WireValue) -> WireValue:
    """A value as a receiver will decode it: rounded to the signal's step, and the word where the table has one.

    Raises KeyError for a word that the table has not, ValueError for a number out of range.
    """
    if isinstance(value, str):
        dbc.raw_of(path, value)
        return value
    to = grid(path)
    raw = round((value - to.offset) / to.scale)
    if raw in to.words:
        return to.words[raw]
    rounded = raw * to.scale + to.offset
    if not to.low - to.scale / 2 <= rounded <= to.high + to.scale / 2:
        raise ValueError(f"{path}: {value} is not in {to.low:g} to {to.high:g}")
    return rounded


class Signals:
    """Values by path, started from the DBC, and the frames of the messages, with their alive counters."""

    def __init__(self) -> None:
        self.values: dict[str, WireValue] = {}
        self.cycles: dict[str, float] = {}  # message -> s between its frames
        self._alive: dict[str, int] = {}  # next alive counter of the messages that have one
        self._frames: dict[str, dict[int, can.Message]] = {}  # message -> {alive counter: frame}, until a value changes
        self._exact: dict[str, float] = {}
        self._news: dict[str, None] = {}  # messages to send at once, in order
        self._lock = threading.RLock()  # a hand (`Car.set`) comes from another thread than the steps
        for name, wired in dbc.messages().items():
            if "VA" in wired.message.senders or wired.message.frame_id in codec.TEXT_IDS:
                continue
            paths = [f"{name}.{found.name}" for found in wired.message.signals]
            self.values.update((path, dbc.start(path)) for path in paths)
            self.cycles[name] = (wired.message.cycle_time or 0) / 1000
            self._frames[name] = {}
            if codec.own(wired.message.frame_id) or name == "WHL_SPD11" or name in OWN_COUNTERS:
                self._alive[name] = 0
        for path in REPEATS:
            self._repeat(path, event=False)

    def put(self, path: str, value: WireValue, event: bool = True) -> None:
        """Show a value. With `event` the message goes out at once if that is a change, else at its next cycle.

        Raises KeyError for a path or word that there is not, ValueError for a number out of range.
        """
        value = on_wire(path, value)
        with self._lock:
            if self.values[path] == value:
                return
            self.values[path] = value
            message = path.partition(".")[0]
            self._frames[message].clear()
            if event:
                self._news[message] = None
            self._repeat(path, event)

    def glide(self, path: str, number: float, event: bool = False) -> None:
        """Show a number that changes in smaller steps than the signal has; `exact` remembers it."""
        self.put(path, number, event)
        self._exact[path] = number

    def exact(self, path: str) -> float:
        """The number behind a signal, as `glide` left it, or as shown if somebody else changed it since."""
        shown = self.values[path]
        number = self._exact.get(path)
        return number if number is not None and on_wire(path, number) == shown else codec.number(path, shown)

    def news(self) -> list[str]:
        """Messages with changes to send at once, each one time; asking empties the list."""
        with self._lock:
            names, self._news = list(self._news), {}
        return names

    def frame(self, message: str) -> can.Message:
        """The next frame of a message; an alive counter counts its frames."""
        with self._lock:
            counter = self._alive.get(message, 0)
            if message in self._alive:
                self._alive[message] = (counter + 1) & 15
            frames = self._frames[message]
            if (found := frames.get(counter)) is None:
                if message in OWN_COUNTERS:
                    self.values[OWN_COUNTERS[message]] = counter
                found = frames[counter] = packing.frame(message, self.values, counter)
            return found

    def restart(self, message: str) -> None:
        """The ECU behind a message begins anew: its counter from 0, and no command was acknowledged yet."""
        with self._lock:
            if message in self._alive:
                self._alive[message] = 0
        for name in ("AckSeq", "Result", "Reason"):
            if (path := f"{message}.{name}") in self.values:
                self.put(path, dbc.start(path), event=False)

    def _repeat(self, path: str, event: bool) -> None:
        for target, shows in REPEATS.get(path, ()):
            self.put(target, shows(self.values[path]), event)
