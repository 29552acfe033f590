"""When does an utterance begin, and when is it over? Plain arithmetic on the probabilities of speech, frame by frame.

Time is counted in samples of the audio. How long a pause ends it depends on what was said: behind a whole command
(`complete` is True) a short one does, within one ("에어컨...") a long one.
"""

from speech.listening.events import NothingHeard, SpeechEnded, SpeechStarted
from speech.listening.vad import FRAME
from speech.protocols import RATE

MILLISECOND = RATE // 1000  # samples

VOICE = 0.5  # probability from which a frame is voice; Silero's own figure
STILL_VOICE = 0.35  # the same once somebody speaks: the end of a word is soft. Silero's figure, too
SHORTEST = 160 * MILLISECOND  # of voice. "네" has about 200 ms; a cough or a click of the tongue is shorter
LONGEST_GAP = 96 * MILLISECOND  # between pieces of that voice: the stop of a ㄱ or ㅂ has up to 80 ms
COMPLETE_PAUSE = 200 * MILLISECOND  # it is a whole command: longer than any stop within a word
UNKNOWN_PAUSE = 400 * MILLISECOND  # no opinion, or no words yet: what is usual in dictation
INCOMPLETE_PAUSE = 700 * MILLISECOND  # something is missing: time to think of the name
LONGEST_UTTERANCE = 15_000 * MILLISECOND  # the longest command of the tests is read in 7 s; a radio talks for hours
LONGEST_WAIT = 5_000 * MILLISECOND  # for the first word. Who has not spoken by then has pressed the button by accident


def pause_for(complete: bool | None) -> int:
    """Samples without voice that end the utterance."""
    if complete is None:
        return UNKNOWN_PAUSE
    return COMPLETE_PAUSE if complete else INCOMPLETE_PAUSE


class Endpoint:
    """One utterance. `step` takes frame after frame; after NothingHeard or SpeechEnded it is over."""

    def __init__(self) -> None:
        self.now = 0  # samples so far
        self.began: int | None = None  # where the voice began, once it is sure that it did
        self.last_voice = 0  # end of the last frame with voice
        self.over = False
        self._first = 0  # where the voice began that is not yet long enough
        self._voice = 0  # samples of it

    def step(
        self, probability: float, complete: bool | None = None
    ) -> SpeechStarted | SpeechEnded | NothingHeard | None:
        """One more frame of FRAME samples: how likely it is voice, and whether the words so far are a whole command."""
        if self.over:
            return None
        self.now += FRAME
        event = self._waiting(probability) if self.began is None else self._speaking(probability, complete)
        self.over = isinstance(event, SpeechEnded | NothingHeard)
        return event

    def _waiting(self, probability: float) -> SpeechStarted | NothingHeard | None:
        if probability >= VOICE:
            if not self._voice:
                self._first = self.now - FRAME
            self._voice += FRAME
            self.last_voice = self.now
        elif self.now - self.last_voice > LONGEST_GAP:
            self._voice = 0  # it was a cough
        if self._voice >= SHORTEST:
            self.began = self._first
            return SpeechStarted(self.began)
        if not self._voice and self.now >= LONGEST_WAIT:
            return NothingHeard("no speech")
        return None

    def _speaking(self, probability: float, complete: bool | None) -> SpeechEnded | None:
        if probability >= STILL_VOICE:
            self.last_voice = self.now
        elif self.now - self.last_voice >= pause_for(complete):
            return SpeechEnded(self.last_voice, "complete" if complete else "silence")
        if self.began is not None and self.now - self.began >= LONGEST_UTTERANCE:
            return SpeechEnded(self.now, "too long")
        return None
