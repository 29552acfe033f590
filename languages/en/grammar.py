"""What English sentences need code for: articles, plurals, capitals, the time of day."""

import re
from collections.abc import Sequence
from datetime import datetime

from languages.amounts import soon, units
from languages.en.nouns import GRAMMAR, NOUNS
from languages.en.words import ZONES
from languages.language import Named, Noun

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ONE = re.compile(r"(?<![\d.])(1 (?:degree|kilometre|volt|minute|hour|microgram))s\b")  # "1 degrees"
_BEFORE_NAME = re.compile(r"^(?:(?:um|uh|oh|it's|its|call|play|to|for|at|with|by|navigate to|take me to|go to)\s+)+")
_BEHIND_NAME = re.compile(r"\s+(?:please|thanks|thank you|for me|now)$")
VERBS = {"is": "are", "looks": "look"}  # of one thing -> of several


def fit(value: str | Noun, form: str) -> str:
    """A text or noun: as it is, with "the", or the verb that goes with it ("is", "looks")."""
    if isinstance(value, Noun) and form in VERBS:
        return VERBS[form] if many(value) else form
    text = value if isinstance(value, str) else phrase(value)
    if form == "the":
        return text if text.startswith("all ") else f"the {text}"
    if form:
        raise ValueError(f"English has no form {form!r}: only the and, of a noun, {', '.join(VERBS)}")
    return text


def phrase(noun: Noun) -> str:
    """ "passenger temperature", "rear windows", "driver window and passenger window"; without a zone just the noun."""
    word = NOUNS[noun.function]
    if noun.several and countable(noun):
        word += "s"
    return " and ".join(f"{ZONES[zone]} {word}" for zone in noun.zones) or word


def countable(noun: Noun) -> bool:
    """Is the noun one of which there may be several? Not "seat heating", nor "wipers"."""
    return noun.function not in GRAMMAR


def many(noun: Noun) -> bool:
    """ "The wipers are", "the rear windows are", but "the rear seat heating is"."""
    several = noun.several and countable(noun)
    return GRAMMAR.get(noun.function) == "plural" or len(noun.zones) > 1 or several


def finish(sentence: str) -> str:
    sentence = _ONE.sub(r"\1", sentence)
    return sentence[:1].upper() + sentence[1:]


def bare(words: str) -> str:
    """The name in an answer to a question: without what leads to it, and without "please".

    >>> bare("to mom please"), bare("navigate to seoul station"), bare("the one")
    ('mom', 'seoul station', 'the one')
    """
    return _BEHIND_NAME.sub("", _BEFORE_NAME.sub("", words)).strip() or words


def listed(items: Sequence[str]) -> str:
    return ", ".join(items)


def together(sentences: Sequence[str]) -> str:
    return " ".join(sentences)


def clock(now: datetime) -> str:
    return f"{(now.hour - 1) % 12 + 1}:{now.minute:02d} {'a.m.' if now.hour < 12 else 'p.m.'}"


def when(due: datetime, now: datetime) -> str:
    """ "in 10 minutes", "in 1 hour 30 minutes"; what is further off "at 7 AM tomorrow"."""
    seconds = (due - now).total_seconds()
    if soon(seconds):
        return f"in {amount(seconds)}"
    days = (due.date() - now.date()).days
    day = {0: "", 1: " tomorrow"}.get(days, f" on {date(due)}")
    return f"at {clock(due)}{day}"


def lasting(seconds: float) -> str:
    return f"for {amount(seconds)}"


def amount(seconds: float) -> str:
    """ "1 hour 30 minutes"; a short one with its seconds: "1 minute 30 seconds"."""
    parts = zip(units(seconds), ("hour", "minute", "second"), strict=True)
    return " ".join(counted(number, unit) for number, unit in parts if number)


def counted(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'s' * (number != 1)}"


def promise(question: str, when: str) -> str:
    """ "Shall I turn the heater off?" becomes "I'll turn the heater off in 10 minutes."."""
    return f"I'll {question.removeprefix('Shall I ').removesuffix('?')} {when.removesuffix('.')}."


def date(now: datetime) -> str:
    return f"{WEEKDAYS[now.weekday()]}, {MONTHS[now.month - 1]} {now.day}"


def name(thing: Named) -> str:
    return thing.en
