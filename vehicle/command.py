"""What goes through the car's side: the command as understood, the action as resolved, the refusal, the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from vehicle import dbc
from vehicle.codec import WireValue
from vehicle.functions import FUNCTIONS, NEVER, Function
from vehicle.navigation.places import Place
from vehicle.text_link import Kind

Spoken = float | str | Mapping[str, str]  # a number, a word or words, or message.send's {"to": ..., "text": ...}
MOST_COMMANDS = 8  # in one request
LONGEST_WORDS = 500  # characters; a message of two such texts still fits into one transfer of ISO-TP
WHOLE_CYCLE = 1.25  # cycles of a message, in which one whole cycle was surely heard
LARGEST = 1e12  # a number beyond it is a mistake, whatever the unit


class Outcome(Enum):
    CONFIRMED = "confirmed"  # the car's status frame says so
    ALREADY = "already"  # it was so before
    REFUSED = "refused"  # by policy; nothing was sent
    NEEDS_CONFIRMATION = "needs_confirmation"  # the assistant asked
    TIMED_OUT = "timed_out"  # sent, never confirmed
    FAILED = "failed"  # the ECU rejected it, or the bus did not take it
    ANSWERED = "answered"  # a question, or a word to the assistant
    HANDED_OFF = "handed_off"  # for an agent


@dataclass(frozen=True)
class Command:
    """As understood: words of the catalogue; zone and value only where spoken."""

    function: str
    op: str
    zone: str | None = None
    value: Spoken | None = None


@dataclass(frozen=True)
class Refusal:
    """Why not: a reason for scripts and a sentence for the driver in both languages."""

    reason: str
    ko: str
    en: str


@dataclass(frozen=True)
class Offer:
    """Several places fit: the driver has to choose."""

    places: tuple[Place, ...]


@dataclass(frozen=True)
class Action:
    """As resolved: absolute, with the signals to write and the status that will confirm it."""

    command: Command
    row: Function
    zone: str  # one or several wired zones, or ""
    writes: Mapping[str, WireValue] = field(default_factory=dict)  # command signal -> value
    expects: Mapping[str, tuple[WireValue, ...]] = field(default_factory=dict)  # status signal -> values that confirm
    number: float | None = None  # absolute, in the function's unit
    event: bool = False  # sent even if the status is so already
    text: str | None = None
    brings: Kind | None = None  # words that have to come back
    place: Place | None = None

    @property
    def patience(self) -> float:
        """s from the command to its deadline: the row's, or a cycle of the slowest status, whose first frame may get lost."""
        cycles = (dbc.messages()[path.partition(".")[0]].message.cycle_time or 0 for path in self.expects)
        return max(self.row.deadline, WHOLE_CYCLE * max(cycles, default=0) / 1000)


@dataclass(frozen=True)
class FrameTrace:
    """A frame as it was on the bus, for logs and people."""

    sent: bool
    bus: str
    id: int
    data: bytes
    message: str
    signals: Mapping[str, WireValue]
    at: float  # s, monotonic


@dataclass(frozen=True)
class Result:
    command: Command
    outcome: Outcome
    reply: str
    reason: str = ""
    frames: tuple[FrameTrace, ...] = ()
    action: Action | None = field(default=None, compare=False, repr=False)  # what was sent, or was so already


class InvalidCommand(ValueError):
    """A command outside the catalogue: a bug of the caller, not of the driver. Says what is wrong."""


def check(command: Command) -> Function:
    """The command's row. Raises InvalidCommand for an unknown function, op, zone or a value of the wrong type."""
    row = FUNCTIONS.get(command.function)
    if row is None:
        raise InvalidCommand(f"no function {command.function!r}")
    if command.op not in row.ops:
        raise InvalidCommand(f"{row.name} has no op {command.op!r}, only {', '.join(row.ops)}")
    if command.zone is not None and command.zone not in row.zones:
        raise InvalidCommand(f"{row.name} has no zone {command.zone!r}, only {', '.join(row.zones) or 'none'}")
    if command.value is None:
        return row
    kind = row.value.kind if row.value else ""
    number = isinstance(command.value, int | float) and not isinstance(command.value, bool)
    word = isinstance(command.value, str)
    if number and not -LARGEST <= command.value <= LARGEST:  # type: ignore[operator]
        raise InvalidCommand(f"{row.name}: {str(command.value)[:20]} is no number that can be sent")
    for text in command.value.values() if isinstance(command.value, Mapping) else (command.value,):
        check_text(row.name, text)
    listed = word and row.value is not None and command.value in row.value.words
    if kind == "":
        fits = bool(row.agent) or NEVER in row.needs.get(command.op, ())  # whoever is asked may make something of it
    elif kind == "message":
        fits = isinstance(command.value, Mapping) and set(command.value) <= {"to", "text"}
    else:
        takes = {
            "number": number or listed,
            "percent": number or listed,
            "count": number,
            "speed": number,
            "frequency": number or word,
            "word": listed,
        }
        fits = takes.get(kind, word)
    if not fits:
        raise InvalidCommand(f"{row.name}: {command.value!r} is no {kind or 'value it takes'}")
    return row


def check_text(name: str, text: object) -> None:
    """Raises InvalidCommand for words that cannot be sent; other values pass."""
    if isinstance(text, str):
        try:
            text.encode()
        except UnicodeEncodeError:
            raise InvalidCommand(f"{name}: {text!r} is no text") from None
        if len(text) > LONGEST_WORDS:
            raise InvalidCommand(f"{name}: {len(text)} characters are too long")
