"""What people see of the buses and of the car: asked, actual, how old, and what is not known."""

import io
import re

import can
import pytest
from rich.console import Console
from rig import STEP
from typer.testing import CliRunner
from vehicle.gateway.bus_health import BusState

from malcha.cli import main
from malcha.screens import turns
from proto import nlu_pb2, vehicle_pb2
from vehicle.can import dbc
from vehicle.doors import server
from vehicle.gateway.plausibility import longest_age
from vehicle.gateway.state import Reading

FRESH, TOO_OLD = vehicle_pb2.FRESH, vehicle_pb2.TOO_OLD
NO_VALUE, NEVER_HEARD = vehicle_pb2.NO_VALUE, vehicle_pb2.NEVER_HEARD
HEAT, HEAT_SIGNAL = ("seat.heat", "driver"), "DATC_PE_05.DATC_DrSeatWarmerDisp"


def lines(shown: object) -> list[str]:
    """As printed on a wide page, without blanks at the ends."""
    page = io.StringIO()
    Console(file=page, width=300).print(shown)
    return [line.strip() for line in page.getvalue().splitlines() if line.strip()]


def line(shown: object, *words: str) -> list[str]:
    """The cells of the one line that begins with these words."""
    (found,) = [cells for row in lines(shown) if (cells := re.split(r"  +", row))[: len(words)] == list(words)]
    return found


def look(rig) -> vehicle_pb2.GetStateResponse:
    return server.VehicleServicer(rig.assistant, rig.clock).GetState(vehicle_pb2.GetStateRequest(), None)


def row(now: vehicle_pb2.GetStateResponse, function: str, zone: str = "") -> vehicle_pb2.FunctionState:
    (found,) = [row for row in now.functions if (row.function, row.zone) == (function, zone)]
    return found


# what the gateway tells


def test_state_tells_what_was_asked_when_and_that_it_is_so(rig):
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.live(2.0)
    heat = row(look(rig), *HEAT)
    assert (heat.target.number, heat.value.number, heat.reached, heat.known) == (3, 3, True, FRESH)
    assert 2.0 <= heat.target_age_s < 2.5
    assert heat.age_s < heat.target_age_s


def test_state_tells_what_was_asked_in_vain(rig):
    rig.do("seat.heat", "set", 1.0, "driver")
    rig.to_car = lambda frame: None
    rig.do("seat.heat", "set", 3.0, "driver")
    heat = row(look(rig), *HEAT)
    assert (heat.target.number, heat.value.number, heat.reached) == (3, 1, False)


def test_a_hand_on_the_switch_leaves_what_was_asked(rig):
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.set(DATC_PE_05__DATC_DrSeatWarmerDisp=1)
    heat = row(look(rig), *HEAT)
    assert (heat.target.number, heat.value.number, heat.reached) == (3, 1, False)


def test_what_was_refused_was_not_asked_of_the_car(rig):
    rig.do("climate.temperature", "set", 100.0, "driver")
    assert not row(look(rig), "climate.temperature", "driver").HasField("target")
    assert not [found.function for found in look(rig).functions if found.HasField("target")]


def test_target_and_actual_are_in_the_functions_unit(rig):
    rig.do("media.volume", "set", 60.0)
    volume = row(look(rig), "media.volume")
    assert (volume.target.number, volume.value.number, volume.unit, volume.reached) == (60, 60, "%", True)


@pytest.mark.parametrize("path", [HEAT_SIGNAL, "DATC_PE_02.DATC_DrTempDispC", "WHL_SPD11.WHL_SPD_FL"])
def test_a_value_is_known_just_so_long(path):
    longest = longest_age(path.partition(".")[0])
    assert server.certainty(path, Reading(1.0 if path == HEAT_SIGNAL else 20.0, 100.0), 100.0 + longest) == FRESH
    assert server.certainty(path, Reading(1.0 if path == HEAT_SIGNAL else 20.0, 100.0), 100.01 + longest) == TOO_OLD


def test_a_value_that_is_too_old_is_told_apart_from_one_that_is_known(rig):
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.silence(60.0)
    heat = row(look(rig), *HEAT)
    assert (heat.known, heat.HasField("value"), heat.last.number, heat.reached) == (TOO_OLD, False, 3, False)
    assert heat.age_s == pytest.approx(60, abs=1.5)


def test_what_was_never_heard_and_what_has_no_value_are_told_apart(new_rig):
    rig = new_rig(never=["DATC_PE_05"])
    rig.set(DATC_PE_02__DATC_DrTempDispC="not_available")
    now = look(rig)
    heat, temperature = row(now, *HEAT), row(now, "climate.temperature", "driver")
    assert (heat.known, heat.HasField("value"), heat.age_s) == (NEVER_HEARD, False, 0)
    assert (temperature.known, temperature.HasField("value"), temperature.HasField("last")) == (NO_VALUE, False, False)


