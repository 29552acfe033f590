"""Letters that look like others or that nobody sees: folded to the plain ones, so that a text means what it shows.

A text that cannot be folded so is refused: it has control characters, or letters of several alphabets in one word.
"""

import re
import unicodedata
from functools import lru_cache

USUAL = re.compile(r"[ -~\t\n\v\f\r가-힣ㄱ-ㅣ°℃’‘“”–—−…·]*")  # nothing to fold, nothing to refuse
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

FILLERS = "\u115f\u1160\u3164\uffa0"  # letters without a shape
SPACING = {"º": "°", "˚": "°"}  # written for the degree sign
ENCLOSED = (("\u24b6", "\u24e9"), ("\u3371", "\u33df"))  # letters in circles, units in one square

# What is set in the same shape as a Latin letter in the usual fonts; after confusables.txt of Unicode (UTS 39).
SHAPES = {
    "АВЕЅІЈКМНОРСТУХԚԜ": "ABESIJKMHOPCTYXQW",  # Cyrillic
    "аеѕіјкорсухһԁԛԝѵӏ": "aesijkopcyxhdqwvl",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ": "ABEZHIKMNOPTYX",  # Greek
    "αγεηικμνορτυχω": "ayenikuvoptuxw",
    "օոսհցՕՍ": "onuhgOU",  # Armenian
    "ıɑɡɩᴀʙᴄᴅᴇɢʜᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ": "iagiabcdeghjklmnoprstuvwyz",  # Latin letters of phonetics
}
LOOK_ALIKE = {theirs: ours for shapes, letters in SHAPES.items() for theirs, ours in zip(shapes, letters, strict=True)}
ALPHABETS = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN", "GOTHIC", "LISU", "DESERET"))
LATIN = re.compile(r"[A-Za-z]")
WORD = re.compile(r"[^\W\d_]+")


def control_character(text: str) -> str:
    """The first character that is no text, as "U+001B"; "" if there is none. Tabs and line ends are space."""
    found = CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def folded(text: str) -> str:
    """`text` in plain letters. Raises ValueError for a text that shows something else than it holds.

    >>> folded("turn оn the Ａ\u200bＣ"), folded("𝐭𝐮𝐫𝐧 oﬀ"), folded("22º")
    ('turn on the AC', 'turn off', '22°')
    """
    if USUAL.fullmatch(text):
        return text
    if control := control_character(text):
        raise ValueError(f"text has a control character ({control}), which nobody says")
    plain = unicodedata.normalize("NFC", "".join(map(shape, unicodedata.normalize("NFC", text))))
    plain = "".join(letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Me"))
    foreign = [letter for letter in plain if alphabet(letter)]
    if not foreign and not any(letter in LOOK_ALIKE for letter in plain):
        return plain
    everywhere = all(letter in LOOK_ALIKE for letter in foreign)  # else the other words are of that language
    return WORD.sub(lambda word: latin(word[0]) if everywhere or LATIN.search(word[0]) else word[0], plain)


@lru_cache(4096)
def shape(letter: str) -> str:
    """One character as it is plainly written: full-width, mathematical and joined letters (ﬀ) as their letters, what
    has no shape as nothing. Korean letters of one keystroke (ㅋ) stay: NFKC takes them for parts of syllables."""
    kind = unicodedata.category(letter)
    if kind == "Cf" or letter in FILLERS:
        return ""
    if letter in SPACING:
        return SPACING[letter]
    if "ㄱ" <= letter <= "ㆎ" or letter.isascii():
        return letter
    if kind[0] == "L" or kind in ("Nd", "Nl") or any(first <= letter <= last for first, last in ENCLOSED):
        return unicodedata.normalize("NFKC", letter)
    return letter


@lru_cache(4096)
def alphabet(letter: str) -> str:
    """Of a letter of another alphabet its name, "" for Latin, Korean and all that is no letter."""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in ALPHABETS else ""


def latin(word: str) -> str:
    """The word with Latin letters for those that look like them. Raises ValueError where others are left among them."""
    found = "".join(LOOK_ALIKE.get(letter, letter) for letter in word)
    left = next((letter for letter in found if alphabet(letter)), "")
    if left and LATIN.search(found):
        raise ValueError(
            f"text has letters of two alphabets in one word: {word[:20]!r} (Latin, {alphabet(left).title()})"
        )
    return found
