"""One action on its way to the bus: what it writes, what was sent of it, and its encoded frames."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field

import can

from vehicle.can.block import SEQ
from vehicle.can.codec import FrameError
from vehicle.can.text_link import Kind
from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.gateway.bus_state import BusError


@dataclass
class Sent:
    """What was sent for one action. `waiting` while it is queued; `dropped` is the reason if it was never sent.

    `notify` is called, from any thread, when it has left the queue.
    """

    at: float  # s, monotonic: when it was sent; while it is queued, when it was requested
    frames: list[FrameTrace] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)  # command message -> its sequence number
    writes: dict[str, dict[str, SignalValue]] = field(
        default_factory=dict
    )  # message -> its signals, with the sequence number
    waiting: bool = False
    dropped: str = ""
    texts: list[FrameTrace] = field(default_factory=list)  # frames of the text link that went before it
    notify: Callable[[], None] = lambda: None


@dataclass(eq=False)
class Order:
    """An action that is queued or being sent."""

    bus: str
    text: tuple[Kind, str] | None
    event: bool
    unwanted: Callable[[], str]
    sent: Sent
    error: BusError | FrameError | None = None

    @property
    def left(self) -> dict[str, dict[str, SignalValue]]:
        """What it writes in messages that were not sent yet."""
        done = {frame.message for frame in self.sent.frames}
        return {message: values for message, values in self.sent.writes.items() if message not in done}

    @property
    def signals(self) -> set[tuple[str, str]]:
        return {(message, name) for message, values in self.sent.writes.items() for name in values}


@dataclass(frozen=True)
class Ready:
    """An encoded frame with its alive counter and sequence number."""

    message: str
    frame: can.Message
    alive: int
    sequence: int | None  # None for a message without


def still_own(
    sent: Sent, message: str, writers: Mapping[tuple[str, str], Sent], seeded: Container[str]
) -> dict[str, SignalValue]:
    """The signals of one message that no newer action has written; {} if none is left.

    Nor if a newer one has written a signal that has no word for "no change" (`seeded`): it would be taken back.
    """
    own, others = {}, set()
    for name, value in sent.writes[message].items():
        if name == SEQ or writers.get((message, name)) is sent:
            own[name] = value
        else:
            others.add(name)
    return own if own.keys() - {SEQ} and not any(name in seeded for name in others) else {}
