"""Facts about what is said: it is true of the car, in good Korean and English, and no word of the wire is spoken."""

import re
from datetime import datetime

import pytest
from g70 import FUNCTIONS, dbc

from contract.values import Command
from vehicle.can.values import KNOWN_GAPS
from vehicle.catalogue.row import QUERY, REPORT, SPOKEN, ZONES
from vehicle.replies import answers, outcomes, words
from vehicle.results.result import Outcome
from vehicle.turn import resolve

SILENT = {"no_change", "request", *KNOWN_GAPS}
SPOKEN_STATUS = sorted({wire.status for row in FUNCTIONS.values() for wire in row.wires.values() if wire.status})


@pytest.mark.parametrize(
    ("word", "closed", "open_", "said"),
    [
        ("온도", "을", "를", "온도를"),
        ("창문", "을", "를", "창문을"),
        ("공조", "은", "는", "공조는"),
        ("트렁크", "이에요", "예요", "트렁크예요"),
        ("서울", "으로", "로", "서울로"),  # after ㄹ
        ("강남역", "으로", "로", "강남역으로"),
        ("집", "으로", "로", "집으로"),
        ("3", "으로", "로", "3으로"),  # 삼
        ("2", "으로", "로", "2로"),
        ("7", "으로", "로", "7로"),  # 칠
        ("6", "이에요", "예요", "6이에요"),
        ("80", "을", "를", "80을"),
        ("USB", "을", "를", "USB를"),
        ("", "을", "를", "를"),
    ],
)
def test_particles_follow_the_last_sound(word, closed, open_, said):
    assert words.particle(word, closed, open_) == said


@pytest.mark.parametrize("spoken", ["파란색", "파랑", "파란", "블루", "blue", "Blue", "파란 색깔", "청색"])
def test_colours_by_many_names(spoken):
    assert words.colour(spoken) == "blue"


@pytest.mark.parametrize("spoken", ["", "색", "따뜻한 색", "infrared"])
def test_no_such_colour(spoken):
    assert words.colour(spoken) is None


@pytest.mark.parametrize("path", SPOKEN_STATUS)
def test_every_word_that_the_car_reports_has_a_spoken_form(path):
    names = [row.name for row in FUNCTIONS.values() for wire in row.wires.values() if wire.status == path]
    for word in {str(choice) for choice in (dbc.signal(path).choices or {}).values()} - SILENT:
        assert word in words.WORDS or f"{names[0]} {word}" in words.WORDS or word in ("manual",) or len(word) == 1, word


@pytest.mark.parametrize("name", ["VA_WINDOW_STS", "VA_BODY_STS", "VA_PHONE_STS", "VA_NAV_STS"])
def test_every_reason_of_the_car_has_a_sentence(name):
    reasons = {str(word) for word in dbc.signal(f"{name}.Reason").choices.values()} - {"none"}
    assert reasons <= set(outcomes.FAILED)


def test_every_unit_that_is_spoken_has_a_word():
    spoken = {
        str(dbc.signal(wire.command or wire.status).unit or "")
        for row in FUNCTIONS.values()
        for wire in row.wires.values()
    }
    assert spoken - {""} <= set(words.UNITS)


def test_every_zone_and_every_agent_has_a_word():
    assert set(words.ZONES) == set(ZONES)
    assert {row.agent for row in FUNCTIONS.values() if row.agent} == set(outcomes.HAND_OFF)


def test_every_op_that_is_done_has_a_sentence():
    for row in FUNCTIONS.values():
        for op, target in row.ops.items():
            own = (
                op in row.done
                or (row.value and row.value.kind in ("text", "contact", "place", "home", "work"))
                or row.answer == "message"
            )
            assert not row.writes(op) or not row.fitted or target in (QUERY, REPORT) or own or op in outcomes.DONE, (
                row.name,
                op,
            )
        assert all(op in outcomes.ASK for op in row.asks)


