"""Pauses told by the level alone: for audio without noise, whose begin and end somebody else has found."""

import numpy as np

from speech.pcm import SILENCE, level
from speech.protocols import Samples

QUIET = 20.0  # dB below the loudest block so far


class Quiet:
    """Of one utterance: how long it has been quiet behind something louder."""

    def __init__(self, block: int) -> None:
        """`block` samples are looked at together."""
        self.blocks = 0  # quiet ones at the end
        self._block = block
        self._rest = np.zeros(0, np.int16)  # less than a block
        self._loudest = SILENCE

    def accept(self, samples: Samples) -> bool:
        """The next samples. Was anything in them loud?"""
        audio = np.concatenate([self._rest, samples])
        whole = len(audio) // self._block * self._block
        self._rest = audio[whole:]
        loud = False
        for start in range(0, whole, self._block):
            dbfs = level(audio[start : start + self._block])
            self._loudest = max(self._loudest, dbfs)
            if dbfs > self._loudest - QUIET:
                self.blocks, loud = 0, True
            else:
                self.blocks += 1
        return loud
