"""Of two recognisers' evidence, which phrase was said, and was it one at all?

One has a list and finds a phrase in whatever is said (vosk_stream.py). The other knows all words of the language, and
no list (whisper.py). It tells how likely each phrase is, and how likely what it holds for likeliest itself: that
difference, in natural logarithms a syllable, is what the phrase lacks. Of an order that was said it lacks little,
however oddly it was spoken; of talk that was forced into a phrase it lacks much.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from languages import part
from speech.protocols import Heard
from speech.recognising.phrase_list import CHAIN, MIXTURE, PHRASE, Kind
from speech.recognising.rejection import Verdict, more_in_noise

# natural logarithm that each syllable costs which a text has fewer than were heard, and each beyond the FEW of an
# ending: what would follow is not weighed, so a beginning of what was said would always be the likelier
UNSAID, UNSAID_BEYOND, FEW = 1.5, 4.0, 2
LEAST_OF = 3  # of its own texts the shortest tells how much was heard: one of them may repeat itself
UNPROPOSED = 0.003  # share of a phrase that the list's recogniser did not propose
# natural logarithm that a text costs which is no phrase of the list, but made of its words
MADE_UP: dict[Kind, float] = {PHRASE: 0.0, CHAIN: 5.0, MIXTURE: 8.0}
TEMPERATURE = 2.0  # of the scores that are handed on
# Chosen on 254 synthetic utterances by several voices, of which the list alone was not sure, a third of them with noise
# of 10 or 4 dB: 124 orders, 130 not for the car. 64 orders are done as meant and 2 otherwise; with 0.0 it is 78 and 4,
# and of 24 sentences with several orders 4 are done wrongly instead of none
OF_LACKING = 0.27  # of what a phrase is worth, for each unit that it lacks
BELIEVED, ASKED = 0.14, -0.2  # what is left has to be so much, for the phrase to be done, or asked about
_ASKING = re.compile(rf"(?:{'|'.join(part('ko', 'listening').ENDINGS)})$")


@dataclass(frozen=True)
class Choice:
    """The phrases, the likeliest first, and what the first of them lacks."""

    phrases: tuple[Heard, ...]  # scores that add up to 1
    lacks: float  # natural logarithm, a syllable


def chosen(
    proposed: Sequence[tuple[Heard, Kind]], weights: Mapping[str, float], phrases: Sequence[str], free: Sequence[str]
) -> Choice | None:
    """`weights` are log-probabilities of texts by the recogniser of all words: of `phrases`, among them those that were
    `proposed`, and of its own `free` texts, the likeliest first; others do not count. None without phrases."""
    heard = min((syllables(text) for text in free[:LEAST_OF]), default=0)
    weighed = {text: weights[text] - unsaid(heard - syllables(text)) for text in (*phrases, *free)}
    for each, kind in proposed:
        weighed[each.text] -= MADE_UP[kind]
    total = sum(each.score for each, _ in proposed) or 1.0
    shares = {each.text: each.score / total for each, _ in proposed}
    worth = {text: weighed[text] + math.log(shares.get(text, 0.0) + UNPROPOSED) for text in phrases}
    if not worth:
        return None
    order = sorted(worth, key=lambda text: -worth[text])
    best = order[0]
    powers = {text: math.exp((worth[text] - worth[best]) / TEMPERATURE) for text in order}
    scores = tuple(Heard(text, power / sum(powers.values())) for text, power in powers.items())
    lacks = max(weighed.values()) - weighed[best]
    return Choice(scores, lacks / max(2, heard, syllables(best)))


def unsaid(fewer: int) -> float:
    """What it costs a text to have so many syllables fewer than were heard.

    >>> unsaid(-1), unsaid(1), unsaid(4)
    (0.0, 1.5, 11.0)
    """
    few = max(0, min(FEW, fewer))
    return UNSAID * few + UNSAID_BEYOND * max(0, fewer - FEW)


def verdict(choice: Choice, worth: float, snr: float | None = None) -> Verdict:
    """Was the first of the phrases said? `worth` is what its own recogniser finds it worth, `snr` the dB of the voice
    over the noise: see rejection.py."""
    found = worth - OF_LACKING * choice.lacks
    return "said" if found >= BELIEVED + more_in_noise(snr) else "doubtful" if found >= ASKED else "talk"


def together(text: str) -> str:
    """The same with its last words as one, where they ask, as the network writes them.

    >>> together("창문 좀 열어 줘"), together("창문 열어")
    ('창문 좀 열어줘', '창문 열어')
    """
    return _ASKING.sub(lambda found: found[0].strip(), text)


def syllables(text: str) -> int:
    """
    >>> syllables("온도 23도로"), syllables("FM 켜")
    (6, 3)
    """
    return sum(1 for letter in text if letter.isalnum())
