"""The contract as plain values: what was said, what it was understood as, what the speaker may refer to; and limits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from languages.letters import control_character
from languages.text import LONGEST_TEXT as LONGEST_TEXT

MOST_ALTERNATIVES = 5  # of a recogniser
MOST_COMMANDS = 8  # in one request

# a number, a word or words, or an object: what to write to whom {"to", "text"}; a place {"name", "near", "along_route"}
# (words alone are its name); a device at home {"room", "value"}. What was not said has no key.
Value = float | str | Mapping[str, str | float | bool]
PARTS = {  # kind of a function's value -> the keys that an object may have
    "message": frozenset({"to", "text"}),
    "place": frozenset({"name", "near", "along_route"}),
    "category": frozenset({"name", "near", "along_route"}),
    "device": frozenset({"room", "value"}),
}
Alternatives = Sequence[tuple[str, float]]  # (text, score 0 to 1), best first


class InvalidRequest(ValueError):
    """A request that breaks the contract; becomes INVALID_ARGUMENT.

    `reason` is a name of ErrorReason without ERROR_REASON_, `field` the path of the wrong field in the request
    ("commands[1].zone"), `details` what errors.proto lists as metadata of the reason (limit, size, allowed).
    """

    def __init__(self, text: str, reason: str, field: str, **details: object) -> None:
        super().__init__(text)
        self.reason, self.field, self.details = reason, field, details


class NluUnavailable(Exception):
    """Nobody could understand: the server is away and there is no engine in the car."""


@dataclass(frozen=True)
class Command:
    """One thing to do, in words of the catalogue. What was not spoken is None.

    The zone "speaker" is where who speaks sits. `after` is how long to wait before it is done, `duration` how long it
    then stays so, both in s.
    """

    function: str
    op: str
    zone: str | None = None
    value: Value | None = None
    after: float | None = None
    duration: float | None = None


@dataclass(frozen=True)
class Context:
    """What came before: the commands of the last turn, and whether a question of ours waits for its answer.

    `now` is the time of day where the car is, without a zone: "at seven" is counted from it; None: not known. `seat` is
    where who speaks sits: "all but mine" leaves it out.
    `utterance_id` ties the utterance to the log lines of whoever understands it; "": nobody gave one.
    """

    last: tuple[Command, ...] = ()
    pending: bool = False
    utterance_id: str = ""
    now: datetime | None = None
    seat: str = "driver"


@dataclass(frozen=True)
class Understanding:
    """What an utterance was understood as."""

    # understood, out_of_scope (never act), ambiguous (ask: see candidates), hand_off (for an agent), unsupported
    # (understood, but nothing that is offered: no part of it is done)
    outcome: str
    commands: tuple[Command, ...]
    confidence: float = 0.0  # calibrated probability, 0 to 1, that the least certain part was understood
    candidates: tuple[Command, ...] = ()  # readings to ask about, likeliest first; only where ambiguous
    model_version: str = ""
    timings: Mapping[str, float] = field(default_factory=dict)  # ms of each stage: tokenise, run, decode
    by: str = ""  # server or embedded
    text: str = ""  # the alternative that was understood, normalised
    own: "Understanding | None" = None  # what the car's own engine had answered, where the server was asked as well
    # where out_of_scope: forbidden ("don't open it"), or nothing
    # where unsupported: condition ("when it rains"), repeat ("every day"), time (no clock known), when ("later"), zone,
    # or nothing where no function does what was ordered
    reason: str = ""


Understand = Callable[[Alternatives, str, Context], Understanding]  # (alternatives, language or "", context)


def checked_texts(alternatives: Alternatives) -> Alternatives:
    """The same. Raises InvalidRequest for none, too many, blank or too long ones, or a score not of 0 to 1."""
    if not 1 <= len(alternatives) <= MOST_ALTERNATIVES:
        text = f"{len(alternatives)} alternatives, 1 to {MOST_ALTERNATIVES} are taken"
        raise InvalidRequest(text, "ALTERNATIVES", "alternatives", limit=MOST_ALTERNATIVES)
    for place, (text, score) in enumerate(alternatives):
        checked_text(text, f"alternatives[{place}].text")
        if not 0 <= score <= 1:  # nan is not either
            raise InvalidRequest(f"score {score}: must be 0 to 1", "SCORE", f"alternatives[{place}].score")
    return alternatives


def checked_text(text: str, field: str) -> str:
    """The same text. Raises InvalidRequest for a blank or too long one, and for one with control characters."""
    if not text.strip():
        raise InvalidRequest("text is empty", "TEXT_MISSING", field)
    if len(text) > LONGEST_TEXT:
        why = f"text has {len(text)} characters, at most {LONGEST_TEXT} are taken"
        raise InvalidRequest(why, "TEXT_TOO_LONG", field, size=len(text), limit=LONGEST_TEXT)
    if control := control_character(text):
        raise InvalidRequest(f"text has a control character ({control})", "TEXT_UNREADABLE", field)
    return text
