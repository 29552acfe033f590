"""A second car needs two folders only: the gateway's Bridge and State work with it unchanged."""

import can
import pytest

from sim_can.car import Car
from sim_can.cars.model import UnknownCar, names
from sim_can.faults import script
from sim_can.faults.faulty import Faulty
from vehicle.can.codec import FrameError
from vehicle.cars.car import load
from vehicle.cars.wiring import HALT, STANDING, Write
from vehicle.catalogue.row import AtLeast
from vehicle.gateway.bridge import Bridge, BusError
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State

BUS = "body"
HATCHBACK = load("hatchback")
CODEC, DBC = HATCHBACK.codec, HATCHBACK.dbc
COMMANDS = [name for name in DBC.messages if DBC.sent_by_gateway(name)]
STATUSES = [name for name in DBC.messages if not DBC.sent_by_gateway(name)]


class Rig:
    """The gateway and the car, connected directly, with a clock that the test advances."""

    def __init__(self):
        self.now, self.sim = 1000.0, Car("hatchback")
        self.sent: list[can.Message] = []
        self.state = State(CODEC, self.clock)
        self.bridge = Bridge(HATCHBACK, {BUS: self}, self.state, self.clock)
        self.live(0.0)

    def clock(self) -> float:
        self.now += 1e-6  # no two things happen at once
        return self.now

    def send(self, frame: can.Message) -> None:
        """The bus: a frame is received before `send` returns."""
        self.sent.append(frame)
        self.hear(self.sim.receive(frame))

    def hear(self, frames: list[can.Message]) -> None:
        for frame in frames:
            self.bridge.receive(BUS, frame)

    def live(self, seconds: float) -> None:
        for _ in range(max(round(seconds / 0.05), 1)):
            step = min(seconds, 0.05)
            self.now += step
            self.hear(self.sim.step(step))


@pytest.fixture
def rig() -> Rig:
    """Parked, ignition on, everything reported."""
    return Rig()


def answered(rig: Rig, command: str) -> tuple[object, object, object]:
    """(sequence, result, reason) in the gateway's state."""
    where = CODEC.block.acknowledgements[command]
    return tuple(rig.state.value(path) for path in (where.sequence, where.result, where.reason))


def writes() -> list:
    """(function, signals written, what confirms them) for every fixed word, write and end of range of the wiring."""
    found = []
    for function in HATCHBACK.functions.values():
        for zone in function.wires or ("",):
            wire = function.wires.get(zone)
            for word, target in [(op, function.target(op, zone)) for op in function.ops] + [*function.words.items()]:
                target = target.level if isinstance(target, AtLeast) else target
                if isinstance(target, Write):
                    case = target.signals, target.expects
                elif wire and wire.command and not str(target).startswith("<"):
                    number = function.value and function.value.kind == "percent" and isinstance(target, int)
                    top = DBC.signal(wire.command).maximum
                    target = round(target / 100 * top) if number else target
                    expected = {wire.movement: (STANDING,)} if target == HALT else {wire.status: (target,)}
                    case = {wire.command: target}, expected
                else:
                    continue
                found.append(pytest.param(*case, id=f"{function.name} {zone} {word}"))
    return found


# the car's own files


def test_the_car_is_one_bus_with_one_message_that_acknowledges():
    assert (HATCHBACK.dbc.buses, DBC.bit_rate(BUS)) == ((BUS,), 250_000)
    assert set(CODEC.block.acknowledgements) == set(COMMANDS)
    assert {where.message for where in CODEC.block.acknowledgements.values()} == {"BODY_ACK"}


@pytest.mark.parametrize("name", DBC.messages)
def test_a_message_has_a_sender_receivers_and_a_remark_and_starts_in_range(name):
    message = DBC.messages[name].message
    assert (len(message.senders), len(message.receivers)) == (1, 1)
    assert message.comment
    for signal in message.signals:
        start = DBC.start(f"{name}.{signal.name}")
        assert isinstance(start, str) or signal.minimum <= start <= signal.maximum, signal.name


def test_what_the_car_has_not_is_not_fitted():
    fitted = {name for name, function in HATCHBACK.functions.items() if function.fitted}
    assert not fitted & {"sunroof", "sunshade", "seat.ventilation", "nav.go", "phone.call", "horn", "trunk"}
    assert HATCHBACK.functions["window"].fitted_zones == ("driver", "passenger", "front", "left", "right", "all")
    assert HATCHBACK.functions["door.lock"].fitted_zones == ("all",)
    assert "auto" not in HATCHBACK.functions["wiper"].words
    assert HATCHBACK.functions["wiper"].value.ladder == ("off", "interval", "low", "high")


