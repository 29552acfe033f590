"""Facts about what is said: it is true of the car, in good Korean and English, and no word of the wire is spoken."""

import re
from datetime import datetime

import pytest
from reply_world import HERE, MESSAGE_READ, NOW_PLAYING, World, place
from rig import Rig

from contract.values import Command
from vehicle.cars.car import load
from vehicle.cars.units import to_signal
from vehicle.catalogue.row import SPOKEN
from vehicle.replies import keys
from vehicle.replies.reply import out_of_scope, reply, say_again, sentence
from vehicle.replies.reply_context import describe, noun
from vehicle.results.result import Outcome

CAR = load("genesis_g70")
ALREADY, CONFIRMED, FAILED = Outcome.ALREADY, Outcome.CONFIRMED, Outcome.FAILED
POSITION = dict(zip(CAR.signals.position, HERE, strict=True))
VOLUME = "AMP_HU_PE_03.AMP_MainVolumeSetting"
NOON = datetime(2026, 3, 2, 12, 0)  # a Monday


@pytest.fixture
def world():
    return World()


def both(result, world):
    return sentence(result, world.context("ko")), sentence(result, world.context("en"))


@pytest.mark.parametrize(
    ("function", "op", "zone", "value", "shown", "ko", "en"),
    [
        ("climate.temperature", "set", "driver", 23.5, 23.5,
            "운전석 온도를 23.5도로 맞췄어요.", "Driver temperature set to 23.5 degrees."),
        ("climate.temperature", "set", "all", 23, 23,
            "모든 온도를 23도로 맞췄어요.", "All temperatures set to 23 degrees."),
        ("climate.temperature", "set", "driver", "max", "HI",
            "운전석 온도를 최고로 바꿨어요.", "Driver temperature set to HI."),
        ("seat.heat", "on", "passenger", None, 2,
            "조수석 열선 시트를 2단으로 켰어요.", "Passenger seat heating on at 2."),
        ("seat.heat", "down", "passenger", None, 0, "조수석 열선 시트를 껐어요.", "Passenger seat heating off."),
        ("window", "open", "driver", None, 100, "운전석 창문을 열었어요.", "Driver window open."),
        ("window", "open", "rear", 30, 30, "뒤 창문을 30퍼센트로 맞췄어요.", "Rear windows 30 percent open."),
        ("sunroof", "tilt", "", None, "tilt", "선루프를 비스듬히 열었어요.", "Sunroof tilted."),
        ("wiper", "set", "front", "low", "low", "앞 와이퍼를 저속으로 바꿨어요.", "Front wipers set to low."),
        ("wiper", "set", "front", "off", "off", "앞 와이퍼를 껐어요.", "Front wipers off."),
        ("headlamp", "set", "", "low", "low", "전조등을 하향으로 바꿨어요.", "Headlights set to low."),
        ("headlamp", "set", "", "fog", None, "전조등을 안개등으로 바꿨어요.", "Headlights set to fog lamps."),
        ("headlamp", "set", "", "off", "off", "전조등을 껐어요.", "Headlights off."),
        ("light.ambient", "set", "", "빨간색", "red",
            "무드등을 빨간색으로 바꿨어요.", "Ambient light set to red."),
        ("drive_mode", "set", "", "sport", "sport",
            "주행 모드를 스포츠로 바꿨어요.", "Drive mode set to sport."),
        ("media.volume", "set", "", 40, 18, "볼륨을 40퍼센트로 맞췄어요.", "Volume set to 40 percent."),
        ("media.volume", "mute", "", None, None, "음소거했어요.", "Muted."),
        ("media.tune", "set", "fm", 95.9, 95.9,
            "라디오를 95.9메가헤르츠로 맞췄어요.", "Radio set to 95.9 megahertz."),
        ("media.tune", "set", "am", 711, 711,
            "라디오를 711킬로헤르츠로 맞췄어요.", "Radio set to 711 kilohertz."),
        ("mirror", "fold", "", None, "folded", "사이드미러를 접었어요.", "Mirrors folded."),
        ("door.lock", "unlock", "driver", None, "unlocked",
            "문 잠금을 풀었어요.", "Doors unlocked."),
        ("climate.recirculation", "on", "", None, "recirculated",
            "내기 순환으로 바꿨어요.", "Recirculating inside air."),
    ],
)  # fmt: skip
def test_done(world, function, op, zone, value, shown, ko, en):
    result = world.result(CONFIRMED, world.action(function, op, zone, value, shown))
    assert both(result, world) == (ko, en)


