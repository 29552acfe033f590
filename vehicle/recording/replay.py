"""A recording goes through the gateway's own reception again: the same codec, the same state, the recording's own times.

Only what the gateway received is heard again; nothing is sent. A replay begins with nothing known, as the gateway did.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty

import can

from vehicle.can.text_link import GO_ON, ends
from vehicle.can.values import WireValue
from vehicle.cars.car import Car
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.state import State


@dataclass(frozen=True)
class Change:
    """A signal has another value than before, or words have come."""

    at: float  # s since 1970
    path: str  # of the signal, or "text." and the kind of the words
    value: WireValue


class Nobody:
    """A bus with no one on it: the words' flow control goes nowhere, the recording holds what came of it."""

    channel_info = "replay"

    def send(self, frame: can.Message, timeout: float | None = None) -> None:
        pass


@dataclass
class Replay:
    """`state` and `refused` are as the gateway of `car` had them after the frames so far."""

    car: Car
    state: State = field(init=False)
    now: float = 0.0  # s since 1970, of the last frame
    began: float | None = None
    received: Counter[str] = field(default_factory=Counter)  # bus -> frames
    sent: int = 0

    def __post_init__(self) -> None:
        self.state = State(self.car.codec, lambda: self.now)
        nobody = {name: Nobody() for name in self.car.dbc.buses}
        self.bridge = Bridge(self.car, nobody, self.state, lambda: self.now)  # type: ignore[arg-type]

    @property
    def refused(self) -> Counter[str]:
        """reason -> received frames not used"""
        return self.bridge.refused_frames


def replay(frames: Iterable[can.Message], into: Replay) -> Iterator[tuple[can.Message, list[Change]]]:
    """Each frame of a recording (timestamp, channel, is_rx) with the changes that it brought."""
    watcher, link = into.state.watch(), ends(into.car.dbc)
    texts: dict[int, tuple[int, str]] = {}
    for frame in frames:
        bus, into.now = str(frame.channel), frame.timestamp
        into.began = into.now if into.began is None else into.began
        changes: list[Change] = []
        if frame.is_rx:
            into.received[bus] += 1
            of_words = link and (bus, frame.arbitration_id, frame.is_extended_id) == (link.bus, link.head_unit, False)
            if not (of_words and frame.data[:1] == GO_ON):  # the answer to words, which nobody sends here
                into.bridge.receive(bus, frame)
            while True:
                try:
                    path, reading = watcher.get_nowait()
                except Empty:
                    break
                changes.append(Change(reading.at, path, reading.value))
            if link and frame.arbitration_id == link.head_unit and into.state.texts != texts:
                news = {kind: found for kind, found in into.state.texts.items() if texts.get(kind) != found}
                changes += [Change(into.now, f"text.{kind}", words) for kind, (_, words) in news.items()]
                texts = dict(into.state.texts)
        else:
            into.sent += 1
        yield frame, changes