def test_limits_are_those_of_this_car():
    assert HATCHBACK.limits(HATCHBACK.functions["climate.temperature"]) == (16.0, 30.0, 1.0)
    assert HATCHBACK.limits(HATCHBACK.functions["climate.fan"]) == (1.0, 6.0, 1.0)


def test_there_are_two_simulated_cars_and_no_third():
    assert names() == ["genesis_g70", "hatchback"]
    with pytest.raises(UnknownCar, match="no simulated car 'lorry': only genesis_g70, hatchback"):
        Car("lorry")


# status


def test_every_status_is_understood_and_counts():
    car, seen = Car("hatchback"), {}
    for _ in range(200):
        for frame in car.step(0.05):
            name, values = CODEC.decode(frame.channel, frame)
            seen.setdefault(name, []).append(CODEC.alive_count(name, values))
    assert set(seen) == set(STATUSES)
    for name in ("RUN", "GLASS", "BODY_ACK"):
        assert seen[name] == [number % 16 for number in range(len(seen[name]))]
    assert seen["AIR"] == [None] * len(seen["AIR"])


@pytest.mark.parametrize("name", STATUSES)
def test_frames_are_those_of_the_codec(name):
    car = Car("hatchback")
    values = {path.partition(".")[2]: value for path, value in car.values.items() if path.startswith(f"{name}.")}
    for counter in range(16):
        ours, theirs = car.signals.frame(name), CODEC.encode(name, values, counter)
        assert (ours.channel, ours.arbitration_id, bytes(ours.data)) == (BUS, theirs.arbitration_id, bytes(theirs.data))


def test_the_gateway_knows_how_the_car_is(rig):
    situation = Situation(rig.state, HATCHBACK.signals)
    assert situation.ignition_on(rig.now)
    assert situation.driving(rig.now) == "parked"
    rig.sim.drive(50.0)
    rig.live(0.1)
    assert (situation.speed(rig.now), situation.driving(rig.now)) == (50.0, "moving")
    assert situation.position() is None


# commands


@pytest.mark.parametrize(("signals", "expects"), writes())
def test_every_command_of_the_wiring_has_its_effect_and_is_acknowledged(rig, signals, expects):
    for path, words in expects.items():
        found = [word for word in DBC.words(path) if word not in (*words, "no_data", "invalid")]
        rig.sim.set(path, found[0] if found else DBC.signal(path).maximum if 0 in words else DBC.signal(path).minimum)
    rig.live(0.05)
    rig.bridge.send(signals)
    (command,) = {path.partition(".")[0] for path in signals}
    assert answered(rig, command) == (1, "done", "none")
    rig.live(5.0 if command == "SET_GLASS" else 0.0)
    for path, words in expects.items():
        assert any(CODEC.matches(path, rig.state.value(path), word) for word in words), path


def test_the_wiring_was_walked():
    assert len(writes()) > 40


def test_each_command_has_its_own_numbers_in_the_one_answer(rig):
    for _ in range(3):
        rig.bridge.send({"SET_AIR.Temp": 21})
    rig.bridge.send({"SET_SEATS.DrHeat": 2})
    assert [answered(rig, command)[0] for command in COMMANDS] == [3, 0, 1, 0, 0]
    frame = rig.sent[-1]
    assert rig.sim.receive(frame) == []  # the same again is nobody's
    assert rig.sim.commands.ignored["SET_SEATS: repeated"] == 1


def test_a_frame_changes_one_signal_and_no_other(rig):
    rig.bridge.send({"SET_GLASS.PsWindow": 30})
    _, values = CODEC.decode(BUS, rig.sent[-1])
    assert (values["DrWindow"], values["PsWindow"]) == ("no_change", 30)


@pytest.mark.parametrize("byte", range(8))
def test_a_damaged_command_is_not_used(rig, byte):
    rig.bridge.send({"SET_AIR.Temp": 21})
    frame = rig.sent[-1]
    frame.data[byte] ^= 0x10
    assert rig.sim.receive(frame) == []
    assert rig.sim.refused == 1


