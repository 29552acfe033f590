"""What speaks: the words of a reply in, its audio out, sentence by sentence.

    speaker = Speaker({"ko": Prompts(RemoteVoice(...), folder)})
    for piece in speaker.speak("창문을 열었어요. 또 무엇을 할까요?", "ko"):
        for chunk in chunks(piece.samples, piece.rate):
            ...

A sentence that is kept comes at once. Any other is rendered in pieces, the first of them short; while one is
heard the next is rendered.
"""

import logging
import queue
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from speech.protocols import Samples, SpeechUnavailable, Spoken
from speech.voices.prompts import Prompts
from speech.voices.sentences import pieces, sentences

log = logging.getLogger(__name__)

BETWEEN = 0.25  # s of silence before a sentence that follows another
BETWEEN_PIECES = 0.06  # s before a further piece of one sentence
MOST_CHARACTERS = 1200  # of a text, three to four minutes of speech: what is behind them is not spoken


class NoVoice(SpeechUnavailable):
    """There is none of this language; says which there are."""


@dataclass(frozen=True)
class Part:
    """A piece to be spoken, as soon as its audio is there."""

    text: str
    pause: float  # s of silence before it
    audio: "Future[Samples]"
    cached: bool


Job = tuple[Prompts, str, "Future[Samples]"]  # in whose voice, what, and where the audio goes


class Speaker:
    """Speaks the languages of `prompts`. For several threads; what they want rendered is rendered one by one."""

    def __init__(self, prompts: Mapping[str, Prompts]) -> None:
        self._prompts = prompts
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._disturbed = 0  # of those who speak or listen
        self._closed = False

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._prompts)

    @property
    def busy(self) -> bool:
        """Does it speak, or somebody listen, so that nothing is to be rendered ahead?"""
        return self._disturbed > 0

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Nothing is rendered ahead while this lasts. For whoever listens; what speaks does it by itself."""
        with self._lock:
            self._disturbed += 1
        try:
            yield
        finally:
            with self._lock:
                self._disturbed -= 1

    def prepare(self, language: str) -> None:
        """Loads the voice if it is not, and does not wait. For when somebody begins to talk: a reply is to come, and
        tells what is wrong where it cannot be loaded."""
        if language in self._prompts:
            self._rendered(self._prompts[language], "")

    def speak(self, text: str, language: str) -> Iterator[Spoken]:
        """The audio of a text; nothing where there is nothing in it that could be spoken.

        The samples of a piece have the silence before it. Who stops asking, or closes it, stops the voice: at most one
        further piece has been rendered. Raises, with the first piece, NoVoice; SpeechUnavailable where one cannot be
        rendered.
        """
        if language not in self._prompts:
            there = " and ".join(sorted(self._prompts)) or "none"
            raise NoVoice(f"no voice of the language {language!r} is here, only {there}")
        yield from self._pieces(self._prompts[language], within(text, MOST_CHARACTERS))

    def close(self) -> None:
        """Nothing is rendered any more."""
        with self._lock:
            self._closed = True
            self._jobs.put(None)

    def _pieces(self, prompts: Prompts, said: Iterable[str]) -> Iterator[Spoken]:
        rate = prompts.voice.rate
        parts = self._parts(prompts, said)
        spoken = False
        with self.undisturbed():
            part = next(parts, None)
            following: Part | None = None
            try:
                while part is not None:
                    following = next(parts, None)  # is rendered while this one is heard
                    samples = part.audio.result()
                    if len(samples):  # a word in letters that the voice does not have is none
                        silence = np.zeros(round(part.pause * rate) if spoken else 0, np.int16)
                        spoken = True
                        yield Spoken(part.text, np.concatenate((silence, samples)), rate, part.cached)
                    part = following
            finally:
                for left in (part, following):
                    if left is not None:
                        left.audio.cancel()

    def _parts(self, prompts: Prompts, said: Iterable[str]) -> Iterator[Part]:
        """The sentences that are in the cache, the pieces of the others. Who takes one has begun to render it."""
        for sentence in said:
            if (kept := prompts.kept(sentence)) is not None:
                yield Part(sentence, BETWEEN, there(kept), True)
                continue
            for number, piece in enumerate(pieces(sentence, prompts.voice.language)):
                kept = prompts.kept(piece) if piece != sentence else None
                audio = self._rendered(prompts, piece) if kept is None else there(kept)
                yield Part(piece, BETWEEN_PIECES if number else BETWEEN, audio, kept is not None)

    def _rendered(self, prompts: Prompts, text: str) -> "Future[Samples]":
        """The audio, once its turn has come; it is remembered after it was handed over."""
        audio: Future[Samples] = Future()
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
                self._thread.start()
            if self._closed:
                audio.set_exception(SpeechUnavailable("the voice was closed"))
            else:
                self._jobs.put((prompts, text, audio))
        return audio

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            prompts, text, audio = job
            if not audio.set_running_or_notify_cancel():
                continue
            if (kept := prompts.kept(text)) is not None:  # rendered since it was asked for
                audio.set_result(kept)
                continue
            try:
                found = prompts.voice.render(text)
            except Exception as error:  # who asked for it is told
                audio.set_exception(error)
                continue
            audio.set_result(found)
            if text:
                prompts.remember(text, found)


def there(samples: Samples) -> "Future[Samples]":
    """What need not be waited for."""
    audio: Future[Samples] = Future()
    audio.set_result(samples)
    return audio


def within(text: str, most: int) -> list[str]:
    """The sentences of a text that have together at most so many characters; a first one that is longer is cut."""
    found: list[str] = []
    left = most
    for sentence in sentences(text):
        if len(sentence) > left:
            log.warning("of a text of %d characters the first %d are spoken", len(text), most - left if found else most)
            return found or [sentence[:most]]
        found.append(sentence)
        left -= len(sentence)
    return found
