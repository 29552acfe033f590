"""Recognising by the NLU server, over gRPC."""

import logging
import queue
import threading
from collections.abc import Container, Iterable, Sequence
from itertools import islice

import grpc
import numpy as np

from contract.ids import new_id
from contract.values import InvalidRequest, checked_texts
from malcha.v1 import speech_pb2, speech_pb2_grpc
from serving.errors import reason_of
from speech.listening.whole import LONGEST_WHOLE
from speech.protocols import RATE, Heard, RecognisedBy, Samples
from speech.recognising.as_spoken import AsSpoken
from speech.recognising.why import SERVER_AWAY, SERVER_FAILED, SERVER_LATE, SERVER_OLDER, ServerFailed

log = logging.getLogger(__name__)

DEADLINE = 5.0  # s from the end of the audio, as it is spoken, to the words; who cannot wait so long cancels
LONGEST_CALL = LONGEST_WHOLE / RATE + DEADLINE  # s, however slowly the audio comes
LEAST, MOST = 20 * RATE // 1000, 30 * 1024  # samples of a message: 20 ms; 60 KiB
MOST_PHRASES, LONGEST_PHRASE = 500, 100  # that the server takes; characters
MOST_BYTES = 40 * 1024  # of all phrases: a message has 64 KiB at most

WHY = {  # gRPC's word for how the call ended; every other one is SERVER_FAILED
    grpc.StatusCode.UNAVAILABLE: SERVER_AWAY,
    grpc.StatusCode.CANCELLED: SERVER_AWAY,
    grpc.StatusCode.DEADLINE_EXCEEDED: SERVER_LATE,
    grpc.StatusCode.UNIMPLEMENTED: SERVER_OLDER,
}


class SpeechClient:
    """A Recogniser of one language, on the server of this channel. `name` and `version` are those of its last words."""

    def __init__(
        self, channel: grpc.Channel, language: str, known: Container[str] = (), deadline: float = DEADLINE
    ) -> None:
        """`known` are phrases that the server knows without being told. `deadline`: see DEADLINE."""
        self.stub = speech_pb2_grpc.SpeechServiceStub(channel)
        self.language, self.known, self.deadline = language, known, deadline
        self.name, self.version = "server", ""

    def stream(self, phrases: Sequence[str] = ()) -> "ServerStream":
        """Calls the server when the first audio is there. Its streams raise ServerFailed."""
        return ServerStream(self, sent(each for each in phrases if each not in self.known))


def sent(phrases: Iterable[str]) -> list[str]:
    """As many of these, the first ones, as one request takes."""
    found, size = [], 0
    for phrase in islice((each for each in phrases if 0 < len(each) <= LONGEST_PHRASE), MOST_PHRASES):
        size += len(phrase.encode())
        if size > MOST_BYTES:
            break
        found.append(phrase)
    return found


