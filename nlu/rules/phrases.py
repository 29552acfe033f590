"""The words of an order by their kind: what it is about, where, how much, what to do. Words of no kind are "other"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from types import ModuleType

from languages import part

THING, ZONE, NUMBER, VERB, DIRECTION, PLAIN, FILLER, OTHER = (
    "thing",
    "zone",
    "number",
    "verb",
    "direction",
    "plain",
    "filler",
    "other",
)
LONGEST = 4  # words of a name


@dataclass(frozen=True)
class Part:
    """Words next to each other that are of one kind; `name` is that of THINGS or ZONES."""

    kind: str
    words: str
    name: str = ""


def parse(text: str, code: str) -> list[Part]:
    """The parts of a text of this language, in order; fillers and unknown words too."""
    words, orders, patterns = text.split(), part(code, "rules.orders"), _patterns(code)
    found: list[Part] = []
    at = 0
    while at < len(words):
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            if made := _part(words[at : at + size], orders, patterns):
                break
        else:
            size, made = 1, Part(OTHER, words[at])
        found.append(made)
        at += size
    merged: list[Part] = []
    for kind, same in groupby(found, lambda each: each.kind if each.kind in (NUMBER, OTHER, PLAIN) else id(each)):
        parts = list(same)
        merged += [Part(str(kind), " ".join(each.words for each in parts))] if len(parts) > 1 else parts
    return merged


def kinds(parts: Sequence[Part]) -> set[str]:
    """The kinds of the parts, fillers apart."""
    return {each.kind for each in parts} - {FILLER}


def _part(words: list[str], orders: ModuleType, patterns: dict[str, re.Pattern[str]]) -> Part | None:
    said, spaced = orders.JOIN.join(words), " ".join(words)
    for kind in (THING, ZONE):
        if (match := patterns[kind].fullmatch(said)) is not None:
            return Part(kind, spaced, match[1])
    if len(words) > 1:
        return None
    for kind in (NUMBER, VERB, DIRECTION, PLAIN):
        if patterns[kind].fullmatch(said):
            return Part(kind, said)
    return Part(FILLER, said) if said in orders.FILLERS else None


@cache
def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    orders = part(code, "rules.orders")
    names = {THING: orders.THINGS, ZONE: orders.ZONES}
    found = {
        kind: "(" + "|".join(map(re.escape, sorted(table, key=len, reverse=True))) + ")" + orders.PARTICLES
        for kind, table in names.items()
    }
    found |= {NUMBER: orders.NUMBER, VERB: orders.VERB, DIRECTION: orders.DIRECTION, PLAIN: orders.PLAIN_VERB}
    return {kind: re.compile(pattern) for kind, pattern in found.items()}