def test_state_tells_how_both_buses_are(rig):
    before = {bus.bus: bus for bus in look(rig).buses}
    rig.do("seat.heat", "set", 3.0, "driver")
    rig.hear(can.Message(arbitration_id=0x7AB, data=bytes(8), is_extended_id=False, channel="ccan"))
    rig.live(3.0)
    after = {bus.bus: bus for bus in look(rig).buses}
    assert set(after) == set(dbc.BUSES)
    assert after["mcan"].sent - before["mcan"].sent == len(rig.sent)
    assert all(after[bus].received > before[bus].received for bus in dbc.BUSES)
    assert all(bus.state == BusState.ALIVE for bus in after.values())
    assert 0 < after["ccan"].load < 0.1
    assert dict(after["ccan"].refused) == {"ccan 7AB: foreign id": 1}


def test_a_car_that_fell_silent_has_silent_buses_and_late_messages(rig):
    rig.silence(30.0)
    buses = {bus.bus: bus for bus in look(rig).buses}
    assert {bus.state for bus in buses.values()} == {BusState.SILENT}
    assert "WHL_SPD11" in buses["ccan"].late
    assert "DATC_PE_02" in buses["mcan"].late


# how it is shown


def buses(*found: vehicle_pb2.BusStatus, at: float = 10.0) -> vehicle_pb2.GetStateResponse:
    return vehicle_pb2.GetStateResponse(buses=found, at_s=at)


def bus(**more) -> vehicle_pb2.BusStatus:
    return vehicle_pb2.BusStatus(bus="ccan", state="alive", **more)


def test_a_bus_is_one_line_with_load_and_counts():
    shown = turns.buses(buses(bus(load=0.123, received=400, sent=20)))
    assert line(shown, "ccan") == ["ccan", "alive", "12.3", "400", "20", "0", "0", "0", "0"]


def test_frames_a_second_are_those_between_two_looks():
    shown = turns.buses(buses(bus(received=400, sent=20), at=12.0), buses(bus(received=100, sent=10), at=10.0))
    assert line(shown, "ccan")[3:7] == ["150", "5", "400", "20"]


def test_two_looks_at_the_same_instant_and_a_new_bus_have_no_frames_a_second():
    same = buses(bus(received=400, sent=20))
    assert line(turns.buses(same, same), "ccan")[3:5] == ["400", "20"]
    assert line(turns.buses(same, buses(at=9.0)), "ccan")[3:5] == ["400", "20"]


ILL = bus(
    refused={"wrong CRC": 5, "foreign id": 70, "7 bytes, expected 8": 1, "frozen": 5}, blocked={"too many": 2},
    late=["CGW1", "CGW2", "CGW4", "EMS12", "CLU12"], alarm="ccan: another sender of 6A1", bus_offs=3, received=123_456_789, sent=12_345, load=1,
)  # fmt: skip


def test_what_is_wrong_with_a_bus_is_counted_in_its_line_and_told_below():
    shown = turns.buses(buses(ILL))
    assert line(shown, "ccan", "alive")[-4:] == ["3", "5", "81", "2"]
    assert lines(shown)[-4:] == [
        "alarm: ccan: another sender of 6A1",
        "ccan late: CGW1 CGW2 CGW4 and 2 more",
        "ccan not used: 70 foreign id; 5 frozen; 5 wrong CRC; and 1 more",
        "ccan not sent: 2 too many",
    ]


def test_nothing_is_told_below_a_bus_that_is_well():
    assert lines(turns.buses(buses(bus())))[-1].startswith("ccan  alive")


def test_the_buses_are_whole_on_a_terminal_of_80_columns():
    now = buses(ILL, at=2.0)
    now.buses[0].state = "bus_off"
    page = io.StringIO()
    Console(file=page, width=80).print(turns.buses(now, buses(bus(received=123_450_000), at=1.0)))
    (found,) = [row.split() for row in page.getvalue().splitlines() if "bus_off" in row]
    assert found == ["ccan", "bus_off", "100.0", "6789", "12345", "123456789", "12345", "3", "5", "81", "2"]


def test_a_function_is_whole_on_a_terminal_of_80_columns():
    longest = function("climate.temperature", TOO_OLD, last=NUMBER, target=NUMBER, target_age_s=99.9)
    longest.zone, longest.age_s = "passenger", 7200.4
    page = io.StringIO()
    Console(file=page, width=80).print(turns.state([longest], "parked"))
    (found,) = [row for row in page.getvalue().splitlines() if "climate" in row]
    assert found.split()[:-1] == ["climate.temperature", "passenger", "22", "degC", "7200", "too", "old", "22", "99.9"]


