"""What an engine makes of labelled utterances, one result a row. The figures over them are in figures.py."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from time import perf_counter
from typing import Protocol, Self

from contract.values import Command, Context, Understanding
from languages import DEFAULT, codes
from nlu.engine.description import Catalogue
from nlu.engine.engine import AMBIGUOUS, HAND_OFF, UNDERSTOOD
from nlu.evaluation.folding import folded
from nlu.evaluation.labelled import Row, meanings

WARM_UP = 20  # utterances before the clock counts
LANGUAGES = (DEFAULT, *(code for code in codes() if code != DEFAULT))  # in the order of tables

Pair = tuple[Command | None, Command | None]  # (meant, heard)


class Reader(Protocol):
    """What is scored: nlu.engine.engine.Engine, or what understands as it does."""

    @property
    def model_version(self) -> str: ...
    @property
    def threshold(self) -> float: ...
    @property
    def catalogue(self) -> Catalogue: ...
    def with_threshold(self, threshold: float) -> Self: ...
    def understand(self, text: str | Sequence[tuple[str, float]], context: Context | None = None) -> Understanding: ...


@dataclass(frozen=True)
class Result:
    """What came of one row."""

    row: Row
    outcome: str
    heard: tuple[Command, ...]
    meant: tuple[Command, ...]  # the fair reading most like what was heard
    exact: bool
    confidence: float
    likeliest_exact: bool  # is the likeliest reading exact, asked about or not?
    ms: float  # of the engine, wall clock

    @property
    def pairs(self) -> Iterator[Pair]:
        """Meant and heard commands side by side, None where the other side has none."""
        meant, heard = [c.function for c in self.meant], [c.function for c in self.heard]
        for _, a, b, c, d in SequenceMatcher(None, meant, heard, autojunk=False).get_opcodes():
            yield from zip_longest(self.meant[a:b], self.heard[c:d])

    @property
    def lenient(self) -> bool:
        """Is it exact, or one of the fair readings if what the labelling contract leaves open is folded?"""
        heard = folded(self.heard)
        return self.exact or any(folded(reading) == heard for reading in self.row.fair)


def evaluate(
    engine: Reader, rows: Sequence[Row], progress: Callable[[Sequence[Row]], Iterable[Row]] = iter
) -> list[Result]:
    """The result of each row. `progress` goes through the rows, and may show how far it is.

    The engine is left as it was.
    """
    unasking = engine.with_threshold(-math.inf)
    for row in rows[:WARM_UP]:
        engine.understand(row.said, row.context)
    results = []
    for row in progress(rows):
        began = perf_counter()
        found = engine.understand(row.said, row.context)
        ms = (perf_counter() - began) * 1e3
        heard = commands_of(found)
        meant, exact = closest(row.fair, heard, engine.catalogue)
        likeliest = exact
        if found.outcome == AMBIGUOUS:
            _, likeliest = closest(row.fair, commands_of(unasking.understand(row.said, row.context)), engine.catalogue)
        results.append(Result(row, found.outcome, heard, meant, exact, float(found.confidence), likeliest, ms))
    return results


def commands_of(found: Understanding) -> tuple[Command, ...]:
    """The commands that would be carried out or handed over."""
    return found.commands if found.outcome in (UNDERSTOOD, HAND_OFF) else ()


def closest(
    fair: Sequence[tuple[Command, ...]], heard: Iterable[Command], catalogue: Catalogue
) -> tuple[tuple[Command, ...], bool]:
    """(the fair reading that has most in common with what was heard, whether it is the same)."""
    got = meanings(heard, catalogue)

    def likeness(reading: tuple[Command, ...]) -> tuple[bool, bool, list[int]]:
        wanted = meanings(reading, catalogue)
        sides = [
            ([m[:parts] for m in wanted], [m[:parts] for m in got]) for parts in (4, 2, 1)
        ]  # all, function and op, function
        return wanted == got, sides[1][0] == sides[1][1], [(Counter(a) & Counter(b)).total() for a, b in sides]

    best = max(fair, key=likeness)
    return best, likeness(best)[0]


def by_language(results: Iterable[Result]) -> dict[str, list[Result]]:
    """The results of each language that has any."""
    split: dict[str, list[Result]] = {language: [] for language in LANGUAGES}
    for result in results:
        split[result.row.language].append(result)
    return {name: some for name, some in split.items() if some}
