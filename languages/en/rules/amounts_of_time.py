"""English amounts of time: "ten minutes", "an hour and a half", "a week"; those left open: "a few minutes"."""

import re

from languages.en.numbers import read

ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = rf"(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{ONES})\b)?"
_SMALL = rf"(?:{_TENS}|{TEENS}|{ONES})"
NUMBER = (
    rf"(?:\d+(?:\.\d+)?|(?:(?:an?|{ONES}) )hundred(?: (?:and )?{_SMALL})?|{_SMALL}|(?:a|another) couple(?: of)?|an?)"
)
UNITS = {  # s, by how the word begins; of months and years it only matters that they are too long
    "h": 3600.0, "mo": 2_592_000.0, "m": 60.0, "s": 1.0, "d": 86_400.0, "w": 604_800.0, "fortnight": 1_209_600.0,
    "y": 31_536_000.0,
}  # fmt: skip
UNIT = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?|fortnights?|months?|years?)"
_PART_OF_ONE = r"(?:(?:a )?half(?: an?)?|(?:(?:a |three )?quarters?) (?:of an?|an)|a quarter)"
_PARTS = {"three": 0.75, "quarter": 0.25, "half": 0.5}
AMOUNT = (
    rf"(?:{_PART_OF_ONE} (?:hour|minute|second|day)"
    rf"|{NUMBER}(?: and a half)? {UNIT}(?: and (?:a half|(?:a|three) quarters?))?"
    rf"(?: (?:and )?{NUMBER} {UNIT}){{0,2}})\b"
)
ABOUT = r"(?:(?:about|around|approximately|roughly|nearly|almost|maybe|like|exactly|just|only|another|the next) ){0,2}"
OR_SO = r"(?: or so)?"
OPEN = (  # how many is left open
    rf"(?:(?:a |the next )?(?:few|several|some|many)(?: more)? {UNIT}"
    rf"|{NUMBER}(?: {UNIT})? (?:to|or) {NUMBER} {UNIT}|(?:{ONES}) (?:{ONES}) {UNIT}|\d+ \d+ {UNIT}"
    rf"|a couple or (?:three|so) {UNIT})\b"
)


def seconds(words: str) -> float | None:
    """The s of an amount of time.

    >>> seconds("half an hour"), seconds("an hour and a half"), seconds("two hours and ten minutes"), seconds("5 min")
    (1800.0, 5400.0, 7800.0, 300.0)
    >>> seconds("half a minute"), seconds("a week"), seconds("three quarters of an hour")
    (30.0, 604800.0, 2700.0)
    """
    if match := re.fullmatch(rf"({_PART_OF_ONE}) (\w+)", words):
        return next(part for word, part in _PARTS.items() if word in match[1]) * _unit(match[2])
    total = 0.0
    for number, half, unit, behind in re.findall(
        rf"({NUMBER})( and a half)? ({UNIT})( and (?:a half|(?:a|three) quarters?))?\b", words
    ):
        amount = read(number.replace("another", "a").removesuffix(" of"), "")
        if amount is None:
            return None
        part = half or behind
        total += (amount + next((share for word, share in _PARTS.items() if word in part), 0.0)) * _unit(unit)
    return total


def _unit(word: str) -> float:
    """The s of one of a unit."""
    return next(length for begin, length in UNITS.items() if word.startswith(begin))
