"""gRPC servicer of hearing: translation only. Audio in, events out, and what the words were understood as."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from time import perf_counter

import grpc

from contract.ids import checked_id, new_id
from contract.messages import Kinds, alternatives_to_proto, language, timings_to_proto, understanding_to_proto
from contract.values import MOST_ALTERNATIVES, Context, InvalidRequest
from malcha.v1 import speech_pb2, speech_pb2_grpc
from nlu.engine.engine import Engine
from nlu.service.server import BY, said_before
from serving.errors import abort, invalid
from speech.listening import events as heard
from speech.listening.listener import Listener
from speech.listening.noise import Suppression
from speech.listening.vad import VoiceActivity
from speech.pcm import samples_of
from speech.protocols import RATE, AudioError, Recogniser

log = logging.getLogger(__name__)

SERVICE = "malcha.v1.SpeechService"
STALLED_AFTER = 5.0  # s without audio
MOST_WAITING = 50  # messages of a client that are read ahead; then gRPC lets it wait
ROOM_EVERY = 0.5  # s between looks whether the call is still open, while a full queue is not read
MOST_PHRASES, LONGEST_PHRASE = 500, 100  # of a request; characters
WHY_ENDED = {"audio ended": "released", "too long": "too_long"}  # the others are words of their own

Phrases = Callable[[str, Context], Sequence[str]]  # (language, what was said before) -> what may be said now


@dataclass(frozen=True)
class Ears:
    """What a server hears with. `suppression` makes one for an utterance, or None."""

    recognisers: Mapping[str, Recogniser]  # by language
    vad: Callable[[], VoiceActivity]
    suppression: Callable[[], Suppression | None]
    phrases: Phrases


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
            first = self._next(coming, context)
            if first is None:
                raise AudioError("no audio before `start`")
            id, before, recogniser, listener = self._begin(first)
            for event in self._heard(listener, coming, context):
                yield self._told(event, id, listener, recogniser, before)
        except AudioError as error:
            abort(context, grpc.StatusCode.INVALID_ARGUMENT, "AUDIO", str(error))
        except NoRecogniser as error:
            abort(context, grpc.StatusCode.UNAVAILABLE, "NO_RECOGNISER", str(error))
        except InvalidRequest as error:
            invalid(context, error)

    def _begin(self, first: speech_pb2.RecogniseRequest) -> tuple[str, Context, Recogniser, Listener]:
        """(utterance id, what was said before, who hears, the front end). Raises what Recognise ends the call for."""
        if first.WhichOneof("request") != "start":
            raise AudioError("the first request has to be `start`")
        start = first.start
        id = checked_id(start.utterance_id, "start.utterance_id") or new_id()
        code = language(start.locale)
        before = said_before(start.context, id, "start.context")
        recogniser = self.ears.recognisers.get(code)
        if recogniser is None:
            spoken = " and ".join(sorted(self.ears.recognisers)) or "none"
            raise NoRecogniser(f"no recogniser for {start.locale or 'no locale'} here, only {spoken}")
        given = checked_phrases(start.phrases)
        phrases = [*given, *self.ears.phrases(code, before)]
        suppression = self.ears.suppression()
        return id, before, recogniser, Listener(
            recogniser, self.ears.vad(), rate=start.rate_hz, phrases=phrases, suppression=suppression,
            complete=lambda text: self._complete(text, before),
        )  # fmt: skip

    def _heard(
        self, listener: Listener, coming: "queue.Queue[Coming]", context: grpc.ServicerContext
    ) -> Iterator[heard.Event]:
        """The events of the utterance until it is over."""
        while not listener.over:
            request = self._next(coming, context)
            kind = request.WhichOneof("request") if request is not None else "end"
            if kind == "audio" and request is not None:
                yield from listener.accept(samples_of(request.audio, RATE))
            elif kind == "end":
                yield from listener.finish()
            else:
                raise AudioError("`start` comes once, and then audio")

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

    def _complete(self, text: str, before: Context) -> bool | None:
        """Are these words a whole command?"""
        try:
            found = self.engine.understand(text, before)
        except ValueError:
            return None
        return found.outcome in ("understood", "hand_off") or None

    def _told(
        self, event: heard.Event, id: str, listener: Listener, recogniser: Recogniser, before: Context
    ) -> speech_pb2.RecogniseResponse:
        made = speech_pb2.RecogniseResponse(utterance_id=id, at_s=listener.now / RATE)
        if isinstance(event, heard.SpeechStarted):
            made.speech_started.SetInParent()
        elif isinstance(event, heard.Partial):
            made.partial.text = event.text
        elif isinstance(event, heard.SpeechEnded):
            made.speech_ended.reason = WHY_ENDED.get(event.why, event.why)
        elif isinstance(event, heard.NothingHeard):
            made.nothing_heard.reason = event.why.replace(" ", "_")
        else:
            self._recognised(made.recognised, event, recogniser, before)
        return made

    def _recognised(
        self, made: speech_pb2.Recognised, event: heard.Final, recogniser: Recogniser, before: Context
    ) -> None:
        began = perf_counter()
        alternatives = [(each.text, each.score) for each in event.alternatives[:MOST_ALTERNATIVES]]
        found = replace(self.engine.understand(alternatives, before), by=BY)
        log.info("heard %s: %s, %.2f ms", before.utterance_id, found.outcome, (perf_counter() - began) * 1e3)
        made.alternatives.extend(alternatives_to_proto(alternatives))
        made.understanding.CopyFrom(understanding_to_proto(found, self.kinds))
        made.recogniser, made.recogniser_version = recogniser.name, recogniser.version
        made.timings.extend(timings_to_proto(found.timings))


class NoRecogniser(Exception):
    """There is none of this language."""


Coming = speech_pb2.RecogniseRequest | Exception | None


def read_ahead(requests: Iterator[speech_pb2.RecogniseRequest], open_yet: Callable[[], bool]) -> "queue.Queue[Coming]":
    """The requests as they come, read by a thread, so that waiting for them can end; None behind the last one."""
    coming: queue.Queue[Coming] = queue.Queue(MOST_WAITING)

    def put(what: Coming) -> None:
        """Waits for room as long as the call is open."""
        while open_yet():
            with suppress(queue.Full):
                return coming.put(what, timeout=ROOM_EVERY)

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
