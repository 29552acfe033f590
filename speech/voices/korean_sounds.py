"""Korean syllables as they are heard -> the phonetic symbols that the Kokoro model knows.

Korean has three kinds of stops. The model was not taught Korean, so each is written with the symbols that come nearest
in the languages that it was taught: plain ones voiced between vowels, hard ones begun with a closed throat (ʔ), those
with breath with ʰ. ㅓ is written as an open o, and 줘 in two vowels: so a Korean recogniser hears them best.
"""

from languages.ko.pronunciation import parts, pronounced

FIRST = {
    "ㄱ": "k", "ㄲ": "ʔk", "ㄴ": "n", "ㄷ": "t", "ㄸ": "ʔt", "ㄹ": "ɾ", "ㅁ": "m", "ㅂ": "p", "ㅃ": "ʔp", "ㅅ": "s",
    "ㅆ": "s", "ㅇ": "", "ㅈ": "ʨ", "ㅉ": "ʔʨ", "ㅊ": "ʨʰ", "ㅋ": "kʰ", "ㅌ": "tʰ", "ㅍ": "pʰ", "ㅎ": "h",
}  # fmt: skip
VOICED = {"ㄱ": "ɡ", "ㄷ": "d", "ㅂ": "b", "ㅈ": "ʥ"}  # plain stops between voiced sounds
VOWELS = {
    "ㅏ": "a", "ㅐ": "ɛ", "ㅑ": "ja", "ㅒ": "jɛ", "ㅓ": "ɔ", "ㅔ": "e", "ㅕ": "jɔ", "ㅖ": "je", "ㅗ": "o",
    "ㅘ": "wa", "ㅙ": "wɛ", "ㅚ": "we", "ㅛ": "jo", "ㅜ": "u", "ㅝ": "uɔ", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "ju",
    "ㅡ": "ɯ", "ㅢ": "ɰi", "ㅣ": "i",
}  # fmt: skip
FINAL = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ŋ"}
_SOFTENING = "ㅣㅑㅕㅛㅠㅒㅖㅟ"  # vowels before which ㅅ is said as in "shi"


def sounds(text: str) -> str:
    """The symbols of spoken Korean text; spaces and , . ? ! stay.

    >>> sounds("창문을 열까요?")
    'ʨʰaŋmunɯl jɔlʔkajo?'
    """
    found: list[str] = []
    voiced = False  # was the last sound one that voices a plain stop behind it?
    final_before = ""
    for letter in pronounced(text):
        if not "가" <= letter <= "힣":
            found.append(letter)
            voiced = voiced and letter == " "
            continue
        first, vowel, final = parts(letter)
        found.append(_first(first, vowel, voiced, final_before) + VOWELS[vowel] + FINAL[final])
        voiced = final in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ")
        final_before = final
    return "".join(found)


def _first(first: str, vowel: str, voiced: bool, final_before: str) -> str:
    if first in VOICED and voiced:
        return VOICED[first]
    if first in "ㅅㅆ" and vowel in _SOFTENING:
        return "ɕ"
    if first == "ㄹ" and final_before == "ㄹ":
        return "l"
    return FIRST[first]
