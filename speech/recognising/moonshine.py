"""The Moonshine tiny network for English (MIT) on onnxruntime: audio in, likely texts with their probabilities out.

The package moonshine-voice brings the weights; its own code is not used, since it answers with one text and no
probability, and needs further packages. A beam search of our own gives alternatives with the probabilities of the
network, and `weighed` tells how probable a text is that somebody else has proposed.

Layout of the files: docs of the Moonshine models; Jeffries et al. 2024, "Moonshine: Speech Recognition for Live
Transcription and Voice Commands".
"""

import importlib.metadata
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from speech.pcm import FULL_SCALE
from speech.protocols import RATE, Samples, SpeechUnavailable
from speech.recognising.pieces import BEGIN, END, Pieces

PACKAGE, MODULE, MODEL = "moonshine-voice", "moonshine_voice", "assets/tiny-en"
INSTALL = "make speech, or pip install malcha[speech]"
ENCODER, DECODER, PIECES = "encoder_model.ort", "decoder_model_merged.ort", "tokenizer.bin"
THREADS = 2
PIECES_A_SECOND = 6.5  # at most; the network was trained with it (Jeffries et al. 2024). Noise makes it repeat itself
FEWEST_PIECES = 8
SHORTEST = RATE // 2  # samples; shorter audio is filled with silence, for which the network makes up fewer words
TAIL = RATE // 5  # samples of silence behind it: where audio ends with the last word, that may be lost

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Text:
    """One text that the network holds for likely."""

    text: str  # as it writes it: "Set it to 22 degrees, please."
    log_probability: float  # of the whole text, natural logarithm
    pieces: int  # that it is made of, with the end


@dataclass(frozen=True)
class Named:
    """A sentence with a name in it: "take me to", "Gangnam Station", "please."."""

    before: str
    name: str
    after: str

    @property
    def text(self) -> str:
        return " ".join(filter(None, (self.before, self.name, self.after)))


@dataclass(frozen=True)
class Weighed:
    """Log-probabilities of such a sentence: of its name, and of the rest of it."""

    name: float
    rest: float
    pieces: int  # that the sentence is made of, with the end


class Encoded:
    """Audio as the decoder reads it: (1, steps, 288)."""

    def __init__(self, states: Floats, seconds: float) -> None:
        self.states = states
        self.most = max(FEWEST_PIECES, round(seconds * PIECES_A_SECOND))


