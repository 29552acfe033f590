"""An English reply as it is written -> as it is spoken: words, spaces, ' - and , . ? !

"22.5 degrees" -> "twenty-two point five degrees", "FM 95.1" -> "F M ninety-five point one", "call 119" -> "call one one
nine". Korean names in it stay as they are: the voice reads them as Korean.
"""

import re
import unicodedata
from collections.abc import Callable

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_GROUPS = ("", " thousand", " million", " billion", " trillion")
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}  # fmt: skip
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
UNITS = {  # sign behind a number -> one of it, several
    "km/h": ("kilometre an hour", "kilometres an hour"), "kph": ("kilometre an hour", "kilometres an hour"),
    "mph": ("mile an hour", "miles an hour"), "km": ("kilometre", "kilometres"), "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"), "m": ("metre", "metres"), "mi": ("mile", "miles"),
    "kg": ("kilogram", "kilograms"),
    "g": ("gram", "grams"), "mhz": ("megahertz",) * 2, "khz": ("kilohertz",) * 2, "hz": ("hertz",) * 2,
    "gb": ("gigabyte", "gigabytes"), "mb": ("megabyte", "megabytes"), "db": ("decibel", "decibels"),
    "v": ("volt", "volts"), "w": ("watt", "watts"), "kw": ("kilowatt", "kilowatts"), "l": ("litre", "litres"),
    "kwh": ("kilowatt hour", "kilowatt hours"), "psi": ("P S I",) * 2, "kpa": ("kilopascal", "kilopascals"),
    "rpm": ("R P M",) * 2, "%": ("percent",) * 2, "°c": ("degree", "degrees"),
    "°f": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"), "min": ("minute", "minutes"), "sec": ("second", "seconds"), "s": ("second", "seconds"),
    "h": ("hour", "hours"), "ft": ("foot", "feet"), "hp": ("horsepower",) * 2,
    "g/m3": ("microgram per cubic metre", "micrograms per cubic metre"),
}  # fmt: skip
CURRENCY = {"$": ("dollar", "dollars"), "₩": ("won", "won"), "€": ("euro", "euros"), "£": ("pound", "pounds")}
WORDS = {  # written so -> said so; in capitals or small letters
    "a/c": "A C", "ac": "A C", "lo": "low", "hi": "high", "wi-fi": "wifi", "vs": "versus", "st": "saint",
    "mr": "mister",
    "mrs": "missus", "dr": "doctor", "etc": "et cetera", "no": "no", "ok": "okay", "tv": "T V", "am": "A M",
    "pm": "P M",
    "a.m": "A M", "p.m": "P M",
}  # fmt: skip
SAID_AS_WORDS = (
    "COEX", "POSCO", "KAIST", "BEXCO", "CHA", "NASA", "ABBA", "MAX", "MIN", "OFF", "ON", "AUTO", "ECO", "TAXI", "STOP",
    "NO", "YES", "ALL",
)  # fmt: skip
SIGNS = {
    "&": " and ", "+": " plus ", "@": " at ", "=": " equals ", "#": " number ", "℃": "°C", "℉": "°F", "µg": "g",
    "μg": "g", "m³": "m3", "㎥": "m3", "㎍": "g", "−": "-", "–": "-", "—": ", ", "~": "-", "’": "'", "‘": "'", "“": '"',
    "”": '"', "…": ", ", "·": ", ", "×": " times ", "％": "%", "→": ", ",
}  # fmt: skip
SHORT_CALLS = ("110", "111", "112", "113", "114", "117", "118", "119", "120", "182", "911", "999", "1330", "1339")
MOST_CAPITALS = 5  # longer words in capitals are words

_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NOT_INSIDE = r"(?<![\d.A-Za-z])"
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_TELEPHONE = re.compile(
    r"(?<![\d.\-])(?:\+82[- ]?)?(?:\d{2,4}[- ]\d{3,4}-\d{4}|\d{3} \d{3,4} \d{4}|\d{4}-\d{4})(?![\d-]|\.\d)"
)
_CALLED = re.compile(
    rf"{_NOT_INSIDE}(?:{'|'.join(SHORT_CALLS)})(?=[?.!,']*(?:\s|$))(?!\s?(?:{_UNIT}|degrees|percent)\b)"
)
_DATE = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?!\d|[:.]\d)")
_TITLE = re.compile(r"\b(St|Dr|Mr|Mrs)\.(?= )")  # its point ends no sentence
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_HALF_DAY = re.compile(r"(\d)\s?([ap])\.?m\b\.?(\s*$)?", re.IGNORECASE)
_MONEY = re.compile(rf"([{''.join(map(re.escape, CURRENCY))}])\s?({_N})")
_MINUS = re.compile(r"(?:(?<=^)|(?<=[\s(]))-(?=\d)")
_RANGE = re.compile(rf"{_NOT_INSIDE}({_N})\s?-\s?({_N})(?![\d\-])")
_FRACTION = re.compile(rf"{_NOT_INSIDE}(\d{{1,2}})/(\d{{1,2}})(?![\d/])")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_WITH_UNIT = re.compile(rf"{_NOT_INSIDE}({_N})\s?({_UNIT})(?![A-Za-z\d])", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"(?:(?<=^)|(?<=[.,:] ))(\d{1,2})\. (?=\S)")
_NUMBER = re.compile(_N)
_WORD = re.compile(r"[A-Za-z]+(?:[/.'-][A-Za-z]+)*")