@pytest.mark.parametrize(
    ("writes", "error"),
    [
        ({"SET_AIR.Temp": 40}, FrameError),
        ({"SET_AIR.Temp": 15}, FrameError),
        ({"SET_BODY.Wiper": "auto"}, FrameError),
        ({"SET_AIR.Ac": "invalid"}, BusError),
        ({"RUN.Speed": 0}, (FrameError, BusError)),
    ],
)
def test_what_this_car_cannot_do_reaches_no_bus(rig, writes, error):
    with pytest.raises(error):
        rig.bridge.send(writes)
    assert not rig.sent


def test_a_window_takes_time_and_stops_where_something_is_in_its_way(rig):
    rig.bridge.send({"SET_GLASS.DrWindow": 100})
    rig.live(2.0)
    assert 40 < rig.state.value("GLASS.DrWindow") < 60
    rig.live(2.5)
    assert (rig.state.value("GLASS.DrWindow"), rig.state.value("GLASS.PsWindow")) == (100, 0)
    rig.sim.ecus.panes.obstacles["GLASS.DrWindow"] = 30.0
    rig.bridge.send({"SET_GLASS.DrWindow": 0})
    assert answered(rig, "SET_GLASS") == (2, "done", "none")
    rig.live(5.0)
    assert answered(rig, "SET_GLASS") == (2, "rejected", "obstructed")
    assert rig.state.value("GLASS.DrWindow") == 50


def test_a_window_stops_where_it_is(rig):
    rig.bridge.send({"SET_GLASS.DrWindow": 100, "SET_GLASS.PsWindow": 100})
    rig.live(1.0)
    assert rig.state.value("GLASS.DrWindowMove") == "opening"
    rig.bridge.send({"SET_GLASS.DrWindow": "stop"})
    rig.live(4.0)
    assert answered(rig, "SET_GLASS") == (2, "done", "none")
    assert (rig.state.value("GLASS.DrWindow"), rig.state.value("GLASS.PsWindow")) == (25, 100)
    assert rig.state.value("GLASS.DrWindowMove") == "standing"


def test_windows_do_not_close_without_ignition(rig):
    rig.sim.set("GLASS.DrWindow", 50)
    rig.sim.set("RUN.Ignition", "off")
    rig.live(0.1)
    rig.bridge.send({"SET_GLASS.DrWindow": 0})
    assert answered(rig, "SET_GLASS") == (1, "rejected", "not_now")
    rig.live(1.0)
    assert rig.state.value("GLASS.DrWindow") == 50


def test_a_clear_windshield_needs_the_fan_and_air_from_outside(rig):
    rig.bridge.send({"SET_AIR.Fan": "off", "SET_AIR.Recirculation": "on"})
    rig.bridge.send({"SET_AIR.DefrostFront": "on"})
    assert (rig.state.value("AIR.Fan"), rig.state.value("AIR.Recirculation")) == (4, "off")


def test_a_frequency_selects_the_tuner_and_a_louder_radio_is_not_mute(rig):
    rig.bridge.send({"SET_RADIO.Source": "usb", "SET_RADIO.Mute": "on"})
    rig.bridge.send({"SET_RADIO.Fm": 95.9, "SET_RADIO.Volume": 12})
    assert [rig.state.value(f"RADIO.{name}") for name in ("Source", "Fm", "Mute")] == ["fm", 95.9, "off"]


def test_driving_counts_kilometres_and_uses_fuel(rig):
    before, fuel = rig.sim.values["CLUSTER.Odometer"], rig.sim.values["CLUSTER.Range"]
    rig.sim.drive(100.0)
    for _ in range(3600):
        rig.sim.step(1.0)
    assert rig.sim.values["CLUSTER.Odometer"] == pytest.approx(before + 100, abs=1)
    assert fuel - 130 < rig.sim.values["CLUSTER.Range"] < fuel - 70
    assert rig.sim.values["CLUSTER.Fuel"] < 60


def test_a_reset_body_computer_begins_anew():
    car = Car("hatchback")
    faulty = Faulty(car, script.parse("1..2 reset BCM", CODEC))
    faulty.step(0.5)
    assert faulty.receive(CODEC.encode("SET_SEATS", CODEC.image("SET_SEATS") | {"DrHeat": 2}, 5, 5))
    faulty.step(2.0)
    assert car.values["BODY_ACK.SeatsSeq"] == 0
    assert faulty.receive(CODEC.encode("SET_SEATS", CODEC.image("SET_SEATS") | {"DrHeat": 1}, 5, 5))
    assert car.values["AIR.DrHeat"] == 1
