"""Audio that is not unlike speech, made by arithmetic."""

import numpy as np

from speech.pcm import rounded
from speech.protocols import RATE, Samples


def speech(silence_before: float = 0.5) -> Samples:
    """Four syllables of a 150 Hz voice, 100 ms apart."""
    at = np.arange(round(0.2 * RATE)) / RATE
    syllable = sum(np.sin(2 * np.pi * 150 * k * at) / k for k in range(1, 12)) * np.hanning(len(at)) * 4000
    pause = np.zeros(RATE // 10)
    return rounded(np.concatenate([np.zeros(round(silence_before * RATE)), *([syllable, pause] * 4)]))
