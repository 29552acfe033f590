"""Do two alternatives of a recogniser order the opposite of each other? A wrong pick there must be asked about.

The pairs of words are in languages/<code>/opposites.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract.values import Understanding
from languages import language_of, part

# margin below which the driver should be asked. Of 60 recognitions of 12 synthetic commands, with both opposites in the
# list, 7 were the opposite, with margins up to 0.23; of the 47 right ones 5 are asked about for nothing
ASK_BELOW = 0.3
MOST_CANDIDATES = 3  # readings that are asked about


def asked(chosen: int, readings: Sequence[Understanding], scores: Sequence[float]) -> Understanding:
    """The chosen reading; as a question where an alternative of about its score orders the opposite.

    `readings` and `scores` are of the alternatives of one utterance, one each. The two scores alone count: what else
    reads like the chosen one is often what is left of either ("시트가 자"). Scores that are all 0 say nothing.
    """
    best = readings[chosen]
    for other, score in zip(readings, scores, strict=True):
        if margin(scores[chosen], score) < ASK_BELOW and opposite_words(best.text, other.text):
            new = tuple(each for each in other.commands if each not in best.commands)
            if best.commands and new:  # else they mean the same
                candidates = (*best.commands, *new)[:MOST_CANDIDATES]
                return replace(best, outcome="ambiguous", commands=(), candidates=candidates)
    return best


def margin(one: float, other: float) -> float:
    """How much more probable one is than the other, of the two alone: 0 for equally, 1 for certain.

    >>> round(margin(0.5, 0.3), 2), margin(0.0, 0.0)
    (0.25, 1.0)
    """
    return (one - other) / (one + other) if one + other else 1.0


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