@pytest.mark.parametrize(
    ("command", "ko", "en"),
    [
        (
            Command("climate.temperature", "set", value=23.5),
            "운전석 온도를 23.5도로 맞췄어요.",
            "Driver temperature set to 23.5 degrees.",
        ),
        (
            Command("climate.temperature", "set", "all", 23),
            "전체 온도를 23도로 맞췄어요.",
            "All temperatures set to 23 degrees.",
        ),
        (
            Command("climate.temperature", "set", value="max"),
            "운전석 온도를 최고로 바꿨어요.",
            "Driver temperature set to HI.",
        ),
        (
            Command("seat.heat", "on", "passenger"),
            "조수석 열선 시트를 2단으로 켰어요.",
            "Passenger seat heating on at 2.",
        ),
        (Command("window", "open"), "운전석 창문을 열었어요.", "Driver window open."),
        (Command("window", "open", "rear", 30), "뒤 창문을 30퍼센트로 맞췄어요.", "Rear windows 30 percent open."),
        (Command("sunroof", "tilt"), "선루프를 틸트했어요.", "Sunroof tilted."),
        (Command("wiper", "set", value="low"), "앞 와이퍼를 저속으로 바꿨어요.", "Front wipers set to low."),
        (Command("headlamp", "set", value="low"), "전조등을 하향으로 바꿨어요.", "Headlights set to low."),
        (Command("headlamp", "set", value="fog"), "전조등을 안개등으로 바꿨어요.", "Headlights set to fog lamps."),
        (Command("light.ambient", "set", value="red"), "무드등을 빨간색으로 바꿨어요.", "Ambient light set to red."),
        (Command("drive_mode", "set", value="sport"), "주행 모드를 스포츠로 바꿨어요.", "Drive mode set to sport."),
        (Command("media.volume", "set", value=40), "볼륨을 40퍼센트로 맞췄어요.", "Volume set to 40 percent."),
        (
            Command("media.tune", "set", value=95.9),
            "라디오를 95.9메가헤르츠로 맞췄어요.",
            "Radio set to 95.9 megahertz.",
        ),
        (Command("media.tune", "set", value=711), "라디오를 711킬로헤르츠로 맞췄어요.", "Radio set to 711 kilohertz."),
        (Command("mirror", "fold"), "사이드미러를 접었어요.", "Mirrors folded."),
        (
            Command("agent.handoff", "do"),
            "다른 비서 연결은 아직 할 수 없어요.",
            "I can't connect you to the other assistant yet.",
        ),
    ],
    ids=lambda value: f"{value.function} {value.op} {value.value or ''}".strip() if isinstance(value, Command) else "",
)
def test_done(new_rig, command, ko, en):
    for lang, said in (("ko", ko), ("en", en)):
        assert new_rig().assistant.execute([command], lang).reply == said


@pytest.mark.parametrize(
    ("command", "world", "ko", "en"),
    [
        (
            Command("climate.sync", "off"),
            {},
            "좌우 온도 맞춤은 이미 꺼져 있어요.",
            "The temperature sync is already off.",
        ),
        (Command("window", "close"), {}, "전체 창문은 이미 닫혀 있어요.", "All windows are already closed."),
        (
            Command("window", "set", "driver", 30),
            {"VA_WINDOW_STS__DrWdwPos": 30},
            "운전석 창문은 이미 30퍼센트 열려 있어요.",
            "The driver window is already 30 percent open.",
        ),
        (
            Command("seat.heat", "off", "all"),
            {},
            "전체 열선 시트는 이미 꺼져 있어요.",
            "All seat heating is already off.",
        ),
        (
            Command("climate.temperature", "set", value=22),
            {},
            "운전석 온도는 이미 22도예요.",
            "The driver temperature is already 22 degrees.",
        ),
        (
            Command("wiper", "set", value="high"),
            {"VA_BODY_STS__FrWiperState": "high"},
            "앞 와이퍼는 이미 고속이에요.",
            "The front wipers are already high.",
        ),
        (
            Command("media.volume", "mute"),
            {"AMP_HU_PE_02__AMP_MuteState": "on"},
            "이미 그렇게 되어 있어요.",
            "That is already so.",
        ),  # not: the volume is 33 percent
    ],
    ids=lambda value: f"{value.function} {value.op}" if isinstance(value, Command) else "",
)
def test_already(rig, command, world, ko, en):
    rig.set(**world)
    for lang, said in (("ko", ko), ("en", en)):
        result = rig.run([command], lang).results[0]
        assert (result.outcome, result.reply) == (Outcome.ALREADY, said)


