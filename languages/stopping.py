"""Is an utterance nothing but a stop? Plain words, no network: it must be known before anything else is.

An utterance is a stop where it consists of nothing but words to stop, fillers, things that move and words of danger.
"stop the music" and "그만두고 싶어" have other words in them and are none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from languages import codes, language_of, part

Stop = Literal["", "stop", "danger"]
NONE: Stop = ""
STOP: Stop = "stop"  # halt what moves
DANGER: Stop = "danger"  # somebody may be caught: halt what moves, and reverse what closes
LONGEST = 60  # characters; who calls out a stop does not say more


def stop_of(text: str) -> Stop:
    """What a normalised text (languages/text.py) is: "stop", "danger" or "".

    >>> [stop_of(words) for words in ("창문 멈춰", "hold it there", "스톱 손", "my hand is stuck")]
    ['stop', 'stop', 'danger', 'danger']
    >>> [stop_of(words) for words in ("stop the music", "그만두고 싶어", "손", "window")]
    ['', '', '', '']
    """
    if len(text) > LONGEST:
        return NONE
    words = _WORDS[language_of(text)]
    if not words.whole.fullmatch(text):
        return NONE
    found = {words.kind(word) for word in words.each.findall(text)}
    stop = "stop" in found or {"moving", "thing"} <= found
    if "danger" in found and (stop or "caught" in found):
        return DANGER
    return (DANGER if "caught" in found else STOP) if stop else NONE


def names_what_moves(text: str) -> bool:
    """Does a stop, a normalised text, name a thing that moves, or who may be caught? The music is not meant then.

    >>> names_what_moves("창문 멈춰"), names_what_moves("멈춰")
    (True, False)
    """
    words = _WORDS[language_of(text)]
    return bool({words.kind(word) for word in words.each.findall(text)} & {"thing", "danger", "caught"})


@dataclass(frozen=True)
class _Words:
    whole: re.Pattern[str]  # an utterance of such words alone
    each: re.Pattern[str]  # one of them
    kinds: Mapping[str, str]  # word without its spaces -> its kind

    def kind(self, word: str) -> str:
        """The kind of a word as it was said: with a particle, with or without its spaces."""
        word = word.replace(" ", "")
        while word not in self.kinds:
            word = word[:-1]
        return self.kinds[word]


def _words(module: ModuleType) -> _Words:
    """The words of a language's module `stop`. Of words that begin alike the longest is taken, for good."""
    kinds = {
        word: (kind, ending)
        for kind, listed, ending in (
            ("filler", module.FILLERS, module.ENDING),
            ("thing", module.THINGS, module.PARTICLES),
            ("danger", module.DANGER, module.PARTICLES),
            ("caught", module.CAUGHT, module.ENDING),
            ("moving", module.MOVING, module.ENDING),
            ("stop", module.STOP, module.ENDING),
        )
        for word in listed
    }
    longest_first = sorted(kinds, key=len, reverse=True)
    any_word = "|".join(re.escape(word).replace(r"\ ", " ?") + kinds[word][1] for word in longest_first)
    return _Words(
        re.compile(f"(?:(?>{any_word}) ?)++"),
        re.compile(any_word),
        {word.replace(" ", ""): kind for word, (kind, _) in kinds.items()},
    )


_WORDS = {code: _words(part(code, "rules.stop")) for code in codes()}
