"""The syntax of the authored sentences: one template is parsed once, then sampled many times.

The syntax is described in nlu/corpus/README.md. A template becomes a list of clauses (`A && B` has two), a clause a
tree of Text, Choice, Slot and Verb. Sampling makes every choice and returns a flat list of Text, Slot and Verb, the
leaves.
"""

import re
from dataclasses import dataclass
from random import Random

MAX_DEPTH = 8  # nested alternatives


class TemplateError(ValueError):
    """A line of the corpus that cannot be read; the message starts with "file:line:"."""


@dataclass(frozen=True)
class Text:
    """Words as they stand."""

    words: str


@dataclass(frozen=True)
class Slot:
    """{name} or {name=words}."""

    name: str
    words: str | None = None


@dataclass(frozen=True)
class Verb:
    """<켜다>."""

    lemma: str


@dataclass(frozen=True)
class Choice:
    """(a|b|)."""

    options: tuple[tuple["Element", ...], ...]


Element = Text | Slot | Verb | Choice
Leaf = Text | Slot | Verb

_TOKEN = re.compile(r"\(|\||\)|\{[^{}]*\}|<[^<>]*>|[^(|){}<>]+|.")


def parse_template(line: str, where: str) -> list[tuple[Element, ...]]:
    """The clauses of one template. `where` is "file:line". Raises TemplateError where brackets or slots are wrong."""
    clauses = []
    for clause in re.split(r"\s+&&\s+", line.strip()):
        tokens = _TOKEN.findall(clause)
        elements, at = _parse(tokens, 0, 0, where)
        if at != len(tokens):
            raise TemplateError(f"{where}: {tokens[at]!r} without an opening bracket in: {line}")
        clauses.append(elements)
    return clauses


def _parse(tokens: list[str], at: int, depth: int, where: str) -> tuple[tuple[Element, ...], int]:
    """Elements from tokens[at] to the end of this level; the position after them."""
    if depth > MAX_DEPTH:
        raise TemplateError(f"{where}: alternatives are nested deeper than {MAX_DEPTH}")
    elements: list[Element] = []
    while at < len(tokens) and tokens[at] not in (")", "|"):
        token = tokens[at]
        at += 1
        if token == "(":
            options = []
            while True:
                option, at = _parse(tokens, at, depth + 1, where)
                options.append(option)
                if at == len(tokens):
                    raise TemplateError(f"{where}: '(' without ')'")
                at += 1
                if tokens[at - 1] == ")":
                    break
            elements.append(Choice(tuple(options)))
        elif len(token) > 2 and token[0] == "{":
            name, equals, words = token[1:-1].partition("=")
            if not name.strip() or (equals and not words.strip()):
                raise TemplateError(f"{where}: empty slot {token}")
            elements.append(Slot(name.strip(), words.strip() if equals else None))
        elif len(token) > 2 and token[0] == "<":
            elements.append(Verb(token[1:-1].strip()))
        elif token[0] in "{}<>":
            raise TemplateError(f"{where}: unmatched {token!r}")
        else:
            elements.append(Text(token))
    if depth == 0 and at < len(tokens) and tokens[at] == "|":
        raise TemplateError(f"{where}: '|' outside brackets")
    return tuple(elements), at


def sample_leaves(elements: tuple[Element, ...], rng: Random) -> list[Leaf]:
    """One reading of a clause: every choice made by `rng`, neighbouring texts kept apart."""
    leaves: list[Leaf] = []
    for element in elements:
        if isinstance(element, Choice):
            leaves.extend(sample_leaves(rng.choice(element.options), rng))
        else:
            leaves.append(element)
    return leaves


def count_readings(elements: tuple[Element, ...]) -> int:
    """How many texts the choices of a clause allow; slots and verbs count as one."""
    total = 1
    for element in elements:
        if isinstance(element, Choice):
            total *= sum(count_readings(option) for option in element.options)
    return total


def find_leaves(elements: tuple[Element, ...]) -> list[Leaf]:
    """Every leaf that some reading may hold: for checks."""
    leaves: list[Leaf] = []
    for element in elements:
        if isinstance(element, Choice):
            for option in element.options:
                leaves.extend(find_leaves(option))
        else:
            leaves.append(element)
    return leaves
