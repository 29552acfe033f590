"""What people see of a turn, of the buses and of the car: asked, actual, how old, and what is not known."""

import io
import json
import re

import pytest
from g70 import dbc
from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp
from rich.console import Console
from typer.testing import CliRunner

from malcha.cli import look as verbs
from malcha.cli.main import app
from malcha.screens import functions, plain, state, turn, words
from malcha.v1 import catalogue_pb2, command_pb2, state_pb2, turn_pb2, understanding_pb2, vehicle_pb2
from vehicle.doors import server

FRESH, TOO_OLD = state_pb2.KNOWN_FRESH, state_pb2.KNOWN_TOO_OLD
NO_VALUE, NEVER_HEARD = state_pb2.KNOWN_NO_VALUE, state_pb2.KNOWN_NEVER_HEARD
STEP = 0.05  # s that pass for the rig's car at a time
NOON = 1_790_000_000.0  # s since 1970


def time(seconds: float) -> Timestamp:
    """So long after noon."""
    found = Timestamp()
    found.FromMicroseconds(round((NOON + seconds) * 1e6))
    return found


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
    return server.VehicleServicer(rig.assistant).GetState(vehicle_pb2.GetStateRequest(), None)


# how it is shown


def buses(*found: state_pb2.BusStatus, at: float = 10.0) -> vehicle_pb2.GetStateResponse:
    return vehicle_pb2.GetStateResponse(buses=found, at=time(at))


def bus(**more) -> state_pb2.BusStatus:
    return state_pb2.BusStatus(bus="ccan", state="BUS_STATE_ALIVE", **more)


def test_a_bus_is_one_line_with_load_and_counts():
    shown = state.buses(buses(bus(utilisation=0.123, received=400, sent=20)))
    assert line(shown, "ccan") == ["ccan", "alive", "12.3", "400", "20", "0", "0", "0", "0"]


def test_frames_a_second_are_those_between_two_looks():
    shown = state.buses(buses(bus(received=400, sent=20), at=12.0), buses(bus(received=100, sent=10), at=10.0))
    assert line(shown, "ccan")[3:7] == ["150", "5", "400", "20"]


def test_two_looks_at_the_same_instant_and_a_new_bus_have_no_frames_a_second():
    same = buses(bus(received=400, sent=20))
    assert line(state.buses(same, same), "ccan")[3:5] == ["400", "20"]
    assert line(state.buses(same, buses(at=9.0)), "ccan")[3:5] == ["400", "20"]


ILL = bus(
    refused={"wrong CRC": 5, "unknown id": 70, "7 bytes, expected 8": 1, "frozen": 5}, blocked={"too many": 2},
    late=["CGW1", "CGW2", "CGW4", "EMS12", "CLU12"], alarm="ccan: another sender of 6A1", bus_offs=3,
    received=123_456_789, sent=12_345, utilisation=1,
)  # fmt: skip


def test_what_is_wrong_with_a_bus_is_counted_in_its_line_and_told_below():
    shown = state.buses(buses(ILL))
    assert line(shown, "ccan", "alive")[-4:] == ["3", "5", "81", "2"]
    assert lines(shown)[-4:] == [
        "alarm: ccan: another sender of 6A1",
        "ccan late: CGW1 CGW2 CGW4 and 2 more",
        "ccan not used: 70 unknown id; 5 frozen; 5 wrong CRC; and 1 more",
        "ccan not sent: 2 too many",
    ]


def test_a_bus_that_cannot_be_received_says_why():
    shown = state.buses(buses(bus(fault="reception: Network is down", errors={"reception: Network is down": 3})))
    assert lines(shown)[-2:] == ["ccan reception: Network is down", "ccan errors: 3 reception: Network is down"]


def test_nothing_is_told_below_a_bus_that_is_well():
    assert lines(state.buses(buses(bus())))[-1].startswith("ccan  alive")


def test_the_buses_are_whole_on_a_terminal_of_80_columns():
    now = buses(ILL, at=2.0)
    now.buses[0].state = state_pb2.BUS_STATE_BUS_OFF
    page = io.StringIO()
    Console(file=page, width=80).print(state.buses(now, buses(bus(received=123_450_000), at=1.0)))
    (found,) = [row.split() for row in page.getvalue().splitlines() if "bus_off" in row]
    assert found == ["ccan", "bus_off", "100.0", "6789", "12345", "123456789", "12345", "3", "5", "81", "2"]


