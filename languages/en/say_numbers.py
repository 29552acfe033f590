"""Numbers put into English words: for training only."""

from random import Random

from languages.fractions import in_digits

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


def whole_number(number: int) -> str:
    """A whole number from 0 to 9999 in English words: 107 is "one hundred and seven"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10 - 1] + ("" if number % 10 == 0 else " " + _ONES[number % 10])
    place, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = "" if number % place == 0 else f" {whole_number(number % place)}"
    return f"{whole_number(number // place)} {name}{rest}"


def say(value: float, unit: str, rng: Random, difference: bool) -> str:
    """As languages.say_numbers.say_number."""
    whole, tenths = divmod(round(value * 10), 10)
    words = whole_number(whole)
    if tenths:
        words += f" point {_ONES[tenths]}"
        if tenths == 5 and rng.random() < 0.4:
            words = f"{whole_number(whole)} and a half" if whole else "half a degree" if unit == "degC" else "half"
    spoken = rng.choice((in_digits(value), words, words))
    if unit == "ordinal":
        return rng.choice((_ORDINALS[whole], _ORDINALS[whole], whole_number(whole)))
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
        return f"one {'oh' if whole % 100 < 10 else ''} {whole_number(whole % 100)} point {_ONES[tenths]}".replace(
            "  ", " "
        )
    return spoken