def test_a_station_on_another_band_than_the_zone(world):
    action = world.action("media.tune", "set", "fm", 711, expects={"VA_MEDIA_STS.AmFreq": (711,)})
    world.shows({"VA_MEDIA_STS.AmFreq": 711, "HU_CLU_PE_01.HU_Frequency": 89.1})
    assert sentence(world.result(CONFIRMED, action), world.context("ko")) == "라디오를 711킬로헤르츠로 맞췄어요."


@pytest.mark.parametrize(
    ("function", "op", "zone", "value", "shown", "ko", "en"),
    [
        ("climate.sync", "off", "", None, "dual",
            "좌우 온도 맞춤은 이미 꺼져 있어요.", "The temperature sync is already off."),
        ("window", "close", "all", None, 0, "모든 창문은 이미 닫혀 있어요.", "All windows are already closed."),
        ("window", "set", "driver", 30, 30,
            "운전석 창문은 이미 30퍼센트 열려 있어요.", "The driver window is already 30 percent open."),
        ("seat.heat", "off", "all", None, 0,
            "모든 열선 시트는 이미 꺼져 있어요.", "All seat heating is already off."),
        ("seat.heat", "off", "rear", None, 0,
            "뒤 열선 시트는 이미 꺼져 있어요.", "The rear seat heating is already off."),
        ("climate.temperature", "set", "driver", 22, 22,
            "운전석 온도는 이미 22도예요.", "The driver temperature is already 22 degrees."),
        ("wiper", "set", "front", "high", "high",
            "앞 와이퍼는 이미 고속이에요.", "The front wipers are already high."),
        ("sunroof", "tilt", "", None, "tilt",
            "선루프는 이미 비스듬히 열려 있어요.", "The sunroof is already tilted."),
        ("display.brightness", "set", "", 60, 60,
            "화면 밝기는 이미 60퍼센트예요.", "The screen brightness is already 60 percent."),
        ("hazard", "off", "", None, "off", "비상등은 이미 꺼져 있어요.", "The hazard lights are already off."),
        ("light.interior", "off", "all", None, 0,
            "모든 실내등은 이미 꺼져 있어요.", "All cabin lights are already off."),
        ("media.volume", "mute", "", None, None,
            "이미 음소거 중이에요.", "The sound is already muted."),  # not: the volume is 33 percent
    ],
)  # fmt: skip
def test_already(world, function, op, zone, value, shown, ko, en):
    result = world.result(ALREADY, world.action(function, op, zone, value, shown))
    assert both(result, world) == (ko, en)


@pytest.mark.parametrize(
    ("op", "value", "shown", "outcome", "said"),
    [
        ("set", 50, 23, CONFIRMED, "볼륨을 50퍼센트로 맞췄어요."),  # 23 of 45 steps, 51 percent
        ("set", 50, 23, ALREADY, "볼륨은 이미 50퍼센트예요."),
        ("set", 51, 23, ALREADY, "볼륨은 이미 51퍼센트예요."),  # the same step
        ("set", 50, 24, CONFIRMED, "볼륨을 53퍼센트로 맞췄어요."),  # somebody turned the knob since
    ],
)
def test_the_reply_speaks_of_the_status_and_not_of_the_order(world, op, value, shown, outcome, said):
    """A percent of the volume is rounded by the amplifier: what was asked is said only of the step nearest to it."""
    result = world.result(outcome, world.action("media.volume", op, "", value, shown))
    assert sentence(result, world.context("ko")) == said


def test_ten_more_is_not_ten(world):
    action = world.action("media.volume", "up", "", 10, 27, number=61)
    assert sentence(world.result(CONFIRMED, action), world.context("ko")) == "볼륨을 60퍼센트로 올렸어요."


def test_a_value_that_is_not_known_any_more_is_the_one_that_was_confirmed(world):
    action = world.action("climate.temperature", "set", "driver", 23.5, 23.5)
    world.state.clock = lambda: 2000.0
    assert sentence(world.result(CONFIRMED, action), world.context("ko")) == "운전석 온도를 23.5도로 맞췄어요."


