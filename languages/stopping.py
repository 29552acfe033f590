"""Is an utterance nothing but a stop? Plain words, no network: it must be known before anything else is.

An utterance is a stop where it consists of nothing but words to stop, fillers, things that move and words of danger.
"stop the music" and "그만두고 싶어" have other words in them and are none. An order not to close ("닫지 마") is told
apart: it is a stop only while something closes, and who hears it knows that.

The words are in languages/<code>/rules/stop.py, by their kind.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from languages import codes, language_of, part

Stop = Literal["", "stop", "danger", "if_moving", "not_closing", "not_opening"]
NONE: Stop = ""
STOP: Stop = "stop"  # halt what moves
DANGER: Stop = "danger"  # somebody may be caught: halt what moves, and reverse what closes
IF_MOVING: Stop = "if_moving"  # a stop while something moves, otherwise said of something else: "그만 올려"
NOT_CLOSING: Stop = "not_closing"  # a stop while something closes, otherwise nothing is to be done
NOT_OPENING: Stop = "not_opening"

NAMES_WHAT_MOVES = frozenset(
    ("thing", "danger", "held", "caught", "moving", "stop_moving", "not_closing", "not_opening")
)  # kinds of words
MOST_WITH_A_THING = 2  # stops that a recogniser is told of with every thing that moves: "창문 멈춰"
ONLY_CAUGHT = frozenset(("held", "beside"))  # kinds of words that say nothing where nobody is caught


def stop_of(text: str) -> Stop:
    """What a normalised text (languages/text.py) is: "stop", "danger", what is a stop only while it fits, or "".

    >>> [stop_of(words) for words in ("창문 멈춰", "hold it there", "스톱 손", "open it my hand is stuck")]
    ['stop', 'stop', 'danger', 'danger']
    >>> [stop_of(words) for words in ("stop the music", "그만두고 싶어", "손", "window", "open the window")]
    ['', '', '', '', '']
    >>> stop_of("창문 닫지 마"), stop_of("don't open it"), stop_of("leave it")
    ('not_closing', 'not_opening', 'if_moving')
    """
    words = _WORDS[language_of(text)]
    if not words.whole.fullmatch(text):
        return NONE
    found = {words.kinds[word] for word in words.of(text)}
    stop = bool(found & {"stop", "stop_moving"}) or {"moving", "thing"} <= found
    caught = "caught" in found
    if caught and (stop or found & {"danger", "held"}):
        return DANGER
    if found & ONLY_CAUGHT:  # "stop by my daughter's", "아빠 그만해"
        return NONE
    if stop and "danger" in found:
        return DANGER
    if found & {"open", "release"}:  # "stop open it": what is to be opened is another order
        return NONE
    if stop:
        return STOP
    if "not_closing" in found:
        return NOT_CLOSING
    if "not_opening" in found:
        return NOT_OPENING
    return IF_MOVING if "moving" in found else NONE


def names_what_moves(text: str) -> bool:
    """Does a stop, a normalised text, speak of what moves, or who may be caught? The music is not meant then.

    >>> names_what_moves("창문 멈춰"), names_what_moves("stop closing"), names_what_moves("멈춰")
    (True, True, False)
    """
    words = _WORDS[language_of(text)]
    return any(words.kinds[word] in NAMES_WHAT_MOVES for word in words.of(text))


def named(text: str) -> frozenset[str]:
    """The functions that a stop, a normalised text, names; none where anything that moves may be meant.

    >>> sorted(named("창문 닫지 마")), sorted(named("don't close it"))
    (['window'], [])
    """
    words = _WORDS[language_of(text)]
    return frozenset(words.functions[word] for word in words.of(text) if words.functions.get(word))


def orders_to_open(text: str) -> bool:
    """Do words of danger, a normalised text, order as well to open something? Where nothing closes, that is left.

    >>> orders_to_open("손 꼈어 창문 내려"), orders_to_open("손 꼈어 열어"), orders_to_open("손 꼈어 내려")
    (True, True, False)
    """
    words = _WORDS[language_of(text)]
    found = {words.kinds[word] for word in words.of(text)}
    return "open" in found or ("release" in found and bool(named(text)))


def phrases(code: str) -> list[str]:
    """Stops in a language as a recogniser listens for them; most are said in many more ways.

    >>> [phrase in phrases("ko") for phrase in ("멈춰", "창문 멈춰", "손 꼈어", "음악 꺼")]
    [True, True, True, False]
    """
    words = part(code, "rules.stop")
    stops = [word for word in words.STOP if language_of(word) == code]
    things = [thing for listed in words.THINGS.values() for thing in listed]
    said = [*stops, *words.STOP_MOVING]
    said += [f"{thing} {stop}" for thing in things for stop in stops[:MOST_WITH_A_THING]]
    said += [f"{stop} {held}" for held in words.DANGER for stop in stops[:MOST_WITH_A_THING]]
    said += [f"{held} {caught}" for held in words.DANGER for caught in words.CAUGHT_PHRASES]
    return [phrase for phrase in dict.fromkeys(said) if stop_of(phrase) in (STOP, DANGER)]


@dataclass(frozen=True)
class _Words:
    whole: re.Pattern[str]  # an utterance of such words alone
    each: re.Pattern[str]  # one of them
    kinds: Mapping[str, str]  # word without its spaces -> its kind
    functions: Mapping[str, str]  # thing without its spaces -> the function that moves it, "" where it may be several

    def of(self, text: str) -> Iterator[str]:
        """The words in a text as they are listed: without particles, endings and spaces."""
        for said in self.each.findall(text):
            word = said.replace(" ", "")
            while word not in self.kinds:
                word = word[:-1]
            yield word


def _words(module: ModuleType) -> _Words:
    """The words of a language's module `stop`. Of words that begin alike the longest is taken, for good: the time that
    an utterance takes grows with its length only."""
    things = {word: function for function, words in module.THINGS.items() for word in words}
    kinds = {
        word: (kind, ending)
        for kind, listed, ending in (
            ("beside", module.BESIDE, module.ASKING),
            ("filler", module.FILLERS, module.ENDING),
            ("thing", things, module.PARTICLES),
            ("held", module.HELD, module.PARTICLES),
            ("danger", module.DANGER, module.PARTICLES),
            ("release", module.RELEASE, module.ASKING),
            ("open", module.OPEN, module.ASKING),
            ("caught", module.CAUGHT, module.ENDING),
            ("caught", module.CAUGHT_STEMS, module.TOLD),
            ("moving", module.MOVING, module.ASKING),
            ("not_closing", module.NOT_CLOSING, module.NOT),
            ("not_opening", module.NOT_OPENING, module.NOT),
            ("stop_moving", module.STOP_MOVING, module.ASKING),
            ("stop", module.STOP, module.ASKING),
        )
        for word in listed
    }
    longest_first = sorted(kinds, key=len, reverse=True)
    any_word = "|".join(re.escape(word).replace(r"\ ", " ?") + kinds[word][1] for word in longest_first)
    return _Words(
        re.compile(f"(?:(?>{any_word}) ?)++"),
        re.compile(any_word),
        {word.replace(" ", ""): kind for word, (kind, _) in kinds.items()},
        {word.replace(" ", ""): function for word, function in things.items()},
    )


_WORDS = {code: _words(part(code, "rules.stop")) for code in codes()}
