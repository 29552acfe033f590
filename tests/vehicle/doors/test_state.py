"""The state of the car, its changes, and its catalogue, over a real channel with the simulated car."""

import threading

import grpc
import pytest
from calls import Context
from g70 import FUNCTIONS
from turns import PATIENCE, command, status_of

from languages import codes
from malcha.v1 import state_pb2, vehicle_pb2, vehicle_pb2_grpc
from serving.limits import MOST_STREAMS
from vehicle.cars.car import load
from vehicle.catalogue.row import GROUPS
from vehicle.doors import catalogue_messages, server
from vehicle.doors.watches import HEARTBEAT
from vehicle.gateway.state import WATCH_BACKLOG

OK = grpc.StatusCode.OK
EXHAUSTED, EXCEEDED = grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.DEADLINE_EXCEEDED
WATCH = vehicle_pb2.WatchStateRequest()


def test_a_parked_car_says_so(drive):
    now = drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE)
    assert (now.driving, now.speed_kmh, now.gear, now.ignition) == (
        state_pb2.DRIVING_PARKED,
        0,
        state_pb2.GEAR_PARK,
        state_pb2.IGNITION_ON,
    )
    assert now.car == "genesis_g70"


def test_state_has_every_wired_function_and_zone_of_the_catalogue(drive):
    wired = sorted((row.name, zone) for row in FUNCTIONS.values() for zone, wire in row.wires.items() if wire.status)
    told = drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE).functions
    assert sorted((each.function, each.zone) for each in told) == wired


def test_state_follows_a_command_in_the_functions_unit(drive):
    drive.execute(
        command("media.volume", "set", number=60), command("climate.temperature", "set", "driver", number=19.5)
    )
    known = drive.state()
    volume, temperature = known["media.volume", ""], known["climate.temperature", "driver"]
    assert (volume.value.number, volume.unit) == (60, "%")
    assert (temperature.value.number, temperature.unit, temperature.signal) == (
        19.5,
        "degC",
        "DATC_PE_02.DATC_DrTempDispC",
    )
    assert volume.received_at.ToMicroseconds() <= drive.assistant.clock() * 1e6


@pytest.mark.parametrize(
    ("signal", "unit"),
    [
        ("CLU13.CF_Clu_FuelDispLvl", "%"),
        ("CLU13.CF_Clu_DTE", "km"),
        ("VA_CAR_STS.BatteryVoltage", "V"),
        ("HU_CLU_PE_01.HU_Frequency", "MHz"),
        ("VA_MEDIA_STS.AmFreq", "kHz"),
        ("VA_WINDOW_STS.DrWdwPos", "%"),
        ("DATC_PE_03.DATC_AcDisp", ""),
    ],
)
def test_state_tells_the_unit_of_each_value(drive, signal, unit):
    rows = drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE).functions
    assert [row.unit for row in rows if row.signal == signal] == [unit]


def test_state_says_what_was_asked_and_whether_the_car_has_come_to_it(drive):
    drive.execute(command("seat.heat", "set", "driver", number=2))
    state = drive.state()["seat.heat", "driver"]
    assert (state.target.number, state.value.number, state.reached) == (2, 2, True)
    assert state.target_at.ToNanoseconds() <= state.received_at.ToNanoseconds()


def test_each_answer_has_the_time_of_day(drive):
    first, second = (drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE) for _ in range(2))
    assert first.at.ToNanoseconds() < second.at.ToNanoseconds()
    buses = {bus.bus: bus for bus in second.buses}
    assert set(buses) == {"ccan", "mcan"}
    assert {bus.state for bus in buses.values()} == {state_pb2.BUS_STATE_ALIVE}
    assert all(0 <= bus.utilisation < 1 for bus in buses.values())


# WatchState


def snapshot(watching) -> list[state_pb2.FunctionState]:
    """What a watch begins with, to the mark of its end."""
    found = []
    for answer in watching:
        if answer.WhichOneof("event") == "snapshot_end":
            assert answer.snapshot_end.car == "genesis_g70"
            return found
        found.append(answer.change)
    raise AssertionError("the snapshot has no end")


