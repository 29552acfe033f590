"""Of two recognisers' evidence, which words were said, and were they for the car?

One has a list and finds a phrase in whatever is said (vosk_stream.py). The other knows all words of the language, has
learned how one speaks to a car, and writes what it hears (whisper.py); it also tells how likely phrases are beside what
it writes. Talk it mostly writes as talk, and talk is no order to whoever reads it.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from languages import part
from languages.opposite_words import opposite_words
from speech.protocols import Heard
from speech.recognising.phrase_list import CHAIN, MIXTURE, PHRASE, Kind
from speech.recognising.rejection import PAUSES, Evidence, Verdict, worth
from speech.recognising.whisper import Said

# natural logarithm that each syllable costs which a phrase has fewer than were heard, and each beyond the FEW of an
# ending: what would follow it is not weighed, so a beginning of what was said would always be the likelier
UNSAID, UNSAID_BEYOND, FEW = 1.5, 4.0, 2
LEAST_OF = 3  # of its own texts the shortest tells how much was heard: one of them may repeat itself
OF_SHARE = 0.5  # of the share that the list's recogniser gives a text, as a natural logarithm
UNPROPOSED = 0.003  # the share of one that it did not propose
# Chosen on 298 synthetic utterances that were not learned from, by as many speakers, half of them in noise of -3 to
# 14 dB: 154 orders, 144 that are none. 101 orders are done as meant and 5 otherwise, 26 are asked about, 11 of them as
# meant; of the others none is done, and 5 are asked about. Heard once it is 46, 6, 45, 21, and 0, 12. BELIEVED and
# ASKED, on 311 others: docs/speech_to_text.md
LISTED = 4.0  # natural logarithm that a phrase of the list is likelier beforehand than other words
MADE_UP: dict[Kind, float] = {PHRASE: 0.0, CHAIN: 5.0, MIXTURE: 8.0}  # that a text is less likely which is no phrase of
# the list, but made of its words, and which the second recogniser does not write, too
BELIEVED_LISTED = (
    0.1  # what the list's own recogniser has to find its best worth (rejection.py), for a phrase to be done
)
SLOWEST = 1.5  # syllables a second: orders have 4 to 8
SHORT = 3  # syllables, such as "어", "집", "바람 꺼": a list's recogniser that turned them away has to be right
BELIEVED, ASKED = -0.25, -0.5  # log-probability a syllable that other words need, to be done, or asked about
_ASKING = re.compile(rf"(?:{'|'.join(part('ko', 'listening').ENDINGS)})$")


@dataclass(frozen=True)
class Choice:
    """What may have been said, the likeliest first."""

    texts: tuple[Heard, ...]  # scores that add up to 1
    listed: bool  # is the first of them a phrase of the list?
    likely: float  # its log-probability, a syllable


def chosen(
    proposed: Sequence[tuple[Heard, Kind]],
    weights: Mapping[str, float],
    said: Sequence[Said],
    is_listed: Callable[[str], bool],
) -> Choice | None:
    """`proposed` by the list's recogniser; `weights` are log-probabilities, by the recogniser of all words, of texts of
    others, and `said` what it wrote itself, the likeliest first. None without any."""
    length = min((syllables(each.text) for each in said[:LEAST_OF]), default=0)
    own: dict[str, float] = {}
    for each in said:
        own.setdefault(together(each.text), each.log_probability)
    likely = {
        text: own.get(together(text), weight - unsaid(length - syllables(text))) for text, weight in weights.items()
    }
    spelled = {together(text) for text in likely}
    likely |= {text: weight for text, weight in own.items() if text not in spelled}
    if not likely:
        return None
    total = sum(heard.score for heard, _ in proposed) or 1.0
    shares = {heard.text: heard.score / total for heard, _ in proposed}
    made_up = {heard.text: MADE_UP[kind] for heard, kind in proposed if together(heard.text) not in own}
    listed = {text for text in likely if is_listed(text)}

    def beforehand(text: str) -> float:
        """How likely the text is before it is known what the second recogniser makes of it."""
        share = shares.get(text, 0.0)
        if text not in listed:
            opposites = [each for each in listed if opposite_words(text, together(each))]
            if not opposites:
                return OF_SHARE * math.log(share + UNPROPOSED) - made_up.get(text, 0.0)
            # that the list has "음악 켜 줘" and not "음악 꺼 줘", and so only the one is proposed, makes it no likelier
            share = max(shares.get(each, 0.0) for each in opposites)
        return OF_SHARE * math.log(share + UNPROPOSED) + LISTED

    worths = {text: weight + beforehand(text) for text, weight in likely.items()}
    order = sorted(worths, key=lambda text: -worths[text])
    best = order[0]
    powers = {text: math.exp(worths[text] - worths[best]) for text in order}
    scores = tuple(Heard(text, power / sum(powers.values())) for text, power in powers.items())
    return Choice(scores, best in listed, likely[best] / max(2, syllables(best)))


def unsaid(fewer: int) -> float:
    """What it costs a text to have so many syllables fewer than were heard.

    >>> unsaid(-1), unsaid(1), unsaid(4)
    (0.0, 1.5, 11.0)
    """
    few = max(0, min(FEW, fewer))
    return UNSAID * few + UNSAID_BEYOND * max(0, fewer - FEW)


def verdict(choice: Choice, evidence: Evidence, turned_away: bool) -> Verdict:
    """Was the first of the texts said? `evidence` is what the list's own recogniser has of its own best text, and
    `turned_away` says whether it took the utterance for talk: then nothing short was said."""
    count = syllables(choice.texts[0].text)
    if count < SLOWEST * (evidence.seconds - PAUSES) or (turned_away and count <= SHORT):
        return "talk"  # a few syllables over a long sound, or a hum, are heard in music and noise
    if choice.listed:
        return "said" if worth(evidence) >= BELIEVED_LISTED else "doubtful"
    return "said" if choice.likely >= BELIEVED else "doubtful" if choice.likely >= ASKED else "talk"


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
