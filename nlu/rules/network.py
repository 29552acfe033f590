"""The network as a rule may ask it: for the reading of words, in a context of the rule's choice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from contract.values import Command, Context, Understanding

QUERY = "query"
NO_COMMAND = "none"  # function and op of what is not for the car
NOT_OFFERED = "unsupported"  # and of an order that is understood and not offered
DIALOG = "dialog."  # what the names of functions that answer or undo begin with


class Row(Protocol):
    """One function as the model knows it."""

    @property
    def ops(self) -> tuple[str, ...]: ...
    @property
    def zones(self) -> tuple[str, ...]: ...
    @property
    def numbers(self) -> Mapping[str, float]: ...
    @property
    def kind(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def agent(self) -> str: ...


Rows = Mapping[str, Row]  # by the names of the functions


@dataclass(frozen=True)
class Place:
    """Where a command begins in a text, in characters, as the network sees it."""

    begin: int
    function: str
    op: str


@dataclass(frozen=True)
class Network:
    """What a rule may ask.

    `read` gives the reading of normalised words, `places` where each command of them begins; `rows` has the functions
    of the model by name.
    """

    read: Callable[[str, Context], Understanding]
    places: Callable[[str, Context], Sequence[Place]]
    rows: Rows

    def changes(self, command: Command | Place) -> bool:
        """Does the car do something for it: is it no question, no answer, and not for an agent?"""
        own = not self.rows[command.function].agent and not command.function.startswith(DIALOG)
        return own and command.op not in (QUERY, NO_COMMAND, NOT_OFFERED)


def together(readings: list[Understanding], commands: list[Command], handed: bool) -> Understanding:
    """The answer to an utterance whose parts were read one by one; one that is ambiguous makes the whole ambiguous."""
    asked = tuple(candidate for reading in readings for candidate in reading.candidates)
    confidence = min(reading.confidence for reading in readings)
    ambiguous = any(reading.outcome == "ambiguous" for reading in readings)
    timings: dict[str, float] = {}
    for reading in readings:
        for stage, ms in reading.timings.items():
            timings[stage] = timings.get(stage, 0.0) + ms
    refused = any(reading.outcome == "unsupported" for reading in readings)  # never its fragment
    done = [] if ambiguous or refused else commands
    if ambiguous:
        outcome = "ambiguous"
    elif refused:
        outcome = "unsupported"
    else:
        outcome = "out_of_scope" if not commands else "hand_off" if handed else "understood"
    candidates = asked[:3] if ambiguous else ()
    return Understanding(outcome, tuple(done), confidence, candidates, readings[0].model_version, timings)
