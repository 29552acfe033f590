"""Single words that are likely now: answers to a question, the number of a list, stops, "next".

A word of two syllables is hardly more likely than any two other syllables, and the list of phrases has thousands that
sound like it. So the same audio is decoded once more, with these few and single syllables alone. They were said if
nothing else comes out of that and neither the phrases nor talk explain the audio better, all of it and not a frame: of
a short word the silence around it is most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from speech.recognising.rejection import Verdict

OFTEN = 5  # times that a phrase has to be given to be one of them: phrases.OF_THE_TALK gives it more often
LONGEST = 3.0  # s of audio, pauses and all
MOST_SYLLABLES = 7  # where the phrases have made out more so far, it is no single word and not looked for any more
# natural logarithm of how much likelier than the next best: of 39 synthetic yes and no 13 are believed and 17 at least
# asked for again, of 18 numbers of a list 16; of 256 other utterances, half of them cut to 0.4 to 1 s, none was taken
# for a yes or a no at 0 or at -2, and 2 pieces for another of these words
BELIEVED, ASKED = 0.0, -2.0


@dataclass(frozen=True)
class Decoded:
    """What came out best with one list."""

    text: str
    likelihood: float  # natural logarithm


def likely_now(phrases: Sequence[str]) -> tuple[str, ...]:
    """Those that are given so often that they are what is waited for.

    >>> likely_now(["네"] * 9 + ["아니"] * 9 + ["창문 열어"])
    ('네', '아니')
    """
    times: dict[str, int] = {}
    for phrase in phrases:
        times[phrase] = times.get(phrase, 0) + 1
    return tuple(phrase for phrase, given in times.items() if given >= OFTEN)


def verdict(answer: Decoded, others: Sequence[Decoded]) -> Verdict:
    """Was this word said, alone? `others` are what the same audio is with other lists; the same words speak for it.

    >>> verdict(Decoded("아니", 20.0), [Decoded("아니", 17.0), Decoded("하니", 18.0)])
    'said'
    >>> verdict(Decoded("됐어", 18.0), [Decoded("있어", 25.0)])
    'talk'
    """
    best = max((each.likelihood for each in others if each.text != answer.text), default=float("-inf"))
    margin = answer.likelihood - best
    return "said" if margin >= BELIEVED else "doubtful" if margin >= ASKED else "talk"