def test_what_happened_and_is_over_is_told_as_it_happened(world):
    action = world.action("wiper", "set", "front", "wash", "wash", event=True)
    world.shows({"VA_BODY_STS.FrWiperState": "off"})
    assert sentence(world.result(CONFIRMED, action), world.context("ko")) == "앞 와이퍼를 워셔로 바꿨어요."


@pytest.mark.parametrize("value", range(7, 100, 7))
@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.name)
        for row in CAR.functions.values()
        if row.value and row.value.kind == "percent" and "set" in row.ops
    ],
)
def test_the_percentage_that_was_asked_is_confirmed_in_its_own_words(world, row, value):
    zone = next(iter(row.wires))
    shown = to_signal(CAR, row, row.wires[zone], value)
    result = world.result(CONFIRMED, world.action(row.name, "set", zone, value, shown))
    assert f"{value}퍼센트" in sentence(result, world.context("ko"))


def test_one_word_is_not_said_of_seats_that_differ(world):
    up = world.action("climate.temperature", "up", "all", None, (21, 25))
    assert both(world.result(CONFIRMED, up), world) == (
        "운전석 온도는 21도예요. 조수석 온도는 25도예요.",
        "The driver temperature is 21 degrees. The passenger temperature is 25 degrees.",
    )


def test_windows_that_agree_are_told_together(world):
    zones = {"driver": 0, "passenger": 0, "rear_left": 100, "rear_right": 100}
    assert both(world.answered("window", "describe", "all", zones=zones), world) == (
        "운전석과 조수석 창문은 닫혀 있어요. 왼쪽 뒷자리와 오른쪽 뒷자리 창문은 열려 있어요.",
        "The driver window and passenger window are closed. The rear left window and rear right window are open.",
    )


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row.name) for row in CAR.functions.values() if row.wires and row.spoken]
)
def test_one_thing_is_and_several_are(world, row):
    grammar = world.context("en").language.grammar
    for zone in row.fitted_zones or ("",):
        for word in CAR.dbc.words(row.wires[row.wired_zones(zone)[0]].status) or (1,):
            if isinstance(word, str) and word not in keys.value_words(row, CAR):
                continue
            said = describe(world.context("en"), row, zone, dict.fromkeys(row.wired_zones(zone), word))
            assert (" are " in said) == grammar.many(noun(row, zone)), said
            assert (" are " in said) != (" is " in said), said


def test_several_windows_are_and_one_is():
    grammar = World().context("en").language.grammar
    window, wiper = CAR.functions["window"], CAR.functions["wiper"]
    assert [grammar.many(noun(window, zone)) for zone in ("driver", "rear", "all")] == [False, True, True]
    assert grammar.many(noun(wiper, "front"))


@pytest.mark.parametrize(
    ("place_op", "ko", "en"),
    [
        ("do", "강남역으로 안내할게요. 직선거리 0킬로미터예요.",
            "Navigating to Gangnam. 0 kilometres in a straight line."),
        ("add", "강남역을 경유지로 넣었어요. 직선거리 0킬로미터예요.",
            "Added a stop at Gangnam. 0 kilometres in a straight line."),
    ],
)  # fmt: skip
def test_a_destination(world, place_op, ko, en):
    world.shows(POSITION)
    function = "nav.go" if place_op == "do" else "nav.waypoint"
    action = world.action(function, place_op, place=place("Gangnam", ko="강남역"))
    assert both(world.result(CONFIRMED, action), world) == (ko, en)


def test_a_destination_from_an_unknown_place(world):
    action = world.action("nav.go", "do", place=place("Seoul", ko="서울"))
    assert both(world.result(CONFIRMED, action), world) == ("서울로 안내할게요.", "Navigating to Seoul.")


@pytest.mark.parametrize(
    ("title", "ko", "en"),
    [
        ("아이유", "아이유를 틀었어요.", "Playing 아이유."),
        ("KBS 쿨FM", "KBS 쿨FM을 틀었어요.", "Playing KBS 쿨FM."),
    ],
)
def test_a_title_that_the_car_has_told(world, title, ko, en):
    action = world.action("media.play", "play", "", "whatever", brings=NOW_PLAYING)
    assert both(world.result(CONFIRMED, action, text=title), world) == (ko, en)


def test_a_call(world):
    action = world.action("phone.call", "do", "", "엄마")
    assert both(world.result(CONFIRMED, action), world) == ("엄마에게 전화를 걸고 있어요.", "Calling 엄마.")


