"""Do two alternatives of a recogniser order the opposite of each other? A wrong pick there must be asked about.

The pairs of words are in languages/<code>/opposites.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from languages import language_of, part
from speech.protocols import Heard

# margin below which the driver should be asked. Of 60 recognitions of 12 synthetic commands, with both opposites in the
# list, 7 were the opposite, with margins up to 0.23; of the 47 right ones 5 are asked about for nothing
ASK_BELOW = 0.3


@dataclass(frozen=True)
class Opposites:
    """The best alternative, and the best of those that differ from it in nothing but a word of the opposite meaning."""

    best: Heard
    other: Heard
    words: tuple[str, str]  # as the best has it, as the other has it

    @property
    def margin(self) -> float:
        """How much more probable the best is than the other, of the two alone: 0 for equally, 1 for certain."""
        both = self.best.score + self.other.score
        return (self.best.score - self.other.score) / both if both else 0.0

    @property
    def open(self) -> bool:
        """Is it so little certain which of the two was said that it must be asked?"""
        return self.margin < ASK_BELOW


def opposites(alternatives: Sequence[Heard]) -> Opposites | None:
    """The best alternative and its opposite; None where no alternative is one. Best first, as Stream.finish gives them.

    >>> found = opposites([Heard("에어컨 켜 줘", 0.5), Heard("에어컨 꺼줘", 0.3), Heard("에어컨", 0.1)])
    >>> found.words, round(found.margin, 2)
    (('켜', '꺼'), 0.25)
    """
    for other in alternatives[1:]:
        if words := opposite_words(alternatives[0].text, other.text):
            return Opposites(alternatives[0], other, words)
    return None


def opposite_words(one: str, other: str) -> tuple[str, str] | None:
    """The words in which two texts differ, spaces apart, where they are opposites and all the rest is the same.

    >>> opposite_words("엄마한테 전화 걸어 줘", "엄마한테 전화 끊어 줘"), opposite_words("불 켜", "불 켜 줘")
    (('걸어', '끊어'), None)
    """
    first, second = one.replace(" ", ""), other.replace(" ", "")
    for pair in part(language_of(one), "opposites").PAIRS:
        mine, theirs = (word.replace(" ", "") for word in pair)
        if second in _with_one_changed(first, mine, theirs):
            return pair[0], pair[1]
        if second in _with_one_changed(first, theirs, mine):
            return pair[1], pair[0]
    return None


def _with_one_changed(text: str, word: str, instead: str) -> Iterator[str]:
    """`text` with one of the places where `word` stands changed, for every such place."""
    at = text.find(word)
    while at >= 0:
        yield text[:at] + instead + text[at + len(word) :]
        at = text.find(word, at + 1)
