"""What happens to a sentence between mouth and text, and numbers as people say them: for training only.

A sentence under work is a list of (character, mark); noise adds, drops and changes characters and keeps the marks right.
"""

from random import Random
from typing import TypeVar

from nlu.korean import confuse

Mark = TypeVar("Mark")
Marked = list[tuple[str, Mark]]

# shares of the sentences that get each noise
KO_NO_SPACES, KO_ODD_SPACES, KO_PARTICLES, KO_CONFUSED = 0.10, 0.28, 0.15, 0.06
KO_FILLER, EN_FILLER = 0.14, 0.18
EN_TYPO, EN_HOMOPHONE = 0.07, 0.04

KO_BEFORE = [
    "음",
    "어",
    "저기",
    "그",
    "야",
    "혹시",
    "빨리",
    "지금",
    "말차",
    "말차야",
    "헤이 말차",
    "자",
    "아",
    "근데",
    "있잖아",
    "저",
    "그러면",
    "그럼",
    "일단",
    "아 맞다",
    "이제",
    "부탁인데",
    "미안한데",
]
KO_AFTER = ["부탁해", "알겠지", "빨리", "좀", "지금", "얼른", "응", "오케이", "고마워", "제발"]
EN_BEFORE = [
    "um",
    "uh",
    "hey",
    "okay",
    "so",
    "please",
    "now",
    "hey malcha",
    "malcha",
    "right",
    "well",
    "could you",
    "can you",
    "would you",
    "i want you to",
    "quickly",
    "just",
    "go ahead and",
]
EN_AFTER = [
    "please",
    "now",
    "for me",
    "right now",
    "thanks",
    "okay",
    "will you",
    "would you",
    "if you can",
    "real quick",
    "immediately",
]
EN_ORDERS = frozenset(
    [
        "set",
        "turn",
        "open",
        "close",
        "play",
        "switch",
        "put",
        "make",
        "start",
        "stop",
        "shut",
        "call",
        "navigate",
        "take",
        "find",
        "show",
        "give",
        "change",
        "raise",
        "lower",
        "increase",
        "decrease",
        "lock",
        "unlock",
        "activate",
        "enable",
        "disable",
        "crank",
        "roll",
        "pop",
        "tune",
        "skip",
        "send",
        "text",
        "read",
        "add",
        "remove",
        "mute",
        "unmute",
        "dim",
        "bring",
        "warm",
        "cool",
        "heat",
    ]
)
EN_HOMOPHONES = {"to": "two", "for": "four", "seat": "sit", "heat": "heet", "windshield": "wind shield", "sunroof": "sun roof", "volume": "volum",
                 "the": "da", "four": "for", "heated": "heeted", "window": "windows", "aircon": "air con", "defrost": "de frost"}  # fmt: skip
_PARTICLES = frozenset("을를이가은는")
_KO_DIGITS = "영일이삼사오육칠팔구"
_KO_NATIVE = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_KO_ORDINAL = ("", "첫", *_KO_NATIVE[2:])
_EN_ORDINAL = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_EN_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_EN_TENS = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def add_noise(chars: Marked[Mark], language: str, first: Mark, last: Mark, rng: Random) -> Marked[Mark]:
    """A noisy copy. Fillers before the sentence get the mark `first`, those after it `last`; neither is inside a span."""
    if language == "ko":
        if rng.random() < KO_PARTICLES:
            chars = _drop_particles(chars, rng)
        if rng.random() < KO_CONFUSED:
            at = rng.randrange(len(chars))
            if not _inside(chars[at][1], "number"):
                chars = [*chars[:at], (confuse(chars[at][0], rng), chars[at][1]), *chars[at + 1 :]]
        if rng.random() < KO_FILLER:
            chars = _around(chars, rng.choice(KO_BEFORE), rng.choice(KO_AFTER), first, last, rng)
        return _respace(chars, rng)
    words = "".join(c for c, _ in chars).split()
    if rng.random() < EN_FILLER:
        before = rng.choice(EN_BEFORE)
        if " you" in before and words[0] not in EN_ORDERS:
            before = "um"
        chars = _around(chars, before, rng.choice(EN_AFTER), first, last, rng)
    if rng.random() < EN_HOMOPHONE:
        chars = _homophone(chars, rng)
    if rng.random() < EN_TYPO:
        chars = _typo(chars, rng)
    return chars