def test_a_function_is_whole_on_a_terminal_of_80_columns():
    longest = function("climate.temperature", TOO_OLD, last=NUMBER, target=NUMBER, asked=99.9)
    longest.zone = "passenger"
    longest.received_at.CopyFrom(time(-7200.4))
    page = io.StringIO()
    Console(file=page, width=80).print(state.state([longest], "parked", time(0)))
    (found,) = [row for row in page.getvalue().splitlines() if "climate" in row]
    assert found.split()[:-1] == ["climate.temperature", "passenger", "22", "degC", "7200", "too", "old", "22", "99.9"]


def function(name: str, known: int = FRESH, asked: float | None = None, **more) -> state_pb2.FunctionState:
    """Received 1.26 s before noon, and asked `asked` seconds before it."""
    received = None if known == NEVER_HEARD else time(-1.26)
    when = None if asked is None else time(-asked)
    return state_pb2.FunctionState(
        **{"function": name, "zone": "driver", "unit": "degC", "signal": f"S.{name}", "known": known} | more,
        received_at=received, target_at=when,
    )  # fmt: skip


NUMBER = command_pb2.Value(number=22)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (function("a", value=NUMBER), ["22 degC", "1.3", "S.a"]),
        (
            function("a", value=NUMBER, target=NUMBER, asked=5, reached=True),
            ["22 degC", "1.3", "22", "5.0", "S.a"],
        ),
        (
            function("a", value=NUMBER, target=command_pb2.Value(number=25), asked=5),
            ["22 degC", "1.3", "not as asked", "25", "5.0", "S.a"],
        ),
        (function("a", TOO_OLD, last=NUMBER), ["22 degC", "1.3", "too old", "S.a"]),
        (
            function("a", TOO_OLD, last=NUMBER, target=NUMBER, asked=5),
            ["22 degC", "1.3", "too old", "22", "5.0", "S.a"],
        ),
        (function("a", value=command_pb2.Value(text="off")), ["off", "1.3", "S.a"]),
        (function("a", NO_VALUE), ["? degC", "1.3", "no value", "S.a"]),
        (function("a", NEVER_HEARD), ["? degC", "never heard", "S.a"]),
    ],
    ids=["known", "as asked", "not as asked", "too old", "asked and too old", "a word", "no value", "never heard"],
)
def test_a_function_is_one_line_with_a_mark_where_something_is_wrong(row, cells):
    assert line(state.state([row], "parked", time(0)), "a driver")[1:] == cells


def order(shown: object) -> list[str]:
    return [row[0] for row in lines(shown) if re.match(r"[a-e] driver ", row)]


def test_watching_shows_what_was_asked_last_and_what_is_not_known_first():
    now = buses(bus(), at=0.0)
    now.functions.extend(
        [
            function("e", NEVER_HEARD), function("a", value=NUMBER),
            function("d", value=NUMBER, target=NUMBER, asked=9),
            function("b", TOO_OLD, last=NUMBER), function("c", value=NUMBER, target=NUMBER, asked=1),
        ]
    )  # fmt: skip
    assert order(state.picture(now, now)) == list("cdbea")
    assert order(state.picture(now)) == list("abcde")


def test_what_the_car_does_not_report_is_a_question_mark_in_the_head(rig):
    assert state.head(look(rig)) == "parked, 0 km/h, gear P, ignition on"
    rig.drive(60.0)
    assert state.head(look(rig)).startswith("moving, 60 km/h, gear D, ")
    rig.silence(30.0)
    assert state.head(look(rig)) == "counts as moving, ? km/h, gear ?, ignition ?"


# malcha state --watch


@pytest.fixture
def watched(rig, monkeypatch):
    """The rig's car, looked at four times; something is asked of it after the second. Yields the waits in seconds."""

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

    monkeypatch.setattr("malcha.v1.vehicle_pb2_grpc.VehicleServiceStub", Stub)
    monkeypatch.setattr(verbs.time, "sleep", wait)
    return waits


def test_watching_looks_again_and_again_until_it_is_stopped(watched):
    said = CliRunner().invoke(app, ["state", "--watch"], catch_exceptions=False)
    assert said.exit_code == 0
    assert watched == [verbs.LOOK_EVERY] * 4
    pictures = said.stdout.split("Buses, counted since the gateway started")[1:]
    first, last = pictures[0], pictures[3]
    seconds = [re.search(r"ccan +alive +\d+\.\d +(\d+) +\d+ +(\d+) ", picture) for picture in pictures[1:]]
    a_step = sum(1 for wired in dbc.messages.values() if wired.bus == "ccan" and wired.message.cycle_time)
    assert all(
        0 < int(found[1]) <= a_step / STEP for found in seconds
    )  # the rig's car sends a message once a step at most
    assert all(int(found[2]) > 0 for found in seconds)  # all received, beside those a second
    assert re.search(r"seat\.heat driver +off +\d\.\d +DATC", first)
    assert re.search(r"seat\.heat driver +3 level +\d\.\d +3 +\d\.\d ", last)


