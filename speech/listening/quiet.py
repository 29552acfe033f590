"""Pauses told by the level alone: for audio without noise, whose begin and end somebody else has found."""

import numpy as np

from speech.listening.vad import FRAME
from speech.pcm import SILENCE, level
from speech.protocols import Samples

QUIET = 20.0  # dB below the loudest frame so far
PAUSED = 2  # frames of 32 ms: most pauses between words are shorter. A car sends 0.1 s of silence behind a voice


class Pauses:
    """Of one utterance."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.int16)  # less than a frame
        self._loudest = SILENCE
        self._quiet = 0  # frames at the end, behind something louder

    def accept(self, samples: Samples) -> bool:
        """The next samples at RATE. Has a pause begun in them that lasts to their end?"""
        audio = np.concatenate([self._rest, samples])
        whole = len(audio) // FRAME * FRAME
        self._rest = audio[whole:]
        begun = False
        for start in range(0, whole, FRAME):
            dbfs = level(audio[start : start + FRAME])
            self._loudest = max(self._loudest, dbfs)
            self._quiet = self._quiet + 1 if dbfs <= self._loudest - QUIET else 0
            begun = self._quiet == PAUSED or (begun and self._quiet > PAUSED)
        return begun
