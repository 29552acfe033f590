"""How noisy is it, and noise taken out where it is. Where it is quiet the audio passes as it came, to the last bit."""

import math
from collections import deque
from collections.abc import Callable
from typing import Protocol

import numpy as np

from speech.listening.rnnoise import Rnnoise, library
from speech.listening.vad import FRAME
from speech.protocols import RATE, Samples

NO_VOICE = 0.3  # probability of speech up to which a frame is noise
VOICE = 0.8  # from which it is speech and little else; between the two a syllable begins or fades
NOISE_MEMORY = round(0.5 * RATE / FRAME)  # frames: as long as a blower takes to change its step
VOICE_MEMORY = round(2.0 * RATE / FRAME)  # frames of speech: a command, its loud and its soft syllables
NEEDED = 3  # frames of noise (96 ms) before there is a figure
USUAL_VOICE = -26.0  # dBFS, assumed until there is a voice: the level that telephony sets its tests to (ITU-T P.56)
# dB SNR as it is estimated here, 1.5 dB below the true one. Character errors past suppression and through it: 20 dB
# 0.02 and 0.04, 15 dB 0.10 and 0.04, 10 dB 0.32 and 0.03, 5 dB 0.88 and 0.08, 0 dB 0.96 and 0.40 (vosk-ko, the 20
# synthetic commands, a list of 40 phrases, SCENES of speech/evaluation)
NOISY_BELOW = 13.0
QUIET_ABOVE = 17.0  # dB SNR: so far apart that it does not go to and fro within a sentence
WARM_UP = round(0.5 * RATE / FRAME)  # frames that were before the switch: the network learns the noise from them


class NoiseFloor:
    """The level of what is no voice, and how far the voice stands out of it. May outlive an utterance: the car stays
    the same, and who speaks, too."""

    def __init__(self) -> None:
        self._floor = 0.0  # dBFS, of the frames below
        self._frames = 0
        self._voice = 10 ** (USUAL_VOICE / 10)  # power; it counts as half a second
        self._voiced = VOICE_MEMORY // 4

    def update(self, dbfs: float, probability: float) -> None:
        """The level of the next frame, and how likely it is speech.

        Noise is averaged in decibels, so that one click or slammed door hardly counts; the voice by its power.
        """
        if probability <= NO_VOICE:
            self._frames = min(NOISE_MEMORY, self._frames + 1)
            self._floor += (dbfs - self._floor) / self._frames
        elif probability >= VOICE:
            self._voiced = min(VOICE_MEMORY, self._voiced + 1)
            self._voice += (10 ** (dbfs / 10) - self._voice) / self._voiced

    @property
    def dbfs(self) -> float | None:
        """None as long as too little noise was heard alone."""
        return self._floor if self._frames >= NEEDED else None

    @property
    def snr(self) -> float | None:
        """dB of the voice over the noise; 0 where it does not stand out."""
        if self.dbfs is None:
            return None
        alone = self._voice - 10 ** (self.dbfs / 10)  # the noise is in the voice's frames, too
        return max(0.0, 10 * math.log10(alone) - self.dbfs) if alone > 0 else 0.0


class Cleaner(Protocol):
    """Output sample n is input sample n without noise, and may come later."""

    def accept(self, samples: Samples) -> Samples: ...
    def finish(self) -> Samples: ...


class Suppression:
    """One stream: through RNNoise from below NOISY_BELOW until above QUIET_ABOVE, else past it.

    No sample is lost or doubled when it switches; while it is on they come up to 43 ms later.
    """

    def __init__(self, cleaner: Callable[[], Cleaner] | None = None) -> None:
        if cleaner is None:
            library()  # what is missing is told now and not in the middle of a sentence
        self._new = cleaner or Rnnoise
        self._cleaner: Cleaner | None = None
        self._recent: deque[Samples] = deque(maxlen=WARM_UP)
        self._to_drop = 0  # samples of the warm-up that are still to come out

    @property
    def on(self) -> bool:
        return self._cleaner is not None

    def accept(self, frame: Samples, snr: float | None) -> Samples:
        """The next frame, and how noisy it is now; None leaves it as it is."""
        rest = np.zeros(0, dtype=np.int16)
        if snr is not None and not self.on and snr < NOISY_BELOW:
            self._cleaner = self._new()
            self._to_drop = sum(len(each) for each in self._recent)
            for each in self._recent:
                rest = np.concatenate([rest, self._without_warm_up(self._cleaner.accept(each))])
        elif snr is not None and self.on and snr > QUIET_ABOVE:
            rest = self.finish()
        self._recent.append(frame)
        passed = self._without_warm_up(self._cleaner.accept(frame)) if self._cleaner else frame
        return np.concatenate([rest, passed]) if len(rest) else passed

    def finish(self) -> Samples:
        """What is still on its way."""
        rest = self._without_warm_up(self._cleaner.finish()) if self._cleaner else np.zeros(0, dtype=np.int16)
        self._cleaner = None
        return rest

    def _without_warm_up(self, samples: Samples) -> Samples:
        dropped = min(self._to_drop, len(samples))
        self._to_drop -= dropped
        return samples[dropped:]
