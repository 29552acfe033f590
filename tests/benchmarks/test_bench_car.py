"""From a command to the car and back: resolved, encoded, on the bus, confirmed, and seen by who watches."""

import itertools
import queue
import time

import can
import pytest
from g70 import CAR, FUNCTIONS, codec, dbc

from contract.values import Command
from malcha.bench import buses, load
from malcha.run.stack import wait_for_car
from malcha.v1 import turn_pb2, vehicle_pb2
from sim_can.car import Car
from sim_can.faults.faulty import Faulty
from sim_can.faults.script import parse
from vehicle.delivery import stopping
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.resolving import policy
from vehicle.resolving.resolve import resolve
from vehicle.results.result import Outcome
from vehicle.turn import stop_words

ROUNDS, LOSSY_ROUNDS, WARM_UP, DEADLINE = 200, 20, 5, 10.0  # s
WARMER = Command("climate.temperature", "up", "passenger")  # relative: the state is asked
COMMAND, STATUS_MESSAGE, STATUS_SIGNAL = "VA_CLIMATE_CMD", "DATC_PE_05", "DATC_DrSeatWarmerDisp"


def test_resolve_and_policy(benchmark, rig):
    function, situation = FUNCTIONS[WARMER.function], rig.assistant.situation

    def plan():
        assert policy.refuse(function, WARMER.op, situation, rig.clock.now) is None
        action = resolve(WARMER, function, CAR, situation)
        assert policy.out_of_range(action, CAR) is None
        return action

    wanted = rig.state.value("DATC_PE_02.DATC_PsTempDispC") + function.value.step
    action = benchmark(plan)
    assert action.writes == {"VA_CLIMATE_CMD.PsTempSet": wanted}
    assert action.expects["DATC_PE_02.DATC_PsTempDispC"] == (wanted,)


def test_encode(benchmark, rig):
    frame = benchmark(lambda: codec.encode(COMMAND, codec.image(COMMAND, rig.state.value) | {"PsTempSet": 22.5}, 3, 7))
    name, values = codec.decode("mcan", frame)
    said = {signal: value for signal, value in values.items() if value != "no_change"}
    assert (name, said.pop("Crc")) == (COMMAND, frame.data[0])
    assert said == {"Alive": 3, "Seq": 7, "PsTempSet": 22.5}


def test_say_to_command_frame(benchmark, assistant, vehicle, turns):
    sent, asked, answers = queue.SimpleQueue(), [], []

    def see(frame):
        if frame.sent:
            sent.put(frame)

    def say():
        asked[:] = next(turns)
        answers.append(vehicle.Say.future(vehicle_pb2.SayRequest(text=asked[0]), timeout=DEADLINE))
        return sent.get(timeout=DEADLINE)

    def settle():
        while answers:
            assert outcomes(answers.pop().result()) == [turn_pb2.COMMAND_OUTCOME_CONFIRMED]

    assistant.delivery.bridge.observers.append(see)
    frame = benchmark.pedantic(say, setup=settle, rounds=ROUNDS, warmup_rounds=WARM_UP)
    settle()
    assistant.delivery.bridge.observers.remove(see)
    message, values = codec.decode(
        frame.bus, can.Message(arbitration_id=frame.id, data=frame.data, is_extended_id=False)
    )
    assert (frame.message, str(values[asked[1]])) == (message, asked[2])


