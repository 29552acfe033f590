"""Numbers as they are said: "이십이 도 반", "두 번째", "twenty two and a half", "halfway".

Each language reads its own words.

`parse_number` reads the words of one number. Words for units are skipped, not converted: the caller knows the unit of
the function. Nothing is guessed: a word that is not part of a number makes the answer None.

A language's module `numbers` has `read(words, unit)`, MINUS_AT_END and UNIT_WORDS.
"""

import re

from languages import DEFAULT, OTHERWISE, codes, language_of, part
from languages.text import without_lone_letters

LARGEST = 1e12  # a larger number is not a command to a car
LONGEST = 100  # characters; longer words are not one number

_LATIN = re.compile("[a-z]")


def minus_before(words: str) -> int:
    """Where the minus sign at the end of `words` begins; their length where they do not end in one.

    >>> minus_before("온도 마이너스 "), minus_before("it is minus"), minus_before("온도 ")
    (3, 6, 3)
    """
    found = (part(code, "numbers").MINUS_AT_END.search(words) for code in codes())
    return min((match.start() for match in found if match), default=len(words))


def spoken_unit(words: str) -> str:
    """The unit that is spoken with a number, "" for none.

    >>> [spoken_unit(w) for w in ("이십이 도 반", "seventy two degrees", "89.1 메가헤르츠", "삼 단", "twenty")]
    ['degC', 'degC', 'MHz', '', '']
    """
    tables = [part(code, "numbers").UNIT_WORDS for code in codes()]
    units = dict.fromkeys(unit for table in tables for unit in table)
    return next((unit for unit in units if any(unit in table and table[unit].search(words) for table in tables)), "")


def parse_number(words: str, unit: str = "") -> float | None:
    """The number in `words`; None if there is none, if it is above LARGEST, or the words are longer than LONGEST.

    `unit` is the unit of the function: under "%" a part of a whole is percent ("halfway" is 50), else a plain 0.5.

    >>> [parse_number(w) for w in ("이십이 점 오", "이십이도반", "천사백사십", "스물두", "두 번째", "영하 오십",
    ...     "반 도")]
    [22.5, 22.5, 1440.0, 22.0, 2.0, -50.0, 0.5]
    >>> [parse_number(w, "%") for w in ("반만", "삼분의 일", "halfway", "a third", "three quarters", "절반 정도")]
    [50.0, 33.0, 50.0, 33.0, 75.0, 50.0]
    >>> [parse_number(w) for w in ("twenty two and a half", "eighty nine point one", "minus five", "the second one")]
    [22.5, 89.1, -5.0, 2.0]
    >>> [parse_number(w) for w in ("22도 반", "조금", "a bit")]
    [22.5, None, None]
    """
    words = words.lower().strip()
    if len(words) > LONGEST:
        return None
    number: float | None = part(_language_of_number(words), "numbers").read(words, unit)
    return number if number is None or abs(number) <= LARGEST else None


def _language_of_number(words: str) -> str:
    """The language of the letters; DEFAULT for digits alone."""
    code = language_of(without_lone_letters(words))
    return code if code != OTHERWISE or _LATIN.search(words) else DEFAULT