@pytest.mark.parametrize(
    ("text", "ko", "en"),
    [
        ("엄마\n어디야", "엄마에게서 온 문자예요. 어디야", "A message from 엄마. 어디야"),
        ("", "읽을 문자가 없어요.", "There are no messages."),
    ],
)
def test_a_message(world, text, ko, en):
    action = world.action("message.read", "do", brings=MESSAGE_READ)
    assert both(world.result(CONFIRMED, action, text=text), world) == (ko, en)


@pytest.mark.parametrize(
    ("function", "op", "more", "ko", "en"),
    [
        ("trunk", "open", {}, "트렁크를 열까요?", "Shall I open the trunk?"),
        ("door.lock", "unlock", {}, "문 잠금을 풀까요?", "Shall I unlock the doors?"),
        ("message.send", "do", {"text": "아내\n늦어"}, "아내에게 '늦어'라고 보낼까요?", "Shall I send '늦어' to 아내?"),
    ],
)
def test_question(world, function, op, more, ko, en):
    action = world.action(function, op, "all" if function == "door.lock" else "", **more)
    assert both(world.result(Outcome.NEEDS_CONFIRMATION, action), world) == (ko, en)


def test_which_of_several_places(world):
    places = (place("A Cafe", ko="에이 카페"), place("B Cafe", ko="비 카페"))
    result = world.plain(Outcome.NEEDS_CONFIRMATION, "nav.go", "do", "several_places", places=places)
    assert both(result, world) == (
        "여러 곳이 있어요. 1. 에이 카페, 2. 비 카페. 몇 번째로 갈까요?",
        "There are several: 1. A Cafe, 2. B Cafe. Which one?",
    )


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in CAR.functions.values() if not row.is_dialog])
def test_failure_is_said_as_failure(world, row):
    if not any(row.writes(op) for op in row.ops):
        return
    op = next(op for op in row.ops if row.writes(op))
    for code, unsure in (("ko", "알 수 없어요"), ("en", "can't tell")):
        context = world.context(code)
        for zone in row.fitted_zones or ("",):
            named = context.language.grammar.finish(context.language.grammar.fit(noun(row, zone), ""))
            assert unsure in sentence(world.plain(Outcome.TIMED_OUT, row.name, op, "timed_out", zone), context)
            for reason in (*keys.GATEWAY_REASONS, *keys.reasons(CAR), "melted"):
                said = sentence(world.plain(FAILED, row.name, op, reason, zone), context)
                assert said.startswith(named) or (reason, row.name) == ("not_found", "message.read")
                assert said.endswith(".")


def test_what_has_changed_since(world):
    result = world.plain(FAILED, "hazard", "on", "changed_since")
    assert both(result, world) == (
        "비상등은 됐지만 그 뒤에 다시 바뀌었어요.",
        "Hazard lights: it was done, but has changed since.",
    )


@pytest.mark.parametrize("outcome", [CONFIRMED, ALREADY])
def test_of_what_a_later_command_changed_nothing_is_said(world, outcome):
    first = world.result(outcome, world.action("hazard", "on", shown="on"), "superseded")
    second = world.result(CONFIRMED, world.action("hazard", "off", shown="off"))
    assert sentence(first, world.context("ko")) == ""
    assert reply([first, second], world.context("ko")) == "비상등을 껐어요."
    assert reply([first, second], world.context("en")) == "Hazard lights off."


def test_undone(world):
    action = world.action("climate.temperature", "set", "driver", 25, 22)
    undone = world.result(CONFIRMED, action, undone=True)
    assert both(undone, world) == (
        "되돌렸어요. 운전석 온도는 22도예요.",
        "Undone. The driver temperature is 22 degrees.",
    )
    world.state.clock = lambda: 2000.0
    assert both(undone, world) == ("되돌렸어요.", "Undone.")


