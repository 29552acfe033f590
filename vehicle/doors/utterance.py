"""One utterance in a call: audio and controls come in, what was said comes out, and the story tells it as it goes."""

import queue
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from contract.messages import alternatives_to_proto, timings_to_proto
from contract.values import MOST_ALTERNATIVES, Alternatives, Context
from malcha.v1 import vehicle_pb2
from serving import hearing
from serving.read_ahead import ReadAhead, Stalled
from serving.server import ShuttingDown
from speech.listening.events import Event, Final, NothingHeard, Partial, SpeechEnded
from speech.listening.listener import Listener
from speech.pcm import samples_of
from speech.protocols import RATE, AudioError, RecognisedBy, is_doubtful
from vehicle.doors.aloud import CANCELLED
from vehicle.doors.story import LOOK, Story
from vehicle.turn.requester import ClientGone

CONTROLS = (vehicle_pb2.CONTROL_RELEASED, vehicle_pb2.CONTROL_PRESSED, vehicle_pb2.CONTROL_CANCEL)

GONE_WITHIN, LOOKS = 0.05, 5  # s between the end of the requests and the news that the client has left; how often

# s. The longest utterance has 15, the wait for its first word 5; what takes longer than both by the clock is no speech
LONGEST_LISTENING = 40.0

Coming = ReadAhead[vehicle_pb2.ConverseRequest]


class Hearing(Protocol):
    """What this gateway hears with."""

    def listener(self, code: str, rate: int, before: Context, names: Sequence[str]) -> Listener:
        """For one utterance of audio at `rate` Hz; `names` may be said beside all else.

        Raises NoRecogniser, AudioError for a rate that is not taken.
        """
        ...

    def for_stop(self, code: str, rate: int) -> Listener:
        """Hears nothing but words that stop. Raises as `listener`."""
        ...


@dataclass(frozen=True)
class Said:
    """The words, and who recognised them."""

    alternatives: Alternatives
    by: RecognisedBy

    @property
    def doubtful(self) -> bool:
        """Has the driver to be asked whether they were said?"""
        return is_doubtful([score for _, score in self.alternatives])


class Utterance:
    """`stops` says whether words, perhaps the first of more, halt something that moves: then they are the utterance."""

    def __init__(
        self, listener: Listener, rate: int, story: Story, stops: Callable[[str], bool], clock: Callable[[], float]
    ) -> None:
        self.listener, self.rate, self.story = listener, rate, story
        self.stops, self.clock = stops, clock
        self.said: Said | None = None
        self.nothing = ""  # why there are no words
        self._samples = 0  # taken so far, at `rate`
        self._ended = 0  # sample at RATE where the voice ended

    @property
    def over(self) -> bool:
        return self.said is not None or bool(self.nothing)

    def take(self, request: vehicle_pb2.ConverseRequest | None) -> None:
        """The next request; None: none follows. Raises AudioError."""
        began = self.clock()
        if request is None:
            self._told(self.listener.finish(), began)
            return
        if not request.audio and request.control not in CONTROLS:
            raise AudioError("after the first request only audio and control are taken")
        if request.control == vehicle_pb2.CONTROL_CANCEL:
            self.listener.cancel()
            self.nothing = CANCELLED
            return
        if request.audio:
            audio = samples_of(request.audio, self.rate)
            self._samples += len(audio)
            self._told(self.listener.accept(audio), began)
        if request.control == vehicle_pb2.CONTROL_RELEASED and not self.over:
            self._told(self.listener.finish(), began)

    def _told(self, events: list[Event], began: float) -> None:
        for event in events:
            if isinstance(event, Final):
                texts = [(each.text, each.score) for each in event.alternatives[:MOST_ALTERNATIVES]]
                self._hear(Said(texts, event.by), self.clock() - began)
                continue
            if isinstance(event, NothingHeard):
                self.nothing = event.why.replace(" ", "_")
                continue
            self._add_event(event)
            if isinstance(event, SpeechEnded):
                self._ended = event.at
            elif isinstance(event, Partial) and self.stops(event.text):
                by = self.listener.by
                self.listener.cancel()
                self._ended = event.at
                self._hear(Said([(event.text, 1.0)], by), self.clock() - began)
                break

    def _hear(self, said: Said, took: float) -> None:
        """`took` s of work since the last audio came."""
        self.said = said
        pause = max(0.0, self._samples / self.rate - self._ended / RATE)
        heard = vehicle_pb2.Heard(
            text=said.alternatives[0][0],
            alternatives=alternatives_to_proto(said.alternatives),
            recogniser=said.by.name,
            recogniser_version=said.by.version,
            recognised_where=said.by.where,
            recognised_why=said.by.why,
            timings=timings_to_proto({"pause": pause * 1000, "recognise": took * 1000}),
        )
        self._add(vehicle_pb2.ConverseResponse(heard=heard))

    def _add_event(self, event: hearing.Heard) -> None:
        told = vehicle_pb2.ConverseResponse()
        hearing.put(event, told)
        self._add(told)

    def _add(self, told: vehicle_pb2.ConverseResponse) -> None:
        told.audio_s = self._samples / self.rate
        self.story.add(told)


def first_of(coming: Coming, stalled_after: float, stopping: Callable[[], bool]) -> vehicle_pb2.ConverseRequest | None:
    """The request that says who speaks; None where none comes. Raises Stalled; ShuttingDown once the server is
    `stopping`."""
    ends = time.monotonic() + stalled_after
    while not stopping():
        left = ends - time.monotonic()
        try:
            return coming.next(max(0.0, min(left, LOOK)))
        except queue.Empty:
            if left <= 0:
                raise Stalled(stalled_after) from None
    raise ShuttingDown


def listen(
    utterance: Utterance,
    coming: Coming,
    tell_car: Callable[[], str],
    cycle: float,
    stalled_after: float,
    here: Callable[[], bool],
    stopping: Callable[[], bool],
) -> None:
    """Until it is over. `tell_car` is called at least every `cycle` s, and says why the car could not be told, or "".

    Raises AudioError; Stalled after so many s without audio, and for audio that trickles; ClientGone for who is not
    `here`; ShuttingDown once the server is `stopping`; what has ended the requests.
    """
    clock = utterance.clock
    began = last = clock()
    told = None
    while not utterance.over:
        if stopping():
            raise ShuttingDown
        if clock() - began >= LONGEST_LISTENING:
            raise Stalled(LONGEST_LISTENING, "listened for {after:g} s without an end")
        if (why_not := tell_car()) != told:
            told = why_not
            listening = vehicle_pb2.Listening(told=not why_not, reason=why_not)
            utterance.story.add(vehicle_pb2.ConverseResponse(listening=listening))
        try:
            request = coming.next(min(cycle, stalled_after, LOOK))
        except queue.Empty:
            if clock() - last >= stalled_after:
                raise Stalled(stalled_after) from None
            continue
        last = clock()
        if request is None and not stays(here):
            raise ClientGone("the client left while it spoke; nothing was done")
        utterance.take(request)


def stays(here: Callable[[], bool]) -> bool:
    """Of a connection that breaks gRPC says that the requests have ended, and a moment later that nobody is there:
    half a sentence is no utterance."""
    for _ in range(LOOKS):
        if not here():
            return False
        time.sleep(GONE_WITHIN / LOOKS)
    return here()
