"""The phrases that an utterance may be, cut for the recogniser, and put together again from what it answers.

The recogniser makes a model of pairs of words of its list, so it also answers sentences that mix several phrases, and
on speech that is none of them it strings syllables together. Therefore the list itself says how probable an answer
is (`log_probability`: as a whole phrase, or by the two words before each: in pairs alone the particle of "시트가" is
the verb of "가 자") and what it is made of (`kind`).
"""

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from speech.recognising.vocabulary import NotInVocabulary, Vocabulary

Kind = Literal["phrase", "chain", "mixture"]
PHRASE: Kind = "phrase"  # word for word one of the list
CHAIN: Kind = "chain"  # each word follows the one before in some phrase, and so do beginning and end: a new sentence
MIXTURE: Kind = "mixture"  # words that never follow one another in the list: most often not for the car

WHOLE_SHARE = 0.5  # of what is said is taken to be a phrase of the list as it stands, the rest another sentence of its
# words. With 0.5, 19 of 20 commands among 500 others came out right, with 0 (pairs alone) 15, with 0.9 no more
DISCOUNT = 0.5  # of the count of every pair goes to pairs that are not in the list
NOWHERE = 1e-7  # probability of a word that the list lacks

Words = tuple[str, ...]


class _Follows:
    """How often which word follows some words."""

    def __init__(self) -> None:
        self._counts: dict[tuple[Words, str], int] = {}
        self._before: dict[Words, int] = {}  # how often the words are followed by any
        self._followers: dict[Words, int] = {}  # by how many different ones

    def count(self, before: Words, word: str, times: int) -> None:
        if (before, word) not in self._counts:
            self._counts[before, word] = 0
            self._followers[before] = self._followers.get(before, 0) + 1
        self._counts[before, word] += times
        self._before[before] = self._before.get(before, 0) + times

    def has(self, before: Words, word: str) -> bool:
        return (before, word) in self._counts

    def probability(self, before: Words, word: str, otherwise: float) -> float:
        """Of the word behind the words; `otherwise` is its probability where less is known of what was before."""
        followed = self._before.get(before, 0)
        if not followed:
            return otherwise
        seen = max(0.0, self._counts.get((before, word), 0) - DISCOUNT)
        return (seen + DISCOUNT * self._followers[before] * otherwise) / followed


def _triples(words: Words) -> Iterator[tuple[str, str, str]]:
    """Each word, and the end "", with the two before it; "" is what is before the beginning."""
    return zip(("", "", *words), ("", *words), (*words, ""))


class PhraseList:
    """Phrases, first come first: of two that sound alike the first is answered. One given n times counts n-fold."""

    def __init__(self, phrases: Sequence[str], vocabulary: Vocabulary) -> None:
        self.left_out: list[NotInVocabulary] = []  # phrases that cannot be listened for
        self._spelled: dict[Words, str] = {}  # the pieces of a whole phrase -> as it is written
        self._words: dict[Words, str] = {}  # the pieces of one word -> as it is written
        counts: Counter[Words] = Counter()
        for phrase, times in Counter(phrases).items():
            try:
                ways = vocabulary.ways(phrase)
            except NotInVocabulary as error:
                self.left_out.append(error)
                continue
            written = [word for word in phrase.split() if word]
            for words in ways:
                pieces = tuple(piece for word in words for piece in word)
                counts[pieces] += times
                self._spelled.setdefault(pieces, " ".join(written))
                if len(words) == len(written):
                    for cut, word in zip(words, written, strict=True):
                        if cut != (word,):
                            self._words.setdefault(cut, word)
        self._counts, self._all = counts, counts.total()
        self._background = vocabulary.background
        self._behind = vocabulary.behind_a_word
        self._longest = max(map(len, self._words), default=1)
        self._count_pairs()

    def __len__(self) -> int:
        return len(self._counts)

    def _count_pairs(self) -> None:
        self._pairs = _Follows()
        self._triples = _Follows()
        after: Counter[str] = Counter()  # how often a word follows any
        for pieces, times in self._counts.items():
            for first, one, other in _triples(pieces):
                self._pairs.count((one,), other, times)
                self._triples.count((first, one), other, times)
                after[other] += times
        places = after.total()
        self._anywhere = {word: times / places for word, times in after.items()}

    def grammar(self) -> str:
        """The list as vosk takes it, with single syllables as what is said besides.

        Without these, 51 of 70 utterances that were neither came out as "네" or "아니" where only those two were
        listed; with them none did, and all 40 commands and destinations that were listed still came out right.
        """
        phrases = [" ".join(pieces) for pieces in self._counts.elements()]
        return json.dumps([*phrases, *self._background], ensure_ascii=False)

    def kind(self, words: Words) -> Kind:
        if words in self._counts:
            return PHRASE
        return CHAIN if all(self._pairs.has((one,), other) for _, one, other in _triples(words)) else MIXTURE

    def log_probability(self, words: Words) -> float:
        """Natural logarithm of how probable the list makes these words."""
        chain = 0.0
        for first, one, other in _triples(words):
            anywhere = max(NOWHERE, self._anywhere.get(other, 0.0))
            behind_one = self._pairs.probability((one,), other, anywhere)
            chain += math.log(self._triples.probability((first, one), other, behind_one))
        whole = self._counts.get(words, 0) / self._all if self._all else 0.0
        return math.log(WHOLE_SHARE * whole + (1 - WHOLE_SHARE) * math.exp(chain) + 1e-300)

    def joined(self, words: Words) -> str:
        """The recogniser's words in the spelling of the phrase that they are, else of the words of the phrases."""
        if words in self._spelled:
            return self._spelled[words]
        out: list[str] = []
        at = 0
        while at < len(words):
            length = next(n for n in range(min(self._longest, len(words) - at), 0, -1) if self._is_word(words, at, n))
            piece = words[at : at + length]
            if piece in self._words or piece[0] not in self._behind or not out:
                out.append(self._words.get(piece, piece[0]))
            else:
                out[-1] += piece[0]
            at += length
        return " ".join(out)

    def _is_word(self, words: Words, at: int, length: int) -> bool:
        """Are so many pieces from a place on one word as it is written? A single piece counts as one."""
        return length == 1 or words[at : at + length] in self._words
