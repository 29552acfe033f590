"""Labelled utterances: what was said and which commands it means; when two commands mean the same.

Read by label_files.py.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from contract.values import Command, Context
from nlu.engine.description import Catalogue

SPEAKER, DRIVER = "speaker", "driver"  # zones; labelled sentences are all said from the driver's seat

Meaning = tuple[str, str, str, object]  # function, op, zone, value

NO_CONTEXT = Context()


class RowError(Exception):
    """A file or a row of it cannot be used; says which (file:line) and why."""


@dataclass(frozen=True)
class Row:
    """One labelled utterance."""

    text: str
    language: str  # code
    commands: tuple[Command, ...]
    also_ok: tuple[tuple[Command, ...], ...] = ()
    alternatives: tuple[tuple[str, float], ...] = ()  # (text, score)
    context: Context = NO_CONTEXT
    where: str = ""  # file:line
    kind: str = ""  # where the sentence comes from, if that is told

    @property
    def said(self) -> str | tuple[tuple[str, float], ...]:
        """What the engine is asked about."""
        return self.alternatives or self.text

    @property
    def fair(self) -> tuple[tuple[Command, ...], ...]:
        """The readings that count as right, the one meant first."""
        return self.commands, *self.also_ok


def meaning(command: Command, catalogue: Catalogue) -> Meaning:
    """What two commands have in common where they mean the same: numbers as float, words without regard to case and
    spacing, words that the catalogue answers as a number ("max" of a seat heater) as that number, what is empty as
    absent, the speaker's zone as the driver's."""
    said = command.value
    value: object = None
    if isinstance(said, str):
        numbers = catalogue[command.function].numbers if command.function in catalogue else {}
        value = numbers.get(said, _folded(said)) if said else None
    elif isinstance(said, Mapping):
        value = tuple(sorted((part, _folded(str(each))) for part, each in said.items() if each)) or None
    elif said is not None:
        value = float(said)
    zone = DRIVER if command.zone == SPEAKER else command.zone or ""
    return command.function, command.op, zone, value


def meanings(commands: Iterable[Command], catalogue: Catalogue) -> list[Meaning]:
    """The same for a list of commands. Two lists mean the same if these are equal: the order counts."""
    return [meaning(command, catalogue) for command in commands]


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).lower().split())


def readable(command: Command) -> dict[str, Any]:
    """A command as it is written in a file."""
    parts = {"function": command.function, "op": command.op, "zone": command.zone, "value": command.value}
    return {name: part for name, part in parts.items() if part is not None}
