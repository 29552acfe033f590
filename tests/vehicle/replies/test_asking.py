"""Facts about the questions of the assistant: each says the whole reading, and no two readings sound the same."""

from collections import defaultdict

import pytest
from reply_world import World

from contract.values import Command
from vehicle.cars.car import load
from vehicle.replies.asking import shall_i
from vehicle.replies.reply import sentence
from vehicle.results.result import Outcome, Result

CAR = load("genesis_g70")
WRITING = [
    (function, op)
    for function in CAR.functions.values()
    if function.spoken and not function.is_dialog and not function.agent
    for op in function.ops
    if function.writes(op)
]
SAMPLES = {"frequency": 95.9, "text": "봄날", "contact": "엄마", "place": "강남역", "colour": "빨간색", "speed": 100}


def value_for(function, op):
    """A value that the op takes, None where it takes none."""
    kind = function.value.kind if function.value else ""
    if kind == "message":
        return {"to": "엄마", "text": "늦어"}
    if op not in ("set", "do", "play", "add") or kind in ("", "home", "work"):
        return None
    limits = CAR.limits(function)
    return SAMPLES.get(kind) or (limits[1] if limits else next(word for word in function.value.words if word != "off"))


def asked(function, op, zone, value, code):
    return shall_i(Command(function.name, op, zone or None, value), function, zone, World().context(code))


@pytest.mark.parametrize(("function", "op"), WRITING, ids=[f"{row.name} {op}" for row, op in WRITING])
def test_every_op_of_every_spoken_function_can_be_asked_about(function, op):
    value = value_for(function, op)
    ko, en = (asked(function, op, "", value, code) for code in ("ko", "en"))
    assert ko.endswith("까요?")
    assert en.startswith("Shall I ")
    assert en.endswith("?")
    for zone in function.fitted_zones:
        assert asked(function, op, zone, value, "ko") != ko or len(function.wires) < 2
    if isinstance(value, int | float):
        assert f"{value:g}" in ko
        assert f"{value:g}" in en


@pytest.mark.parametrize("code", ["ko", "en"])
def test_no_two_readings_have_the_same_question(code):
    found = defaultdict(set)
    for function, op in WRITING:
        found[asked(function, op, "", value_for(function, op), code)].add((function.name, str(function.ops[op])))
    same = [readings for readings in found.values() if len(readings) > 1]
    assert same == []


@pytest.mark.parametrize(
    ("command", "ko", "en"),
    [
        (Command("climate.heater", "on"), "히터를 켤까요?", "Shall I turn the heater on?"),
        (Command("climate.temperature", "set", "passenger", 23.0),
            "조수석 온도를 23도로 맞출까요?", "Shall I set the passenger temperature to 23 degrees?"),
        (Command("climate.temperature", "set", "all", "max"),
            "모든 온도를 최고로 바꿀까요?", "Shall I set all temperatures to HI?"),
        (Command("climate.temperature", "up", "driver", 1.0),
            "운전석 온도를 1도 올릴까요?", "Shall I turn the driver temperature up by 1 degree?"),
        (Command("media.preset", "set", None, 3.0),
            "라디오 저장 채널 3번을 틀까요?", "Shall I play radio preset 3?"),
        (Command("media.play", "play", None, "봄날"), "봄날을 틀까요?", "Shall I play 봄날?"),
        (Command("adas.lane_assist", "set", None, "진동"),
            "차선 유지 보조를 진동으로 맞출까요?", "Shall I set the lane assist to 진동?"),
        (Command("window", "open"), "창문을 열까요?", "Shall I open the window?"),
        (Command("window", "open", "rear", "slightly"),
            "뒤 창문을 조금 열까요?", "Shall I open the rear windows a little?"),
        (Command("window", "set", "driver", "slightly"),
            "운전석 창문을 조금 열까요?", "Shall I open the driver window a little?"),
        (Command("window", "close", "all", 30.0),
            "모든 창문을 30퍼센트 닫을까요?", "Shall I close all windows by 30 percent?"),
        (Command("seat.heat", "on", "driver", 2.0),
            "운전석 열선 시트를 2단으로 켤까요?", "Shall I turn the driver seat heating on at 2?"),
        (Command("light.ambient", "set", None, "파랑"),
            "무드등을 파란색으로 바꿀까요?", "Shall I set the ambient light to blue?"),
        (Command("wiper", "set", "front", "off"), "앞 와이퍼를 끌까요?", "Shall I turn the front wipers off?"),
        (Command("media.source", "set", None, "radio"), "에프엠 라디오를 틀까요?", "Shall I play FM radio?"),
        (Command("media.tune", "set", None, 711.0),
            "라디오를 711킬로헤르츠로 맞출까요?", "Shall I set the radio to 711 kilohertz?"),
        (Command("media.tune", "set", None, "kbs cool fm"),
            "라디오를 89.1메가헤르츠로 맞출까요?", "Shall I set the radio to 89.1 megahertz?"),
        (Command("nav.go", "do", None, "서울역"), "서울역으로 안내할까요?", "Shall I navigate to 서울역?"),
        (Command("nav.waypoint", "add", None, "서울역"),
            "서울역을 경유지로 넣을까요?", "Shall I add a stop at 서울역?"),
        (Command("nav.home", "do"), "집으로 안내할까요?", "Shall I navigate home?"),
        (Command("phone.call", "do", None, "119"), "119에 전화를 걸까요?", "Shall I call 119?"),
        (Command("message.send", "do", None, {"to": "엄마", "text": "늦어"}),
            "엄마에게 '늦어'라고 보낼까요?", "Shall I send '늦어' to 엄마?"),
        (Command("media.pause", "do"), "음악을 멈출까요?", "Shall I pause?"),
    ],
)  # fmt: skip
def test_a_reading_is_said_with_its_zone_and_its_value(command, ko, en):
    function, world = CAR.functions[command.function], World()
    said = [shall_i(command, function, command.zone or "", world.context(code)) for code in ("ko", "en")]
    assert said == [ko, en]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.name)
        for row in CAR.functions.values()
        if row.value and row.spoken and not row.is_dialog and not row.agent and row.value.kind not in ("home", "work")
    ],
)
def test_every_value_can_be_asked_for(row):
    world = World()
    kinds = ("message.to", "message.text") if row.value.kind == "message" else (row.value.kind,)
    for kind in kinds:
        command = Command(row.name, next(iter(row.ops)))
        result = Result(command, Outcome.NEEDS_CONFIRMATION, "value_missing", {"kind": kind}, row)
        assert sentence(result, world.context("ko")).endswith("까요?")
        assert sentence(result, world.context("en")).endswith("?")
