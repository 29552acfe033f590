"""A gateway that is stopped while somebody speaks says so; a turn that has begun comes to its end."""

import threading
import time

import grpc
import pytest
from calls import PATIENCE, failure
from listening import ScriptedHearing, chunks, silence, tone
from turns import Words, driven

from contract.values import Command
from malcha.talk.talking import connection_lost
from malcha.v1 import turn_pb2, vehicle_pb2, vehicle_pb2_grpc
from serving.server import GRACE
from speech.protocols import RATE
from vehicle.doors import server
from vehicle.doors.converse import Speech


def request(**fields):
    return vehicle_pb2.ConverseRequest(**fields)


START = request(rate_hz=RATE, locale="ko")
BEGUN = [START, *(request(audio=piece) for piece in chunks(silence(0.2), tone(0.9)))]
REST = [request(audio=piece) for piece in chunks(tone(0.3), silence(0.8))]


class Gateway:
    def __init__(self, assistant, serving, stub):
        self.assistant, self.serving, self.stub = assistant, serving, stub
        self.left = threading.Event()  # the client sends nothing more

    def converse(self, *requests):
        """A call whose requests stay open."""

        def coming():
            yield from requests
            self.left.wait(PATIENCE)

        return self.stub.Converse(coming(), timeout=PATIENCE)


@pytest.fixture
def words():
    return Words()


@pytest.fixture
def gateway(words):
    with driven() as (assistant, _):
        assistant.understand = words
        serving, port = server.serve(assistant, "127.0.0.1:0", speech=Speech(ScriptedHearing("열선 이 단")))
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            found = Gateway(assistant, serving, vehicle_pb2_grpc.VehicleServiceStub(channel))
            yield found
            found.left.set()
        serving.stop(0.0)


def reason(call):
    status, why = failure(lambda **_: list(call))
    return status, why.name


def test_who_speaks_while_the_gateway_is_stopped_is_told_so_and_nothing_is_done(gateway, words):
    call = gateway.converse(*BEGUN)
    while next(call).WhichOneof("event") != "speech_started":
        pass
    began = time.monotonic()
    stops = threading.Thread(target=gateway.serving.stop)
    stops.start()
    with pytest.raises(grpc.RpcError) as error:
        list(call)
    assert reason(call) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")
    assert connection_lost(error.value), "our own client says it again to the gateway that comes next"
    stops.join(PATIENCE)
    assert time.monotonic() - began < GRACE, "it need not be broken off"
    assert words.asked == []


def test_who_has_not_said_anything_yet_is_told_so_too(gateway):
    call = gateway.converse()
    gateway.serving.stopping.set()
    assert reason(call) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")


def test_a_button_held_in_silence_is_no_reason_to_wait(gateway):
    call = gateway.converse(START)
    assert next(call).WhichOneof("event") == "listening"
    gateway.serving.stopping.set()
    assert reason(call) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")


def test_what_was_heard_before_is_done(gateway, words):
    words.means(Command("seat.heat", "set", "driver", 2.0))
    told = []
    for event in gateway.converse(*BEGUN, *REST):
        told.append(event)
        if event.WhichOneof("event") == "heard":
            gateway.serving.stopping.set()
    (turn,) = [event.turn for event in told if event.WhichOneof("event") == "turn"]
    assert turn.results[0].outcome == turn_pb2.COMMAND_OUTCOME_CONFIRMED
