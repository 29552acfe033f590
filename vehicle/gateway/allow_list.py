"""What may be sent at all. Looks at frames only, and trusts nobody: not the resolver, policy or codec before it."""

from collections.abc import Mapping
from dataclasses import dataclass

import can

from vehicle.can.block import HEADER
from vehicle.can.codec import Codec, FrameError
from vehicle.can.text_link import ends
from vehicle.can.values import KNOWN_GAPS, WireValue, known
from vehicle.gateway.plausibility import Plausibility


class NotAllowed(Exception):
    """A frame that must never be sent. Says why; it means that something before this is broken."""


@dataclass(frozen=True)
class Rule:
    """What one signal of a command message may carry."""

    still: WireValue | None  # this and nothing else: the car's wiring does not command it
    low: float
    high: float  # of a number, in the signal's unit
    words_only: bool  # named states and no numbers


class AllowList:
    """The messages that the gateway of one car may send, and what their signals may carry."""

    def __init__(self, codec: Codec, commanded: frozenset[str]) -> None:
        """`commanded` is every signal that may be written, as the car's wiring has it."""
        self.codec, self.commanded = codec, commanded
        self._plausibility = Plausibility(codec)
        self._rules: dict[str, Mapping[str, Rule]] = {}
        dbc, text = codec.dbc, ends(codec.dbc)
        self.text_id = text.gateway if text else None
        names = {path.partition(".")[0] for path in commanded} | ({text.message} if text else set())
        messages = [dbc.messages[name] for name in names]
        self.allowed: frozenset[tuple[str, int, int]] = frozenset(
            (wired.bus, wired.message.frame_id, wired.message.length) for wired in messages
        )  # (bus, id, data length)
        self.ours: frozenset[tuple[str, int]] = frozenset(
            (wired.bus, wired.message.frame_id) for name, wired in dbc.messages.items() if dbc.sent_by_gateway(name)
        )  # (bus, id) of every message that only this gateway may send: whoever else does is a stranger

    def rules(self, message: str) -> Mapping[str, Rule]:
        """{signal: Rule} of a message, from the wiring and the DBC."""
        if message not in self._rules:
            made = {}
            for name, neutral in self.codec.neutral(message).items():
                path = f"{message}.{name}"
                moves = path in self.commanded or name in self.codec.seeds(message) or name in HEADER
                states = set(self.codec.dbc.words(path)) - {"no_change", *KNOWN_GAPS}
                words_only = bool(states) and not self.codec.dbc.signal(path).unit
                made[name] = Rule(None if moves else neutral, *self._plausibility.bounds(path), words_only=words_only)
            self._rules[message] = made
        return self._rules[message]

    def check(self, bus: str, frame: can.Message) -> None:
        """Raises NotAllowed for a frame that is not on the list, or has a signal out of range, invalid or not ours."""
        if (bus, frame.arbitration_id, len(frame.data)) not in self.allowed:
            size = len(frame.data)
            raise NotAllowed(
                f"{bus} {frame.arbitration_id:03X} with {size} bytes is not a message that the table commands"
            )
        if frame.arbitration_id == self.text_id and not (frame.is_extended_id or frame.is_remote_frame or frame.is_fd):
            return  # words have no signals
        try:
            message, values = self.codec.decode(bus, frame)
        except FrameError as error:
            raise NotAllowed(str(error)) from error
        for name, rule in self.rules(message).items():
            value = values[name]
            if rule.still is not None:
                if value != rule.still:
                    raise NotAllowed(f"{message}.{name} is not commanded by the table")
            elif isinstance(value, str):
                if not known(value):
                    raise NotAllowed(f"{message}.{name}: {value}")
            elif rule.words_only or not rule.low <= value <= rule.high:
                raise NotAllowed(f"{message}.{name}: {value} is out of range")
