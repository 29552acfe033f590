"""A wake word in place of a key: the microphone is heard until it was said, and handed on with what comes behind."""

import threading
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np

from speech.listening.vad import Vad, open_session
from speech.listening.wake_word import RECORDINGS, WakeWord, trimmed
from speech.pcm import level, samples_of
from speech.protocols import AudioError, Samples
from speech.resampling import Resampler
from speech.wav import read_at_16_khz

# s: the word is made out 0.2 to 0.5 s behind its end. An order may follow in the same breath, so what came since is
# handed on, from the quietest moment on: else its last syllable would be taken for an utterance, or for a part of one
BEHIND = 0.5
MOMENT = 0.02  # s


class Source(Protocol):
    """A microphone."""

    rate: int

    def chunks(self) -> Iterator[bytes]:
        """16-bit samples as they come, until it is closed."""

    def close(self) -> None:
        """Nothing more is wanted."""


class Word(Protocol):
    """A WakeWord."""

    def heard(self, samples: Samples) -> bool:
        """Was it said in the next samples?"""

    def reset(self) -> None:
        """Forgets what was heard."""


def enrolled(folder: Path) -> WakeWord:
    """The word that the WAV files of the folder say, each once. Raises AudioError for too few, and for files or words
    that cannot be used; SpeechUnavailable."""
    files = recordings(folder)
    if len(files) < RECORDINGS:
        raise AudioError(
            f"{folder} has {len(files)} recordings (*.wav) of the wake word, and {RECORDINGS} are needed: "
            f"malcha enrol {folder} makes them"
        )
    return WakeWord.enrolled([read(file) for file in files], Vad(open_session()))


def recordings(folder: Path) -> list[Path]:
    """The WAV files there."""
    return sorted(folder.glob("*.[wW][aA][vV]"))


def read(file: Path) -> Samples:
    """One recording, at RATE. Raises AudioError, also where there is not one word in it."""
    try:
        recording = read_at_16_khz(file)
    except OSError as error:
        raise AudioError(f"{file} cannot be read: {error.strerror}") from error
    try:
        trimmed(recording)
    except AudioError as error:
        raise AudioError(f"{file}: {error}") from error
    return recording


def behind_word(chunks: Iterator[bytes], rate: int, word: Word) -> Iterator[bytes] | None:
    """The audio behind the word, once it was said; None where the chunks end before."""
    word.reset()
    resampler, last = Resampler(rate), np.zeros(0, np.int16)
    for chunk in chunks:
        samples = samples_of(chunk, rate)
        last = np.concatenate([last, samples])[-round(BEHIND * rate) :]
        if word.heard(resampler.accept(samples)):
            return chain([from_quietest(last, round(MOMENT * rate)).astype("<i2").tobytes()], chunks)
    return None


def from_quietest(samples: Samples, moment: int) -> Samples:
    """From the first of the quietest moments on, of so many samples each.

    >>> from_quietest(np.array([9, -9, 1, 0, 0, 1, 5, 5], np.int16), 2)
    array([1, 0, 0, 1, 5, 5], dtype=int16)
    """
    moments = samples[: len(samples) // moment * moment].reshape(-1, moment)
    return samples[int(np.argmin([level(each) for each in moments])) * moment :] if len(moments) else samples


class Waking:
    """Hears the microphone whenever no utterance goes on."""

    def __init__(self, word: Word, opened: Callable[[], Source], tell: Callable[[Exception | None], None]) -> None:
        """`opened` opens the microphone. `tell` is called in a thread: None where the word was said, else what is wrong
        with the microphone."""
        self._word, self._opened, self._tell = word, opened, tell
        self._lock = threading.Lock()
        self._source: Source | None = None
        self._behind: Iterator[bytes] | None = None  # the audio behind the word, once it was said
        self._thread: threading.Thread | None = None

    def listen(self) -> None:
        """From now on, until the word was said, or `hand_over` or `stop` is called. Raises what `opened` does."""
        self.stop()
        self._source = source = self._opened()
        self._thread = threading.Thread(target=self._hear, args=(source,), name="wake word", daemon=True)
        self._thread.start()

    @property
    def listening(self) -> bool:
        """Is the microphone heard, or was the word said and is the microphone not handed over yet?"""
        return self._source is not None

    def hand_over(self) -> tuple[Source, Iterator[bytes]] | None:
        """The open microphone and the audio behind the word; None where it was not said. It is not listened for any
        more, and of nobody else the microphone is open."""
        with self._lock:
            source, behind, self._source, self._behind = self._source, self._behind, None, None
        if source is not None and behind is not None:
            return source, behind
        if source is not None:
            source.close()
        if self._thread is not None:
            self._thread.join()
        return None

    def stop(self) -> None:
        """Nobody hears the microphone any more."""
        if (handed := self.hand_over()) is not None:
            handed[0].close()

    def _hear(self, source: Source) -> None:
        problem: Exception | None = None
        behind = None
        try:
            behind = behind_word(source.chunks(), source.rate, self._word)
        except Exception as error:  # in this thread nobody would see it
            problem = error
        with self._lock:
            if self._source is not source or (behind is None and problem is None):
                return
            self._behind = behind
        self._tell(problem)