def test_the_reply_speaks_of_the_status_and_not_of_the_order(rig):
    """A percent of the volume is rounded by the amplifier: what was asked is said only of the step nearest to it."""
    assert rig.do("media.volume", "set", 50).reply == "볼륨을 50퍼센트로 맞췄어요."  # 23 of 45 steps, 51 percent
    assert rig.do("media.volume", "set", 50).reply == "볼륨은 이미 50퍼센트예요."
    assert rig.do("media.volume", "set", 51).reply == "볼륨은 이미 51퍼센트예요."  # the same step
    assert rig.do("media.volume", "query").reply == "볼륨은 51퍼센트예요."
    assert rig.do("media.volume", "up", 10).reply == "볼륨을 60퍼센트로 올렸어요."  # ten more than 51


@pytest.mark.parametrize("value", range(7, 100, 7))
@pytest.mark.parametrize(
    "name", [row.name for row in FUNCTIONS.values() if row.value and row.value.kind == "percent" and "set" in row.ops]
)
def test_the_percentage_that_was_asked_is_confirmed_in_its_own_words(new_rig, name, value):
    row, rig = FUNCTIONS[name], new_rig()
    wire = row.wires[row.leaves(resolve.zone_of(Command(name, "set"), row, "driver"))[0]]
    result = rig.do(name, "set", value)
    assert result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY)
    assert f"{value}퍼센트" in result.reply
    assert rig.state.value(wire.status) == resolve.on_wire(row, wire, value)


def test_another_value_than_was_asked_is_said_as_it_is(rig):
    """Somebody turned the knob between the confirmation and the reply."""
    row = FUNCTIONS["media.volume"]
    action = resolve.resolve(Command(row.name, "set", value=50), row, rig.state)
    rig.set(AMP_HU_PE_03__AMP_MainVolumeSetting=24)
    assert outcomes.done(action, rig.state, "ko") == "볼륨을 53퍼센트로 맞췄어요."
    assert outcomes.done(action, rig.state, "en") == "Volume set to 53 percent."


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in FUNCTIONS.values() if row.wires and row.en])
def test_one_thing_is_and_several_are(rig, row):
    for zone in row.zones or ("",):
        said = answers.describe(row, zone, rig.state, "en")
        if said is None:
            continue
        first = said.split(". ")[0]
        several = row.grammar == "plural" or " and " in first.partition(" is ")[0].partition(" are ")[0]
        several |= row.grammar == "singular" and len(row.leaves(zone)) > 1 and ". " not in said
        assert (" are " in first) == several, said


def test_only_a_noun_in_s_is_plural():
    assert all(row.grammar in ("singular", "plural", "mass") for row in FUNCTIONS.values())
    assert all(row.en.endswith("s") for row in FUNCTIONS.values() if row.grammar == "plural")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (Command("display.brightness", "set", value=60), "The screen brightness is already 60 percent."),
        (Command("hazard", "off"), "The hazard lights are already off."),
        (Command("seat.heat", "off", "rear"), "The rear seat heating is already off."),
        (Command("light.interior", "off", "all"), "All cabin lights are already off."),
        (Command("status.warning", "query"), "The warning lights look fine."),
        (Command("status.tyre", "query"), "The tyre pressure looks fine."),
    ],
    ids=lambda value: value.function if isinstance(value, Command) else "",
)
def test_a_word_in_s_may_be_one_thing(rig, command, said):
    if command.op != "query":
        rig.run([command], "en")
    assert rig.run([command], "en").reply == said


