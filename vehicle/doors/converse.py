"""One call of Converse: words or audio in; out come the events of its turn, and the reply as audio.

Its threads: one of gRPC hands out what is told, one reads the requests ahead, one listens and then takes the controls,
one does the turn. A call of words alone that does not want its reply as audio needs no listening.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial

import languages
from contract.values import Alternatives, InvalidRequest
from malcha.v1 import speech_pb2, turn_pb2, vehicle_pb2
from serving.read_ahead import STALLED_AFTER
from speech.protocols import AudioError, NoRecogniser
from vehicle.doors.aloud import CANCELLED, Silence, Speaking, reply_audio
from vehicle.doors.behind import STOPPED, Behind
from vehicle.doors.messages import timestamp, turn_to_proto
from vehicle.doors.repeated import Repeated
from vehicle.doors.requests import Asked
from vehicle.doors.statuses import HARMLESS
from vehicle.doors.story import LOOK, Story
from vehicle.doors.utterance import Coming, Hearing, Said, Utterance, listen
from vehicle.gateway.listening import Listening
from vehicle.turn.assistant import Assistant
from vehicle.turn.requester import ClientGone, Requester

NOT_PERMITTED = "this client may only look"

Turns = Repeated[turn_pb2.Turn | Story]  # of all rpcs: an id is of one request


@dataclass(frozen=True)
class Speech:
    """What every call of a gateway uses to hear and to speak."""

    hearing: Hearing | None = None  # None: it hears nothing
    speaking: Speaking | None = None  # None: it has no voice
    stalled_after: float = STALLED_AFTER  # s


SILENT = Speech()


class Call:
    """`request` is the first one. It has the words, the `alternatives`, or the rate of the audio that follows."""

    def __init__(
        self,
        assistant: Assistant,
        listening: Listening,
        speech: Speech,
        request: vehicle_pb2.ConverseRequest,
        asked: Asked,
        alternatives: Alternatives | None,
        requester: Requester,
        coming: Coming,
        stopping: Callable[[], bool],
    ) -> None:
        """`requester` is connected while the call is open. `alternatives` None: audio follows. `stopping` says whether
        the server shuts down: who speaks then is not listened to any more, and a turn that has begun comes to its end.
        """
        self.stopping = stopping
        self.assistant, self.listening, self.speech = assistant, listening, speech
        self.request, self.asked, self.alternatives = request, asked, alternatives
        self.coming, self.here, self.clock = coming, requester.connected, assistant.clock
        self.code = asked.lang or languages.DEFAULT
        self.story = Story(asked.utterance_id, self.clock, assistant.epoch)
        self.requester = replace(requester, connected=self.wanted, on_event=self.story.tell)
        self.silence = Silence()
        self.behind = Behind(assistant, speech.hearing, self.code, request.rate_hz, self.silence, self._call_off)
        self.wrong: AudioError | None = None  # with what came behind the utterance
        self._over = threading.Event()
        self._end_of_id: Callable[[BaseException], None] = ignore  # the id of a request that failed is free again
        self._threads: list[threading.Thread] = []

    def wanted(self) -> bool:
        """Does anybody want the turn to go on? Who comes again for it does, unless it was called off."""
        return self.story.here() and not self.story.cancelled.is_set()

    def _call_off(self) -> None:
        self.story.cancelled.set()

    def begin(self, turns: Turns, client: str, content: bytes) -> bool:
        """Has the turn been told before, or is it being told? Then its story is this call's, and nothing is done."""
        again = False
        if self.asked.request_id:
            begins, first = turns.begin(client, self.asked.request_id, content, self.here, self.clock())
            if begins:
                self._end_of_id = partial(turns.fail, first)
                turns.finish(first, self.story)
            else:
                first.ended.wait()  # for the other call's next line
                assert isinstance(first.answer, Story)  # a Turn has another content
                self.story, again = first.answer, True
        self.story.join(self.here)
        if self.request.aloud and self.speech.speaking is not None:
            self.speech.speaking.prepare(self.code)
        if self.alternatives is None or self.request.aloud:
            self._start("requests", lambda: self._attend(again))
        if self.alternatives is not None and not again:
            self.story.add(vehicle_pb2.ConverseResponse(heard=vehicle_pb2.Heard(text=self.alternatives[0][0])))
            self._begin_turn(self.alternatives)
        return again

    def events(self) -> Iterator[vehicle_pb2.ConverseResponse]:
        """All that is told, until the voice has ended or the client has left. Raises the turn's error."""
        reply = ""
        try:
            for told in self.story.read(self.here):
                reply = told.reply.text or reply
                yield told
            if self.wrong is not None:
                raise self.wrong
            for told in self._voice(reply):
                told.utterance_id = self.asked.utterance_id
                told.at.CopyFrom(timestamp(self.clock(), self.assistant.epoch))
                yield told
        finally:
            self._over.set()
            self.coming.end()
            for thread in self._threads:
                thread.join()  # the call keeps its place among the client's calls for as long as its turn lasts

    def _voice(self, reply: str) -> Iterator[vehicle_pb2.ConverseResponse]:
        """The reply as audio, where it is wanted; and what "stop" has halted."""
        if self.request.aloud:
            speaking, code = self.speech.speaking, languages.language_of(reply, self.code)
            sentences = speaking.speak(reply, code) if speaking is not None and reply else ()
            with self.assistant.talk.reply():
                for told in reply_audio(sentences, self.silence, self.here, self.clock):
                    yield self._with_stop(told) if told.HasField("spoken") else told
            return
        told = self._with_stop(vehicle_pb2.ConverseResponse(spoken=vehicle_pb2.Spoken(reason=STOPPED)))
        if told.spoken.HasField("stop"):
            yield told

    def _with_stop(self, told: vehicle_pb2.ConverseResponse) -> vehicle_pb2.ConverseResponse:
        if (stop := self.behind.stop()) is not None:
            told.spoken.stop.CopyFrom(turn_to_proto(stop, self.assistant.epoch, spoken=True))
        return told

    def _start(self, name: str, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _attend(self, again: bool) -> None:
        """The requests behind the first: an utterance, then whatever silences or stops."""
        if self.alternatives is None and not again:
            try:
                said = self._listen()
            except Exception as error:
                gone = ClientGone("the client left while it spoke; nothing was done")
                self._fail(error if self.here() else gone)
                return
            if said is not None:
                self._begin_turn(said.alternatives, said.doubtful)
        try:
            self._heed()
        except AudioError as error:
            self.wrong = error
        except Exception:
            if self.here():
                raise  # a bug; else it is gRPC's way to say that the client has left

    def _listen(self) -> Said | None:
        """The words of the utterance; None: there were none, and the story is at its end."""
        speech, client = self.speech, self.requester.client
        if speech.hearing is None:
            raise NoRecogniser("this gateway hears nothing: it has no recogniser")
        before, names = self.assistant.expected(client.name, self.code)
        listener = speech.hearing.listener(self.code, self.request.rate_hz, before, names)
        utterance = Utterance(listener, self.request.rate_hz, self.story, self.assistant.stops, self.clock)
        told = self.listening.hold() if client.acts else nullcontext(lambda: NOT_PERMITTED)
        with (
            self.assistant.talk.driver(),
            told as tell_car,
            speech.speaking.undisturbed() if speech.speaking is not None else nullcontext(),
        ):
            listen(
                utterance, self.coming, tell_car, self.listening.cycle, speech.stalled_after, self.here, self.stopping
            )
        if utterance.said is None:
            self._nothing(utterance.nothing)
            return None
        self.requester = replace(self.requester, heard_by=utterance.said.by)
        return utterance.said

    def _nothing(self, why: str) -> None:
        """There were no words, or they were called off."""
        self.story.add(vehicle_pb2.ConverseResponse(nothing_heard=speech_pb2.NothingHeard(reason=why)))
        if why == CANCELLED:
            self.silence.ask(CANCELLED)
        else:
            text = self.assistant.not_heard(why, self.code)
            self.assistant.talk.words(text, self.code)
            self.story.add(vehicle_pb2.ConverseResponse(reply=vehicle_pb2.Reply(text=text)))
        self.story.close()

    def _begin_turn(self, alternatives: Alternatives, doubtful: bool = False) -> None:
        self._start("turn", lambda: self._turn(alternatives, doubtful))

    def _turn(self, alternatives: Alternatives, doubtful: bool) -> None:
        try:
            self.story.end(self.assistant.say(alternatives, self.asked.lang, self.requester, doubtful))
        except InvalidRequest as error:
            if self.alternatives is not None:
                self._fail(error)
            else:  # what was heard is no words
                self._nothing("no_words")
        except ClientGone as error:
            if self.story.cancelled.is_set():
                self._nothing(CANCELLED)
            else:
                self._fail(error)
        except BaseException as error:
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        """What goes wrong ends the call, for all who read the story; a bug is seen in the log, too."""
        self._end_of_id(error)
        self.story.fail(error)
        if not isinstance(error, HARMLESS):
            raise error

    def _heed(self) -> None:
        """What comes behind the utterance, until the call is over. Raises AudioError, and what ends the requests."""
        while not self._over.is_set():
            try:
                request = self.coming.next(LOOK)
            except queue.Empty:
                continue
            if request is None:
                return
            self.behind.take(request, self.requester)


def ignore(error: BaseException) -> None:
    """For a call without a request id."""