class Moonshine:
    """The loaded network. May be used from several threads at once."""

    def __init__(self, folder: Path | None = None) -> None:
        """Loads it from the package, or from `folder`. Raises SpeechUnavailable."""
        where = folder or model_folder()
        try:
            self._encoder, self._decoder = _session(where / ENCODER), _session(where / DECODER)
            self.pieces = Pieces.read(where / PIECES)
        except Exception as error:  # onnxruntime has no narrower class of its own
            raise SpeechUnavailable(
                f"the English model cannot be loaded ({error}); install {PACKAGE} again: {INSTALL}"
            ) from error
        memory = [each for each in self._decoder.get_inputs() if each.name.startswith("past_key_values")]
        self._past = [each.name for each in memory]
        self._heads, self._width = memory[0].shape[1], memory[0].shape[3]  # the network named base has others than tiny

    def encoded(self, samples: Samples) -> Encoded:
        """Audio at RATE."""
        audio = np.zeros(max(SHORTEST, len(samples) + TAIL), np.float32)
        audio[: len(samples)] = samples.astype(np.float32) / FULL_SCALE
        mask = np.ones((1, len(audio)), np.int64)
        states = self._encoder.run(None, {"input_values": audio[None], "attention_mask": mask})[0]
        return Encoded(states, len(audio) / RATE)

    def texts(self, audio: Encoded, width: int) -> list[Text]:
        """The likely texts, most probable first, at most `width`: a beam search that keeps so many at a time.

        With 1 it is the text that grows by the most probable piece each time.
        """
        live: list[tuple[list[int], float]] = [([BEGIN], 0.0)]
        done: list[tuple[list[int], float]] = []
        memory: dict[str, Floats] | None = None
        for _ in range(audio.most):
            last = np.array([[pieces[-1]] for pieces, _ in live], np.int64)
            logits, memory = self._step(audio.states, last, memory)
            logs = _log_softmax(logits[:, -1])
            grown = _grown(live, logs, width)
            done += [(live[at][0], total) for total, at, piece in grown if piece == END]
            going = [(total, at, piece) for total, at, piece in grown if piece != END]
            live = [([*live[at][0], piece], total) for total, at, piece in going]
            if len(done) >= width or not live or (done and max(each[1] for each in done) >= live[0][1]):
                break
            memory = {name: values[[at for _, at, _ in going]] for name, values in memory.items()}
        found = done or live  # live: it repeats itself and does not end
        found.sort(key=lambda each: -each[1])
        return [Text(self.pieces.text(each[1:]), total, len(each)) for each, total in found[:width]]

    def weighed(self, audio: Encoded, sentences: Sequence[Named]) -> list[Weighed]:
        """How probable each of these sentences is, as `texts` would have it had it come upon them."""
        if not sentences:
            return []
        cut = [[self.pieces.cut(part) for part in (each.before, each.name, each.after)] for each in sentences]
        written = [[BEGIN, *before, *name, *after, END] for before, name, after in cut]
        longest = max(map(len, written)) - 1
        given = np.array([each[:-1] + [END] * (longest + 1 - len(each)) for each in written], np.int64)
        logs = _log_softmax(self._step(audio.states, given, None)[0])
        found = []
        for row, (pieces, (before, name, _)) in enumerate(zip(written, cut, strict=True)):
            each = [float(logs[row, at, piece]) for at, piece in enumerate(pieces[1:])]
            of_name = sum(each[len(before) : len(before) + len(name)])
            found.append(Weighed(of_name, sum(each) - of_name, len(each)))
        return found

    def _step(
        self, states: Floats, pieces: npt.NDArray[np.int64], memory: dict[str, Floats] | None
    ) -> tuple[Floats, dict[str, Floats]]:
        """(logits, memory) behind the pieces. `memory` is that of the pieces before them; None for the first ones."""
        rows = len(pieces)
        states = np.repeat(states, rows, axis=0)
        before = memory or {name: np.zeros((rows, self._heads, 0, self._width), np.float32) for name in self._past}
        logits, *after = self._decoder.run(
            None,
            {
                "input_ids": pieces,
                "encoder_hidden_states": states,
                "encoder_attention_mask": np.ones(
                    (rows, 1), np.int64
                ),  # all of it: it takes every 384th and spreads it
                "use_cache_branch": np.array([memory is not None]),
                **before,
            },
        )
        kept = dict(zip(self._past, after, strict=True))
        if memory is not None:  # what it has of the audio is given out once, with the first step
            kept |= {name: memory[name] for name in self._past if ".encoder." in name}
        return logits, kept


def _grown(live: list[tuple[list[int], float]], logs: Floats, width: int) -> list[tuple[float, int, int]]:
    """The `width` most probable ways on: (log-probability, place in `live`, piece)."""
    ways: list[tuple[float, int, int]] = []
    for at, (_, total) in enumerate(live):
        best = np.argpartition(-logs[at], width)[:width]
        ways += [(total + float(logs[at, piece]), at, int(piece)) for piece in best]
    ways.sort(reverse=True)
    return ways[:width]


def _log_softmax(logits: Floats) -> Floats:
    less = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(less - np.log(np.exp(less).sum(axis=-1, keepdims=True)), np.float32)


def _session(file: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # no core is busy between utterances
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def model_folder() -> Path:
    """Where the package keeps the model. Raises SpeechUnavailable where it is missing, or a file is not whole."""
    spec = importlib.util.find_spec(MODULE)
    if spec is None or spec.origin is None:
        raise SpeechUnavailable(f"English recognition needs the package {PACKAGE}: {INSTALL}")
    folder = Path(spec.origin).parent / MODEL
    noted = {file.as_posix(): file.size for file in importlib.metadata.files(PACKAGE) or ()}
    for name in (ENCODER, DECODER, PIECES):
        file = folder / name
        size = file.stat().st_size if file.is_file() else 0
        if not size or size != (noted.get(f"{MODULE}/{MODEL}/{name}") or size):
            raise SpeechUnavailable(f"the English model is damaged: {file} is not whole; install {PACKAGE} again")
    return folder


def version() -> str:
    """Of the package."""
    return importlib.metadata.version(PACKAGE)