def test_a_watcher_hears_everything_then_a_mark_and_then_each_change(drive):
    drive.execute(command("light.ambient", "set", text="red"))
    watching = drive.vehicle.WatchState(WATCH, timeout=PATIENCE)
    begun = snapshot(watching)
    known = drive.vehicle.GetState(vehicle_pb2.GetStateRequest(), timeout=PATIENCE).functions
    assert [each.signal for each in begun] == [each.signal for each in known]
    assert [each.value.text for each in begun if each.function == "light.ambient"] == ["red"]
    drive.execute(command("light.ambient", "set", text="blue"))
    changes = (answer.change for answer in watching if answer.WhichOneof("event") == "change")
    assert next(each.value.text for each in changes if each.function == "light.ambient" and each.reached) == "blue"
    watching.cancel()


class Watched:
    """A watch of a rig's state, without a server; the rig's clock goes only where it is told to."""

    def __init__(self, rig):
        self.stream = server.VehicleServicer(rig.assistant).WatchState(WATCH, Context())
        self.begun = snapshot(self.stream)

    def next(self) -> vehicle_pb2.WatchStateResponse:
        return next(self.stream)

    def until_heartbeat(self) -> list[state_pb2.FunctionState]:
        """What changes until the next sign of life."""
        found = []
        while (answer := self.next()).WhichOneof("event") != "heartbeat":
            found.append(answer.change)
        return found


def test_what_the_car_never_said_is_in_the_snapshot_too(new_rig):
    watched = Watched(new_rig(never=["VA_WINDOW_STS"]))
    windows = [each for each in watched.begun if each.function == "window"]
    assert {each.known for each in windows} == {state_pb2.KNOWN_NEVER_HEARD}
    assert not any(each.HasField("value") or each.HasField("received_at") for each in windows)


def test_a_watcher_has_a_heartbeat_every_five_seconds(rig):
    watched = Watched(rig)
    rig.live(5.0)
    first = watched.until_heartbeat()
    rig.live(5.0)
    second = watched.until_heartbeat()
    assert HEARTBEAT == 5.0
    assert {each.known for each in (*first, *second)} <= {state_pb2.KNOWN_FRESH}


def test_a_value_that_grows_too_old_is_a_change_without_a_frame(rig):
    watched = Watched(rig)
    rig.silence(5.0)
    changed = {each.signal: each for each in watched.until_heartbeat()}
    late = changed["DATC_PE_02.DATC_DrTempDispC"]
    assert (late.known, late.HasField("value"), late.last.number) == (state_pb2.KNOWN_TOO_OLD, False, 22.0)


def test_what_was_asked_for_is_a_change_before_the_car_has_come_to_it(rig):
    watched = Watched(rig)
    rig.to_car = lambda frame: None  # a car that does not hear
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.clock.now += 0.2
    change = watched.next().change
    assert (change.function, change.zone, change.target.number, change.reached) == ("seat.heat", "driver", 3, False)


def test_the_same_is_not_said_twice(rig):
    watched = Watched(rig)
    rig.live(1.0)
    first = {each.signal for each in snapshot(server.VehicleServicer(rig.assistant).WatchState(WATCH, Context()))}
    rig.clock.now += 4.1
    told = [each.signal for each in watched.until_heartbeat() if each.known == state_pb2.KNOWN_FRESH]
    assert len(told) == len(set(told)) < len(first)


@pytest.fixture
def left(drive, monkeypatch):
    """Set when a watcher has been forgotten."""
    gone = threading.Event()
    unwatch = drive.assistant.state.unwatch

    def unwatch_and_tell(watcher):
        unwatch(watcher)
        gone.set()

    monkeypatch.setattr(drive.assistant.state, "unwatch", unwatch_and_tell)
    return gone


def test_a_watcher_that_leaves_is_forgotten(drive, left):
    watching = drive.vehicle.WatchState(WATCH, timeout=PATIENCE)
    next(watching)
    watching.cancel()
    assert left.wait(PATIENCE)


