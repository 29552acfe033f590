"""gRPC servicer of hearing: translation only. Audio in, events out, and what the words were understood as."""

import logging
import queue
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

import grpc

from contract.ids import checked_id, new_id
from contract.messages import Kinds, alternatives_to_proto, language, timings_to_proto, understanding_to_proto
from contract.values import Context, InvalidRequest
from malcha.v1 import speech_pb2, speech_pb2_grpc
from nlu.engine.engine import Engine
from nlu.service.ears import Ears, read, texts
from nlu.service.requests import BY, said_before
from serving import hearing
from serving.errors import abort, invalid
from serving.read_ahead import STALLED_AFTER, ReadAhead, Stalled
from serving.server import Serving
from speech.listening.events import Event, Final
from speech.listening.listener import Listener
from speech.listening.whole import Whole
from speech.pcm import samples_of
from speech.protocols import RATE, AudioError, NoRecogniser, Recogniser

log = logging.getLogger(__name__)

Coming = ReadAhead[speech_pb2.RecogniseRequest]

SERVICE = "malcha.v1.SpeechService"
MOST_PHRASES, LONGEST_PHRASE = 500, 100  # of a request; characters


@dataclass(frozen=True)
class Utterance:
    """One that has begun."""

    id: str
    before: Context
    rate: int  # Hz
    recogniser: Recogniser
    listener: Listener | Whole


class SpeechServicer(speech_pb2_grpc.SpeechServiceServicer):
    def __init__(
        self, engine: Engine, ears: Future[Ears], serving: Serving, stalled_after: float = STALLED_AFTER
    ) -> None:
        """Until the `ears` are there no utterance is taken. `stalled_after` s without audio one is given up."""
        self.engine, self.ears, self.serving, self.stalled_after = engine, ears, serving, stalled_after
        self.kinds: Kinds = {name: row.kind for name, row in engine.catalogue.items()}

    def Recognise(
        self, requests: Iterator[speech_pb2.RecogniseRequest], context: grpc.ServicerContext
    ) -> Iterator[speech_pb2.RecogniseResponse]:
        with self.serving.under_way.one():
            if self.serving.stopping.is_set():
                abort(context, grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN", "the server is shutting down")
            yield from self._recognise(requests, context)

    def _recognise(
        self, requests: Iterator[speech_pb2.RecogniseRequest], context: grpc.ServicerContext
    ) -> Iterator[speech_pb2.RecogniseResponse]:
        coming = Coming(requests, context.is_active)
        try:
            utterance = self._begin(self._next(coming))
            at = 0  # samples
            for event in self._heard(utterance, coming):
                at = max(at, getattr(event, "at", 0))
                told = self._told(event, utterance)
                told.utterance_id, told.at_s = utterance.id, at / RATE
                yield told
        except AudioError as error:
            abort(context, grpc.StatusCode.INVALID_ARGUMENT, "AUDIO", str(error))
        except Stalled as error:
            limit = {"limit": f"{error.after:g}"}
            abort(context, grpc.StatusCode.DEADLINE_EXCEEDED, "STALLED", str(error), limit)
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
        if not self.ears.done():
            raise NoRecogniser("the recognisers are still being loaded")
        ears, rate = self.ears.result(), start.rate_hz
        listener = (
            ears.whole(self.engine, code, rate, before, more)
            if start.whole
            else ears.listener(self.engine, code, rate, before, more)
        )
        return Utterance(id, before, rate, ears.recogniser(code), listener)

    def _heard(self, utterance: Utterance, coming: Coming) -> Iterator[Event]:
        """The events of the utterance until it is over."""
        while not utterance.listener.over:
            request = self._next(coming)
            kind = request.WhichOneof("request") if request is not None else "end"
            if request is not None and kind == "audio":
                yield from utterance.listener.accept(samples_of(request.audio, utterance.rate))
            elif kind == "end":
                yield from self._finished(utterance.listener, request)
            else:
                raise AudioError("after `start` only audio and `end` are taken")

    def _finished(self, listener: Listener | Whole, last: speech_pb2.RecogniseRequest | None) -> list[Event]:
        if isinstance(listener, Whole) and last is not None and last.end.HasField("snr_db"):
            return listener.finish(last.end.snr_db)
        return listener.finish()

    def _next(self, coming: Coming) -> speech_pb2.RecogniseRequest | None:
        """The next request; None at their end. Raises Stalled."""
        try:
            return coming.next(self.stalled_after)
        except queue.Empty:
            raise Stalled(self.stalled_after) from None

    def _told(self, event: Event, utterance: Utterance) -> speech_pb2.RecogniseResponse:
        made = speech_pb2.RecogniseResponse()
        if isinstance(event, Final):
            self._recognised(made, event, utterance)
        else:
            hearing.put(event, made)
        return made

    def _recognised(self, made: speech_pb2.RecogniseResponse, event: Final, utterance: Utterance) -> None:
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


def add(engine: Engine, ears: Future[Ears], serving: Serving) -> None:
    """Put the service on a server that has been told of SERVICE, `later`; it serves as soon as the ears are there."""
    speech_pb2_grpc.add_SpeechServiceServicer_to_server(SpeechServicer(engine, ears, serving), serving.server)
    ears.add_done_callback(lambda _: serving.serves(SERVICE))


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
