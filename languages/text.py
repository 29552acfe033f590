"""Text as a speech recogniser would have written it.

The same code prepares what is trained on and what is understood.
"""

import re
import unicodedata

from languages import codes, language_of, part
from languages.letters import folded as plain_letters

LONGEST_TEXT = 500  # characters of one text; a message of two such texts still fits into one transfer of ISO-TP


def _letters(name: str) -> str:
    """The letters that every language's module `text` has under this name."""
    return "".join(part(code, "text").__dict__[name] for code in codes())


_FOLD: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width marks
_FOLD |= {0x3000: " ", ord("’"): "'", ord("‘"): "'", ord("`"): "'", ord("−"): "-", ord("–"): "-", ord("℃"): "°c"}
_THOUSANDS = re.compile(r"(?<![\d.])\d+(?:,\d{3})+\b(?!\.\d{3})")  # neither "37.4979,127.0276" nor "37.5,999"
_PAIR = re.compile(r"(?<![\w.,-])(-?\d{1,3}(?:\.\d+)?) ?, ?(-?\d{1,3}(?:\.\d+)?)(?![.,]?\d)")  # of coordinates, perhaps
_SIGNS = {"%": re.compile(" ?%"), "°": re.compile(" ?°[cf]?")}
_LONE_LETTERS = re.compile(f"[{_letters('LONE_LETTERS')}]")
_PLAIN = re.compile(f"[{_letters('WHOLE_LETTERS')}0-9 ]*")  # nothing to drop or to write out
_NOT_SAID = re.compile(  # all but letters, digits and the marks inside "22.5", "-5", "driver's", "r&b", "37.5, 127"
    rf"[^\w\s.,'&-]|_|{_LONE_LETTERS.pattern}"  # other marks, emoji, lone letters
    r"|(?<!\d)\.|\.(?!\d)|(?<![^\W\d])'|'(?![^\W\d])|(?<!\b[a-z])&|&(?![a-z]\b)|(?<!\s)(?<!^)-|-(?!\d)"
)


_SHORT = [  # what is typed for a word
    (re.compile(rf"(?<!\w)(?:{typed})(?!\w)"), word)
    for code in codes()
    for typed, word in part(code, "text").SHORT_FORMS.items()
]


def normalise(text: str) -> str:
    """`text` as a recogniser would have written it: lower case, single spaces, no punctuation outside numbers.

    Raises ValueError where nothing is left, where `text` is longer than LONGEST_TEXT characters, and where it shows
    something else than it holds (languages.letters).

    >>> normalise("  Set it to ２２.5℃, please!"), normalise("창문 30%로…"), normalise("It’s 1,440 kHz")
    ('set it to 22.5 degrees please', '창문 30퍼센트로', "it's 1440 khz")
    """
    _check_length(text)
    folded = unicodedata.normalize("NFC", plain_letters(text).translate(_FOLD)).lower()
    if not _PLAIN.fullmatch(folded):
        for typed, word in _SHORT:
            folded = typed.sub(word, folded)
        signs = part(language_of(without_lone_letters(folded)), "text").SPOKEN_SIGNS
        for sign, written in _SIGNS.items():
            folded = written.sub(signs[sign], folded)
        folded = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), folded)
        folded = _NOT_SAID.sub(" ", _without_commas(folded))
        folded = "".join(c for c in folded if c.isprintable() or c.isspace())
    words = " ".join(folded.split())
    if not words:
        raise ValueError("there is no word in the text")
    _check_length(words)
    return words


def _without_commas(text: str) -> str:
    """`text` without commas but that of two numbers that are all there is, or one of which has decimals: "37.5, 127"
    is a position, and "3, 4번" are two."""
    pair = _PAIR.search(text)
    if pair is None or not ("." in pair[0] or pair[0] == text.strip(" .!?")):
        return text.replace(",", " ")
    before, behind = (each.replace(",", " ") for each in (text[: pair.start()], text[pair.end() :]))
    return f"{before}{pair[1]}, {pair[2]}{behind}"


def without_lone_letters(text: str) -> str:
    """`text` without letters that no spoken word holds ("ㅋㅋ"): they do not tell its language."""
    return _LONE_LETTERS.sub("", text)


def _check_length(text: str) -> None:
    """Raises ValueError for a text that is too long."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"text has {len(text)} characters; the longest understood is {LONGEST_TEXT}")
