"""The contract as plain values: what was said, what it was understood as, what the speaker may refer to. And their limits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from languages.text import LONGEST_TEXT as LONGEST_TEXT

MOST_ALTERNATIVES = 5  # of a recogniser
MOST_COMMANDS = 8  # in one request

Value = float | str | Mapping[str, str]  # a number, a word or words, or message.send's {"to": ..., "text": ...}
Alternatives = Sequence[tuple[str, float]]  # (text, score 0 to 1), best first


class InvalidRequest(ValueError):
    """A request that breaks the contract; becomes INVALID_ARGUMENT. Says which field."""


class NluUnavailable(Exception):
    """Nobody could understand: the server is away and there is no engine in the car."""


@dataclass(frozen=True)
class Command:
    """One thing to do, in words of the catalogue. Zone and value are None where they were not spoken."""

    function: str
    op: str
    zone: str | None = None
    value: Value | None = None


@dataclass(frozen=True)
class Context:
    """What came before: the commands of the last turn, and whether a question of ours waits for its answer."""

    last: tuple[Command, ...] = ()
    pending: bool = False


@dataclass(frozen=True)
class Understanding:
    """What an utterance was understood as."""

    outcome: str  # understood, out_of_scope (never act), ambiguous (ask: see candidates), hand_off (for an agent)
    commands: tuple[Command, ...]
    confidence: float = 0.0  # calibrated probability, 0 to 1, that the least certain part was understood
    candidates: tuple[Command, ...] = ()  # readings to ask about, likeliest first; only where ambiguous
    model_version: str = ""
    timings: Mapping[str, float] = field(default_factory=dict)  # ms of each stage: tokenise, run, decode
    by: str = ""  # server or embedded
    text: str = ""  # the alternative that was understood, normalised


Understand = Callable[[Alternatives, str, Context], Understanding]  # (alternatives, language or "", context)


def checked_texts(alternatives: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The same alternatives. Raises InvalidRequest for none, too many, blank or too long ones."""
    if not 1 <= len(alternatives) <= MOST_ALTERNATIVES:
        raise InvalidRequest(f"{len(alternatives)} alternatives, 1 to {MOST_ALTERNATIVES} are taken")
    for text, score in alternatives:
        if not text.strip():
            raise InvalidRequest("text is empty")
        if len(text) > LONGEST_TEXT:
            raise InvalidRequest(f"text has {len(text)} characters, at most {LONGEST_TEXT} are taken")
        if not 0 <= score <= 1:
            raise InvalidRequest(f"score {score}: must be 0 to 1")
    return alternatives