@pytest.mark.parametrize(
    ("function", "op", "reason", "details", "ko", "en"),
    [
        ("seat.massage", "on", "not_fitted", {"zone": "driver"},
            "이 차에는 마사지 시트 기능이 없어요.", "This car has no seat massage."),
        ("seat.ventilation", "on", "not_fitted", {"zone": "rear"},
            "이 차에는 뒷자리 통풍 시트 기능이 없어요.", "This car has no rear seat ventilation."),
        ("climate.ac", "on", "ignition", {},
            "시동이 꺼져 있어서 할 수 없어요.", "I can't do that with the ignition off."),
        ("climate.ac", "on", "unknown_state", {"what": "condition"},
            "차의 상태를 지금은 알 수 없어서 하지 않았어요.",
            "I can't tell the state of the car right now, so I left it alone."),
        ("climate.fan", "up", "unknown_state", {"what": "target"},
            "지금 상태를 알 수 없어서 바꾸지 않았어요.", "I can't see its current state, so I left it alone."),
        ("seat.heat", "query", "unknown_state", {"what": "value", "zone": "driver"},
            "운전석 열선 시트는 지금 알 수 없어요.", "Driver seat heating: I can't tell right now."),
        ("nav.nearby", "do", "unknown_state", {"what": "position"},
            "지금 위치를 알 수 없어요.", "I don't know where we are."),
        ("climate.temperature", "set", "range", {"low": 17.0, "high": 27.0, "unit": "degC"},
            "온도는 17도부터 27도까지 할 수 있어요.", "The temperature goes from 17 to 27 degrees."),
        ("climate.fan", "set", "range", {"low": 1.0, "high": 8.0, "unit": "level"},
            "바람 세기는 1단부터 8단까지 할 수 있어요.", "The fan speed goes from 1 to 8."),
        ("media.tune", "set", "range", {"low": 87.5, "high": 108.0, "unit": "MHz"},
            "라디오는 87.5에서 108메가헤르츠까지 맞출 수 있어요.", "The radio goes from 87.5 to 108 megahertz."),
        ("dialog.select", "do", "range", {"listed": 3}, "1번부터 3번까지 있어요.", "There are 3 in the list."),
        ("dialog.select", "do", "range", {"listed": 1}, "한 곳뿐이에요.", "There is only one."),
        ("climate.temperature", "set", "step", {"step": 0.5, "unit": "degC"},
            "온도 조절은 0.5도 단위로 할 수 있어요.", "The temperature goes in steps of 0.5 degrees."),
        ("media.tune", "set", "step", {"step": 0.1, "unit": "MHz"},
            "라디오는 0.1메가헤르츠 단위로 맞출 수 있어요.", "The radio goes in steps of 0.1 megahertz."),
        ("light.ambient", "set", "not_found", {"kind": "colour", "words": "infrared"},
            "infrared는 고를 수 없는 색이에요.", "I don't have the colour infrared."),
        ("media.tune", "set", "not_found", {"kind": "station", "words": "없는"},
            "없는 방송은 찾지 못했어요.", "I don't know the station 없는."),
        ("nav.go", "do", "not_found", {"kind": "place", "words": "Narnia"},
            "Narnia는 제가 아는 장소가 아니에요.", "I don't know a place called Narnia."),
        ("nav.nearby", "do", "not_found", {"kind": "category", "words": "a blimp"},
            "가까운 blimp를 찾지 못했어요.", "I found no blimp nearby."),
        ("nav.go", "do", "not_found", {"kind": "near", "words": "Narnia"},
            "Narnia가 어디인지 몰라서 그 근처를 찾을 수 없어요.",
            "I don't know where Narnia is, so I can't look near it."),
        ("nav.go", "do", "not_found", {"kind": "number", "words": "테헤란로 9999"},
            "그 길은 알지만 테헤란로 9999는 없는 번호예요.", "I know the street, but not the number 테헤란로 9999."),
        ("nav.nearby", "do", "not_found", {"kind": "within", "words": "the nearest charger", "km": 0.5},
            "0.5킬로미터 안에는 charger가 없어요.", "I found no charger within 0.5 kilometres."),
        ("nav.go", "do", "not_found",
            {"kind": "within.around", "words": "우체국", "km": 5.0, "around": place("Busan Station", ko="부산역")},
            "부산역에서 5킬로미터 안에는 우체국이 없어요.", "I found no 우체국 within 5 kilometres of Busan Station."),
        ("nav.home", "do", "not_found", {"kind": "home"},
            "집이 어디인지 몰라요. 정해 두지 않았거나 지도에 없는 곳이에요.",
            "I don't know where home is: it is not set, or not on the map."),
        ("climate.ac", "on", "permission", {},
            "이 기기에는 에어컨을 다룰 권한이 없어요.", "This device has no permission for the air conditioning."),
        ("dialog.yes", "do", "permission", {},
            "이 기기에는 그럴 권한이 없어요.", "This device has no permission for that."),
        ("dialog.undo", "do", "nothing_to_undo", {}, "되돌릴 것이 없어요.", "There is nothing to undo."),
        ("dialog.select", "do", "no_list", {}, "고를 목록이 없어요.", "There is no list to choose from."),
    ],
)  # fmt: skip
def test_refused(world, function, op, reason, details, ko, en):
    zone = details.get("zone", "")
    result = world.refused(function, op, reason, zone, **{key: details[key] for key in details if key != "zone"})
    assert both(result, world) == (ko, en)