def test_watching_as_json_is_one_object_a_line(watched):
    said = CliRunner().invoke(app, ["state", "--watch", "--json"], catch_exceptions=False)
    looks = [json.loads(line) for line in said.stdout.splitlines()]
    assert len(looks) == len(watched) == 4
    heat = [
        next(row for row in now["functions"] if (row["function"], row["zone"]) == ("seat.heat", "driver"))
        for now in looks
    ]
    assert [row["asked"] for row in heat] == [None, None, 3.0, 3.0]
    assert [row["known"] for row in heat] == ["fresh"] * 4


# a turn


def done(*results, outcome="OUTCOME_UNDERSTOOD", **more) -> turn_pb2.Turn:
    heard = understanding_pb2.Understanding(outcome=outcome, confidence=0.987, understood_by="UNDERSTOOD_BY_EMBEDDED")
    timings = [understanding_pb2.Timing(stage="total", ms=3.21)]
    given = {"utterance_id": "abc", "reply": "네.", "understanding": heard, "timings": timings, "began_at": time(0)}
    return turn_pb2.Turn(**given | more, results=results)


HEAT = command_pb2.Command(
    function="seat.heat", op="set", zone="driver", value=command_pb2.Value(number=3, unit="level")
)


def frame(sent: bool, after: float, **signals: str) -> turn_pb2.Frame:
    when = time(after)
    return turn_pb2.Frame(sent=sent, bus="mcan", id=0x6A1, data=b"\x01\xff", message="M", signals=signals, at=when)


def result(outcome="CONFIRMED", reason="", frames=(), command=HEAT) -> turn_pb2.CommandResult:
    return turn_pb2.CommandResult(command=command, outcome=f"COMMAND_OUTCOME_{outcome}", reason=reason, frames=frames)


def test_a_turn_shows_what_was_said_done_and_answered():
    shown = lines(turn.turn("열선 켜 줘", done(result(frames=[frame(True, 0.00087, DrSeatHeatSet="3")]))))
    assert shown == [
        "> 열선 켜 줘   embedded 0.99",
        "seat.heat set driver 3 level               CONFIRMED",
        "0.87 ms  tx mcan 6A1#01FF              M DrSeatHeatSet=3",
        "< 네.",
        "ms: total 3.21   id abc",
    ]


def test_a_turn_shows_why_something_was_not_done():
    shown = lines(turn.turn("x", done(result("REFUSED", "range"))))
    assert shown[1].endswith("REFUSED (range)")


@pytest.mark.parametrize("outcome", ["OUT_OF_SCOPE", "AMBIGUOUS", "UNSUPPORTED"])
def test_a_turn_without_commands_shows_how_it_was_understood(outcome):
    assert lines(turn.turn("x", done(outcome=f"OUTCOME_{outcome}")))[1] == outcome


def test_commands_without_language_were_understood_by_nobody():
    assert lines(turn.turn("hazard on", done(result(), understanding=None)))[0] == "> hazard on"


def test_of_many_received_frames_the_first_and_the_last_are_shown():
    frames = [frame(True, 0.0), *(frame(False, number / 1000) for number in range(1, 6))]
    shown = lines(turn.turn("x", done(result(frames=frames))))
    times = [found[1] for row in shown if (found := re.match(r"(\d\.\d\d) ms", row))]
    assert times == ["0.00", "1.00", "5.00"]
    assert "... 3 more" in shown


def test_an_outcome_of_a_newer_server_is_its_number():
    newer = result()
    newer.outcome = 99
    assert lines(turn.turn("x", done(newer)))[1].endswith(" 99")
    assert plain.turn(done(newer), "x")["commands"][0]["outcome"] == "99"


def minutes(count: float) -> Duration:
    return Duration(seconds=round(count * 60))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (HEAT, "seat.heat set driver 3 level"),
        (command_pb2.Command(function="trunk", op="open"), "trunk open"),
        (
            command_pb2.Command(function="hazard", op="on", delay=minutes(10), duration=minutes(5)),
            "hazard on, in 600 s, for 300 s",
        ),
        (
            command_pb2.Command(
                function="nav.go", op="do", value=command_pb2.Value(place=command_pb2.Place(name="강남역"))
            ),
            "nav.go do 강남역",
        ),
        (
            command_pb2.Command(
                function="message.send",
                op="do",
                value=command_pb2.Value(message=command_pb2.MessageText(to="Anna", text="hi")),
            ),
            "message.send do to: Anna, text: hi",
        ),
    ],
)
def test_a_command_is_one_line(command, said):
    assert words.command(command) == said


