"""Names that a recogniser of all words nearly understood: places, contacts. "Gang Num Station" is Gangnam Station.

A sentence with a name in it is proposed where the name is spelt nearly like what was heard. Whether it is that is
decided by the network, which tells how probable the sentence is. Words of opposite meaning (on, off) are never part of
what is exchanged, so that an order does not become another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from languages import part
from speech.recognising.moonshine import Named, Text, Weighed

ALIKE = 0.6  # of the letters, from which a name is tried at all (difflib's ratio)
SHORTEST = 5  # letters of a name: shorter ones are like too many words
TRIED = 12  # sentences that the recogniser is asked about at most
LIKELIER = 8.0  # natural logarithm of how much likelier a name on the list is than the same sounds as other words
CERTAIN = -0.7  # log-probability from which nothing is tried: the recogniser is sure

Weigh = Callable[[Sequence[Named]], Sequence[Weighed]]


@dataclass(frozen=True)
class _Name:
    written: str
    letters: str
    words: int


class Names:
    """Phrases that are looked for within what was heard."""

    def __init__(self, phrases: Sequence[str]) -> None:
        opposites = {word for pair in part("en", "opposites").PAIRS for words in pair for word in words.split()}
        self._names = [
            _Name(phrase, letters, len(phrase.split()))
            for phrase in dict.fromkeys(phrases)
            if len(letters := _letters(phrase)) >= SHORTEST and not opposites & set(phrase.lower().split())
        ]
        self._opposites = opposites

    def __len__(self) -> int:
        return len(self._names)

    def mended(self, texts: Sequence[Text], weighed: Weigh) -> list[Text]:
        """The texts, best first, and among them sentences with a name where that makes them likely.

        A name counts LIKELIER more than its sounds, at most as if it had been certain; the rest of the sentence counts
        as it is.
        """
        if not texts or texts[0].log_probability > CERTAIN or not (tried := self._tried(texts)):
            return list(texts)
        added = [
            Text(sentence.text, each.rest + min(0.0, each.name + LIKELIER), each.pieces)
            for sentence, each in zip(tried, weighed(tried), strict=True)
        ]
        known = {text.text for text in added}
        return sorted(
            added + [text for text in texts if text.text not in known], key=lambda text: -text.log_probability
        )

    def _tried(self, texts: Sequence[Text]) -> list[Named]:
        """Sentences with a name in them, those most like what was heard first."""
        found: dict[Named, float] = {}
        for text in texts:
            for sentence, alike in self._sentences(text.text.split()):
                found[sentence] = max(alike, found.get(sentence, 0.0))
        return sorted(found, key=lambda sentence: -found[sentence])[:TRIED]

    def _sentences(self, words: Sequence[str]) -> Iterator[tuple[Named, float]]:
        spelt = [_letters(word) for word in words]
        for name in self._names:
            matcher = SequenceMatcher(autojunk=False)
            matcher.set_seq2(name.letters)
            for begin in range(len(words)):
                for end in range(begin + 1, min(len(words), begin + name.words + 2) + 1):
                    if self._opposites & set(spelt[begin:end]):
                        continue
                    matcher.set_seq1("".join(spelt[begin:end]))
                    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
                        continue
                    if (alike := matcher.ratio()) >= ALIKE:
                        mark = words[end - 1][-1] if not words[end - 1][-1].isalnum() else ""
                        yield Named(" ".join(words[:begin]), name.written + mark, " ".join(words[end:])), alike


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
