"""The op stop: what moves halts where it is, whatever else holds."""

import pytest
from rig import Rig

from contract.values import Command
from vehicle.can.dbc import car_names
from vehicle.cars.car import load
from vehicle.results.result import Outcome

CARS = [load(name) for name in car_names()]
G70, HATCHBACK = load("genesis_g70"), load("hatchback")
MOVES = [
    pytest.param(car, function, zone, wire, id=f"{car.name} {function.name} {zone}")
    for car in CARS
    for function, zone, wire in car.movements()
]


def begin(rig, function, wire, op="open"):
    """What the wire moves is on its way; nobody waits for it."""
    action = rig.plan(Command(function.name, op, "all" if "all" in function.zones else None))
    rig.bridge.send(action.writes)
    rig.live(1.0)
    assert rig.state.value(wire.movement) == {"open": "opening", "close": "closing"}[op]


def test_what_can_be_stopped_is_listed_with_its_movement():
    moving = {(function.name, zone) for function, zone, wire in G70.movements()}
    windows = {("window", zone) for zone in ("driver", "passenger", "rear_left", "rear_right")}
    assert moving == windows | {("sunroof", ""), ("sunshade", ""), ("trunk", "")}
    assert [(function.name, zone) for function, zone, _ in HATCHBACK.movements()] == [
        ("window", "driver"),
        ("window", "passenger"),
    ]
    for car in CARS:
        for function, _, wire in car.movements():
            assert "stop" in function.ops
            assert set(car.dbc.words(wire.movement)) == {"no_data", "standing", "opening", "closing"}


@pytest.mark.parametrize(("car", "function", "zone", "wire"), MOVES)
def test_what_moves_halts_at_any_speed_and_without_ignition(car, function, zone, wire):
    rig = Rig(car=car.name)
    begin(rig, function, wire)
    rig.drive(90.0)
    rig.set(**{car.signals.ignition.replace(".", "__"): "off"})
    result = rig.do(function.name, "stop", zone=zone or None)
    assert result.outcome is Outcome.CONFIRMED
    assert "멈췄어요" in result.reply
    assert rig.state.value(wire.movement) == "standing"
    at = rig.state.value(wire.status)
    rig.live(3.0)
    assert rig.state.value(wire.status) == at
    assert "stopped" in rig.do(function.name, "stop", zone=zone or None, lang="en").reply


@pytest.mark.parametrize("car", CARS, ids=lambda car: car.name)
def test_stop_of_all_and_stop_without_a_zone_stop_every_window(car):
    for zone in ("all", None):
        rig, window = Rig(car=car.name), car.functions["window"]
        for wire in window.wires.values():
            rig.bridge.send({wire.command: 100})
        rig.live(1.0)
        assert rig.do("window", "stop", zone=zone, seat="passenger").outcome is Outcome.CONFIRMED
        positions = [rig.state.value(wire.status) for wire in window.wires.values()]
        assert all(0 < position < 100 for position in positions)
        rig.live(3.0)
        assert [rig.state.value(wire.status) for wire in window.wires.values()] == positions


def test_stop_of_a_group_leaves_the_others_moving():
    rig = Rig()
    begin(rig, G70.functions["window"], G70.functions["window"].wires["driver"])
    assert rig.do("window", "stop", zone="rear").outcome is Outcome.CONFIRMED
    rig.live(3.0)
    shown = {zone: rig.state.value(wire.status) for zone, wire in G70.functions["window"].wires.items()}
    assert shown["driver"] == shown["passenger"] == 100
    assert 0 < shown["rear_left"] < 100
    assert 0 < shown["rear_right"] < 100


def test_stop_is_sent_even_before_the_car_has_reported_the_movement():
    rig = Rig()
    rig.slow = True
    rig.bridge.send({"VA_WINDOW_CMD.DrWdwSet": 100})
    assert rig.state.value("VA_MOVE_STS.DrWdwMove") == "standing", "not heard of yet"
    assert rig.do("window", "stop", zone="driver").outcome is Outcome.CONFIRMED
    assert rig.commands[-1] == "VA_WINDOW_CMD"
    rig.live(3.0)
    assert rig.state.value("VA_WINDOW_STS.DrWdwPos") == 0


@pytest.mark.parametrize("zone", ["driver", "all", None])
def test_stop_writes_only_stop(zone):
    rig = Rig()
    action = rig.plan(Command("window", "stop", zone))
    assert set(action.writes.values()) == {"stop"}
    assert set(action.expects.values()) == {("standing",)}


def test_a_trunk_that_was_stopped_half_way_can_be_opened_and_closed():
    rig = Rig()
    begin(rig, G70.functions["trunk"], G70.functions["trunk"].wires[""])
    rig.do("trunk", "stop")
    assert 0 < rig.state.value("VA_MOVE_STS.TrunkPos") < 100
    assert rig.do("trunk", "open").outcome is Outcome.NEEDS_CONFIRMATION
    assert rig.do("dialog.yes", "do").outcome is Outcome.CONFIRMED
    assert rig.state.value("VA_MOVE_STS.TrunkPos") == 100
    assert rig.do("trunk", "close").outcome is Outcome.CONFIRMED
    assert rig.state.value("CGW1.CF_Gway_TrunkTgSw") == "closed"


def test_the_trunk_is_neither_opened_nor_closed_while_the_car_moves():
    rig = Rig()
    rig.set(CGW1__CF_Gway_TrunkTgSw="open")
    rig.drive(5.0)
    assert (rig.do("trunk", "close").reason, rig.do("trunk", "stop").outcome) == ("parked", Outcome.CONFIRMED)


@pytest.mark.parametrize(("lang", "words"), [("ko", "예약이 없어요."), ("en", "Nothing is scheduled.")])
@pytest.mark.parametrize("op", ["query", "cancel"])
def test_what_is_scheduled_is_answered_by_the_assistant_itself(op, lang, words):
    result = Rig().do("schedule", op, lang=lang)
    assert (result.outcome, result.reply) == (Outcome.ANSWERED, words)


def test_a_stop_of_one_window_waits_for_no_rate():
    """Nor for what is in the queue: it goes out at once, and what waited goes out after it."""
    rig = Rig()
    begin(rig, G70.functions["window"], G70.functions["window"].wires["driver"])
    while not rig.bridge.send({"VA_WINDOW_CMD.RoofSet": "no_change"}, event=True).waiting:
        pass
    times, began = [], rig.clock()
    rig.to_car = lambda frame: times.append(rig.clock()) or frame
    assert rig.do("window", "stop", zone="driver").outcome is Outcome.CONFIRMED
    assert times[0] - began < 0.01
