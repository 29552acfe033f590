"""Numbers put into Korean words: for training only."""

from random import Random

from languages.fractions import in_digits

_DIGITS = "영일이삼사오육칠팔구"
_NATIVE = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_ORDINAL = ("", "첫", *_NATIVE[2:])


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
            words += ("" if digit == 1 and name else _DIGITS[digit]) + name
    return words


def say(value: float, unit: str, rng: Random, difference: bool) -> str:
    """As languages.say_numbers.say_number."""
    whole, tenths = divmod(round(value * 10), 10)
    gap = rng.choice((" ", ""))
    point = f"{sino(whole)}{rng.choice((' 점 ', '점', ' 쩜 ', ' 점'))}{_DIGITS[tenths]}" if tenths else sino(whole)
    if unit == "ordinal":
        ordinal = _ORDINAL[whole]
        return rng.choice(
            (f"{ordinal} 번째", f"{ordinal}번째", f"{whole}번", f"{sino(whole)} 번", f"{sino(whole)}번", f"{whole}번째")
        )
    if unit == "degC":
        if difference and value == 0.5:
            return rng.choice(("반 도", "0.5도", "영 점 오 도", "반도"))
        if tenths == 5 and rng.random() < 0.55:
            return rng.choice((f"{whole}도 반", f"{sino(whole)} 도 반", f"{sino(whole)}도 반", f"{whole}도반"))
        return rng.choice(
            (f"{in_digits(value)}도", f"{point}{gap}도", f"{point} 도", f"{in_digits(value)} 도", f"{point}도")
        )
    if unit == "%":
        if value == 50 and rng.random() < 0.5:
            return rng.choice(("반", "절반", "반", "50프로"))
        return rng.choice(
            (
                f"{in_digits(value)}퍼센트",
                f"{point}{gap}퍼센트",
                f"{point} 퍼센트",
                f"{point}{gap}프로",
                f"{in_digits(value)}프로",
                in_digits(value),
                point,
            )
        )
    if unit == "level":
        if difference:
            return rng.choice(
                (
                    f"{_NATIVE[whole]}{gap}단계",
                    f"{_NATIVE[whole]} 단계",
                    f"{_NATIVE[whole]} 칸",
                    f"{whole}단계",
                    f"{_NATIVE[whole]}{gap}단",
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
        return rng.choice((in_digits(value), point, f"{in_digits(value)}{gap}{name}", f"{point}{gap}{name}", point))
    return rng.choice((in_digits(value), point))
