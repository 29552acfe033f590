"""Names as they sound: Korean letters (jamo) folded so that what is heard alike is written alike; spaces are ignored.

Folded are: ㅐ/ㅔ (and ㅒ/ㅖ), ㅙ/ㅚ/ㅞ, ㅢ/ㅣ, y-vowels behind ㅈ/ㅊ; plain, tense and aspirated consonants (ㄱ/ㄲ/ㅋ);
final consonants to the seven that are heard (ㅅ, ㅆ, ㅈ, ㅊ, ㅌ, ㅎ as ㄷ); liaison, because the silent ㅇ is not
written at all ("역이" and "여기" are both ㅕㄱㅣ); and nasals and ㄹ beside other consonants ("종로" and "종노",
"국립" and "궁닙"). The numbers of the rules are the articles of 표준 발음법. Latin letters and digits stay, without
case and accents; everything else is dropped.

A folded name is bytes, one a sound: SYMBOLS below LATIN are jamo, then 26 letters, then 10 digits, all below 64.
"""

import re
import unicodedata
from functools import lru_cache

from languages import codes, part

_HANGUL, _SYLLABLES = 0xAC00, 11_172
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_SILENT = "ㅇ"  # as an initial

SYMBOLS = "ㄱㄴㄷㄹㅁㅂㅅㅈㅎㅇㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅔㅘㅝㅞㅟ"  # what is left of the jamo
LATIN = 1 + len(SYMBOLS)  # code of the letter a; 0 is kept for the ends of a name
DIGITS = LATIN + 26  # code of the digit 0
ALPHABET = 64  # codes are below this
_CODE = {jamo: code for code, jamo in enumerate(SYMBOLS, 1)}

_PLAIN = dict(zip("ㄲㅋㄸㅌㅃㅍㅆㅉㅊ", "ㄱㄱㄷㄷㅂㅂㅅㅈㅈ", strict=True))
_ONE_VOWEL = dict(zip("ㅐㅒㅖㅙㅚㅢ", "ㅔㅔㅔㅞㅞㅣ", strict=True))
_BEHIND_J = dict(zip("ㅑㅕㅛㅠ", "ㅏㅓㅗㅜ", strict=True))  # article 5
_HEARD = {  # final -> at the end of a word (8 to 11)
    **dict.fromkeys("ㄱㄲㅋㄳㄺ", "ㄱ"), **dict.fromkeys("ㄴㄵㄶ", "ㄴ"), **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "ㄹ"), **dict.fromkeys("ㅁㄻ", "ㅁ"), **dict.fromkeys("ㅂㅍㅄㄿ", "ㅂ"), "ㅇ": "ㅇ",
    "": "",
}  # fmt: skip
_MOVED = {  # final -> before a vowel, where its last consonant moves over (12 to 14)
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㄷ",
    "ㄿ": "ㄹㅂ", "ㅀ": "ㄹ", "ㅄ": "ㅂㅅ", "ㅎ": "",
}  # fmt: skip
_NASAL = dict(zip("ㄱㄷㅂ", "ㅇㄴㅁ", strict=True))  # before a nasal (18)
LONGEST = 100  # characters of a name that are looked at; longer ones are no names but talk
_KEPT = re.compile(r"[가-힣a-z0-9]")


def _between(final: str, initial: str) -> str:
    """What is heard of a final consonant and the initial of the next syllable."""
    if initial == _SILENT:
        moved = _MOVED.get(final, final)
        return "".join(_PLAIN.get(each, each) for each in moved)
    before, behind = _HEARD[final], _PLAIN.get(initial, initial)
    if behind == "ㅎ":
        return before if before in _NASAL else before + behind  # ㄱ and ㅎ are ㅋ (12), which is folded to ㄱ
    if final in ("ㅎ", "ㄶ", "ㅀ") and behind in "ㄱㄷㅈ":
        return before.replace("ㄷ", "") + behind
    if behind == "ㄹ" and before not in ("", "ㄴ", "ㄹ"):
        behind = "ㄴ"  # 19
    if before in _NASAL and behind in "ㄴㅁ":
        before = _NASAL[before]
    if before + behind in ("ㄴㄹ", "ㄹㄴ"):
        return "ㄹㄹ"  # 20
    return before + behind


def _bytes(jamo: str) -> bytes:
    return bytes(_CODE[each] for each in jamo)


def _vowel(initial: str, vowel: str) -> str:
    vowel = _ONE_VOWEL.get(vowel, vowel)
    return _BEHIND_J.get(vowel, vowel) if _PLAIN.get(initial, initial) == "ㅈ" else vowel


_ONSET = [_bytes(_between("", initial)) for initial in _INITIALS]
_CODA = [_bytes(_HEARD[final]) for final in _FINALS]
_JOINED = [[_bytes(_between(final, initial)) for initial in _INITIALS] for final in _FINALS]
_NUCLEUS = [[_bytes(_vowel(initial, vowel)) for vowel in _VOWELS] for initial in _INITIALS]


def unaccented(text: str) -> str:
    """The text in the usual letters: full-width and composed ones as such, "é" as "e"."""
    composed = unicodedata.normalize("NFKC", text)
    if all("가" <= each <= "힣" or each.isascii() for each in composed):
        return composed
    apart = unicodedata.normalize("NFKD", composed)
    return unicodedata.normalize("NFC", "".join(each for each in apart if not unicodedata.combining(each)))


def letters(text: str) -> str:
    """Hangul, Latin letters and digits of a text, in lower case and without accents; all else is dropped."""
    return "".join(_KEPT.findall(unaccented(text).casefold()))


def sounds(text: str) -> bytes:
    """The folded form of a text: bytes 1 to ALPHABET - 1, one a sound; empty where it has no letter that is known.

    >>> sounds("스타벅스") == sounds("스타 뻑스"), sounds("종로") == sounds("종노"), sounds("강남") == sounds("강낭")
    (True, True, False)
    """
    found: list[bytes] = []
    final: int | None = None  # of the syllable before
    for letter in letters(text):
        at = ord(letter) - _HANGUL
        if 0 <= at < _SYLLABLES:
            rest, next_final = divmod(at, 28)
            initial, vowel = divmod(rest, 21)
            found += (
                _ONSET[initial] if final is None else _JOINED[final][initial],
                _NUCLEUS[initial][vowel],
            )
            final = next_final
            continue
        if final is not None:
            found.append(_CODA[final])
            final = None
        base = ord("a") - LATIN if letter.isalpha() else ord("0") - DIGITS
        found.append(bytes((ord(letter) - base,)))
    if final is not None:
        found.append(_CODA[final])
    return b"".join(found)


def jamo(folded: bytes) -> str:
    """A folded name to look at: "ㄱㅏㅇㄴㅏㅁ"."""
    latin = "abcdefghijklmnopqrstuvwxyz0123456789"
    return "".join(SYMBOLS[code - 1] if code < LATIN else latin[code - LATIN] for code in folded)


@lru_cache(4096)
def readings(text: str) -> tuple[bytes, ...]:
    """The folded forms of a name: as it is written, and its digits and Latin letters as each language says them.

    The first is the written one. Empty where the text has no letter that is known.

    >>> sounds("지에스이십오") in readings("GS25"), sounds("육삼빌딩") in readings("63빌딩")
    (True, True)
    """
    text = unaccented(text)[:LONGEST]
    written = letters(text)
    ways = [written]
    if any(letter.isascii() for letter in written):
        ways += [way for code in codes() for way in part(code, "places").aloud(text)]
    return tuple(dict.fromkeys(folded for folded in map(sounds, ways) if folded))
