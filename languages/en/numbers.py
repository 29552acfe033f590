"""English number words: "twenty two", "one oh seven point seven", "the second one", "three quarters", "minus five"."""

import re

from languages.fractions import part_of_whole

ONES = {
    "zero": 0, "oh": 0, "o": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
PARTS = {
    "half": 1 / 2, "halfway": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fourth": 1 / 4, "fourths": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
UNITS = {  # also words around a unit; they are passed over
    "degree", "degrees", "celsius", "c", "centigrade", "percent", "level", "levels", "megahertz", "kilohertz", "mhz",
    "khz", "fm", "am", "number", "option", "step", "steps", "stop", "stops", "notch", "notches", "the", "way", "of",
    "about",
    "around", "to", "by", "item", "result", "only", "just", "ones", "one's", "choice",
}  # fmt: skip
_WORD = re.compile(r"\d+(?:\.\d+)?(?:st|nd|rd|th)?|[a-z']+|[-%]")

MINUS_AT_END = re.compile(r"(?:\bminus|\bnegative|(?:^|\s)-)\s*$")
UNIT_WORDS = {  # unit of the catalogue -> how it is said
    "degC": re.compile(r"degrees?\b|celsius"),
    "MHz": re.compile(r"megahertz|\bmhz\b"),
}


def read(words: str, unit: str) -> float | None:
    """The number said by `words`, in lower case; None where they say none.

    >>> read("twenty-two and a half", "degC"), read("halfway", "%"), read("a bit", "%")
    (22.5, 50.0, None)
    """
    spaced = words.replace("-", " - ") if words.startswith("-") else words.replace("-", " ")
    return _number(_WORD.findall(spaced), unit)


def _number(words: list[str], unit: str) -> float | None:
    """The number in English words; `words` are lower case."""
    negative = bool(words) and words[0] in ("minus", "negative", "-")
    if words[-1:] == ["below"] or words[-2:] == ["below", "zero"]:  # "five degrees below zero"
        negative, words = True, ["-", *words[: words.index("below")]]
    if words == ["degree"]:  # "a degree warmer" lost its article
        return 1.0
    words = [w for w in words[negative:] if w not in UNITS and w != "%"]
    if len(words) > 1 and words[0] in ORDINALS and words[-1] == "one":
        words = words[:-1]  # "the second one"
    if (
        len(words) == 1 and words[0] in ORDINALS and not (unit == "%" and words[0] in PARTS)
    ):  # "a third" lost its article
        return float(ORDINALS[words[0]])
    value = _value(words, unit)
    return -value if value is not None and negative else value


def _value(words: list[str], unit: str) -> float | None:
    """Value of "22", "one oh seven point seven", "two and a half", "half", "three quarters", "a couple"."""
    if not words:
        return None
    if words[-1] in PARTS or (words[-1] in ("a", "way") and words[0] == "half"):  # "half a degree" lost its unit word
        part = PARTS["half"] if words[-1] in ("a", "way") else PARTS[words[-1]]
        before = words[:-1] if words[-1] in PARTS else []
        if "and" in before:  # "two and a half", "a degree and a half"
            whole = _whole(before[: before.index("and")])
            return whole + part if whole is not None else None
        times = _whole(before) if before else 1.0
        return part_of_whole(times * part, unit) if times is not None else None
    if "point" in words:
        at = words.index("point")
        whole = _whole(words[:at]) if at else 0.0
        digits = "".join(w if w.isdigit() else str(ONES.get(w, TENS.get(w, "x"))) for w in words[at + 1 :])
        return float(f"{int(whole)}.{digits}") if whole is not None and digits.isdigit() else None
    return _whole(words)


def _whole(words: list[str]) -> float | None:
    """A number without a fraction word. Digits said one by one are joined: "one oh seven" is 107."""
    if words in (["a"], ["an"]):
        return 1.0
    if words in (["a", "couple"], ["couple"]):
        return 2.0
    total, group, last = 0.0, "", ""
    for word in words:
        if word == "and" or (word == "a" and not group):
            continue
        if word == "hundred" or word == "thousand":
            total += float(group or 1) * (100 if word == "hundred" else 1000)
            group = ""
        elif re.fullmatch(r"\d+(\.\d+)?", word):
            if group:
                return None
            group = word
        elif word in TENS:
            group += str(TENS[word])
        elif word in ONES:
            tens = last in TENS and 0 < ONES[word] < 10
            group = group[:-1] + str(ONES[word]) if tens else group + str(ONES[word])
        elif match := re.fullmatch(r"(\d+)(st|nd|rd|th)", word):
            group = match[1]
        else:
            return None
        last = word
    return total + float(group) if group else (total or None)