# as objects for scripts


def test_a_turn_is_one_object():
    refused = result("REFUSED", "range", command=command_pb2.Command(function="trunk", op="open"))
    assert plain.turn(done(result(), refused), "열선 켜 줘") == {
        "id": "abc",
        "text": "열선 켜 줘",
        "outcome": "understood",
        "commands": [
            {
                "function": "seat.heat", "op": "set", "zone": "driver", "value": 3.0, "unit": "level",
                "outcome": "confirmed", "reason": "",
            },
            {
                "function": "trunk", "op": "open", "zone": None, "value": None, "outcome": "refused", "reason": "range",
            },
        ],
        "reply": "네.",
        "ms": {"total": 3.21},
    }  # fmt: skip
    assert list(plain.turn(done(result()))) == ["id", "commands", "reply", "ms"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, None),
        (command_pb2.Value(), None),
        (command_pb2.Value(number=22.5), 22.5),
        (command_pb2.Value(text="max"), "max"),
        (command_pb2.Value(place=command_pb2.Place(name="강남역")), "강남역"),
        (
            command_pb2.Value(place=command_pb2.Place(name="우체국", near="부산역")),
            {"name": "우체국", "near": "부산역"},
        ),
        (command_pb2.Value(message=command_pb2.MessageText(to="Anna", text="hi")), {"to": "Anna", "text": "hi"}),
        (command_pb2.Value(home=command_pb2.Home(room="거실", number=24)), {"room": "거실", "number": 24.0}),
    ],
)
def test_a_value_is_as_json_has_it(value, said):
    assert plain.value(value) == said


def test_a_state_is_one_object():
    row = bus(received=3, refused={"wrong CRC": 1}, fault="reception: down", errors={"reception: down": 2})
    now = buses(row, at=0.0)
    now.car, now.driving, now.gear = "genesis_g70", state_pb2.DRIVING_PARKED, state_pb2.GEAR_PARK
    now.functions.append(function("a", value=NUMBER, target=NUMBER, asked=5, reached=True))
    now.functions.append(function("b", NEVER_HEARD, zone=""))
    assert plain.state(now) == {
        "car": "genesis_g70", "at": NOON, "driving": "parked", "speed_kmh": None, "gear": "park", "ignition": None,
        "functions": [
            {
                "function": "a", "zone": "driver", "value": 22.0, "unit": "degC", "age_s": 1.26, "known": "fresh",
                "asked": 22.0, "asked_age_s": 5.0, "reached": True, "signal": "S.a",
            },
            {
                "function": "b", "zone": None, "value": None, "unit": "degC", "age_s": None, "known": "never_heard",
                "asked": None, "asked_age_s": None, "reached": None, "signal": "S.b",
            },
        ],
        "buses": [
            {
                "bus": "ccan", "state": "alive", "utilisation": 0.0, "received": 3, "sent": 0,
                "refused": {"wrong CRC": 1}, "blocked": {}, "late": [], "bus_offs": 0, "alarm": "",
                "fault": "reception: down", "errors": {"reception: down": 2},
            }
        ],
    }  # fmt: skip


TUNE = catalogue_pb2.FunctionInfo(
    name="media.tune", names={"ko": "라디오", "en": "Radio"}, ops=["set"], kind="frequency", unit="MHz", fitted=True,
    ranges=[
        catalogue_pb2.Range(lowest=87.5, highest=108, step=0.1, unit="MHz"),
        catalogue_pb2.Range(lowest=531, highest=1602, step=9, unit="kHz"),
    ],
    needs=[catalogue_pb2.Need(op="*", condition="ignition")], asks=["set"],
)  # fmt: skip


def test_a_function_is_one_line_with_its_ranges_and_conditions():
    shown = line(functions.functions("genesis_g70", [TUNE]), "media.tune")
    assert shown[1:] == [
        "set",
        "87.5 to 108 MHz, step 0.1; 531 to 1602 kHz, step 9",
        "*: ignition; set asks first; not by speech",
    ]


def test_a_function_is_one_object():
    (found,) = plain.functions("genesis_g70", [TUNE])["functions"]
    assert found["names"] == {"en": "Radio", "ko": "라디오"}
    assert found["ranges"][1] == {"lowest": 531.0, "highest": 1602.0, "step": 9.0, "unit": "kHz"}
    assert found["needs"] == [{"op": "*", "condition": "ignition"}]
    assert (found["fitted"], found["spoken"]) == (True, False)
