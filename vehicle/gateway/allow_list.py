"""The last check of a frame before it is sent: is it a known command message, and are its signals in range?

It looks only at the finished frame and does not rely on the resolver, policy or codec being right.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import can

from vehicle.can.block import HEADER
from vehicle.can.codec import Codec, FrameError
from vehicle.can.text_link import link_ids
from vehicle.can.values import KNOWN_GAPS, SignalValue, known
from vehicle.gateway.plausibility import Plausibility


class NotAllowed(Exception):
    """A frame that must never be sent, and why. It means that there is a bug in the code that made the frame."""


@dataclass(frozen=True)
class Rule:
    """What one signal of a command message may carry."""

    fixed: SignalValue | None  # the only value allowed, for a signal that the wiring does not command; else None
    low: float  # lowest and highest number, in the signal's unit
    high: float
    words_only: bool  # only words of the value table, no numbers


class AllowList:
    """The messages that the gateway of one car may send, and what their signals may carry."""

    def __init__(self, codec: Codec, commanded: frozenset[str]) -> None:
        """`commanded` has the paths of all signals that the car's wiring writes."""
        self.codec, self.commanded = codec, commanded
        self._plausibility = Plausibility(codec)
        self._rules: dict[str, Mapping[str, Rule]] = {}
        dbc, text = codec.dbc, link_ids(codec.dbc)
        self.text_id = text.gateway if text else None
        names = {path.partition(".")[0] for path in commanded} | ({text.message} if text else set())
        messages = [dbc.messages[name] for name in names]
        self.allowed: frozenset[tuple[str, int, int]] = frozenset(
            (bus_message.bus, bus_message.message.frame_id, bus_message.message.length) for bus_message in messages
        )  # (bus, id, data length)
        self.ours: frozenset[tuple[str, int]] = frozenset(
            (bus_message.bus, bus_message.message.frame_id)
            for name, bus_message in dbc.messages.items()
            if dbc.sent_by_gateway(name)
        )  # (bus, id) of every message that only this gateway may send

    def rules(self, message: str) -> Mapping[str, Rule]:
        """{signal: Rule} of a message, derived from the wiring and the DBC."""
        if message not in self._rules:
            made = {}
            for name, neutral in self.codec.neutral(message).items():
                path = f"{message}.{name}"
                writable = path in self.commanded or name in self.codec.seeds(message) or name in HEADER
                states = set(self.codec.dbc.words(path)) - {"no_change", *KNOWN_GAPS}
                words_only = bool(states) and not self.codec.dbc.signal(path).unit
                made[name] = Rule(
                    None if writable else neutral, *self._plausibility.bounds(path), words_only=words_only
                )
            self._rules[message] = made
        return self._rules[message]

    def check(self, bus: str, frame: can.Message) -> None:
        """Raises NotAllowed for a frame that is not on the list, or has a signal out of range, invalid or not
        commanded.
        """
        if (bus, frame.arbitration_id, len(frame.data)) not in self.allowed:
            size = len(frame.data)
            raise NotAllowed(
                f"{bus} {frame.arbitration_id:03X} with {size} bytes is not a command message of the wiring"
            )
        if frame.arbitration_id == self.text_id and not (frame.is_extended_id or frame.is_remote_frame or frame.is_fd):
            return  # ISO-TP frames carry text, no signals
        try:
            message, values = self.codec.decode(bus, frame)
        except FrameError as error:
            raise NotAllowed(str(error)) from error
        for name, rule in self.rules(message).items():
            value = values[name]
            if rule.fixed is not None:
                if value != rule.fixed:
                    raise NotAllowed(f"{message}.{name} is not commanded by the wiring")
            elif isinstance(value, str):
                if not known(value):
                    raise NotAllowed(f"{message}.{name}: {value}")
            elif rule.words_only or not rule.low <= value <= rule.high:
                raise NotAllowed(f"{message}.{name}: {value} is out of range")
