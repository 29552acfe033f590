"""One utterance with a recogniser that may block or fail: in a thread of its own, so that who gives it audio never
waits."""

import logging
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import Protocol, runtime_checkable

from contract.breaker import Breaker
from speech.protocols import Heard, RecognisedBy, Recogniser, Samples, Stream, ToldOfNoise
from speech.recognising.as_spoken import AsSpoken
from speech.recognising.why import SERVER_FAILED, SERVER_LATE, ServerFailed

log = logging.getLogger(__name__)

MOST_WAITING = 1_000  # chunks that the recogniser has not taken yet: 32 s in those of a Listener
STALLED = 10.0  # s without audio after which nobody speaks any more: the Listener gives it without a pause

Answer = tuple[tuple[Heard, ...], RecognisedBy]


@runtime_checkable
class CanBeCancelled(Protocol):
    """A Stream whose work elsewhere can be called off, from any thread."""

    def cancel(self) -> None: ...


def cancel(stream: Stream | None) -> None:
    if isinstance(stream, CanBeCancelled):
        stream.cancel()


class Asked:
    """The utterance. Its breaker is told how it ended."""

    def __init__(self, recogniser: Recogniser, phrases: Sequence[str], breaker: Breaker) -> None:
        self.partial = ""  # the words so far
        self._breaker = breaker
        self._coming: queue.Queue[Samples | None] = queue.Queue(MOST_WAITING)  # None: the end
        self._answer: Future[Answer] = Future()
        self._stream: Stream | None = None
        self._snr: float | None = None  # dB
        self._spoken = AsSpoken()
        self._off = threading.Event()
        run = threading.Thread(target=self._run, args=(recogniser, phrases), name="asked", daemon=True)
        run.start()

    def give(self, samples: Samples) -> None:
        """The next audio. Never waits."""
        if self._off.is_set() or self._answer.done():
            return
        self._spoken.give(len(samples))
        try:
            self._coming.put_nowait(samples.copy())
        except queue.Full:
            self._give_up(f"has not taken {MOST_WAITING} chunks of audio")

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        self._snr = snr

    def end(self) -> None:
        """No audio follows."""
        with suppress(queue.Full):  # then the answer is late, too
            self._coming.put_nowait(None)

    def answer(self, patience: float) -> Answer:
        """The answer, waited for at most `patience` s from now, or from when the audio would have ended had it been
        spoken. Raises ServerFailed; then nothing more is waited for."""
        try:
            return self._answer.result(patience + self._spoken.left())
        except TimeoutError:
            self._give_up(f"has not answered {patience:g} s after the end")
            raise ServerFailed(f"no answer within {patience:g} s", SERVER_LATE) from None

    def call_off(self) -> None:
        """Nobody wants the answer any more. Does nothing once it is there."""
        if self._off.is_set() or self._answer.done():
            return
        self._breaker.let_go()
        self._end()

    def _give_up(self, why: str) -> None:
        log.warning("the recogniser elsewhere %s; it is not waited for", why)
        self._breaker.failed()
        with suppress(InvalidStateError):  # it has come just now
            self._answer.set_exception(ServerFailed(why, SERVER_LATE))
        self._end()

    def _end(self) -> None:
        self._off.set()
        self.end()  # it may wait for audio
        cancel(self._stream)

    def _run(self, recogniser: Recogniser, phrases: Sequence[str]) -> None:
        try:
            answer = self._recognised(recogniser, phrases)
        except Exception as error:  # whatever it is, the utterance is somebody else's then
            if self._off.is_set():
                return
            log.warning("the recogniser elsewhere does not hear: %s", error)
            self._breaker.failed()
            known = error if isinstance(error, ServerFailed) else ServerFailed(str(error), SERVER_FAILED)
            self._tell(known)
        else:
            if answer and not self._off.is_set():
                self._breaker.succeeded()
                self._tell(answer)

    def _tell(self, answer: Answer | ServerFailed) -> None:
        with suppress(InvalidStateError):  # given up at this moment
            if isinstance(answer, ServerFailed):
                self._answer.set_exception(answer)
            else:
                self._answer.set_result(answer)

    def _recognised(self, recogniser: Recogniser, phrases: Sequence[str]) -> Answer | None:
        """None: it was called off."""
        self._stream = stream = recogniser.stream(phrases)
        while True:
            try:
                samples = self._coming.get(timeout=STALLED)
            except queue.Empty:
                cancel(stream)
                raise ServerFailed(f"no audio for {STALLED:g} s") from None
            if self._off.is_set():
                cancel(stream)
                return None
            if samples is None:
                if isinstance(stream, ToldOfNoise) and self._snr is not None:
                    stream.noise(self._snr)
                return stream.finish(), stream.by
            self.partial = stream.accept(samples)
