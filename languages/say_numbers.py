"""Numbers as people say them, the other way round from number_words.py: for training only."""

from random import Random

from nlu.sampling.authored import Entry

OUT_OF_RANGE_SHARE = 0.06  # of the numbers, for policy to refuse: understood all the same
FM, AM = (87.5, 108.0, 0.1), (531.0, 1602.0, 9.0)  # MHz, kHz
_KO_DIGITS = "영일이삼사오육칠팔구"
_KO_NATIVE = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_KO_ORDINAL = ("", "첫", *_KO_NATIVE[2:])
_EN_ORDINAL = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_EN_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_EN_TENS = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def some_number(entry: Entry, op: str, language: str, rng: Random) -> str:
    """A number in or sometimes out of the function's range, said in its unit."""
    if entry.kind == "speed":
        return say_number(rng.choice((rng.randrange(3, 14) * 10, rng.randint(30, 130))), "", language, rng)
    if entry.kind == "count":
        return say_number(rng.choices((1, 2, 3, 4, 5, 6, 7), (8, 8, 6, 4, 3, 1, 1))[0], "ordinal", language, rng)
    if entry.kind == "frequency":
        low, high, step = FM if rng.random() < 0.85 else AM
        return say_number(
            round(low + step * rng.randrange(round((high - low) / step) + 1), 1),
            "MHz" if step < 1 else "kHz",
            language,
            rng,
        )
    unit, limits = entry.unit or "%", entry.limits
    if entry.kind == "same":
        unit, limits = rng.choice((("degC", (17.0, 27.0, 0.5)), ("%", (0.0, 100.0, 1.0)), ("level", (1.0, 3.0, 1.0))))
    low, high, step = limits or (0.0, 100.0, 1.0)
    difference = op in ("up", "down", "more")
    if difference:
        value = {
            "degC": rng.choice((0.5, 1, 1, 2, 2, 3, 4, 5)),
            "%": rng.choice((5, 10, 10, 15, 20, 20, 25, 30, 50)),
        }.get(unit, rng.choice((1, 1, 2, 2, 3)))
    elif rng.random() < OUT_OF_RANGE_SHARE:
        far = {"degC": (0, 110), "%": (101, 300)}.get(unit, (0, 20))
        value = rng.choice(
            (high + 1, high + 3, high + 10, max(0, low - 1), max(0, low - 3), rng.randint(*far), rng.randint(*far))
        )
    elif unit == "%":
        value = rng.choice((50, rng.randrange(1, 20) * 5, rng.randrange(1, 11) * 10, rng.randrange(0, 101)))
    else:
        value = low + step * rng.randrange(round((high - low) / step) + 1)
        value = value if rng.random() < 0.5 else float(round(value))
    return say_number(value, unit, language, rng, difference)


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
        return rng.choice(
            (f"{_digits(value)}도", f"{point}{gap}도", f"{point} 도", f"{_digits(value)} 도", f"{point}도")
        )
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
        return spoken + rng.choice(
            ("", "", " degrees" if value != 1 else " degree", " degrees" if value != 1 else " degree")
        )
    if unit == "%":
        if value == 50 and rng.random() < 0.5:
            return rng.choice(("half", "halfway", "half way"))
        if value in (25, 75) and rng.random() < 0.3:
            return "a quarter" if value == 25 else "three quarters"
        return spoken + rng.choice((" percent", " percent", " percent", ""))
    if unit == "level" and difference:
        return spoken + rng.choice(
            ("", *((" level", " notch", " step") if value == 1 else (" levels", " notches", " steps")))
        )
    if unit in ("MHz", "kHz") and rng.random() < 0.25:
        return spoken + (" megahertz" if unit == "MHz" else " kilohertz")
    if unit == "MHz" and whole >= 100 and rng.random() < 0.5:
        return f"one {'oh' if whole % 100 < 10 else ''} {english_whole(whole % 100)} point {_EN_ONES[tenths]}".replace(
            "  ", " "
        )
    return spoken
