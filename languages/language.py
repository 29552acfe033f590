"""A language as a value: its sentences, words and nouns, and the grammar that puts them together.

Sentences are templates with named fields: "{noun:을} 켰어요.", "{noun:the} is {value}.". The format of a text
or a noun is a form of the language's grammar (a particle, an article); numbers take Python's formats ("{km:.1f}").
"""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Protocol, cast

from languages import codes, part


class Named(Protocol):
    """A place or a radio station with its names in the languages of our tables."""

    @property
    def ko(self) -> str: ...
    @property
    def en(self) -> str: ...


@dataclass(frozen=True)
class Noun:
    """What a sentence is about: a function of the catalogue, with the zones that are spoken.

    `several` says that a zone stands for more than one of them: the rear windows.
    """

    function: str
    zones: tuple[str, ...] = ()
    several: bool = False


class Grammar(Protocol):
    """The module grammar of a language."""

    def fit(self, value: str | Noun, form: str) -> str:
        """A text or noun in this form, "" for plain. Raises ValueError for a form that the grammar does not have."""

    def finish(self, sentence: str) -> str:
        """The last changes to a sentence with all fields filled in, such as its capital."""

    def listed(self, items: Sequence[str]) -> str:
        """ "a, b, c"."""

    def together(self, sentences: Sequence[str]) -> str:
        """One sentence after the other."""

    def clock(self, now: datetime) -> str:
        """The time of day."""

    def when(self, due: datetime, now: datetime) -> str:
        """When something will be done: in so many minutes, or at a time of day."""

    def lasting(self, seconds: float) -> str:
        """For how long something will be so."""

    def promise(self, question: str, when: str) -> str:
        """A question whether to do something ("Shall I ...?") as what will be done then."""

    def date(self, now: datetime) -> str:
        """The day of the month and of the week."""

    def bare(self, words: str) -> str:
        """The name in an answer to a question, without particles or prepositions: "서울역" of "서울역으로"."""

    def name(self, thing: Named) -> str:
        """The name of a place or a station in this language."""


@cache
def parts_of(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """((text, name of the field after it or None, its form), ...). Raises ValueError for unbalanced braces."""
    return tuple((text, name, form or "") for text, name, form, _ in string.Formatter().parse(template))


def filled(template: str, grammar: Grammar, fields: Mapping[str, object]) -> str:
    """The template with its fields: texts and nouns in the forms of the grammar. Raises KeyError for a field."""
    found = []
    for text, name, form in parts_of(template):
        found.append(text)
        if name is not None:
            value = fields[name]
            found.append(grammar.fit(value, form) if isinstance(value, str | Noun) else format(value, form))
    return "".join(found)


@dataclass(frozen=True)
class Language:
    """`words` has the value words of signals and catalogue, "function word" where a function has a word of its own."""

    code: str
    grammar: Grammar
    sentences: Mapping[str, str]  # key -> template
    words: Mapping[str, str]
    zones: Mapping[str, str]
    units: Mapping[str, str]  # DBC unit -> what is spoken after the number
    colours: Mapping[str, str]  # as spoken -> word on the wire
    nouns: Mapping[str, str]  # function -> noun
    done: Mapping[str, str]  # "function op" -> template
    asked: Mapping[str, str]  # "function op" -> template of the question whether to do it
    already: Mapping[str, str]  # "function op" -> template, of what was so before
    not_found: Mapping[str, str]  # function -> sentence
    checks: Mapping[str, str]  # check of a car's wiring -> what is said if it has failed
    areas: Mapping[str, str]  # group of functions -> what can be asked for
    examples: Mapping[str, str]  # function -> a sentence that asks for it, the best first

    def say(self, key: str, **fields: object) -> str:
        """The sentence of this key. Raises KeyError for an unknown key or field."""
        return self.fill(self.sentences[key], **fields)

    def fill(self, template: str, **fields: object) -> str:
        """A template with its fields, as a finished sentence. Raises KeyError for an unknown field."""
        return self.grammar.finish(filled(template, self.grammar, fields))


@cache
def load(code: str) -> Language:
    """The language of this folder. Raises ModuleNotFoundError or AttributeError if it is not complete."""
    nouns, words = part(code, "nouns"), part(code, "words")
    return Language(
        code,
        cast(Grammar, part(code, "grammar")),
        part(code, "sentences").SENTENCES,
        words.WORDS,
        words.ZONES,
        words.UNITS,
        words.COLOURS,
        nouns.NOUNS,
        nouns.DONE,
        nouns.ASKED,
        nouns.ALREADY,
        nouns.NOT_FOUND,
        nouns.CHECKS,
        nouns.AREAS,
        nouns.EXAMPLES,
    )


def colour(spoken: str) -> str | None:
    """The wire word of a colour as spoken in any language ("파란색", "파랑", "blue"), or None."""
    bare = spoken.lower().replace("_", " ").strip()
    for code in codes():
        for ending in part(code, "words").COLOUR_ENDINGS:
            bare = bare.removesuffix(ending)
    found = (load(code).colours.get(bare.strip()) for code in codes())
    return next((word for word in found if word), None)


def fields_of(template: str) -> list[tuple[str, str]]:
    """[(field, form)] of a template, in their order. Raises ValueError for unbalanced braces."""
    return [(name, form) for _, name, form in parts_of(template) if name is not None]
