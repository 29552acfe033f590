"""Takes noise out of a voice: Xiph's RNNoise, from the shared library inside the package pyrnnoise.

The library is loaded directly. The package's own Python code is not imported: it needs plotting and a media library.

    voice = Rnnoise()
    for chunk in chunks:
        use(voice.accept(chunk))
    use(voice.finish())
"""

import ctypes
import weakref
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from speech.pcm import rounded
from speech.protocols import RATE, Samples, SpeechUnavailable
from speech.resampling import Resampler

PACKAGE, LIBRARY = "pyrnnoise", "librnnoise.so"
INSTALL = "make speech, or pip install --no-deps pyrnnoise"  # what it would bring along is not needed
ITS_RATE = 48_000  # Hz, the only one it knows
FRAME = 480  # samples of it, 10 ms
DELAY = 960  # samples of it by which its output lies behind its input (measured): windows of two frames overlap, and
# it looks one frame ahead

# Share of the audio that is left as it was. A recogniser takes a hole for the stop of a consonant: with none left,
# character errors are 0.05 at 15 dB, 0.06 at 10 and 0.24 at 5 dB; with this share 0.04, 0.04 and 0.08; with 0.2 they
# are 0.04, 0.04 and 0.15 (as at noise.NOISY_BELOW, 40 trials each).
LEFT = 0.1


@cache
def library(path: Path | None = None) -> ctypes.CDLL:
    """SpeechUnavailable if it is missing or cannot be loaded on this machine."""
    if path is None:
        package = find_spec(PACKAGE)
        if package is None or not package.submodule_search_locations:
            raise SpeechUnavailable(f"the package pyrnnoise is missing, which takes noise out of a voice: {INSTALL}")
        path = Path(package.submodule_search_locations[0]) / LIBRARY
    try:
        loaded = ctypes.CDLL(str(path))
        size = loaded.rnnoise_get_frame_size()
    except (OSError, AttributeError) as error:
        raise SpeechUnavailable(f"{path} cannot be used to take noise out of a voice: {error}; {INSTALL}") from error
    if size != FRAME:
        raise SpeechUnavailable(f"{path} takes frames of {size} samples, and {FRAME} are expected: another version")
    floats = ctypes.POINTER(ctypes.c_float)
    loaded.rnnoise_create.argtypes, loaded.rnnoise_create.restype = [ctypes.c_void_p], ctypes.c_void_p
    loaded.rnnoise_destroy.argtypes, loaded.rnnoise_destroy.restype = [ctypes.c_void_p], None
    loaded.rnnoise_process_frame.argtypes = [ctypes.c_void_p, floats, floats]
    loaded.rnnoise_process_frame.restype = ctypes.c_float
    return loaded


class Rnnoise:
    """One stream at RATE. Output sample n is input sample n without noise; it comes 31 to 43 ms later."""

    def __init__(self) -> None:
        self._library = library()
        self._state = self._library.rnnoise_create(None)
        weakref.finalize(self, self._library.rnnoise_destroy, self._state)
        self._up, self._down = Resampler(RATE, ITS_RATE), Resampler(ITS_RATE, RATE)
        self._waiting = np.zeros(0, dtype=np.int16)  # at ITS_RATE, less than a frame
        self._buffer = np.zeros(FRAME, dtype=np.float32)
        self._pointer = self._buffer.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        self._to_drop = DELAY
        self._as_it_was = np.zeros(0, dtype=np.int16)  # input whose output is yet to come
        self._received = self._given = 0

    def accept(self, samples: Samples) -> Samples:
        self._received += len(samples)
        return self._gave(self._down.accept(self._process(self._up.accept(samples))))

    def finish(self) -> Samples:
        """The rest: as many samples have come out then as went in."""
        rest = np.concatenate([self._up.finish(), np.zeros(DELAY + FRAME, dtype=np.int16)])
        last = np.concatenate([self._down.accept(self._process(rest)), self._down.finish()])
        return self._gave(last[: self._received - self._given])

    def _gave(self, samples: Samples) -> Samples:
        self._given += len(samples)
        return samples

    def _process(self, samples: Samples) -> Samples:
        """Whole frames of what came so far, without the delay at the beginning."""
        audio = np.concatenate([self._waiting, samples])
        whole = len(audio) // FRAME * FRAME
        self._waiting = audio[whole:]
        done = np.empty(whole, dtype=np.float32)
        for start in range(0, whole, FRAME):
            self._buffer[:] = audio[start : start + FRAME]  # in steps of 16 bits, as the library wants them
            self._library.rnnoise_process_frame(self._state, self._pointer, self._pointer)
            done[start : start + FRAME] = self._buffer
        dropped = min(self._to_drop, whole)
        self._to_drop -= dropped
        clean = done[dropped:].astype(np.float64)
        before = np.concatenate([self._as_it_was, audio[:whole]])
        self._as_it_was = before[len(clean) :]
        return rounded((1 - LEFT) * clean + LEFT * before[: len(clean)])
