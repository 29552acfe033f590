"""16-bit mono PCM as numbers: is it usable, how loud is it, is it clipped, does it stand beside zero.

    samples = samples_of(chunk, rate=44_100)
    at_16_khz = resampler.accept(samples)  # speech/resampling.py

Levels are RMS in dBFS, where 0 dBFS is a square wave at full scale; a sine at full scale has -3.0 dBFS.
"""

import math

import numpy as np
import numpy.typing as npt

from speech.protocols import RATE, AudioError, Samples

__all__ = [
    "FULL_SCALE",
    "HIGHEST_RATE",
    "LOWEST_RATE",
    "RATE_STEP",
    "SILENCE",
    "DcRemoval",
    "check_rate",
    "clipped_share",
    "dc_offset",
    "level",
    "peak",
    "rounded",
    "samples_of",
    "without_dc",
]

FULL_SCALE = 32_768  # of 16 bits with sign
LOWEST_RATE = 8_000  # Hz, a telephone or a Bluetooth headset; below it consonants are gone
HIGHEST_RATE = 48_000  # Hz, of every microphone there is; above it only traffic would grow
RATE_STEP = 25  # Hz. Every rate of sound cards is a multiple of it; others would need filters of many megabytes
SILENCE = -100.0  # dBFS that digital zero counts as; one step of 16 bits has -90.3
CLIPPED_FROM = FULL_SCALE - 1  # at either end; what was cut by a converter lies on its last step
DC_REMOVED_FROM = FULL_SCALE // 100  # 1 % of full scale. Less harms nothing, and clean audio stays as it is
DC_MEMORY = RATE  # samples, 1 s: an offset moves with temperature; of speech next to nothing is that slow


def check_rate(rate: int) -> None:
    """AudioError if audio of so many Hz is not taken."""
    if not LOWEST_RATE <= rate <= HIGHEST_RATE or rate % RATE_STEP:
        raise AudioError(
            f"audio of {rate} Hz cannot be used: a rate from {LOWEST_RATE} to {HIGHEST_RATE} Hz is needed, "
            f"a multiple of {RATE_STEP}"
        )


def samples_of(data: bytes, rate: int = RATE) -> Samples:
    """Bytes as they travel: 16 bits with sign a sample, the lower byte first, one channel."""
    check_rate(rate)
    if len(data) % 2:
        raise AudioError(f"{len(data)} bytes are no whole number of samples: 16-bit PCM has 2 bytes a sample")
    return np.frombuffer(data, dtype="<i2").astype(np.int16)


def rounded(values: npt.NDArray[np.float64]) -> Samples:
    """To the nearest of the 65,536 values; what lies outside is cut."""
    return np.clip(np.rint(values), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def level(samples: Samples) -> float:
    """dBFS; SILENCE for none and for digital zero."""
    if not len(samples):
        return SILENCE
    values = samples.astype(np.float64)
    power = float(values @ values) / len(samples) / FULL_SCALE**2
    return max(SILENCE, 10 * math.log10(power)) if power else SILENCE


def peak(samples: Samples) -> float:
    """dBFS of the one sample farthest from zero."""
    if not len(samples):
        return SILENCE
    most = int(np.abs(samples.astype(np.int32)).max())
    return 20 * math.log10(most / FULL_SCALE) if most else SILENCE


def clipped_share(samples: Samples) -> float:
    """0 to 1: how many of the samples lie at the end of the scale."""
    if not len(samples):
        return 0.0
    return float(np.mean(np.abs(samples.astype(np.int32)) >= CLIPPED_FROM))


def dc_offset(samples: Samples) -> float:
    """In steps of 16 bits."""
    return float(samples.mean()) if len(samples) else 0.0


def without_dc(samples: Samples) -> Samples:
    """All of a recording around zero."""
    return rounded(samples.astype(np.float64) - dc_offset(samples))


class DcRemoval:
    """Takes the offset out of a stream, frame by frame.

    The offset is the mean of what came: of everything during the first second, of about the last second after it.
    Frames are given back as they are while it is below DC_REMOVED_FROM.
    """

    def __init__(self) -> None:
        self.offset = 0.0  # steps of 16 bits
        self._samples = 0  # that went into it, at most DC_MEMORY

    def removed(self, frame: Samples) -> Samples:
        if not len(frame):
            return frame
        self._samples = min(DC_MEMORY, self._samples + len(frame))
        self.offset += (dc_offset(frame) - self.offset) * min(1.0, len(frame) / self._samples)
        return frame if abs(self.offset) < DC_REMOVED_FROM else rounded(frame.astype(np.float64) - self.offset)