@pytest.mark.parametrize(
    ("function", "agent", "ko", "en"),
    [
        ("info.weather", "information", "날씨는 제가 직접 알 수 없어요.", "I can't look up weather myself"),
        ("home.light", "home", "집 조명은 제가 직접 다룰 수 없어요.", "Lights at home: that is a device at home."),
        ("assistant.alarm", "assistant", "알람은 제가 할 수 없어요.", "Alarm: I can't do that myself"),
        ("agent.handoff", "other", "다른 비서 연결은 아직 할 수 없어요.",
            "I can't connect you to the other assistant yet."),
        ("nav.traffic", "traffic", "실시간 교통 상황은 받지 못하고 있어요.", "I have no live traffic here."),
    ],
)  # fmt: skip
def test_handed(world, function, agent, ko, en):
    said = both(world.plain(Outcome.HANDED_OFF, function, "query", agent), world)
    assert said[0].startswith(ko)
    assert said[1].startswith(en)


@pytest.mark.parametrize(
    ("function", "answer", "facts", "ko", "en"),
    [
        ("info.time", "clock", {"now": NOON}, "지금은 오후 12시 0분이에요.", "It is 12:00 p.m."),
        ("info.date", "calendar", {"now": NOON}, "오늘은 3월 2일 월요일이에요.", "Today is Monday, March 2."),
        ("status.door", "checks", {"failed": (), "fine": "closed"},
            "문은 모두 닫혀 있어요.", "All doors are closed."),
        ("door.lock", "checks", {"failed": (), "fine": "locked"},
            "문은 모두 잠겨 있어요.", "All doors are locked."),
        ("status.warning", "checks", {"failed": (), "fine": "ok"},
            "경고등은 이상 없어요.", "The warning lights look fine."),
        ("status.tyre", "checks", {"failed": (), "fine": "ok"},
            "타이어 공기압은 이상 없어요.", "The tyre pressure looks fine."),
        ("status.door", "checks", {"failed": ("door.driver", "door.rear_right"), "fine": "closed"},
            "운전석 문이 열려 있어요. 오른쪽 뒷문이 열려 있어요.",
            "The driver door is open. The rear right door is open."),
        ("nav.remaining", "remaining", {"no_route": True}, "길 안내 중이 아니에요.", "There is no route."),
        ("nav.remaining", "remaining", {"what": "", "km": 12.3, "minutes": 25, "now": NOON},
            "직선거리로 12.3킬로미터 남았어요. 직선거리 기준으로 약 25분 남았어요.",
            "12.3 kilometres to go in a straight line. About 25 minutes, by straight-line distance."),
        ("nav.remaining", "remaining", {"what": "arrival", "km": 12.3, "minutes": 725, "now": NOON},
            "직선거리 기준으로 0시 5분쯤 도착해요.", "Around 0:05, by straight-line distance."),
        ("media.info", "track", {"paused": True}, "지금은 멈춰 있어요.", "Nothing is playing."),
        ("media.info", "track", {"station": 89.1},
            "KBS 쿨FM 89.1메가헤르츠 라디오예요.", "Radio, KBS Cool FM 89.1 megahertz."),
        ("media.info", "track", {"station": 88.5}, "88.5메가헤르츠 라디오예요.", "Radio, 88.5 megahertz."),
        ("media.info", "track", {"title": "밤편지"}, "밤편지예요.", "This is 밤편지."),
        ("nav.info", "road", {"topic": "unknown"},
            "그 도로 정보는 아직 가지고 있지 않아요.", "I don't have that road information yet."),
        ("dialog.thanks", "thanks", {}, "천만에요.", "You're welcome."),
        ("dialog.repeat", "repeat", {"reply": ""}, "아직 한 말이 없어요.", "I haven't said anything yet."),
        ("dialog.repeat", "repeat", {"reply": "볼륨은 51퍼센트예요."}, "볼륨은 51퍼센트예요.", "볼륨은 51퍼센트예요."),
        ("dialog.no", "dropped", {"had": True}, "알겠어요, 하지 않을게요.", "All right, I won't."),
        ("dialog.no", "dropped", {"had": False}, "네, 알겠어요.", "All right."),
        ("dialog.yes", "nothing_asked", {}, "지금 여쭤본 것이 없어요.", "I wasn't asking anything."),
    ],
)  # fmt: skip
def test_answered(world, function, answer, facts, ko, en):
    assert both(world.answered(function, answer, **facts), world) == (ko, en)