def function(name: str, known: int = FRESH, **more) -> vehicle_pb2.FunctionState:
    return vehicle_pb2.FunctionState(
        function=name, zone="driver", unit="degC", signal=f"S.{name}", known=known, age_s=1.26, **more
    )


NUMBER = nlu_pb2.Value(number=22)


@pytest.mark.parametrize(
    ("state", "cells"),
    [
        (function("a", value=NUMBER), ["22 degC", "1.3", "S.a"]),
        (
            function("a", value=NUMBER, target=NUMBER, target_age_s=5, reached=True),
            ["22 degC", "1.3", "22", "5.0", "S.a"],
        ),
        (
            function("a", value=NUMBER, target=nlu_pb2.Value(number=25), target_age_s=5),
            ["22 degC", "1.3", "not as asked", "25", "5.0", "S.a"],
        ),
        (function("a", TOO_OLD, last=NUMBER), ["22 degC", "1.3", "too old", "S.a"]),
        (
            function("a", TOO_OLD, last=NUMBER, target=NUMBER, target_age_s=5),
            ["22 degC", "1.3", "too old", "22", "5.0", "S.a"],
        ),
        (function("a", value=nlu_pb2.Value(text="off")), ["off", "1.3", "S.a"]),
        (function("a", NO_VALUE), ["? degC", "1.3", "no value", "S.a"]),
        (function("a", NEVER_HEARD), ["? degC", "never heard", "S.a"]),
    ],
    ids=["known", "as asked", "not as asked", "too old", "asked and too old", "a word", "no value", "never heard"],
)
def test_a_function_is_one_line_with_a_mark_where_something_is_wrong(state, cells):
    assert line(turns.state([state], "parked"), "a driver")[1:] == cells


def order(shown: object) -> list[str]:
    return [row[0] for row in lines(shown) if re.match(r"[a-e] driver ", row)]


def test_watching_shows_what_was_asked_last_and_what_is_not_known_first():
    now = buses(bus())
    now.functions.extend(
        [
            function("e", NEVER_HEARD), function("a", value=NUMBER), function("d", value=NUMBER, target=NUMBER, target_age_s=9),
            function("b", TOO_OLD, last=NUMBER), function("c", value=NUMBER, target=NUMBER, target_age_s=1),
        ]
    )  # fmt: skip
    assert order(turns.picture(now, now)) == list("cdbea")
    assert order(turns.picture(now)) == list("abcde")


def test_what_the_car_does_not_report_is_a_question_mark_in_the_head(rig):
    assert turns.head(look(rig)) == "parked, 0 km/h, gear P, ignition on"
    rig.drive(60.0)
    assert turns.head(look(rig)).startswith("moving, 60 km/h, gear D, ")
    rig.silence(30.0)
    assert turns.head(look(rig)) == "moving, ? km/h, gear ?, ignition ?"


# malcha state --watch


def test_watching_looks_again_and_again_until_it_is_stopped(rig, monkeypatch):
    class Stub:
        def __init__(self, channel): ...

        def GetState(self, request, timeout):
            return look(rig)

    waits = []

    def wait(seconds):
        waits.append(seconds)
        rig.live(seconds)
        if len(waits) == 2:
            rig.do("seat.heat", "set", 3.0, "driver")
        if len(waits) == 4:
            raise KeyboardInterrupt

    monkeypatch.setattr(main.vehicle_pb2_grpc, "VehicleStub", Stub)
    monkeypatch.setattr(main.time, "sleep", wait)
    said = CliRunner().invoke(main.app, ["state", "--watch"])
    assert said.exit_code == 0
    assert waits == [main.LOOK_EVERY] * 4
    pictures = said.stdout.split("Buses, counted since the gateway started")[1:]
    first, last = pictures[0], pictures[3]
    seconds = [re.search(r"ccan +alive +\d+\.\d +(\d+) +\d+ +(\d+) ", picture) for picture in pictures[1:]]
    a_step = sum(1 for wired in dbc.messages().values() if wired.bus == "ccan" and wired.message.cycle_time)
    assert all(
        0 < int(found[1]) <= a_step / STEP for found in seconds
    )  # the rig's car sends a message once a step at most
    assert all(int(found[2]) > 0 for found in seconds)  # all received, beside those a second
    assert re.search(r"seat\.heat driver +off +\d\.\d +DATC", first)
    assert re.search(r"seat\.heat driver +3 level +\d\.\d +3 +\d\.\d ", last)
