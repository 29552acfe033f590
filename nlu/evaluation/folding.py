"""What two command lists have in common if what the labelling contract leaves open is folded: the lenient reading.

Whoever labels a sentence may write "김광석 노래" or "김광석", "the airport" or "airport", a door that is locked or one
that is off, and is right. Two lists are the same in this reading if `folded` is equal.

- media.play: nouns of kind at the end of a title fall (노래, 음악, songs), then a trailing 의. Without a title it is
  media.resume; its op "play" is "do".
- nav.*: one Korean particle at the end of a place falls, and 현재, 지금 or "the" before it. nav.info has no value; what
  nav.remaining leaves unsaid is the time.
- home.*: function and op alone. To lock, to close, to stop is off; to unlock, to open, to start is on; so is "set" with
  such a word as its value. Every other op but "query" is "set".
- adas.*, info.*, status.*, assistant.*: the family, the op and the zone, without value.
- climate.temperature: the zone driver is none.
- dialog.thanks is no command.
- Words are compared without case, spaces and apostrophes; the parts of a value are its words one after the other, in
  the order given, and are also written as words with "|" between them. Numbers are rounded to two digits, also those
  that are words ("50", "50%").
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from contract.values import Command, Value
from nlu.evaluation.labelled import DRIVER, SPEAKER, Meaning

FAMILIES = ("adas", "info", "status", "assistant")
HOME_OPS = {
    "on": "on", "unlock": "on", "open": "on", "start": "on",
    "off": "off", "lock": "off", "close": "off", "stop": "off",
    "query": "query",
}  # fmt: skip
NO_LETTERS = str.maketrans({"'": "", "‘": "", "’": "", "|": " "})
KIND_NOUN = re.compile(r"(?:노래들?|음악들?|곡들?|뮤직|\b(?:songs?|music|tracks?))$")
PARTICLE = re.compile(r"(?:까지|으로|에서|[로은는이가을를도에])$")
BEFORE_PLACE = re.compile(r"^(?:현재|지금|the\b)")
NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)%?")
DIGITS = 2  # of a number, after the point
REMAINING = ("time", "distance", "arrival")


def folded(commands: Iterable[Command]) -> list[Meaning]:
    """What the commands mean in the lenient reading, one after the other; the order counts."""
    return [_folded(command) for command in commands if command.function != "dialog.thanks"]


def _folded(command: Command) -> Meaning:
    function, op = command.function, command.op
    zone = DRIVER if command.zone == SPEAKER else command.zone or ""
    family = function.partition(".")[0]
    if family == "home":
        said = _joined(_words(command.value)) if op == "set" and isinstance(command.value, str) else ""
        return function, HOME_OPS.get(said or op, "set"), "", None
    if family in FAMILIES:
        return family, op, zone, None
    value = None if function == "nav.info" else _value(command.value, function)
    if function == "media.play":
        return "media.resume" if value is None else function, "do" if op == "play" else op, zone, value
    if function == "nav.remaining" and value not in REMAINING:  # of a place all of it is told
        value = "time"
    if function == "climate.temperature" and zone == DRIVER:
        zone = ""
    return function, op, zone, value


def _value(said: Value | None, function: str) -> str | float | None:
    """A number, or words without spaces; None for nothing, and for words of which nothing is left."""
    if isinstance(said, int | float):
        return round(float(said), DIGITS)
    words = _words(said)
    if function == "media.play":
        words = KIND_NOUN.sub("", words).rstrip().removesuffix("의")
    elif function.startswith("nav."):
        words = BEFORE_PLACE.sub("", PARTICLE.sub("", words) or words)
    words = _joined(words)
    number = NUMBER.fullmatch(words)
    return round(float(number[1]), DIGITS) if number else words or None


def _words(said: str | Mapping[str, str | float | bool] | None) -> str:
    text = " ".join(map(str, said.values())) if isinstance(said, Mapping) else said or ""
    return unicodedata.normalize("NFC", text).lower().translate(NO_LETTERS).strip()


def _joined(words: str) -> str:
    return "".join(words.split())
