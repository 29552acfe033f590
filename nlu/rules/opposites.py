"""Do two alternatives of a recogniser order the opposite of each other? A wrong pick there must be asked about."""

from collections.abc import Sequence
from dataclasses import replace

from contract.values import Understanding
from languages.opposite_words import opposite_words

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
