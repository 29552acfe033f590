"""A sherpa-onnx model of the user's own: transducer or CTC, streaming or whole utterances. Package: sherpa-onnx."""

import importlib.metadata
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from speech.pcm import FULL_SCALE
from speech.protocols import RATE, Heard, RecognisedBy, Samples, SpeechUnavailable
from speech.recognising.english import cleaned
from speech.recognising.whole import LONGEST, WholeStream

PACKAGE = "sherpa-onnx"
THREADS = 2
SCORE = 0.8  # of a text whose model does not tell how probable it is
TAIL = RATE // 2  # samples of silence behind the last word: a streaming model looks ahead


class OwnSherpa:
    """A Recogniser. `recogniser` is a sherpa_onnx.OnlineRecognizer where `streaming`, else an OfflineRecognizer."""

    name = "own-sherpa"

    def __init__(self, recogniser: Any, streaming: bool, folder: Path, language: str) -> None:
        self._recogniser, self._streaming, self.language = recogniser, streaming, language
        self.version = f"{PACKAGE} {importlib.metadata.version(PACKAGE)}, {folder.name}"

    def stream(self, phrases: Sequence[str] = ()) -> "WholeStream | StreamingStream":
        """A new utterance; `phrases` are not used."""
        by = RecognisedBy(self.name, self.version)
        return StreamingStream(by, self._recogniser) if self._streaming else WholeStream(by, self._decoded)

    def _decoded(self, samples: Samples, exact: bool) -> tuple[Heard, ...]:
        stream = self._recogniser.create_stream()
        stream.accept_waveform(RATE, as_floats(samples))
        self._recogniser.decode_stream(stream)
        return heard(stream.result.text, getattr(stream.result, "ys_log_probs", ()))


class StreamingStream:
    """A Stream."""

    def __init__(self, by: RecognisedBy, recogniser: Any) -> None:
        self.by = by
        self._recogniser, self._stream, self._room = recogniser, recogniser.create_stream(), LONGEST

    def accept(self, samples: Samples) -> str:
        taken = samples[: self._room]
        self._room -= len(taken)
        self._stream.accept_waveform(RATE, as_floats(taken))
        self._decode()
        return cleaned(self._recogniser.get_result(self._stream))

    def finish(self) -> tuple[Heard, ...]:
        self._stream.accept_waveform(RATE, np.zeros(TAIL, np.float32))
        self._stream.input_finished()
        self._decode()
        return heard(self._recogniser.get_result(self._stream), self._recogniser.ys_probs(self._stream))

    def _decode(self) -> None:
        while self._recogniser.is_ready(self._stream):
            self._recogniser.decode_stream(self._stream)


def heard(text: str, log_probabilities: Sequence[float]) -> tuple[Heard, ...]:
    """One alternative, whose score is the mean probability of its tokens where they have one."""
    words = cleaned(text)
    if not words:
        return ()
    mean = sum(log_probabilities) / len(log_probabilities) if log_probabilities else math.log(SCORE)
    return (Heard(words, math.exp(min(0.0, mean))),)


def as_floats(samples: Samples) -> Any:
    return samples.astype(np.float32) / FULL_SCALE


def sherpa_onnx() -> Any:
    """The package. Raises SpeechUnavailable."""
    try:
        import sherpa_onnx as package
    except ImportError as error:
        raise SpeechUnavailable(f"this model needs the package {PACKAGE}: pip install {PACKAGE} ({error})") from error
    return package
