"""English words -> the phonetic symbols of the Kokoro model: by a dictionary, its endings, and else by spelling.

Reading by spelling is a guess; Korean places in Latin letters ("Yeoksam") are written so that it comes near.
"""

import re
from collections.abc import Mapping

LETTERS = {
    "a": "ˈA", "b": "bˈi", "c": "sˈi", "d": "dˈi", "e": "ˈi", "f": "ˈɛf", "g": "ʤˈi", "h": "ˈAʧ", "i": "ˈI", "j": "ʤˈA",
    "k": "kˈA", "l": "ˈɛl", "m": "ˈɛm", "n": "ˈɛn", "o": "ˈO", "p": "pˈi", "q": "kjˈu", "r": "ˈɑɹ", "s": "ˈɛs",
    "t": "tˈi",
    "u": "jˈu", "v": "vˈi", "w": "dˈʌbᵊlju", "x": "ˈɛks", "y": "wˈI", "z": "zˈi",
}  # fmt: skip
WEAK = {"a": "ɐ", "an": "ɐn", "the": "ðə", "to": "tə", "of": "ʌv", "and": "ænd", "for": "fɔɹ", "at": "æt"}
BEFORE_VOWEL = {"the": "ði", "to": "tʊ"}
OURS = {  # missing in the dictionary, or another word there
    "kilometre": "kəlˈɑmədəɹ", "metre": "mˈiɾəɹ", "centimetre": "sˈɛntəmˌiɾəɹ", "litre": "lˈiɾəɹ", "wifi": "wˈIfˌI",
    "gangnam": "ɡˈɑŋnˌɑm", "seoul": "sˈOl", "coex": "kˈOˌɛks", "tilted": "tˈɪltᵻd", "unmuted": "ʌnmjˈuɾᵻd",
    "unmute": "ʌnmjˈut", "preset": "pɹˈisˌɛt", "close": "klˈOz", "read": "ɹˈid", "live": "lˈIv",
    "starbucks": "stˈɑɹbˌʌks", "starfield": "stˈɑɹfˌild", "hyundai": "hˈʌndA", "samsung": "sˈæmsʌŋ",
    "mcdonald": "məkdˈɑnᵊld", "marriott": "mˈɛɹiət", "hyatt": "hˈIət", "costco": "kˈɑstkO", "bassett": "bˈæsɪt",
    "everland": "ˈɛvəɹlænd", "novotel": "nˈOvətˌɛl", "emart": "ˈimˌɑɹt", "hangang": "hˈɑnɡɑŋ",
}  # fmt: skip
_VOICELESS = "ptkfθ"
_HISSING = "szʃʒʧʤ"
_SPELLING = (  # by spelling, longest first
    ("tion", "ʃən"), ("eong", "ʌŋ"), ("ough", "O"), ("igh", "I"), ("tch", "ʧ"), ("eon", "ʌn"), ("yeo", "jʌ"),
    ("eul", "ul"),
    ("eo", "ʌ"), ("eu", "u"), ("ae", "ɛ"), ("oe", "wɛ"), ("ui", "wi"), ("ya", "jɑ"), ("yu", "ju"), ("yo", "jO"),
    ("wa", "wɑ"),
    ("ch", "ʧ"), ("sh", "ʃ"), ("th", "θ"), ("ph", "f"), ("ng", "ŋ"), ("ck", "k"), ("qu", "kw"), ("kk", "k"),
    ("tt", "t"),
    ("pp", "p"), ("ss", "s"), ("jj", "ʤ"), ("ee", "i"), ("ea", "i"), ("oo", "u"), ("ou", "W"), ("ow", "W"), ("ai", "A"),
    ("ay", "A"), ("oa", "O"), ("oi", "Y"), ("oy", "Y"), ("au", "ɔ"), ("aw", "ɔ"), ("er", "əɹ"), ("ar", "ɑɹ"),
    ("or", "ɔɹ"),
    ("a", "ɑ"), ("b", "b"), ("c", "k"), ("d", "d"), ("e", "ɛ"), ("f", "f"), ("g", "ɡ"), ("h", "h"), ("i", "i"),
    ("j", "ʤ"),
    ("k", "k"), ("l", "l"), ("m", "m"), ("n", "n"), ("o", "O"), ("p", "p"), ("q", "k"), ("r", "ɹ"), ("s", "s"),
    ("t", "t"),
    ("u", "u"), ("v", "v"), ("w", "w"), ("x", "ks"), ("y", "i"), ("z", "z"),
)  # fmt: skip
_VOWEL_SYMBOLS = "AIOWYaeiouæɑɐɒɔəɛɜɪʊʌᵊᵻ"


def sounds(text: str, dictionary: Mapping[str, str]) -> str:
    """The symbols of words as they are spoken; spaces and , . ? ! stay."""
    pieces = re.split(r"([A-Za-z]+(?:'[A-Za-z]+)?)", text.replace("-", " "))
    said: list[str] = []
    for at in range(len(pieces) - 1, -1, -1):  # from behind: "the" depends on what follows
        if at % 2 == 0:
            said.append(pieces[at])
        else:
            following = next((each.lstrip("ˈˌ") for each in reversed(said) if each.strip(" ")), "")
            said.append(_word(pieces[at], following, dictionary))
    return "".join(reversed(said))


def _word(word: str, following: str, dictionary: Mapping[str, str]) -> str:
    small = word.lower()
    if len(word) == 1 and word.isupper() and word not in ("A", "I"):
        return LETTERS[small]
    if small[1:] == "'s":  # L's
        return _plural(LETTERS[small[0]])
    if word == "A" and following[:1] and following[:1] not in _VOWEL_SYMBOLS + "ɛ" and len(following) > 3:
        return WEAK["a"]
    if word == "A":  # A M, A C
        return LETTERS["a"]
    if small in BEFORE_VOWEL and following[:1] and following[0] in _VOWEL_SYMBOLS:
        return BEFORE_VOWEL[small]
    return WEAK.get(small) or _known(word, dictionary) or by_spelling(small)


def _known(word: str, dictionary: Mapping[str, str]) -> str | None:
    """By the dictionary, as it is or with an ending taken off."""
    small = word.lower()
    for form in (small, word, word.capitalize()):
        if said := OURS.get(form) or dictionary.get(form):
            return said
    for ending, add in (("'s", _plural), ("s", _plural), ("es", _plural), ("ed", _past), ("ing", _going)):
        if not small.endswith(ending) or len(small) - len(ending) < 2:
            continue
        stem = small[: -len(ending)]
        doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
        for form in (stem, f"{stem}e", doubled, f"{stem[:-1]}y" if stem.endswith("i") else stem):
            if said := OURS.get(form) or dictionary.get(form):
                return add(said)
    return None


def _plural(said: str) -> str:
    if said[-1] in _HISSING:
        return said + "ᵻz"
    return said + ("s" if said[-1] in _VOICELESS else "z")


def _past(said: str) -> str:
    if said[-1] in "td":
        return said + "ᵻd"
    return said + ("t" if said[-1] in _VOICELESS + "sʃʧ" else "d")


def _going(said: str) -> str:
    return said + "ɪŋ"


def by_spelling(word: str) -> str:
    """A guess, with the stress on the first vowel."""
    found, at, stressed = [], 0, False
    while at < len(word):
        spelling, symbol = next((each for each in _SPELLING if word.startswith(each[0], at)), (word[at], ""))
        if not stressed and symbol and any(each in _VOWEL_SYMBOLS for each in symbol):
            symbol, stressed = f"ˈ{symbol}", True
        found.append(symbol)
        at += len(spelling)
    return "".join(found)
