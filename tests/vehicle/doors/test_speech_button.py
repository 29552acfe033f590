"""The speech button and listening over gRPC: the gateway of a rig, whose clock stands still unless told otherwise."""

import grpc
import pytest
from calls import PATIENCE, failure, until
from g70 import codec

from contract.values import Command
from malcha.v1 import turn_pb2, vehicle_pb2, vehicle_pb2_grpc
from vehicle.doors import server, watches
from vehicle.doors.watches import HEARTBEAT, LONGEST_LISTENING
from vehicle.turn import due

WATCH, LISTEN = vehicle_pb2.WatchEventsRequest(), vehicle_pb2.ListenRequest()


@pytest.fixture
def served(rig):
    """(the running server, its port)"""
    serving, port = server.serve(rig.assistant, "127.0.0.1:0")
    yield serving, port
    serving.stop(0.0)


@pytest.fixture
def channel(served):
    with grpc.insecure_channel(f"127.0.0.1:{served[1]}") as channel:
        yield channel


@pytest.fixture
def vehicle(channel):
    return vehicle_pb2_grpc.VehicleServiceStub(channel)


def on_or_off(rig):
    """What the car was told of listening."""
    names = [codec.dbc.by_id[frame.channel, frame.arbitration_id].name for frame in rig.sent]
    told = [frame for frame, name in zip(rig.sent, names, strict=True) if name == "HU_DATC_PE_00"]
    return [codec.decode(frame.channel, frame)[1]["HU_VRActivity"] for frame in told]


def test_a_watch_of_events_says_at_once_that_it_has_begun(rig, vehicle):
    call = vehicle.WatchEvents(WATCH, timeout=PATIENCE)
    begun = next(call)
    assert begun.WhichOneof("event") == "heartbeat"
    assert begun.at.ToMicroseconds() / 1e6 == pytest.approx(rig.clock.now, abs=1e-3)
    call.cancel()


def test_the_button_is_an_event_of_the_gateway(rig, vehicle):
    call = vehicle.WatchEvents(WATCH, timeout=PATIENCE)
    next(call)
    before = rig.clock.now
    rig.set(GW_SWRC_PE__C_SdsSW="pressed")
    found = next(call)
    button = found.speech_button
    assert (button.press, button.held.ToSeconds()) == (vehicle_pb2.PRESS_PRESSED, 0)
    assert int(before * 1e6) <= button.received_at.ToMicroseconds() <= found.at.ToMicroseconds()
    rig.live(1.0)
    held = next(call).speech_button
    assert held.press == vehicle_pb2.PRESS_HELD
    assert 0.8 <= held.held.ToMicroseconds() / 1e6 < 1.0
    rig.set(GW_SWRC_PE__C_SdsSW="released")
    assert next(call).speech_button.press == vehicle_pb2.PRESS_RELEASED
    call.cancel()


def test_a_quiet_watch_of_events_has_a_heartbeat_every_five_seconds(rig, vehicle):
    call = vehicle.WatchEvents(WATCH, timeout=PATIENCE)
    begun = next(call)
    for beats in (1, 2):
        rig.clock.now += HEARTBEAT
        beat = next(call)
        assert beat.WhichOneof("event") == "heartbeat"
        passed = (beat.at.ToMicroseconds() - begun.at.ToMicroseconds()) / 1e6
        assert passed == pytest.approx(beats * 5.0, abs=0.1)
    call.cancel()


def test_the_car_is_told_while_the_call_is_open(rig, vehicle):
    call = vehicle.Listen(LISTEN, timeout=PATIENCE)
    assert next(call) == vehicle_pb2.ListenResponse(told=True)
    assert on_or_off(rig) == ["on"]
    rig.clock.now += 0.95  # a cycle later, and the bus not yet silent
    until(lambda: len(rig.sent) == 2)
    call.cancel()
    until(lambda: len(rig.sent) == 3)
    assert on_or_off(rig) == ["on", "on", "off"]


def test_a_client_that_is_gone_has_stopped_listening(rig, vehicle, channel):
    next(vehicle.Listen(LISTEN, timeout=PATIENCE))
    channel.close()
    until(lambda: on_or_off(rig) == ["on", "off"])


def test_listening_ends_even_if_the_client_forgets(rig, vehicle, monkeypatch):
    monkeypatch.setattr(watches, "LONGEST_LISTENING", 0.1)
    call = vehicle.Listen(LISTEN, timeout=PATIENCE)
    next(call)
    rig.clock.now += 0.2
    status, reason = failure(lambda **_: next(call))
    assert (status, reason.name) == (grpc.StatusCode.DEADLINE_EXCEEDED, "LISTENED_TOO_LONG")  # not the client's own
    assert reason.metadata == {"limit": "0.1"}
    assert LONGEST_LISTENING == 60.0
    until(lambda: on_or_off(rig) == ["on", "off"])


@pytest.mark.parametrize("rpc", ["WatchState", "WatchEvents", "Listen"])
def test_streams_end_with_the_server_and_say_so(rig, served, vehicle, rpc):
    call = getattr(vehicle, rpc)(getattr(vehicle_pb2, f"{rpc}Request")(), timeout=PATIENCE)
    next(call)
    rig.clock.now += 0.3  # for a look of a stream that is not asked for more than this
    served[0].stopping.set()
    status, reason = failure(lambda **_: list(call))
    assert (status, reason.name) == (grpc.StatusCode.UNAVAILABLE, "SHUTTING_DOWN")


def test_what_the_schedule_has_done_is_an_event_of_the_gateway(rig, vehicle):
    call = vehicle.WatchEvents(WATCH, timeout=PATIENCE)
    next(call)
    rig.run([Command("hazard", "on", after=60.0)])
    rig.clock.now += 60.0
    rig.live(1.0)
    due.do_all(rig.assistant)
    found = next(each for each in call if each.HasField("scheduled")).scheduled
    assert found.results[0].outcome == turn_pb2.COMMAND_OUTCOME_CONFIRMED
    assert "비상등" in found.reply
    call.cancel()
