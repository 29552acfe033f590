"""Spoken clips to try the ears with. They lie beside the project and are no part of it: without them, tests skip."""

import wave
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from speech.protocols import Samples
from speech.resampling import resampled

AUDIO = Path(__file__).parents[2] / "shared" / "data" / "audio"

needs_recordings = pytest.mark.skipif(not AUDIO.is_dir(), reason="the spoken clips do not lie beside the project")


def loaded(path: Path) -> Samples:
    """At 16 kHz; of several channels the mean."""
    with wave.open(str(path)) as file:
        channels, rate = file.getnchannels(), file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, channels)
    return resampled(np.rint(samples.mean(axis=1)).astype(np.int16), rate)


@cache
def commands() -> list[Samples]:
    """40 synthetic commands and places."""
    return [loaded(path) for path in sorted(AUDIO.glob("*.wav"))]


@cache
def people() -> list[Samples]:
    """30 clips of two speakers."""
    return [loaded(path) for path in sorted((AUDIO / "people").glob("*.wav"))]
