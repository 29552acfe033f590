"""What may be sent at all, and how often. Looks at frames only, and trusts nobody: not the resolver, policy or codec before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import can

from vehicle.can import codec, dbc
from vehicle.can.codec import FrameError, WireValue
from vehicle.can.text_link import GATEWAY_ID
from vehicle.catalogue.table import command_signals
from vehicle.gateway import plausibility

HEADER = ("Crc", "Alive", "Seq")  # of our block
TEXT = "VA_TP_CMD"

# (frames at once, frames/s after them). Far above what speech can ask for; they bound what a fault of ours can do to the bus.
PER_MESSAGE = (20.0, 100.0)  # no faster than the fastest cyclic message (10 ms)
PER_BUS = (40.0, 200.0)  # a quarter of what mcan carries (800 frames/s)
WORDS = (600.0, 400.0)  # the longest text (4,095 bytes, 7 a frame) at once; then half of mcan


class NotAllowed(Exception):
    """A frame that must never be sent. Says why; it means that something before this is broken."""


@cache
def commanded() -> frozenset[str]:
    """Every signal that may be written, as the table has it."""
    return command_signals()


@cache
def allowed() -> frozenset[tuple[str, int, int]]:
    """(bus, id, data length) of every message that the table commands, and the text link."""
    messages = [dbc.messages()[name] for name in {path.partition(".")[0] for path in commanded()} | {TEXT}]
    return frozenset((wired.bus, wired.message.frame_id, wired.message.length) for wired in messages)


@cache
def ours() -> frozenset[tuple[str, int]]:
    """(bus, id) of every message that only this gateway may send: whoever else does is a stranger."""
    return frozenset(
        (wired.bus, wired.message.frame_id) for wired in dbc.messages().values() if wired.message.senders == ["VA"]
    )


@dataclass(frozen=True)
class Rule:
    """What one signal of a command message may carry."""

    still: WireValue | None  # this and nothing else: the table does not command it
    low: float
    high: float  # of a number, in the signal's unit
    words_only: bool  # named states and no numbers


@cache
def rules(message: str) -> Mapping[str, Rule]:
    """{signal: Rule} of a message, from the table and the DBC."""
    made = {}
    for name, neutral in codec.neutral(message).items():
        path = f"{message}.{name}"
        found, moves = dbc.signal(path), path in commanded() or name in codec.seeds(message) or name in HEADER
        states = {str(word) for word in (found.choices or {}).values()} - {"no_change", *codec.KNOWN_GAPS}
        made[name] = Rule(
            None if moves else neutral, *plausibility.bounds(path), words_only=bool(states) and not found.unit
        )
    return made


def check(bus: str, frame: can.Message) -> None:
    """Raises NotAllowed for a frame that is not on the list, or has a signal out of range, invalid or not ours to change."""
    if (bus, frame.arbitration_id, len(frame.data)) not in allowed():
        raise NotAllowed(
            f"{bus} {frame.arbitration_id:03X} with {len(frame.data)} bytes is not a message that the table commands"
        )
    if frame.arbitration_id == GATEWAY_ID and not (frame.is_extended_id or frame.is_remote_frame or frame.is_fd):
        return  # words have no signals
    try:
        message, values = codec.decode(bus, frame)
    except FrameError as error:
        raise NotAllowed(str(error)) from error
    for name, rule in rules(message).items():
        value = values[name]
        if rule.still is not None:
            if value != rule.still:
                raise NotAllowed(f"{message}.{name} is not commanded by the table")
        elif isinstance(value, str):
            if not codec.known(value):
                raise NotAllowed(f"{message}.{name}: {value}")
        elif rule.words_only or not rule.low <= value <= rule.high:
            raise NotAllowed(f"{message}.{name}: {value} is out of range")


@dataclass
class Bucket:
    """At most `burst` frames at once and `rate` a second after them."""

    burst: float
    rate: float
    level: float
    at: float  # s

    def has(self, frames: int, now: float) -> bool:
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now
        return self.level >= frames


class Rates:
    """How often frames may go out on one bus, by message and in total; words have a limit of their own."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def take(self, messages: Iterable[str], now: float, words: int = 0) -> bool:
        """Room for one frame of each message, and for so many of the text link? Then the room is taken, else none of it.

        With messages, words are only asked after: their frames are taken as they go, one by one.
        """
        names = list(messages)
        wanted = [(name, PER_MESSAGE, 1, 1) for name in names] + [("", PER_BUS, len(names), len(names))]
        wanted.append((TEXT, WORDS, words, 0 if names else words))
        buckets = [
            (self._buckets.setdefault(name, Bucket(*limit, limit[0], now)), room, take)
            for name, limit, room, take in wanted
        ]
        if not all(bucket.has(room, now) for bucket, room, _ in buckets):
            return False
        for bucket, _, take in buckets:
            bucket.level -= take
        return True
