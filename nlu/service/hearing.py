"""gRPC servicer of hearing: translation only. Audio in, events out, and what the words were understood as."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import grpc

from contract.ids import checked_id, new_id
from contract.messages import Kinds, alternatives_to_proto, language, timings_to_proto, understanding_to_proto
from contract.values import Context, InvalidRequest
from malcha.v1 import speech_pb2, speech_pb2_grpc
from nlu.engine.engine import Engine
from nlu.service.ears import Ears, NoRecogniser, read, texts
from nlu.service.requests import BY, said_before
from serving.errors import abort, invalid
from speech.listening import events as heard
from speech.listening.listener import Listener
from speech.pcm import samples_of
from speech.protocols import RATE, AudioError, Recogniser

log = logging.getLogger(__name__)

SERVICE = "malcha.v1.SpeechService"
STALLED_AFTER = 5.0  # s without audio
MOST_WAITING = 50  # messages of a client that are read ahead; then gRPC lets it wait
ROOM_EVERY = 0.5  # s between looks whether the call is still open, while a full queue is not read
LEAST_AUDIO = 160  # bytes that do not count as a request: 10 ms at 8 kHz
MOST_PHRASES, LONGEST_PHRASE = 500, 100  # of a request; characters
WHY_ENDED = {"audio ended": "released", "too long": "too_long"}  # the others are words of their own


@dataclass(frozen=True)
class Utterance:
    """One that has begun."""

    id: str
    before: Context
    rate: int  # Hz
    recogniser: Recogniser
    listener: Listener


class SpeechServicer(speech_pb2_grpc.SpeechServiceServicer):
    def __init__(self, engine: Engine, ears: Ears, stalled_after: float = STALLED_AFTER) -> None:
        """`stalled_after` s without audio an utterance is given up."""
        self.engine, self.ears, self.stalled_after = engine, ears, stalled_after
        self.kinds: Kinds = {name: row.kind for name, row in engine.catalogue.items()}

    def Recognise(
        self, requests: Iterator[speech_pb2.RecogniseRequest], context: grpc.ServicerContext
    ) -> Iterator[speech_pb2.RecogniseResponse]:
        coming = read_ahead(requests, context.is_active)
        try:
            utterance = self._begin(self._next(coming, context))
            at = 0  # samples
            for event in self._heard(utterance, coming, context):
                at = max(at, getattr(event, "at", 0))
                told = self._told(event, utterance)
                told.utterance_id, told.at_s = utterance.id, at / RATE
                yield told
        except AudioError as error:
            abort(context, grpc.StatusCode.INVALID_ARGUMENT, "AUDIO", str(error))
        except NoRecogniser as error:
            abort(context, grpc.StatusCode.UNAVAILABLE, "NO_RECOGNISER", str(error))
        except InvalidRequest as error:
            invalid(context, error)

    def _begin(self, first: speech_pb2.RecogniseRequest | None) -> Utterance:
        """Raises what Recognise ends the call for."""
        if first is None or first.WhichOneof("request") != "start":
            raise AudioError("the first request has to be `start`")
        start = first.start
        id = checked_id(start.utterance_id, "start.utterance_id") or new_id()
        code = language(start.locale)
        before = said_before(start.context, id, "start.context")
        more = checked_phrases(start.phrases)
        listener = self.ears.listener(self.engine, code, start.rate_hz, before, more)
        return Utterance(id, before, start.rate_hz, self.ears.recognisers[code], listener)

    def _heard(
        self, utterance: Utterance, coming: "queue.Queue[Coming]", context: grpc.ServicerContext
    ) -> Iterator[heard.Event]:
        """The events of the utterance until it is over."""
        while not utterance.listener.over:
            request = self._next(coming, context)
            kind = request.WhichOneof("request") if request is not None else "end"
            if request is not None and kind == "audio":
                yield from utterance.listener.accept(samples_of(request.audio, utterance.rate))
            elif kind == "end":
                yield from utterance.listener.finish()
            else:
                raise AudioError("after `start` only audio and `end` are taken")

    def _next(self, coming: "queue.Queue[Coming]", context: grpc.ServicerContext) -> speech_pb2.RecogniseRequest | None:
        """The next request; None at their end."""
        try:
            found = coming.get(timeout=self.stalled_after)
        except queue.Empty:
            limit = f"{self.stalled_after:g}"
            text = f"no audio for {limit} s; nothing was understood"
            abort(context, grpc.StatusCode.DEADLINE_EXCEEDED, "STALLED", text, {"limit": limit})
        if isinstance(found, Exception):
            raise found
        return found

    def _told(self, event: heard.Event, utterance: Utterance) -> speech_pb2.RecogniseResponse:
        made = speech_pb2.RecogniseResponse()
        if isinstance(event, heard.SpeechStarted):
            made.speech_started.SetInParent()
        elif isinstance(event, heard.Partial):
            made.partial.text = event.text
        elif isinstance(event, heard.SpeechEnded):
            made.speech_ended.reason = WHY_ENDED.get(event.why, event.why)
        elif isinstance(event, heard.NothingHeard):
            made.nothing_heard.reason = event.why.replace(" ", "_")
        else:
            self._recognised(made, event, utterance)
        return made

    def _recognised(self, made: speech_pb2.RecogniseResponse, event: heard.Final, utterance: Utterance) -> None:
        """What was heard, understood; words that the engine cannot read at all are none."""
        found = read(self.engine, event.alternatives, utterance.before)
        if found is None:
            made.nothing_heard.reason = "no_words"
            return
        log.info("heard %s: %s, %.2f, by %s", utterance.id, found.outcome, found.confidence, utterance.recogniser.name)
        made.recognised.alternatives.extend(alternatives_to_proto(texts(event.alternatives)))
        made.recognised.understanding.CopyFrom(understanding_to_proto(replace(found, by=BY), self.kinds))
        made.recognised.recogniser = utterance.recogniser.name
        made.recognised.recogniser_version = utterance.recogniser.version
        made.recognised.timings.extend(timings_to_proto(found.timings))


def is_audio(request: object) -> bool:
    """A part of an utterance that was counted when it began. Scraps of audio do count: each costs as much as a call."""
    return isinstance(request, speech_pb2.RecogniseRequest) and len(request.audio) >= LEAST_AUDIO


def add(engine: Engine, ears: Ears, server: grpc.Server) -> None:
    """Put the service on a server that has been told of SERVICE."""
    speech_pb2_grpc.add_SpeechServiceServicer_to_server(SpeechServicer(engine, ears), server)


Coming = speech_pb2.RecogniseRequest | Exception | None


def read_ahead(requests: Iterator[speech_pb2.RecogniseRequest], open_yet: Callable[[], bool]) -> "queue.Queue[Coming]":
    """The requests as they come, read by a thread, so that waiting for them can end; None behind the last one."""
    coming: queue.Queue[Coming] = queue.Queue(MOST_WAITING)

    def put(what: Coming) -> None:
        """Waits for room as long as the call is open."""
        while open_yet():
            with suppress(queue.Full):
                coming.put(what, timeout=ROOM_EVERY)
                break

    def read() -> None:
        try:
            for request in requests:
                put(request)
            put(None)
        except Exception as error:  # gRPC's way to say that the call has ended; a bug is seen by who waits
            put(error)

    threading.Thread(target=read, name="audio", daemon=True).start()
    return coming


def checked_phrases(phrases: Sequence[str]) -> Sequence[str]:
    """Raises InvalidRequest for more or longer ones than are taken."""
    if len(phrases) > MOST_PHRASES:
        text = f"{len(phrases)} phrases, at most {MOST_PHRASES} are taken"
        raise InvalidRequest(text, "PHRASES", "start.phrases", limit=MOST_PHRASES)
    for place, phrase in enumerate(phrases):
        if len(phrase) > LONGEST_PHRASE:
            text = f"a phrase of {len(phrase)} characters, at most {LONGEST_PHRASE} are taken"
            raise InvalidRequest(text, "PHRASES", f"start.phrases[{place}]", limit=LONGEST_PHRASE)
    return phrases
