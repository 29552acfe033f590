"""The shape of many sentences in figures: how long they are, how they end or begin, with which small words.

What is said is not looked at: sentences about the weather are questions more often than those about windows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from languages import part

LONGEST = 15  # words; a longer sentence counts as one of so many
NO_SMALL_WORD = "none"


@dataclass(frozen=True)
class Shape:
    """How the sentences of one source are said. All shares are 0 to 1; those of a distribution add up to 1."""

    source: str
    sentences: int
    words: tuple[float, float, float]  # a sentence: lower quartile, median, upper quartile
    characters: tuple[float, float, float]  # likewise, without spaces
    with_small_word: Mapping[str, float]  # small word -> share of the sentences that have it
    lengths: Mapping[str, float]  # distribution: words a sentence, "1" to "15"
    forms: Mapping[str, float]  # distribution: NAMES of languages/*/sentence_forms.py
    small_words: Mapping[str, float]  # distribution: a sentence with several counts for each in equal parts


def shape_of(source: str, language: str, texts: Sequence[str]) -> Shape:
    """The shape of at least two sentences of one language."""
    said = part(language, "sentence_forms")
    lengths = [len(said.words(text)) for text in texts]
    small_words = [small_words_in(text, said.SMALL_WORDS) for text in texts]
    parts = dict.fromkeys((*said.SMALL_WORDS, NO_SMALL_WORD), 0.0)
    for found in small_words:
        for name in found or [NO_SMALL_WORD]:
            parts[name] += 1 / max(len(found), 1)
    capped = Counter(str(min(length, LONGEST)) for length in lengths)
    return Shape(
        source,
        len(texts),
        _quartiles(lengths),
        _quartiles([len(text.replace(" ", "")) for text in texts]),
        _shares(Counter(name for found in small_words for name in found), said.SMALL_WORDS, len(texts)),
        _shares(capped, map(str, range(1, LONGEST + 1)), len(texts)),
        _shares(Counter(map(said.form, texts)), said.NAMES, len(texts)),
        _shares(parts, parts, len(texts)),
    )


def small_words_in(text: str, small_words: Mapping[str, Iterable[str]]) -> list[str]:
    """The names of those of which a spelling stands in the text as words of its own."""
    spaced = f" {text} "
    return [name for name, spellings in small_words.items() if any(f" {words} " in spaced for words in spellings)]


def distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The total variation of two distributions: 0 for the same, 1 where nothing is shared."""
    return sum(abs(one.get(name, 0) - other.get(name, 0)) for name in {*one, *other}) / 2


def _quartiles(numbers: Sequence[int]) -> tuple[float, float, float]:
    lower, middle, upper = quantiles(numbers, n=4, method="inclusive")
    return lower, middle, upper


def _shares(counts: Mapping[str, float], names: Iterable[str], of: int) -> dict[str, float]:
    return {name: counts.get(name, 0) / of for name in names}