@pytest.mark.parametrize(
    ("function", "values", "ko", "en"),
    [
        ("media.volume", {"": 23}, "볼륨은 51퍼센트예요.", "The volume is 51 percent."),
        ("status.battery", {"": 12.6}, "배터리 전압은 12.6볼트예요.", "The battery voltage is 12.6 volts."),
        ("climate.ac", {"": "on"}, "에어컨은 켜져 있어요.", "The air conditioning is on."),
        ("sunroof", {"": 40}, "선루프는 40퍼센트 열려 있어요.", "The sunroof is 40 percent open."),
        ("headlamp", {"": "park"}, "전조등은 미등이에요.", "The headlights are parking lamps."),
    ],
)
def test_described(world, function, values, ko, en):
    assert both(world.answered(function, "describe", zones=values), world) == (ko, en)


def test_help_names_what_can_be_done(world):
    ko, en = both(world.answered("dialog.help", "help"), world)
    assert ko.startswith("공조, 시트, 창문, 조명, 음악, 전화, 길 안내를 할 수 있어요.")
    assert en.startswith("I can do climate, seats, windows, lights, music, phone calls, navigation.")


def test_help_names_only_what_the_car_has():
    reply = Rig(car="hatchback").run([Command("dialog.help", "do")]).reply
    assert "창문" in reply
    assert not [word for word in ("전화", "길 안내", "조명", "강남역") if word in reply]


def test_one_place_is_asked_about_by_yes_or_no(world):
    found = ((place("Seogwang Car Wash", ko="서광주유소 세차장"), 1.234),)
    assert both(world.answered("nav.nearby", "nearby", places=found), world) == (
        "직선거리 1.2킬로미터에 서광주유소 세차장이 있어요. 안내할까요?",
        "There is Seogwang Car Wash, 1.2 kilometres in a straight line. Shall I take you there?",
    )


def test_several_places_are_numbered(world):
    found = tuple((place(name), 1.0 + number) for number, name in enumerate("AB"))
    assert both(world.answered("nav.nearby", "nearby", places=found), world) == (
        "가까운 2곳이에요, 직선거리예요. 1. A 1킬로미터, 2. B 2킬로미터. 몇 번째로 갈까요?",
        "2 nearby, straight-line distance: 1. A 1 kilometre, 2. B 2 kilometres. Which one?",
    )


def test_what_was_not_understood(world):
    ko, en = world.context("ko"), world.context("en")
    assert re.search("다시 말씀", say_again(ko))
    assert re.search("did nothing", out_of_scope("", en))


def test_a_reply_is_its_sentences_in_order(world):
    results = [
        world.result(CONFIRMED, world.action("hazard", "on", shown="on")),
        world.refused("seat.massage", "on", "not_fitted"),
    ]
    assert reply(results, world.context("ko")) == "비상등을 켰어요. 이 차에는 마사지 시트 기능이 없어요."
    assert reply([], world.context("ko")) == ""


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, row in CAR.functions.items()
        if SPOKEN in row.ops.values() and row.value and row.value.kind == "word" and row.wires
    ],
)
def test_no_korean_reply_contains_an_english_word_of_the_catalogue(world, name):
    row = CAR.functions[name]
    for word in row.value.words:
        shown = row.words[word]
        action = world.action(name, "set", next(iter(row.wires)), word, shown if isinstance(shown, str) else None)
        said = sentence(world.result(CONFIRMED, action), world.context("ko"))
        assert not any(letter.isascii() and letter.isalpha() for letter in said), said
