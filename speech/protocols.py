"""What a recogniser and a voice are to those who use them. The rest of this room fulfils it or uses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

RATE = 16_000  # Hz of all audio inside
STILL_LOADING = "the recogniser is still loading"  # how a NoRecogniser begins that will be there in a moment
Samples = npt.NDArray[np.int16]  # (samples,) mono


class SpeechUnavailable(Exception):
    """A package or a model that is missing or damaged; says which, and how to get it."""


class AudioError(ValueError):
    """Audio that cannot be used; says why."""


class NoRecogniser(Exception):
    """There is none of this language; says which there are."""


@dataclass(frozen=True)
class Heard:
    """One alternative of a recogniser."""

    text: str
    score: float  # 0 to 1; those of one n-best list add up to at most 1


DOUBTFUL = 0.1  # what the scores of an utterance add up to at most that has to be asked about before anything is done


def in_doubt(alternatives: Sequence[Heard]) -> tuple[Heard, ...]:
    """The same, as a recogniser hands them on that is not sure that they were said at all.

    >>> [round(each.score, 3) for each in in_doubt([Heard("창문 열어", 0.6), Heard("창문 닫아", 0.2)])]
    [0.06, 0.02]
    """
    return tuple(Heard(each.text, each.score * DOUBTFUL) for each in alternatives)


def is_doubtful(scores: Sequence[float]) -> bool:
    """Do the scores of an utterance say that it may have been none? Those that are all 0 say nothing.

    >>> is_doubtful([0.06, 0.02]), is_doubtful([0.6, 0.2]), is_doubtful([0.0])
    (True, False, False)
    """
    return 0 < sum(scores) <= DOUBTFUL + 1e-6  # they travel with single precision


@dataclass(frozen=True)
class RecognisedBy:
    """Who has made the words of an utterance, for answer, audit and metrics."""

    name: str  # "vosk-ko"
    version: str  # of package and model
    where: str = "car"  # or "server"
    why: str = ""  # why it was this one, where there was a choice: "first", "server late", "server away" ...


class Stream(Protocol):
    """One utterance on its way through a recogniser."""

    @property
    def by(self) -> RecognisedBy:
        """Who recognises it; after `finish`, who has."""
        ...

    def accept(self, samples: Samples) -> str:
        """The words so far, of audio at RATE; "" for none."""
        ...

    def finish(self) -> tuple[Heard, ...]:
        """The alternatives, best first; () where no word was heard. Nothing is accepted behind it."""
        ...


@runtime_checkable
class ToldOfNoise(Protocol):
    """A Stream that believes less of what it hears in noise."""

    def noise(self, snr: float) -> None:
        """How far the voice stood out of the noise, in dB; said at the end, before `finish`."""
        ...


@runtime_checkable
class ToldOfPauses(Protocol):
    """A Stream that works ahead where the utterance may be at its end."""

    def paused(self) -> None:
        """Nobody has spoken for a moment; more may follow all the same."""
        ...


class Recogniser(Protocol):
    """A model of one language, loaded."""

    @property
    def language(self) -> str: ...  # "ko"
    @property
    def name(self) -> str: ...  # as answer and audit call it: "vosk-ko"
    @property
    def version(self) -> str: ...  # of package and model

    def stream(self, phrases: Sequence[str] = ()) -> Stream:
        """A new utterance. `phrases` are what may be said now; without any, every word of the language may be."""
        ...


class Voice(Protocol):
    """A voice of one language, loaded."""

    @property
    def language(self) -> str: ...
    @property
    def version(self) -> str: ...  # of package, model and how text is read: rendered prompts are kept under it
    @property
    def rate(self) -> int: ...  # Hz of what it renders

    def render(self, text: str) -> Samples:
        """One sentence as audio."""
        ...


@dataclass(frozen=True)
class Spoken:
    """A sentence of a reply as audio, or a piece of one."""

    text: str  # the words of it
    samples: Samples
    rate: int  # Hz
    cached: bool = False  # it was there already
