"""The contract as plain values, with their limits: commands, and what goes to the NLU and comes from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

LONGEST_TEXT = 500  # characters of one text; a message of two such texts still fits into one transfer of ISO-TP
MOST_ALTERNATIVES = 5  # that a speech recogniser gives for one utterance
MOST_COMMANDS = 8  # in one request

Value = float | str | Mapping[str, str]  # a number, a text, or message.send's {"to": ..., "text": ...}
Alternatives = Sequence[tuple[str, float]]  # (text, score 0 to 1), best first


class InvalidRequest(ValueError):
    """A request that breaks the contract; becomes INVALID_ARGUMENT. Says which field."""


class NluUnavailable(Exception):
    """No NLU has answered: the server cannot be reached and there is no embedded engine."""


@dataclass(frozen=True)
class Command:
    """One op of a function of the catalogue. Zone and value are None where they were not spoken."""

    function: str
    op: str
    zone: str | None = None
    value: Value | None = None


@dataclass(frozen=True)
class Context:
    """What came before: the commands of the last turn, and whether the assistant has asked a question that is still
    open."""

    last: tuple[Command, ...] = ()
    pending: bool = False


@dataclass(frozen=True)
class Understanding:
    """The answer of the NLU to an utterance."""

    outcome: str  # understood, out_of_scope (never act), ambiguous (ask: see candidates), hand_off (for an agent)
    commands: tuple[Command, ...]
    confidence: float = 0.0  # calibrated probability, 0 to 1, that the least certain part was understood
    candidates: tuple[Command, ...] = ()  # if ambiguous: what it may mean, likeliest first
    model_version: str = ""
    timings: Mapping[str, float] = field(default_factory=dict)  # ms of each stage: tokenise, run, decode
    by: str = ""  # which NLU: server or embedded
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
