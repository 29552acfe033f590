"""The phrases of a list that sound most like a text: as Korean is written, letter by letter, spaces apart."""

import unicodedata
from collections.abc import Sequence

from speech.protocols import SpeechUnavailable
from speech.recognising.whisper_model import INSTALL

LEAST_ALIKE = 50  # of 100, from which a phrase is proposed at all


def check() -> None:
    """Raises SpeechUnavailable without the package that searches."""
    try:
        import rapidfuzz  # noqa: F401
    except ImportError as error:
        raise SpeechUnavailable(f"the second hearing needs the package rapidfuzz: {INSTALL} ({error})") from error


class Nearest:
    """The phrases, ready to be searched: 20,000 take 40 ms, and a search 3 ms."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = tuple(dict.fromkeys(phrases))
        self._known = frozenset(self._phrases)
        self._letters = [letters(phrase) for phrase in self._phrases]

    def __contains__(self, text: str) -> bool:
        return text in self._known

    def to(self, texts: Sequence[str], each: int) -> list[str]:
        """The `each` nearest phrases to each of the texts, the most alike first, none twice."""
        from rapidfuzz import fuzz, process  # only those who hear a second time need it

        alike: dict[str, float] = {}
        for text in texts:
            found = process.extract(
                letters(text), self._letters, scorer=fuzz.ratio, limit=each, score_cutoff=LEAST_ALIKE
            )
            for _, ratio, at in found:
                alike[self._phrases[at]] = max(ratio, alike.get(self._phrases[at], 0.0))
        return sorted(alike, key=lambda phrase: -alike[phrase])


def letters(text: str) -> str:
    """
    >>> len(letters("켜 줘")), letters("켜 줘") == letters("켜줘")
    (4, True)
    """
    return unicodedata.normalize("NFD", text.replace(" ", ""))