class ServerStream:
    """A Stream: one call. Audio is given by one thread; any may cancel."""

    def __init__(self, client: SpeechClient, phrases: Sequence[str]) -> None:
        self._client, self._phrases = client, phrases
        self.by = RecognisedBy(client.name, client.version, "server")
        self._requests: queue.SimpleQueue[speech_pb2.RecogniseRequest | None] = queue.SimpleQueue()
        self._held: list[Samples] = []  # not sent yet: less than LEAST
        self._taken = 0  # samples
        self._spoken = AsSpoken()
        self._call: grpc.Call | None = None
        self._partial = ""
        self._end = speech_pb2.AudioEnd()
        self._over = threading.Event()  # the call has ended, or it has told its words
        self._answer: tuple[Heard, ...] = ()
        self._error: ServerFailed | None = None

    def accept(self, samples: Samples) -> str:
        """Never waits. What is beyond LONGEST_WHOLE is not sent."""
        samples = samples[: LONGEST_WHOLE - self._taken]
        self._taken += len(samples)
        self._spoken.give(len(samples))
        self._held.append(samples)
        if sum(map(len, self._held)) >= LEAST:
            self._send()
        if self._over.is_set() and self._error:
            raise self._error
        return self._partial

    def noise(self, snr: float) -> None:
        """See speech.protocols.ToldOfNoise."""
        self._end.snr_db = snr

    def finish(self) -> tuple[Heard, ...]:
        """Waits for the words."""
        self._send()
        if self._call is None:
            return ()
        self._requests.put(speech_pb2.RecogniseRequest(end=self._end))
        self._requests.put(None)
        if not self._over.wait(self._client.deadline + self._spoken.left()):
            self.cancel()
            raise ServerFailed(f"no words {self._client.deadline:g} s after the end of the audio", SERVER_LATE)
        if self._error:
            raise self._error
        return self._answer

    def cancel(self) -> None:
        """Nobody waits for the words any more: the server need not make them."""
        if self._call is not None:
            self._call.cancel()

    def _send(self) -> None:
        audio = np.concatenate([np.zeros(0, np.int16), *self._held])
        self._held.clear()
        if self._call is None and len(audio):
            self._begin()
        for start in range(0, len(audio), MOST):
            data = audio[start : start + MOST].astype("<i2").tobytes()
            self._requests.put(speech_pb2.RecogniseRequest(audio=data))

    def _begin(self) -> None:
        """Starts the call, and a thread that reads what it answers."""
        start = speech_pb2.AudioStart(
            utterance_id=new_id(), rate_hz=RATE, locale=self._client.language, phrases=self._phrases, whole=True
        )
        self._requests.put(speech_pb2.RecogniseRequest(start=start))
        call = self._client.stub.Recognise(iter(self._requests.get, None), timeout=LONGEST_CALL)
        self._call = call
        call.add_done_callback(lambda _: self._requests.put(None))  # a thread of gRPC's waits for the next request
        threading.Thread(target=self._read, args=(call,), name="words", daemon=True).start()

    def _read(self, answers: Iterable[speech_pb2.RecogniseResponse]) -> None:
        try:
            self._answer = self._words(answers)
        except grpc.RpcError as error:
            self._error = failed(error)
        except ServerFailed as error:
            self._error = error
        finally:
            self._over.set()
            self.cancel()  # it may have more to tell

    def _words(self, answers: Iterable[speech_pb2.RecogniseResponse]) -> tuple[Heard, ...]:
        """The words of the last event. Raises ServerFailed, grpc.RpcError."""
        for answer in answers:
            kind = answer.WhichOneof("event")
            if kind == "partial":
                self._partial = answer.partial.text
            elif kind == "recognised":
                return self._heard(answer.recognised)
            elif kind == "nothing_heard" and answer.nothing_heard.reason == "no_words":
                return ()
            elif kind in ("speech_started", "nothing_heard"):  # it has looked for the voice by itself
                raise ServerFailed("the server does not know audio that is a whole utterance", SERVER_OLDER)
        raise ServerFailed("the call ended without words")

    def _heard(self, recognised: speech_pb2.Recognised) -> tuple[Heard, ...]:
        alternatives = [(each.text, each.score) for each in recognised.alternatives]
        try:
            found = tuple(Heard(text, score) for text, score in checked_texts(alternatives))
        except InvalidRequest as error:
            raise ServerFailed(f"the server's words are not of this contract: {error}") from error
        self.by = RecognisedBy(recognised.recogniser, recognised.recogniser_version, "server")
        self._client.name, self._client.version = self.by.name, self.by.version
        return found


def failed(error: grpc.RpcError) -> ServerFailed:
    """Why a call failed, in a word of ours."""
    code, reason = error.code(), reason_of(error).name
    why = WHY.get(code, SERVER_FAILED)
    if reason in ("NO_RECOGNISER", "STALLED"):  # it is there
        why = SERVER_FAILED
    return ServerFailed(f"{code.name}{f' {reason}' if reason else ''}: {error.details()}", why)
