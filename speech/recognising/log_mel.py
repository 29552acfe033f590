"""Audio as Whisper's network reads it: logarithmic power in mel bands, a frame each 10 ms.

The numbers are those the network was trained with (Radford et al. 2022, "Robust Speech Recognition via Large-Scale Weak
Supervision"): 80 bands with Slaney's scale, windows of 25 ms, 80 dB of range.
"""

import math
from functools import cache

import numpy as np
import numpy.typing as npt

from speech.pcm import FULL_SCALE
from speech.protocols import RATE, Samples

BANDS = 80
WINDOW, STEP = RATE // 40, RATE // 100  # samples of a frame, and from one frame to the next
RANGE = 8.0  # powers of ten that are kept below the loudest
LINEAR_TO = 1000.0  # Hz; Slaney's scale is linear up to there and logarithmic above
LINEAR_STEP = 200.0 / 3  # Hz a mel, in the linear part
LOG_STEP = math.log(6.4) / 27  # natural logarithm of Hz a mel, in the other

Floats = npt.NDArray[np.float32]


def log_mel(samples: Samples, seconds: float) -> Floats:
    """(BANDS, frames) of `seconds` of audio at RATE; silence is added behind it, and what is longer is cut off."""
    audio = np.zeros(round(seconds * RATE), np.float32)
    audio[: len(samples)] = samples[: len(audio)].astype(np.float32) / FULL_SCALE
    padded = np.pad(audio, WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::STEP][:-1]
    hann = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    power = np.abs(np.fft.rfft(frames * hann, axis=1)) ** 2
    mel = np.log10(np.maximum(power @ _filters().T, 1e-10)).T
    return np.asarray((np.maximum(mel, mel.max() - RANGE) + 4) / 4, np.float32)


@cache
def _filters() -> Floats:
    """(BANDS, WINDOW // 2 + 1): what each band takes of each frequency; triangles of the same area."""
    corners = _hertz(np.linspace(0, _mel(RATE / 2), BANDS + 2))
    frequencies = np.fft.rfftfreq(WINDOW, 1 / RATE)
    widths = np.diff(corners)[:, None]
    rising = (frequencies - corners[:-2, None]) / widths[:-1]
    falling = (corners[2:, None] - frequencies) / widths[1:]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return (triangles * (2 / (corners[2:] - corners[:-2]))[:, None]).astype(np.float32)


def _mel(hertz: float) -> float:
    return LINEAR_TO / LINEAR_STEP + math.log(hertz / LINEAR_TO) / LOG_STEP


def _hertz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    above = mels - LINEAR_TO / LINEAR_STEP
    return np.where(above < 0, mels * LINEAR_STEP, LINEAR_TO * np.exp(np.maximum(0, above) * LOG_STEP))
