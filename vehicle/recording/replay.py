"""Passes a recording through the gateway's receive path again, with the same codec and state and the recorded times.

Only received frames are processed; nothing is sent. The state is empty at the start, as it was in the gateway.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty

import can

from vehicle.can.text_link import is_flow_control, link_ids
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.state import State


@dataclass(frozen=True)
class Change:
    """A signal changed its value, or a text was received."""

    at: float  # s since 1970
    path: str  # of the signal, or "text." and the kind of the text
    value: SignalValue


class NullBus:
    """A bus that discards sent frames, such as the flow control of texts; the answers are in the recording."""

    channel_info = "replay"

    def send(self, frame: can.Message, timeout: float | None = None) -> None:
        pass


@dataclass
class Replay:
    """`state` and `refused` are those that the gateway of `car` had after the frames replayed so far."""

    car: Car
    state: State = field(init=False)
    now: float = 0.0  # s since 1970, time of the last frame
    began: float | None = None  # s since 1970, time of the first frame
    received: Counter[str] = field(default_factory=Counter)  # bus -> frames
    sent: int = 0

    def __post_init__(self) -> None:
        self.state = State(self.car.codec, lambda: self.now)
        buses = {name: NullBus() for name in self.car.dbc.buses}
        self.bridge = Bridge(self.car, buses, self.state, lambda: self.now)  # type: ignore[arg-type]

    @property
    def refused(self) -> Counter[str]:
        """{reason: number of received frames that were not used}."""
        return self.bridge.refused_frames


def replay(frames: Iterable[can.Message], into: Replay) -> Iterator[tuple[can.Message, list[Change]]]:
    """Each frame of a recording (timestamp, channel, is_rx) with the changes that it caused."""
    watcher, link = into.state.watch(), link_ids(into.car.dbc)
    texts: dict[int, tuple[int, str]] = {}
    for frame in frames:
        bus, into.now = str(frame.channel), frame.timestamp
        into.began = into.now if into.began is None else into.began
        changes: list[Change] = []
        if frame.is_rx:
            into.received[bus] += 1
            of_text = link and (bus, frame.arbitration_id, frame.is_extended_id) == (link.bus, link.head_unit, False)
            if not (of_text and is_flow_control(frame)):  # of our own texts, which are not sent in a replay
                into.bridge.receive(bus, frame)
            while True:
                try:
                    path, reading = watcher.get_nowait()
                except Empty:
                    break
                changes.append(Change(reading.at, path, reading.value))
            if link and frame.arbitration_id == link.head_unit and into.state.texts != texts:
                news = {kind: found for kind, found in into.state.texts.items() if texts.get(kind) != found}
                changes += [Change(into.now, f"text.{kind}", text) for kind, (_, text) in news.items()]
                texts = dict(into.state.texts)
        else:
            into.sent += 1
        yield frame, changes
