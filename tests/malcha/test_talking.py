"""The client's side of an utterance: what is sent, what comes back, and what breaks on the way."""

import itertools
import queue
import threading
from concurrent import futures
from contextlib import contextmanager

import grpc
import pytest
from listening import ScriptedHearing, Switched, chunks, silence, tone
from turns import Words, ride, until

from contract.values import Command
from malcha.talk.talking import Said, Talk
from malcha.v1 import turn_pb2, vehicle_pb2, vehicle_pb2_grpc
from speech.protocols import RATE, AudioError, Spoken
from vehicle.doors.converse import Speech

UTTERANCE = chunks(silence(0.2), tone(1.2), silence(0.8))
KO = Said(RATE, "ko")


class Ears(Switched):
    """What the gateway of these tests hears with, another in each test."""

    def __init__(self):
        super().__init__()
        self.speaks = False

    def speak(self, text, code):
        for _ in range(20 if self.speaks else 0):
            yield Spoken(text, tone(0.5, 16_000), 16_000)


@pytest.fixture(scope="module")
def ears():
    return Ears()


@pytest.fixture(scope="module")
def car(ears):
    words = Words()
    words.means(Command("seat.heat", "set", "driver", 2.0))
    with ride(words, speech=Speech(ears, ears, stalled_after=5.0)) as taken:
        yield taken


def kinds(events):
    return [event.WhichOneof("event") for event in events]


def endless(part):
    """A microphone that nobody closes; a piece every millisecond."""
    for _ in itertools.count():
        threading.Event().wait(0.001)
        yield part


def test_an_utterance_is_heard_done_and_answered(car):
    events = list(Talk(car.vehicle, UTTERANCE, KO).events())
    found = kinds(events)
    assert found[:2] == ["listening", "speech_started"]
    assert [kind for kind in found if kind in ("heard", "understood", "turn")] == ["heard", "understood", "turn"]
    assert events[-1].turn.results[0].command.function == "seat.heat"


def test_no_audio_is_read_behind_the_end_of_the_utterance(car):
    read = []

    def microphone():
        for piece in itertools.chain(UTTERANCE, endless(chunks(silence(0.1))[0])):
            read.append(piece)
            yield piece

    talk = Talk(car.vehicle, microphone(), KO)
    assert kinds(talk.events())[-1] == "turn"
    count = len(read)
    threading.Event().wait(0.05)
    assert len(read) <= count + 1
    assert not talk.listening


def test_released_the_utterance_is_over_before_a_pause(car):
    source, loud = queue.Queue(), chunks(tone(0.1))[0]
    talk = Talk(car.vehicle, iter(source.get, None), KO)
    for _ in range(12):
        source.put(loud)
    found = []
    for event in talk.events():
        found.append(event)
        if event.WhichOneof("event") == "partial" and talk.listening:
            talk.release()
            source.put(loud)
    assert [event.speech_ended.reason for event in found if event.HasField("speech_ended")] == ["released"]
    assert kinds(found)[-1] == "turn"


def test_cancelled_while_it_listens_nothing_comes_of_it(car):
    talk = Talk(car.vehicle, endless(chunks(tone(0.1))[0]), KO)
    found = []
    for event in talk.events():
        found.append(event)
        if event.WhichOneof("event") == "speech_started":
            talk.cancel()
    assert found[-1].nothing_heard.reason == "cancelled"


def test_the_voice_is_silenced(car, ears, monkeypatch):
    monkeypatch.setattr(ears, "speaks", True)
    talk = Talk(car.vehicle, UTTERANCE, Said(RATE, "ko", aloud=True))
    pieces = 0
    for event in talk.events():
        pieces += event.HasField("reply_audio")
        if event.HasField("reply_audio") and pieces == 1:
            talk.hush()
        last = event
    assert last.spoken.reason == "pressed"
    assert 1 <= pieces < 10  # of 100


