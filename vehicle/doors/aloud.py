"""The reply of a turn as audio, in pieces that come as fast as they are heard."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from contract.messages import timings_to_proto
from malcha.v1 import vehicle_pb2
from speech.protocols import SpeechUnavailable, Spoken
from speech.voices.pacing import Pace, chunks

log = logging.getLogger(__name__)

FINISHED, NO_VOICE, CANCELLED = "finished", "no_voice", "cancelled"


class Speaking(Protocol):
    """What this gateway speaks with."""

    def prepare(self, language: str) -> None:
        """A reply in this language is to come; does not wait."""
        ...

    def undisturbed(self) -> AbstractContextManager[None]:
        """While this lasts nothing is done that could wait: somebody is listened to."""
        ...

    def speak(self, text: str, language: str) -> Iterable[Spoken]:
        """The sentences of a text, one by one. Raises SpeechUnavailable, with any of them."""
        ...


class Silence:
    """What makes the voice be silent. The first reason counts."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self.reason = ""

    def ask(self, reason: str) -> None:
        self.reason = self.reason or reason
        self._asked.set()

    def wait(self, seconds: float) -> bool:
        """Was it asked for, by the end of this time?"""
        return self._asked.wait(max(0.0, seconds))


def reply_audio(
    sentences: Iterable[Spoken], silence: Silence, here: Callable[[], bool], clock: Callable[[], float]
) -> Iterator[vehicle_pb2.ConverseResponse]:
    """The sentences in pieces, and what came of them.

    Once silence is asked for, or nobody is here, no further piece comes. A sentence that is still being made is
    waited for even then, without a sound.
    """
    pace, asked, first, reason = Pace(), clock(), 0.0, FINISHED
    for piece in cut(sentences):
        now = clock()
        if silence.wait(pace.due(len(piece.audio) / 2 / piece.rate_hz, now) - now) or not here():
            reason = silence.reason or CANCELLED
            break
        first = first or clock()
        yield vehicle_pb2.ConverseResponse(reply_audio=piece)
    took = timings_to_proto({"first_audio": (first - asked) * 1000}) if first else ()
    if not first and reason == FINISHED:
        reason = silence.reason or NO_VOICE
    yield vehicle_pb2.ConverseResponse(spoken=vehicle_pb2.Spoken(reason=reason, timings=took))


def cut(sentences: Iterable[Spoken]) -> Iterator[vehicle_pb2.ReplyAudio]:
    """In chunks; none more where the voice fails."""
    try:
        for sentence in sentences:
            for number, chunk in enumerate(chunks(sentence.samples, sentence.rate)):
                text = "" if number else sentence.text
                audio = chunk.astype("<i2").tobytes()
                yield vehicle_pb2.ReplyAudio(audio=audio, rate_hz=sentence.rate, text=text)
    except SpeechUnavailable as error:
        log.warning("the reply is not spoken: %s", error)