def aloud(text: str) -> str:
    """The words of a reply.

    >>> aloud("Temperature set to 22.5 degrees."), aloud("Shall I call 119?")
    ('Temperature set to twenty-two point five degrees.', 'Shall I call one one nine?')
    """
    text = unicodedata.normalize("NFC", text)
    for sign, words in SIGNS.items():
        text = text.replace(sign, words)
    text = _TITLE.sub(lambda found: WORDS[found[1].lower()], text)
    text = _HALF_DAY.sub(lambda found: f"{found[1]} {found[2].upper()} M" + ("" if found[3] is None else "."), text)
    text = _LIST_NUMBER.sub(lambda found: f"{number(found[1])}, ", text)
    text = _ISO_DATE.sub(lambda found: f"{MONTHS[(int(found[2]) - 1) % 12]} {found[3]}, {found[1]}", text)
    text = _DATE.sub(lambda found: f"{found[1]} {ordinal(int(found[2]))}", text)
    text = _TELEPHONE.sub(lambda found: _telephone(found[0]), text)
    text = _CALLED.sub(lambda found: digits(found[0]), text)
    text = _CLOCK.sub(_clock, text)
    text = _MONEY.sub(lambda found: f"{found[2]} {CURRENCY[found[1]][found[2] != '1']}", text)
    text = _MINUS.sub("minus ", text)
    text = _FRACTION.sub(_fraction, text)
    text = _RANGE.sub(r"\1 to \2", text)
    text = _ORDINAL.sub(lambda found: ordinal(int(found[1])), text)
    text = _WITH_UNIT.sub(lambda found: f"{number(found[1])} {UNITS[found[2].lower()][found[1] != '1']}", text)
    text = _sub_apart(_NUMBER, number, text)
    text = _sub_apart(_WORD, _word, text)
    return _plain(text)


def whole(value: int) -> str:
    """A whole number in words.

    >>> whole(0), whole(115), whole(1200)
    ('zero', 'one hundred fifteen', 'one thousand two hundred')
    """
    if value == 0:
        return "zero"
    groups: list[str] = []
    for name in _GROUPS:
        value, part = divmod(value, 1000)
        if part:
            groups.insert(0, _below_thousand(part) + name)
    return " ".join(groups)


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        words.append(_TENS[rest // 10] + (f"-{_ONES[rest % 10]}" if rest % 10 else ""))
    elif rest:
        words.append(_ONES[rest])
    return " ".join(words)


def digits(text: str) -> str:
    return " ".join(_ONES[int(digit)] for digit in text)


def number(text: str) -> str:
    """A number as it is written: "1,200", "22.5"; one with a leading zero, or too long for a name, by its digits."""
    integer, _, fraction = text.replace(",", "").partition(".")
    named = len(integer) <= 15 and (integer == "0" or not integer.startswith("0"))
    words = whole(int(integer)) if named else digits(integer)
    return f"{words} point {digits(fraction)}" if fraction else words


def ordinal(value: int) -> str:
    """ "twenty-first"."""
    head, separator, last = _last_word(whole(value))
    if last in _ORDINALS:
        return head + separator + _ORDINALS[last]
    return head + separator + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def _last_word(words: str) -> tuple[str, str, str]:
    at = max(words.rfind(" "), words.rfind("-"))
    return (words[:at], words[at], words[at + 1 :]) if at >= 0 else ("", "", words)


def _telephone(text: str) -> str:
    return ", ".join(digits(part) for part in re.split(r"\D+", text.removeprefix("+82").strip("- ")) if part)


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    said = "" if minute == 0 else f" oh {whole(minute)}" if minute < 10 else f" {whole(minute)}"
    if not said and not re.match(r"\s?[AP] M", found.string[found.end() :]):
        said = " o'clock" if 1 <= hour <= 12 else " hundred hours"
    return whole(hour) + said


def _fraction(found: re.Match[str]) -> str:
    over, under = int(found[1]), int(found[2])
    if not 0 < over < under:
        return f"{whole(over)} {whole(under)}"
    name = {2: "half", 4: "quarter"}.get(under, ordinal(under))
    return f"{whole(over)} {name}{'s' * (over > 1)}"


def _sub_apart(pattern: re.Pattern[str], say: Callable[[str], str], text: str) -> str:
    """What fits the pattern as `say` says it, with a space where a letter or digit stands beside it."""

    def apart(found: re.Match[str]) -> str:
        before, behind = text[: found.start()][-1:], text[found.end() :][:1]
        return " " * before.isalnum() + say(found[0]) + " " * behind.isalnum()

    return pattern.sub(apart, text)


def _word(word: str) -> str:
    if word.lower() in WORDS and (word.isupper() or word.lower() not in ("no", "am", "hi", "st")):
        return WORDS[word.lower()]
    if "." in word or "/" in word:
        return " ".join(_word(part) for part in re.split(r"[./]", word))
    if word.isupper() and 1 < len(word) <= MOST_CAPITALS and word not in SAID_AS_WORDS:
        return " ".join(word)
    if len(word) > 1 and word.isalpha() and not set(word.lower()) & set("aeiouy"):
        return " ".join(word.upper())
    mixed = re.fullmatch(r"([a-z])([A-Z]{2,4})|([A-Z]{2,4})([a-z]+)", word)  # eFM, but not "FMs" of a plural
    return " ".join(word.upper()) if mixed and mixed[1] else word


def _plain(text: str) -> str:
    text = re.sub(r"(?<![A-Za-z])'|'(?![A-Za-z])", " ", text)
    text = re.sub(r"(?<![A-Za-z])-|-(?![A-Za-z])", " ", re.sub(r'"', " ", text))
    text = re.sub(r"\s*[()\[\]{}:;/]\s*", ", ", text)
    text = re.sub(r"[^A-Za-z가-힣' ,.?!-]", " ", text)
    text = re.sub(r"\s+([,.?!])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r",(?:\s*,)+", ",", text)
    return re.sub(r",\s*([.?!])", r"\1", text).strip(" ,")