def test_a_watcher_whose_deadline_passes_is_forgotten(drive, left):
    for seconds in (0.5, 2.0, 8.0):  # the first may pass before the gateway has heard of the call
        watching = drive.vehicle.WatchState(WATCH, timeout=seconds)
        assert status_of(lambda watching=watching, **_: list(watching)) is EXCEEDED
        if left.wait(2.0):
            break
    assert left.is_set()


def test_a_watcher_that_reads_too_slowly_is_sent_away_and_forgotten(drive, left, caplog):
    watching = server.VehicleServicer(drive.assistant).WatchState(WATCH, Context())
    next(watching)
    for i in range(WATCH_BACKLOG):
        drive.assistant.state.update("EMS12", {"TEMP_ENG": float(i)}, 0.0)  # of no function
    with pytest.raises(Context.Aborted, match="RESOURCE_EXHAUSTED"):
        list(watching)
    assert left.is_set()
    assert "read faster" in next(record.getMessage() for record in caplog.records if record.name == "malcha.audit")


def test_watchers_leave_room_for_turns(drive):
    serving, port = server.serve(drive.assistant, "127.0.0.1:0")  # its own, where nobody is just leaving
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        vehicle = vehicle_pb2_grpc.VehicleServiceStub(channel)
        watchers = [vehicle.WatchState(WATCH, timeout=PATIENCE) for _ in range(MOST_STREAMS)]
        assert all(next(watching).change.function for watching in watchers)
        assert status_of(vehicle.GetState, vehicle_pb2.GetStateRequest()) is OK
        assert status_of(lambda **more: next(vehicle.WatchState(WATCH, **more))) is EXHAUSTED
    serving.stop(0.0)


def test_the_catalogue_describes_itself(drive):
    answer = drive.vehicle.ListFunctions(vehicle_pb2.ListFunctionsRequest(), timeout=PATIENCE)
    assert answer.car == "genesis_g70"
    rows = {row.name: row for row in answer.functions}
    assert list(rows) == list(FUNCTIONS)
    temperature = rows["climate.temperature"]
    assert [(each.lowest, each.highest, each.step, each.unit) for each in temperature.ranges] == [(17, 27, 0.5, "degC")]
    assert (list(temperature.zones), list(temperature.ops)) == (
        ["driver", "passenger", "all"],
        ["set", "up", "down", "query"],
    )
    assert list(temperature.fitted_zones) == ["driver", "passenger"]
    assert set(temperature.names) == set(codes())
    assert (temperature.names["ko"], temperature.names["en"]) == ("온도", "temperature")
    assert [(each.lowest, each.highest, each.unit) for each in rows["media.tune"].ranges] == [
        (87.5, 108, "MHz"),
        (531, 1602, "kHz"),
    ]
    assert not rows["seat.massage"].fitted
    assert [name for name, row in rows.items() if not row.spoken] == ["horn"]
    assert list(rows["trunk"].asks) == ["open"]
    assert [(need.op, need.condition) for need in rows["trunk"].needs] == [
        ("open", "parked"),
        ("close", "parked"),
    ]
    assert not rows["climate.ac"].ranges
    assert all(
        zone in GROUPS or zone == "all" or zone in ("driver", "passenger", "rear_left", "rear_right")
        for row in rows.values()
        for zone in row.zones
    )


def test_a_function_that_replies_never_name_has_no_names(drive):
    rows = drive.vehicle.ListFunctions(vehicle_pb2.ListFunctionsRequest(), timeout=PATIENCE).functions
    assert all(set(row.names) <= set(codes()) for row in rows)
    assert not next(row for row in rows if row.name == "dialog.yes").names


def test_another_car_describes_itself_by_its_own_wires():
    car = load("hatchback")
    rows = {row.name: row for row in catalogue_messages.functions(car)}
    assert list(rows) == list(FUNCTIONS)
    (range_,) = rows["climate.temperature"].ranges
    assert (range_.lowest, range_.highest, range_.step) == (16, 30, 1)
    assert not rows["sunroof"].fitted
    assert list(rows["window"].fitted_zones) == ["driver", "passenger"]
    assert len(rows["media.tune"].ranges) == 1
