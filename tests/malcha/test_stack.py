"""What starts and stops the pieces."""

import threading

import grpc
import pytest
from turns import HURRY, PATIENCE, health
from vehicle.gateway.action import Command, Outcome

from contract.messages import InvalidRequest
from malcha.run import children, stack
from malcha.run.stack import StartError
from nlu.engine.engine import Engine, ModelError
from nlu.service import server as nlu_server
from vehicle.can import dbc
from vehicle.turn import fallback
from vehicle.turn.fallback import Context, NluUnavailable


def own(name: str) -> dict[str, str]:
    """Virtual channels that nobody else is on."""
    return {bus: f"{name} {bus}" for bus in dbc.BUSES}


# buses


@pytest.mark.parametrize(
    ("interface", "channels", "told"),
    [
        ("nonsense", None, "ccan: nonsense"),
        ("socketcan", {"ccan": "nocan0", "mcan": "nocan1"}, "ccan: socketcan nocan0"),
        ("socketcan", None, "ccan: socketcan ccan"),
        ("virtual", {"ccan": "one", "mcan": "one"}, "two buses: both cannot be on one"),
    ],
)
@pytest.mark.parametrize("start", [stack.gateway, stack.simulated_car], ids=["gateway", "car"])
def test_a_bus_that_cannot_be_opened_is_said(start, interface, channels, told):
    more = {"nlu": None, "own_engine": False} if start is stack.gateway else {}
    with pytest.raises(StartError, match=told), start(interface, channels, **more):
        pass


def test_buses_are_closed_when_the_gateway_fails():
    channels = own("closed")
    buses = {}

    def fail():
        with stack.gateway(channels=channels, nlu=None, own_engine=False) as assistant:
            buses.update(assistant.delivery.bridge.buses)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [bus._is_shutdown for bus in buses.values()] == [True, True]


def test_nothing_is_left_running_after_a_gateway_with_its_car():
    before = set(threading.enumerate())
    with stack.gateway(channels=own("left"), nlu=None, own_engine=False, speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        ours = set(threading.enumerate()) - before  # others may come and go meanwhile: gRPC has threads of its own
        assert len(ours) >= 3, "two buses are read, and the car lives"
    for thread in ours:
        thread.join(PATIENCE)
    assert not [thread for thread in ours if thread.is_alive()]


def test_without_a_car_nobody_is_heard():
    with stack.gateway(channels=own("alone"), simulate=False, nlu=None, own_engine=False) as assistant:
        assert not stack.wait_for_car(assistant, 0.0)
        (result,) = assistant.execute([Command("seat.heat", "up", "driver")]).results
        assert result.outcome is Outcome.REFUSED


@pytest.mark.parametrize("message", ["CGW1", "VA_SEAT_STS", "AMP_HU_PE_03"])
def test_a_car_is_there_once_it_has_said_what_a_first_command_needs(new_rig, message):
    assert stack.wait_for_car(new_rig().assistant, 0.0)
    assert not stack.wait_for_car(new_rig(never=[message]).assistant, 2.0)


# who understands


def test_a_gateway_without_server_and_engine_understands_nothing_and_still_carries_out():
    with stack.gateway(channels=own("deaf"), nlu=None, own_engine=False, speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        with pytest.raises(NluUnavailable):
            assistant.say([("열선 켜 줘", 1.0)])
        assert assistant.execute([Command("seat.heat", "on", "driver")]).results[0].outcome is Outcome.CONFIRMED


def test_a_gateway_asks_its_server_first_and_its_engine_when_the_server_is_away():
    serving, port = nlu_server.serve(Engine.load(stack.MODEL), "127.0.0.1:0")
    with stack.gateway(channels=own("first"), nlu=f"127.0.0.1:{port}", speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        heard = [assistant.say([("조수석 열선 켜 줘", 1.0)])]
        serving.stop(0.0)
        heard.append(assistant.say([("조수석 열선 꺼 줘", 1.0)]))
    assert [turn.by for turn in heard] == ["server", "embedded"]
    assert [turn.results[0].outcome for turn in heard] == [Outcome.CONFIRMED] * 2


def test_a_gateway_whose_server_never_was_there_understands_by_itself():
    with stack.gateway(channels=own("never"), nlu="127.0.0.1:1", speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        assert assistant.say([("조수석 열선 켜 줘", 1.0)]).by == "embedded"


def test_a_lost_server_is_not_looked_for_more_rarely_than_it_is_asked(monkeypatch):
    """By default gRPC waits up to two minutes before it connects again; RETRY_AFTER promises less."""
    opened = {}
    connect = grpc.insecure_channel
    monkeypatch.setattr(
        grpc,
        "insecure_channel",
        lambda address, options=None: opened.update(options or {}) or connect(address, options),
    )
    with stack.gateway(channels=own("lost"), simulate=False, nlu="127.0.0.1:1", own_engine=False):
        pass
    assert opened["grpc.max_reconnect_backoff_ms"] <= fallback.RETRY_AFTER * 1000


@pytest.mark.parametrize("text", ["😀", "\x00", "", "가" * 501])
def test_the_embedded_engine_refuses_what_the_server_refuses(text):
    with pytest.raises(InvalidRequest):
        stack.embedded()([(text, 1.0)], "", Context())


def test_the_embedded_engine_knows_what_was_done_last():
    last = (Command("climate.temperature", "set", "passenger", 24.0),)
    assert stack.embedded()([("더 올려", 1.0)], "", Context(last)).commands == (
        Command("climate.temperature", "up", "passenger"),
    )


def test_without_a_model_there_is_no_embedded_engine(tmp_path):
    with pytest.raises(ModelError, match=str(tmp_path)):
        stack.embedded(tmp_path)


# processes


def test_a_process_listens_until_it_is_no_longer_needed():
    with (
        children.process("nlu", "serve", "--address", "127.0.0.1:0") as address,
        grpc.insecure_channel(address) as channel,
    ):
        assert health(channel) == 1
    with grpc.insecure_channel(address) as channel, pytest.raises(grpc.RpcError) as error:
        health(channel)
    assert error.value.code() is grpc.StatusCode.UNAVAILABLE


def test_a_process_that_does_not_start_is_said_with_its_exit_code(tmp_path, capfd):
    with (
        pytest.raises(StartError, match=r"malcha nlu serve .* did not start \(exit code 2\)"),
        children.process("nlu", "serve", "--model", str(tmp_path)),
    ):
        pass
    assert "malcha.json is missing" in capfd.readouterr().err