def test_stop_to_command_frame(benchmark, rig):
    """From the words to the frame that halts two windows, before anything else is done."""
    moving = [Command("window", "open", "driver"), Command("window", "open", "rear_left")]

    def begin():
        rig.run([Command("window", "set", zone, 0.0) for zone in ("driver", "rear_left")])
        delivery = TurnDelivery(rig.assistant.delivery, lambda: True)
        for command in moving:
            delivery.send(rig.plan(command))
        rig.live(0.5)
        rig.sent.clear()

    def stop():
        actions = TurnDelivery(rig.assistant.delivery, lambda: True)
        assert stop_words.spoken([("멈춰", 1.0)], rig.assistant.delivery)
        halts = stopping.halt(rig.assistant.delivery, actions, rig.car.functions["dialog.stop"], danger=False)
        actions.close()
        return halts

    (halt,) = benchmark.pedantic(stop, setup=begin, rounds=ROUNDS // 4, warmup_rounds=2)
    assert [each.zone for each in halt.moving] == ["driver", "rear_left"]
    assert [frame.arbitration_id for frame in rig.sent] == [dbc.messages["VA_WINDOW_CMD"].message.frame_id]


def test_say_to_confirmation(benchmark, vehicle, turns):
    asked = []

    def say():
        asked[:] = next(turns)
        return vehicle.Say(vehicle_pb2.SayRequest(text=asked[0]), timeout=DEADLINE)

    said = benchmark.pedantic(say, rounds=ROUNDS, warmup_rounds=WARM_UP)
    assert outcomes(said) == [turn_pb2.COMMAND_OUTCOME_CONFIRMED]
    sent, *_, confirmed = said.turn.results[0].frames
    assert (sent.sent, sent.signals[asked[1]]) == (True, asked[2])
    assert not confirmed.sent
    assert confirmed.at.ToNanoseconds() > sent.at.ToNanoseconds()


def status(**values):
    """A status frame as the car begins, but for these values."""
    start = {
        found.name: dbc.start(f"{STATUS_MESSAGE}.{found.name}")
        for found in dbc.messages[STATUS_MESSAGE].message.signals
    }
    return codec.encode(STATUS_MESSAGE, start | values)


@pytest.fixture
def frames():
    """(level, status frame), without end."""
    return itertools.cycle([(level, status(**{STATUS_SIGNAL: level})) for level in (1, 2, 3)])


def test_status_frame_to_state(benchmark, rig, frames):
    def receive():
        level, frame = next(frames)
        rig.bridge.receive("mcan", frame)
        return level

    level = benchmark(receive)
    assert rig.state.value(f"{STATUS_MESSAGE}.{STATUS_SIGNAL}") == level


def test_status_frame_to_who_waits(benchmark, silent, ecu, frames):
    def change():
        level, frame = next(frames)
        ecu.send(frame)
        return silent.state.wait(
            lambda: silent.state.value(f"{STATUS_MESSAGE}.{STATUS_SIGNAL}") == level, time.monotonic() + DEADLINE
        )

    assert benchmark(change)


def test_any_frame_to_state(benchmark, silent):
    """What the car sends while driving, one frame after the other."""
    bridge = silent.delivery.bridge
    traffic = itertools.cycle([frame for found in load.traffic().values() for frame in found])

    def receive():
        frame = next(traffic)
        bridge.receive(frame.channel, frame)

    benchmark(receive)
    assert not bridge.refused_frames
    assert sum(bus.received for bus in bridge.health())


def test_car_step(benchmark):
    """10 ms of every ECU, and the frames that are due."""
    car = Car()
    frames = benchmark(car.step, 0.01)
    assert "LVR12" in [dbc.by_id[frame.channel, frame.arbitration_id].name for frame in frames]


@pytest.mark.parametrize("percent", [0, 5, 20])
def test_command_to_confirmation_with_frames_lost(benchmark, percent):
    levels, outcomes = itertools.cycle((1, 2, 3)), []
    car = Faulty(Car(), parse(f"0.. drop all share={percent}%", codec))

    def order():
        (result,) = gateway.execute([Command("seat.heat", "set", "driver", next(levels))]).results
        outcomes.append(result.outcome)

    with buses.gateway() as (gateway, opened), buses.running(car, opened):
        assert wait_for_car(gateway, DEADLINE)
        benchmark.pedantic(order, rounds=LOSSY_ROUNDS)
    assert set(outcomes) <= {Outcome.CONFIRMED, Outcome.TIMED_OUT}
    assert percent or set(outcomes) == {Outcome.CONFIRMED}


def test_status_frame_to_subscriber(benchmark, silent, ecu, silent_vehicle, frames):
    ecu.send(status())
    assert silent.state.wait(silent.state.snapshot, time.monotonic() + DEADLINE)
    changes = silent_vehicle.WatchState(vehicle_pb2.WatchStateRequest(), timeout=60)
    while not next(changes).HasField("snapshot_end"):
        pass  # what was known before

    def change():
        level, frame = next(frames)
        ecu.send(frame)
        return level, next(seen.change for seen in changes if seen.HasField("change"))

    level, seen = benchmark(change)
    assert (seen.function, seen.zone, seen.value.number) == ("seat.heat", "driver", level)
    changes.cancel()


def outcomes(said):
    return [result.outcome for result in said.turn.results]
