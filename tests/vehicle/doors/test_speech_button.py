"""The speech button and listening over gRPC: the gateway of a rig, whose clock stands still unless told otherwise."""

import grpc
import pytest
from g70 import dbc
from turns import PATIENCE, until
from typer.testing import CliRunner

from malcha.cli import main
from malcha.run import children, stack
from proto import vehicle_pb2, vehicle_pb2_grpc
from vehicle.delivery.temperature_keys import Temperature
from vehicle.doors import server

# Over gRPC: the gateway of a rig, whose clock stands still unless told otherwise


@pytest.fixture
def channel(rig):
    serving, port = server.serve(rig.assistant, "127.0.0.1:0")
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield channel
    serving.stop(0.0)


@pytest.fixture
def vehicle(channel):
    return vehicle_pb2_grpc.VehicleStub(channel)


def on_or_off(rig):
    return [voice for voice, _ in told(rig)]


def test_the_button_is_an_event_of_the_gateway(rig, vehicle):
    call = vehicle.WatchEvents(vehicle_pb2.WatchEventsRequest(), timeout=PATIENCE)
    call.initial_metadata()
    rig.set(GW_SWRC_PE__C_SdsSW="pressed")
    first = next(call).speech_button
    assert (first.press, first.held_s) == (vehicle_pb2.PRESSED, 0.0)
    assert 0 <= first.age_s < 0.1
    rig.set(GW_SWRC_PE__C_SdsSW="released")
    assert next(call).speech_button.press == vehicle_pb2.RELEASED
    call.cancel()


def test_the_car_is_told_while_the_call_is_open(rig, vehicle):
    call = vehicle.Listen(vehicle_pb2.ListenRequest(), timeout=PATIENCE)
    assert next(call) == vehicle_pb2.ListenResponse(told=True)
    assert on_or_off(rig) == ["on"]
    rig.clock.now += 0.95  # a cycle later, and the bus not yet silent
    until(lambda: len(rig.sent) == 2)
    call.cancel()
    until(lambda: len(rig.sent) == 3)
    assert on_or_off(rig) == ["on", "on", "off"]


def test_a_client_that_is_gone_has_stopped_listening(rig, vehicle, channel):
    next(vehicle.Listen(vehicle_pb2.ListenRequest(), timeout=PATIENCE))
    channel.close()
    until(lambda: on_or_off(rig) == ["on", "off"])


def test_listening_ends_even_if_the_client_forgets(rig, vehicle, monkeypatch):
    monkeypatch.setattr(server, "LONGEST_LISTENING", 0.1)
    call = vehicle.Listen(vehicle_pb2.ListenRequest(), timeout=PATIENCE)
    next(call)
    rig.clock.now += 0.2
    with pytest.raises(grpc.RpcError) as ended:
        next(call)
    assert ended.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    assert "call again" in ended.value.details()  # not the client's own deadline
    until(lambda: on_or_off(rig) == ["on", "off"])


# The setting


@pytest.mark.parametrize(
    ("options", "way"), [((), Temperature.ABSOLUTE), (("--temperature", "steps"), Temperature.STEPS)]
)
def test_the_command_line_chooses(monkeypatch, options, way):
    chosen = []

    def gateway(*_, temperature, **__):
        chosen.append(temperature)
        raise children.StartError("far enough")

    monkeypatch.setattr(stack, "gateway", gateway)
    CliRunner().invoke(main.app, ["vehicle", "serve", *options])
    assert chosen == [way]


def test_the_gateway_sets_as_it_is_told():
    channels = {name: f"head unit {name}" for name in dbc.buses}
    with stack.gateway(
        channels=channels, simulate=False, nlu=None, own_engine=False, temperature=Temperature.STEPS
    ) as assistant:
        assert assistant.temperature is Temperature.STEPS
