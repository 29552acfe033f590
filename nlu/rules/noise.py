"""Nothing is done on noise: fillers alone, and sounds that are no words."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

import languages
from contract.values import Understanding
from languages import part
from nlu.rules.heard import Heard
from nlu.rules.network import Rows

LEAST = 0.1  # share of the letters that must be of known words; names are not known
GENERAL = "info.general"  # a question about anything may be of any words; an agent answers it
MOST_REMEMBERED = 10_000  # words
SEVERAL = 3  # letters of an unknown word, from which known words are looked for inside it: it may be several


def fillers(heard: Heard) -> Heard | Understanding:
    """ "음 그", "uh": nothing, unless it answers a question."""
    said, words = set(heard.text.split()), part(heard.code, "rules.fillers")
    if said <= words.FILLERS and not (heard.context.pending and said <= words.ANSWERS):
        return Understanding("out_of_scope", (), 1.0)
    return heard


def no_words(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """Nothing where hardly any of the words is one that orders are made of."""
    found = understanding.commands or understanding.candidates
    if not found or share_known(heard.text, heard.code) >= LEAST:
        return understanding
    if found[0].function == GENERAL and _question(heard.code).search(heard.text):
        return understanding
    return replace(understanding, outcome="out_of_scope", commands=(), candidates=())


def share_known(text: str, code: str) -> float:
    """The share of the letters of a text that are in known words or numbers, 0 to 1.

    >>> share_known("조수석 창문 열어 줘", "ko"), share_known("asdf jkl", "en")
    (1.0, 0.0)
    """
    words = text.split()
    letters = sum(map(len, words))
    return sum(_known_in(word, code) for word in words) / letters


@lru_cache(maxsize=MOST_REMEMBERED)
def _known_in(word: str, code: str) -> int:
    """The known letters of a word in its own language: "navigate to 강남역" has words of two."""
    code = languages.language_of(word) if word.isalpha() else code
    fillers = part(code, "rules.fillers")
    if word.startswith(fillers.STEMS):
        return len(word)
    return _known_letters(word, _known(code), fillers.LETTERS, fillers.ANSWERS)


def _known_letters(word: str, known: frozenset[str], letters: int, answers: Iterable[str]) -> int:
    if word[:letters] in known or word in answers or any(map(str.isdigit, word)):
        return len(word)
    if len(word) <= max(SEVERAL, letters):
        return 0
    return sum(letters for at in range(1, len(word) - letters + 1) if word[at : at + letters] in known)


@cache
def _question(code: str) -> re.Pattern[str]:
    return re.compile(part(code, "rules.fillers").QUESTION)


@cache
def _known(code: str) -> frozenset[str]:
    return frozenset(part(code, "rules.known").KNOWN.split())