def test_one_place_is_asked_about_by_yes_or_no(rig):
    ko, en = (
        rig.do("nav.nearby", "do", word, lang=lang).reply for word, lang in (("세차장", "ko"), ("car wash", "en"))
    )
    assert re.fullmatch(r"직선거리로 [\d.]+킬로미터 떨어진 곳에 서광주유소 세차장이 있어요\. 안내할까요\?", ko)
    assert re.fullmatch(
        r"There is Seogwang Car Wash, [\d.]+ kilometres in a straight line\. Shall I take you there\?", en
    )
    several = [
        rig.do("nav.nearby", "do", word, lang=lang).reply for word, lang in (("주유소", "ko"), ("petrol station", "en"))
    ]
    assert several[0].endswith("몇 번째로 갈까요?")
    assert several[1].endswith("Which one?")
    assert rig.do("nav.nearby", "do", "a blimp", lang="en").reply == "I found no blimp nearby."


def test_one_word_is_not_said_of_seats_that_differ(rig):
    rig.set(DATC_PE_02__DATC_DrTempDispC=20, DATC_PE_02__DATC_PsTempDispC=24)
    assert rig.do("climate.temperature", "up", zone="all").reply == "운전석 온도는 21도예요. 조수석 온도는 25도예요."
    assert (
        rig.do("climate.temperature", "down", zone="all", lang="en").reply
        == "The driver temperature is 20 degrees. The passenger temperature is 24 degrees."
    )


def test_windows_that_agree_are_told_together(rig):
    rig.set(VA_WINDOW_STS__RlWdwPos=100, VA_WINDOW_STS__RrWdwPos=100)
    reply_ko, reply_en = (rig.do("window", "query", lang=lang).reply for lang in ("ko", "en"))
    assert reply_ko == "운전석과 조수석 창문은 닫혀 있어요. 왼쪽 뒷자리와 오른쪽 뒷자리 창문은 열려 있어요."
    assert (
        reply_en
        == "The driver window and passenger window are closed. The rear left window and rear right window are open."
    )


@pytest.mark.parametrize(
    ("command", "ko", "en"),
    [
        (Command("trunk", "open"), "트렁크를 열까요?", "Open the trunk?"),
        (Command("door.lock", "unlock"), "문 잠금을 풀까요?", "Unlock the doors?"),
        (
            Command("message.send", "do", value={"to": "아내", "text": "늦어"}),
            "아내에게 '늦어' 보낼까요?",
            "Send '늦어' to 아내?",
        ),
    ],
    ids=lambda value: value.function if isinstance(value, Command) else "",
)
def test_question(rig, command, ko, en):
    assert rig.run([command]).reply == ko
    assert rig.run([command], "en").reply == en


@pytest.mark.parametrize("name", FUNCTIONS)
def test_failure_is_said_as_failure(name):
    row = FUNCTIONS[name]
    if not any(row.writes(op) for op in row.ops):
        return
    for zone in row.zones or ("",):
        assert "알 수 없어요" in outcomes.timed_out(row, zone, "ko")
        assert "can't tell" in outcomes.timed_out(row, zone, "en")
        for reason in (*outcomes.FAILED, "melted"):
            named = row.not_found[0] if reason == "not_found" and row.not_found else answers.named(row, zone, "ko")
            assert outcomes.failed(row, zone, reason, "ko").startswith(named)
            assert outcomes.failed(row, zone, reason, "en").endswith(".")


@pytest.mark.parametrize(
    ("hour", "ko", "en"),
    [
        (0, "오전 12시 7분", "12:07 a.m."),
        (9, "오전 9시 7분", "9:07 a.m."),
        (12, "오후 12시 7분", "12:07 p.m."),
        (23, "오후 11시 7분", "11:07 p.m."),
    ],
)
def test_time(hour, ko, en):
    now = datetime(2026, 3, 2, hour, 7)
    assert ko in answers.clock(now, "ko")
    assert en in answers.clock(now, "en")


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, row in FUNCTIONS.items()
        if SPOKEN in row.ops.values() and row.value and row.value.kind == "word" and row.wires
    ],
)
def test_no_korean_reply_contains_an_english_word_of_the_catalogue(rig, name):
    for word in FUNCTIONS[name].value.words:
        said = rig.do(name, "set", word).reply
        assert not any(letter.isascii() and letter.isalpha() for letter in said), said
