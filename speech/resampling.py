"""From one rate to another, chunk by chunk: a polyphase low-pass filter.

    resampler = Resampler(44_100)
    for chunk in chunks:
        use(resampler.accept(chunk))
    use(resampler.finish())

The filter's coefficients are whole numbers, and so are the samples: every sum is exact in a float64. So the result does
not depend on how the audio was cut into chunks, to the last bit.
"""

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from speech.pcm import check_rate, rounded
from speech.protocols import RATE, Samples

# The band that passes ends at PASSED of half the lower rate, the one that is stopped begins at that half: 7.2 and 8 kHz
# of 16 kHz. Speech has little above 7.2 kHz, and a wider band would need a longer filter.
PASSED = 0.9
STOPPED_BY = 90.0  # dB: what folds back lies at the last of the 16 bits
STEPS = 2**24  # of a coefficient: an error of -140 dB, and sums stay far below the 2**53 that a float64 counts exactly
MOST_AT_ONCE = 320  # samples made in one go: what it needs stays in the cache (1 MB), however large the chunk

Coefficients = npt.NDArray[np.float64]  # (phases, taps), whole numbers


@lru_cache(maxsize=16)  # rates in use at the same time
def filter_of(rate: int, to: int) -> Coefficients:
    """Row p: the taps for an output sample that lies p / phases of an input sample behind an input sample."""
    phases = to // math.gcd(rate, to)
    half_rate = min(rate, to) / 2 / rate  # of the lower rate, in cycles per input sample
    width = 2 * math.pi * half_rate * (1 - PASSED)
    half = math.ceil((STOPPED_BY - 7.95) / (2.285 * width) / 2)  # Kaiser's estimate of the length, two sides
    beta = 0.1102 * (STOPPED_BY - 8.7)  # his estimate of the window's shape
    # (phases, taps), in input samples from the output sample
    distance = np.arange(1 - half, half + 1)[None, :] - np.arange(phases)[:, None] / phases
    window = np.i0(beta * np.sqrt(np.maximum(0.0, 1 - (distance / half) ** 2)))
    taps = np.sinc(half_rate * (1 + PASSED) * distance) * window
    whole: Coefficients = np.rint(taps / taps.sum(axis=1, keepdims=True) * STEPS)
    middle = np.abs(whole).argmax(axis=1)
    whole[np.arange(phases), middle] += STEPS - whole.sum(axis=1)  # a constant passes every phase unchanged
    whole.setflags(write=False)
    return whole


class Resampler:
    """The state of one stream. Output sample n lies at input time n * rate / to: nothing is shifted.

    The last samples come with `finish`, since the filter looks as far ahead as back (3.6 ms from 48 kHz).
    """

    def __init__(self, rate: int, to: int = RATE) -> None:
        check_rate(rate)
        check_rate(to)
        self._same = rate == to
        if self._same:
            return
        common = math.gcd(rate, to)
        self._up, self._down = to // common, rate // common
        self._filter = filter_of(rate, to)
        self._half = self._filter.shape[1] // 2
        self._waiting = np.zeros(self._half - 1, dtype=np.int16)  # input that further output needs
        self._first = 1 - self._half  # its place in the input
        self._received = self._made = 0  # samples in, samples out

    def accept(self, samples: Samples) -> Samples:
        """The next samples of the input; the samples that can be made of what came so far."""
        if self._same:
            return samples
        self._received += len(samples)
        self._waiting = np.concatenate([self._waiting, samples])
        # made is every sample whose farthest tap has come: floor(n * down / up) + half <= the last one that has
        return self._make((self._received - self._half) * self._up)

    def finish(self) -> Samples:
        """What is left, as if silence followed: the output is as long as the input."""
        if self._same:
            return np.zeros(0, dtype=np.int16)
        self._waiting = np.concatenate([self._waiting, np.zeros(self._half, dtype=np.int16)])
        return self._make(self._received * self._up)

    def _make(self, before: int) -> Samples:
        """All samples that lie before input time before / up."""
        end = max(self._made, -(-before // self._down))
        starts = range(self._made, end, MOST_AT_ONCE)
        # (places, taps): no copy, it looks into what is waiting
        taps = self._filter.shape[1]
        windows = np.lib.stride_tricks.sliding_window_view(self._waiting, taps) if starts else self._waiting
        made = [self._block(windows, n, min(end, n + MOST_AT_ONCE)) for n in starts]
        self._made = end
        used = end * self._down // self._up - self._half + 1 - self._first
        self._waiting, self._first = self._waiting[used:].copy(), self._first + used
        return np.concatenate([*made, np.zeros(0, dtype=np.int16)])

    def _block(self, windows: npt.NDArray[np.int16], start: int, end: int) -> Samples:
        at = np.arange(start, end) * self._down  # in 1 / up of an input sample
        chosen = windows[at // self._up - self._half + 1 - self._first].astype(np.float64)  # (samples, taps)
        return rounded(np.einsum("st,st->s", chosen, self._filter[at % self._up]) / STEPS)


def resampled(samples: Samples, rate: int, to: int = RATE) -> Samples:
    """All of a recording at once."""
    resampler = Resampler(rate, to)
    return np.concatenate([resampler.accept(samples), resampler.finish()])