def _inside(mark: object, *tags: str) -> bool:
    """Is a character with this mark part of a span (of one of `tags`, if given)?"""
    tag = getattr(mark, "tag", "")
    return tag in tags if tags else tag != ""


def _around(chars: Marked[Mark], before: str, after: str, first: Mark, last: Mark, rng: Random) -> Marked[Mark]:
    if rng.random() < 0.7:
        return [(c, first) for c in before + " "] + chars
    return chars + [(c, last) for c in " " + after]


def _respace(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    roll = rng.random()
    if roll < KO_NO_SPACES:
        return [item for item in chars if item[0] != " "]
    if roll < KO_NO_SPACES + KO_ODD_SPACES:
        kept = [item for item in chars if item[0] != " " or rng.random() > 0.35]
        if rng.random() < 0.25 and len(kept) > 3:
            at = rng.randrange(1, len(kept))
            if not (kept[at][0].isdigit() or kept[at - 1][0].isdigit() or kept[at][0] == "." or kept[at - 1][0] == "."):
                kept.insert(at, (" ", kept[at][1] if kept[at][1] == kept[at - 1][1] else kept[at - 1][1]))
        return kept
    return chars


def _drop_particles(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    """Leaves out 을/를/이/가/은/는 at the end of words of three syllables or more."""
    kept: Marked[Mark] = []
    length = 0
    for at, (c, mark) in enumerate(chars):
        ends = at + 1 < len(chars) and chars[at + 1][0] == " "
        if c in _PARTICLES and ends and length >= 2 and not _inside(mark) and rng.random() < 0.7:
            continue
        length = 0 if c == " " else length + 1
        kept.append((c, mark))
    return kept


def _homophone(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    text = "".join(c for c, _ in chars)
    found = [w for w in EN_HOMOPHONES if f" {w} " in text]
    if not found:
        return chars
    word = rng.choice(found)
    at = text.index(f" {word} ") + 1
    mark = chars[at][1]
    if _inside(mark, "number", "to"):
        return chars
    return chars[:at] + [(c, mark) for c in EN_HOMOPHONES[word]] + chars[at + len(word) :]


def _typo(chars: Marked[Mark], rng: Random) -> Marked[Mark]:
    """Drops, doubles or swaps one letter inside a word of five letters or more, not in a number."""
    places = [
        at
        for at in range(2, len(chars) - 2)
        if all(c.isalpha() for c, _ in chars[at - 2 : at + 3]) and not _inside(chars[at][1], "number")
    ]
    if not places:
        return chars
    at, kind = rng.choice(places), rng.randrange(3)
    if kind == 0:
        return chars[:at] + chars[at + 1 :]
    if kind == 1:
        return chars[:at] + chars[at : at + 1] + chars[at:]
    return [*chars[:at], (chars[at + 1][0], chars[at][1]), (chars[at][0], chars[at + 1][1]), *chars[at + 2 :]]


def say_number(value: float, unit: str, language: str, rng: Random, difference: bool = False) -> str:
    """`value` in the words of one speaker: digits or words, with or without its unit word.

    `unit` is degC, %, level, MHz, kHz, ordinal or "". `difference` is for "two degrees up", where levels are counted.
    """
    return _say_korean(value, unit, rng, difference) if language == "ko" else _say_english(value, unit, rng, difference)


def sino(number: int) -> str:
    """A whole number from 0 to 9999 in Sino-Korean.

    >>> sino(1440), sino(22), sino(0)
    ('천사백사십', '이십이', '영')
    """
    if number == 0:
        return "영"
    words = ""
    for place, name in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("" if digit == 1 and name else _KO_DIGITS[digit]) + name
    return words


def _digits(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _say_korean(value: float, unit: str, rng: Random, difference: bool) -> str:
    whole, tenths = divmod(round(value * 10), 10)
    gap = rng.choice((" ", ""))
    point = f"{sino(whole)}{rng.choice((' 점 ', '점', ' 쩜 ', ' 점'))}{_KO_DIGITS[tenths]}" if tenths else sino(whole)
    if unit == "ordinal":
        ordinal = _KO_ORDINAL[whole]
        return rng.choice(
            (f"{ordinal} 번째", f"{ordinal}번째", f"{whole}번", f"{sino(whole)} 번", f"{sino(whole)}번", f"{whole}번째")
        )
    if unit == "degC":
        if difference and value == 0.5:
            return rng.choice(("반 도", "0.5도", "영 점 오 도", "반도"))
        if tenths == 5 and rng.random() < 0.55:
            return rng.choice((f"{whole}도 반", f"{sino(whole)} 도 반", f"{sino(whole)}도 반", f"{whole}도반"))
        return rng.choice((f"{_digits(value)}도", f"{point}{gap}도", f"{point} 도", f"{_digits(value)} 도", f"{point}도"))
    if unit == "%":
        if value == 50 and rng.random() < 0.5:
            return rng.choice(("반", "절반", "반", "50프로"))
        return rng.choice(
            (
                f"{_digits(value)}퍼센트",
                f"{point}{gap}퍼센트",
                f"{point} 퍼센트",
                f"{point}{gap}프로",
                f"{_digits(value)}프로",
                _digits(value),
                point,
            )
        )
    if unit == "level":
        if difference:
            return rng.choice(
                (
                    f"{_KO_NATIVE[whole]}{gap}단계",
                    f"{_KO_NATIVE[whole]} 단계",
                    f"{_KO_NATIVE[whole]} 칸",
                    f"{whole}단계",
                    f"{_KO_NATIVE[whole]}{gap}단",
                    f"{sino(whole)}{gap}단",
                )
            )
        return rng.choice(
            (
                f"{whole}단",
                f"{whole}단계",
                f"{sino(whole)}단",
                f"{sino(whole)}{gap}단계",
                f"{sino(whole)} 단",
                f"{sino(whole)} 단계",
                f"{whole}",
            )
        )
    if unit in ("MHz", "kHz"):
        name = "메가헤르츠" if unit == "MHz" else "킬로헤르츠"
        return rng.choice((_digits(value), point, f"{_digits(value)}{gap}{name}", f"{point}{gap}{name}", point))
    return rng.choice((_digits(value), point))


def english_whole(number: int) -> str:
    """A whole number from 0 to 9999 in English words: 107 is "one hundred and seven"."""
    if number < 20:
        return _EN_ONES[number]
    if number < 100:
        return _EN_TENS[number // 10 - 1] + ("" if number % 10 == 0 else " " + _EN_ONES[number % 10])
    place, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = "" if number % place == 0 else f" {english_whole(number % place)}"
    return f"{english_whole(number // place)} {name}{rest}"


def _say_english(value: float, unit: str, rng: Random, difference: bool) -> str:
    whole, tenths = divmod(round(value * 10), 10)
    words = english_whole(whole)
    if tenths:
        words += f" point {_EN_ONES[tenths]}"
        if tenths == 5 and rng.random() < 0.4:
            words = f"{english_whole(whole)} and a half" if whole else "half a degree" if unit == "degC" else "half"
    spoken = rng.choice((_digits(value), words, words))
    if unit == "ordinal":
        return rng.choice((_EN_ORDINAL[whole], _EN_ORDINAL[whole], english_whole(whole)))
    if unit == "degC" and not spoken.endswith("degree"):
        return spoken + rng.choice(("", "", " degrees" if value != 1 else " degree", " degrees" if value != 1 else " degree"))
    if unit == "%":
        if value == 50 and rng.random() < 0.5:
            return rng.choice(("half", "halfway", "half way"))
        if value in (25, 75) and rng.random() < 0.3:
            return "a quarter" if value == 25 else "three quarters"
        return spoken + rng.choice((" percent", " percent", " percent", ""))
    if unit == "level" and difference:
        return spoken + rng.choice(("", *((" level", " notch", " step") if value == 1 else (" levels", " notches", " steps"))))
    if unit in ("MHz", "kHz") and rng.random() < 0.25:
        return spoken + (" megahertz" if unit == "MHz" else " kilohertz")
    if unit == "MHz" and whole >= 100 and rng.random() < 0.5:
        return f"one {'oh' if whole % 100 < 10 else ''} {english_whole(whole % 100)} point {_EN_ONES[tenths]}".replace("  ", " ")
    return spoken
