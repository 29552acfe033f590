"""What may be sent at all, and how often. Looks at frames only, and trusts nobody: not the resolver, policy or codec before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import can

from vehicle import codec, dbc
from vehicle.codec import FrameError, WireValue
from vehicle.functions import command_signals
from vehicle.text_link import GATEWAY_ID

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
    return frozenset((wired.bus, wired.message.frame_id) for wired in dbc.messages().values() if wired.message.senders == ["VA"])


@cache
def still(message: str) -> dict[str, WireValue]:
    """The signals of a message that nothing may change, with the value that changes nothing."""
    values: dict[str, WireValue] = {}
    for found in dbc.messages()[message].message.signals:
        if f"{message}.{found.name}" in commanded() or found.name in codec.seeds(message) or found.name in HEADER:
            continue
        words = {str(word) for word in (found.choices or {}).values()}
        values[found.name] = "no_change" if "no_change" in words else dbc.start(f"{message}.{found.name}")
    return values


@cache
def states_only(path: str) -> bool:
    """Does the signal carry named states and no numbers?"""
    found = dbc.signal(path)
    names = {str(word) for word in (found.choices or {}).values()} - {"no_change", *codec.KNOWN_GAPS}
    return bool(names) and not found.unit


def check(bus: str, frame: can.Message) -> None:
    """Raises NotAllowed for a frame that is not on the list, or has a signal out of range, invalid or not ours to change."""
    name = f"{bus} {frame.arbitration_id:03X}"
    if (bus, frame.arbitration_id, len(frame.data)) not in allowed():
        raise NotAllowed(f"{name} with {len(frame.data)} bytes is not a message that the table commands")
    if frame.arbitration_id == GATEWAY_ID and not (frame.is_extended_id or frame.is_remote_frame or frame.is_fd):
        return  # words have no signals
    try:
        message, values = codec.decode(bus, frame)
    except FrameError as error:
        raise NotAllowed(str(error)) from error
    fixed = still(message)
    for signal, value in values.items():
        path = f"{message}.{signal}"
        if signal in fixed and not codec.matches(path, value, fixed[signal]):
            raise NotAllowed(f"{path} is not commanded by the table")
        if isinstance(value, str):
            if not codec.known(value) and signal not in fixed:
                raise NotAllowed(f"{path}: {value}")
            continue
        found = dbc.signal(path)
        slack = found.scale / 2
        if (states_only(path) and signal not in fixed) or not (found.minimum or 0) - slack <= value <= (found.maximum or 0) + slack:
            raise NotAllowed(f"{path}: {value} is out of range")


@dataclass
class Bucket:
    """At most `burst` frames at once and `rate` a second after them."""

    burst: float
    rate: float
    level: float
    at: float  # s

    def has(self, frames: int, now: float) -> bool:
        self.level = min(self.burst, self.level + max(now - self.at, 0.0) * self.rate)
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
        buckets = [(self._buckets.setdefault(name, Bucket(*limit, limit[0], now)), room, take) for name, limit, room, take in wanted]
        if not all(bucket.has(room, now) for bucket, room, _ in buckets):
            return False
        for bucket, _, take in buckets:
            bucket.level -= take
        return True