def test_audio_that_goes_on_is_heard_for_a_stop(car, ears, monkeypatch):
    monkeypatch.setattr(ears, "speaks", True)
    monkeypatch.setattr(ears, "now", ScriptedHearing("열선 켜 줘", stop="멈춰"))
    behind = chunks(tone(1.0), silence(0.8))
    talk = Talk(car.vehicle, UTTERANCE + behind, Said(RATE, "ko", aloud=True, goes_on=True))
    assert list(talk.events())[-1].spoken.reason == "stopped"


def test_what_goes_wrong_with_the_audio_is_said_and_nothing_is_done(car):
    def damaged():
        yield from UTTERANCE[:5]
        raise AudioError("x.wav was cut while it was read")

    found = []
    with pytest.raises(AudioError, match="was cut"):
        found.extend(Talk(car.vehicle, damaged(), KO).events())
    assert "turn" not in kinds(found)


def test_an_error_of_the_gateway_is_not_tried_again(car):
    talk = Talk(car.vehicle, UTTERANCE, Said(RATE, "fr"))
    with pytest.raises(grpc.RpcError) as wrong:
        list(talk.events())
    assert wrong.value.code() == grpc.StatusCode.INVALID_ARGUMENT


class Breaking(vehicle_pb2_grpc.VehicleServiceServicer):
    """Hears all audio of its first call, and breaks off; `keeps` says whether it knows the second call again."""

    def __init__(self, keeps, breaks=1):
        self.keeps, self.breaks = keeps, breaks
        self.calls = []

    def Converse(self, requests, context):
        first, *rest = itertools.takewhile(lambda each: not each.control, requests)
        self.calls.append((first.request_id, b"".join(each.audio for each in rest)))
        again = self.keeps and len(self.calls) > 1
        for event in (
            vehicle_pb2.ConverseResponse(listening=vehicle_pb2.Listening(told=True)),
            vehicle_pb2.ConverseResponse(heard=vehicle_pb2.Heard(text="트렁크 열어 줘")),
        ):
            event.answered_again = again
            yield event
        if len(self.calls) <= self.breaks:
            context.abort(grpc.StatusCode.UNAVAILABLE, "Socket closed")
        yield vehicle_pb2.ConverseResponse(turn=turn_pb2.Turn(reply="열었어요."), answered_again=again)


@contextmanager
def gateway(servicer):
    server = grpc.server(futures.ThreadPoolExecutor(4))
    vehicle_pb2_grpc.add_VehicleServiceServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield vehicle_pb2_grpc.VehicleServiceStub(channel)
    finally:
        server.stop(0)


@pytest.mark.parametrize(
    ("keeps", "told"),
    [(True, ["listening", "heard", "turn"]), (False, ["listening", "heard", "listening", "heard", "turn"])],
)
def test_a_broken_connection_is_taken_up_with_the_same_id_and_the_same_audio(keeps, told):
    servicer, waited = Breaking(keeps), []
    with gateway(servicer) as stub:
        talk = Talk(stub, iter(UTTERANCE), KO, again_after=(0.5,), wait=waited.append)
        assert kinds(talk.events()) == told
    (first, audio), (second, again) = servicer.calls
    assert first == second != ""
    assert audio == again == b"".join(UTTERANCE)
    assert waited == [0.5]


def test_a_connection_that_breaks_again_and_again_is_an_error():
    servicer = Breaking(keeps=True, breaks=9)
    with gateway(servicer) as stub, pytest.raises(grpc.RpcError):
        list(Talk(stub, iter(UTTERANCE), KO, wait=lambda s: None).events())
    assert len(servicer.calls) == 3


def test_two_utterances_have_two_ids():
    servicer = Breaking(keeps=False, breaks=0)
    with gateway(servicer) as stub:
        for _ in range(2):
            list(Talk(stub, UTTERANCE, KO).events())
    assert len({request_id for request_id, _ in servicer.calls}) == 2


def test_who_stops_reading_leaves_the_call(car):
    talk = Talk(car.vehicle, endless(chunks(silence(0.1))[0]), KO)
    events = talk.events()
    next(events)
    events.close()
    assert not talk.listening
    until(lambda: "requests" not in {each.name for each in threading.enumerate()})
