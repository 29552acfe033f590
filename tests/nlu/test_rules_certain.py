"""What plain code is certain of, whatever the network makes of it: emergencies, ends of calls, stops, undo, orders not
to act, questions about a state, and what a number or a word means."""

import pytest

from contract.values import Command, Context, Understanding
from languages.text import normalise
from malcha.config.settings import MODEL
from nlu.engine.description import LABELS, read_description
from nlu.rules import chain
from nlu.rules.heard import Heard
from nlu.rules.values import meant

CALLED = Context((Command("phone.call", "do", value="micky"),))
CALLED_KO = Context((Command("phone.call", "do", value="집"),))
OPENED = Context((Command("window", "open"),))
PENDING = Context(pending=True)
NOTHING = Context()
ROWS = read_description(MODEL / LABELS).catalogue


def answer(text, context=NOTHING):
    """The commands that the rules answer with, as tuples without what is not said; None: the network is asked."""
    found = chain.before(normalise(text), context)
    if isinstance(found, Heard):
        return None
    assert found.confidence == 1
    return [tuple(x for x in (c.function, c.op, c.zone, c.value) if x is not None) for c in found.commands]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("구급차 불러 줘", "119"),
        ("빨리 구급차 좀 불러 주세요", "119"),
        ("119 불러", "119"),
        ("일일구에 전화해 줘", "119"),
        ("사람이 쓰러졌어 119에 신고해 줘", "119"),
        ("불났어 신고해 줘", "119"),
        ("사고 났어 도와줘", "119"),
        ("신고 좀 해 줘", "112"),
        ("경찰 불러", "112"),
        ("112에 신고해", "112"),
        ("call an ambulance", "119"),
        ("please call an ambulance right now", "119"),
        ("dial 911", "119"),
        ("there's been an accident we need help", "119"),
        ("call the fire brigade", "119"),
        ("call the police", "112"),
        ("phone 112", "112"),
    ],
)
@pytest.mark.parametrize("context", [NOTHING, OPENED, PENDING])
def test_an_emergency_calls_at_once(text, number, context):
    assert answer(text, context) == [("phone.call", "do", number)]


@pytest.mark.parametrize(
    "text",
    [
        "119 안전센터 어디야",
        "저기 구급차 지나간다",
        "불이야 노래 틀어",
        "경찰서로 가자",
        "경찰서에 전화해",
        "신고하지 마",
        "구급차 불렀어",
        "경찰 있다",
        "police station nearby",
        "call the police station",
        "there was an accident ahead",
        "play ambulance blues",
        "the fire is nice",
        "is there an ambulance behind us",
    ],
)
def test_who_speaks_of_an_emergency_calls_nobody(text):
    assert answer(text) is None


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("no no stop", CALLED),
        ("cancel", CALLED),
        ("wrong number", CALLED),
        ("hang up", CALLED),
        ("잘못 걸었어", CALLED_KO),
        ("아니 끊어", CALLED_KO),
        ("취소해", CALLED_KO),
    ],
)
def test_after_a_call_these_words_hang_up(text, context):
    assert answer(text, context) == [("phone.hangup", "do")]
    assert answer(text, OPENED) != [("phone.hangup", "do")]


@pytest.mark.parametrize(
    ("text", "context", "value"),
    [
        ("not micky mike", CALLED, "mike"),
        ("no not micky call anna", CALLED, "anna"),
        ("집 말고 회사로 걸어", CALLED_KO, "회사"),
    ],
)
def test_the_right_name_is_called_instead_of_the_wrong_one(text, context, value):
    assert answer(text, context) == [("phone.call", "do", value)]
    assert answer(text) is None


@pytest.mark.parametrize("text", ["멈춰", "창문 멈춰", "스톱 손", "stop", "hold it there", "my hand is stuck"])
def test_a_stop_is_one_whatever_was_said_before(text):
    assert answer(text) == answer(text, OPENED) == [("dialog.stop", "do")]


@pytest.mark.parametrize("text", ["손 꼈어 창문 열어", "my hand is stuck open the window", "그만 올려", "leave it"])
def test_what_is_a_stop_only_as_things_move_is_left_to_the_network(text):
    """The car has heard it before, and knows how they move."""
    assert answer(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("그만", "dialog.no"), ("stop", "dialog.no"), ("멈춰 손 꼈어", "dialog.stop"), ("stop my finger", "dialog.stop")],
)
def test_to_an_open_question_a_stop_is_a_no_unless_somebody_may_be_caught(text, wanted):
    assert answer(text, PENDING) == [(wanted, "do")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("방금 한 거 취소해", ("dialog.undo", "do")),
        ("아까 바꾼 거 되돌려 줘", ("dialog.undo", "do")),
        ("actually put it back", ("dialog.undo", "do")),
        ("undo what you just did", ("dialog.undo", "do")),
        ("undo both", ("dialog.undo", "do", 2)),
        ("둘 다 되돌려", ("dialog.undo", "do", 2)),
        ("undo everything", ("dialog.undo", "do", 99)),
        ("전부 원래대로 해 줘", ("dialog.undo", "do", 99)),
    ],
)
def test_undo_in_the_words_people_use(text, wanted):
    assert answer(text) == [wanted]
    assert answer(text, PENDING) is None  # it may be the answer to the question


@pytest.mark.parametrize("text", ["취소해", "put it back on", "다 돌려", "put my seat back", "알람 취소해"])
def test_other_words_undo_nothing(text):
    assert answer(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "don't cancel the route",
        "please don't open the trunk",
        "no need to turn on the heater",
        "창문 열지 마",
        "안내 취소하지 마",
        "열선은 안 켜도 돼",
        "에어컨 끄지 마세요",
        "히터 필요 없어",
        "창문 열 필요 없어",
        "닫지 마",
        "don't close it",
    ],
)
def test_an_order_not_to_act_does_nothing(text):
    assert answer(text) == []
    assert answer(text, PENDING) is None


@pytest.mark.parametrize(
    "text",
    [
        "don't forget to open the window",
        "why don't you turn on the ac",
        "에어컨 켜고 창문 열지 마",
        "안내 필요 없어",
        "이 노래 틀지 마",
        "don't use highways",
    ],
)
def test_what_only_sounds_forbidden_is_left_to_the_network(text):
    assert answer(text) is None


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("뒷유리 열선 켜져 있어?", "climate.defrost_rear"),
        ("히터 켜 놨나", "climate.heater"),
        ("공기청정기 꺼졌어?", "climate.air_purifier"),
        ("지금 실내등 켜져 있니", "light.interior"),
        ("와이퍼 켜져 있나 확인해 줘", "wiper"),
        ("선쉐이드 닫혀 있어?", "sunshade"),
        ("is the heater on", "climate.heater"),
        ("is the rear defroster still on?", "climate.defrost_rear"),
        ("are the hazard lights on or off", "hazard"),
        ("did i leave the dome light on", "light.interior"),
    ],
)
@pytest.mark.parametrize("context", [NOTHING, OPENED])
def test_a_question_about_a_state_is_a_query(text, function, context):
    assert answer(text, context) == [(function, "query")]


@pytest.mark.parametrize(
    ("text", "read", "wanted", "outcome"),
    [
        (
            "조수석 열선 켜져 있어",
            Command("seat.heat", "on", "passenger"),
            [Command("seat.heat", "query", "passenger")],
            "understood",
        ),
        ("거실 불 켜져 있나", Command("home.light", "on"), [Command("home.light", "query")], "understood"),
        ("마사지 켜져 있어", Command("seat.massage", "on"), [], "out_of_scope"),
        (
            "is the passenger window open",
            Command("window", "open", "passenger"),
            [Command("window", "query", "passenger")],
            "understood",
        ),
        ("is it okay to open the window", Command("window", "open"), [Command("window", "open")], "understood"),
        ("히터 켜져 있으면 꺼", Command("climate.heater", "off"), [Command("climate.heater", "off")], "understood"),
    ],
)
def test_no_question_switches_what_the_network_has_read(text, read, wanted, outcome):
    heard = Heard(text, "ko" if text > "z" else "en", NOTHING)
    found = chain.after(Understanding("understood", (read,), 0.9), heard, ROWS)
    assert (list(found.commands), found.outcome) == (wanted, outcome)


def test_a_question_is_never_asked_back_as_an_order():
    found = Understanding("ambiguous", (), 0.4, (Command("climate.heater", "on"), Command("seat.massage", "on")))
    assert chain.after(found, Heard("히터가 켜져 있나", "ko", NOTHING), ROWS).candidates == (
        Command("climate.heater", "query"),
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("실내 온도 화씨 75도", "실내 온도 24도"),
        ("온도 68 에프로 맞춰", "온도 20도 맞춰"),
        ("passenger side 75 F", "passenger side 24 degrees"),
        ("set it to seventy two fahrenheit", "set it to 22 degrees"),
        ("68 degrees fahrenheit please", "20 degrees please"),
    ],
)
def test_fahrenheit_is_read_as_celsius(text, left):
    assert chain.before(normalise(text), NOTHING).text == left


@pytest.mark.parametrize("text", ["에프엠 89.1 틀어", "fm 91.9", "play fifty ways to leave", "f 1 소식 알려 줘"])
def test_other_words_with_f_are_no_fahrenheit(text):
    assert chain.before(normalise(text), NOTHING).text == normalise(text)


TEMPERATURE, WINDOW, VOLUME = "climate.temperature", "window", "media.volume"


@pytest.mark.parametrize(
    ("text", "read", "wanted"),
    [
        ("set it to 72", Command(TEMPERATURE, "set", None, 72.0), Command(TEMPERATURE, "set", None, 22.0)),
        ("온도 백 도로", Command(TEMPERATURE, "set", None, 100.0), Command(TEMPERATURE, "set", None, 100.0)),
        ("온도 24도로", Command(TEMPERATURE, "set", None, 24.0), Command(TEMPERATURE, "set", None, 24.0)),
        ("창문 10프로만 남기고 닫아", Command(WINDOW, "close", None, 10.0), Command(WINDOW, "set", "all", 10.0)),
        (
            "조수석 창문 30퍼센트까지 닫아",
            Command(WINDOW, "close", "passenger", 30.0),
            Command(WINDOW, "set", "passenger", 30.0),
        ),
        ("창문 30퍼센트만 닫아", Command(WINDOW, "close", None, 30.0), Command(WINDOW, "close", None, 30.0)),
        ("close the windows to 30", Command(WINDOW, "set", None, 30.0), Command(WINDOW, "set", "all", 30.0)),
        ("close the windows by 30", Command(WINDOW, "close", None, 30.0), Command(WINDOW, "close", None, 30.0)),
        ("open the window to 30", Command(WINDOW, "open", None, 30.0), Command(WINDOW, "open", None, 30.0)),
        ("close the sunroof to 20", Command("sunroof", "close", None, 20.0), Command("sunroof", "set", None, 20.0)),
        ("volume to quiet", Command(VOLUME, "set", None, "min"), Command(VOLUME, "set", None, 15.0)),
        ("볼륨 조용하게 맞춰", Command(VOLUME, "set", None, "min"), Command(VOLUME, "set", None, 15.0)),
        ("volume to minimum", Command(VOLUME, "set", None, "min"), Command(VOLUME, "set", None, "min")),
    ],
)
def test_values_are_what_the_words_mean(text, read, wanted):
    heard = Heard(text, "ko" if text > "z" else "en", NOTHING)
    assert meant(Understanding("understood", (read,), 0.9), heard, ROWS).commands == (wanted,)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("stop blowing in my face", [("climate.airflow", "set", "feet")]),
        ("get the air out of my face please", [("climate.airflow", "set", "feet")]),
        ("바람 얼굴에 안 오게 해 줘", [("climate.airflow", "set", "feet")]),
        ("don't blow on my feet", [("climate.airflow", "set", "face")]),
        ("warm up my feet", [("climate.airflow", "set", "feet"), ("climate.temperature", "up")]),
        ("발만 따뜻하게 해 줘", [("climate.airflow", "set", "feet"), ("climate.temperature", "up")]),
    ],
)
def test_air_goes_away_from_the_part_of_the_body_that_is_named(text, wanted):
    assert answer(text) == wanted


@pytest.mark.parametrize(
    "text", ["blow in my face", "바람 얼굴로 보내 줘", "get out of my face", "발 시려", "세수하게 얼굴 좀"]
)
def test_other_words_about_the_body_are_left_to_the_network(text):
    assert answer(text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("이어서 안내해 줘", "가던 데"),
        ("길 안내 이어서 해 줘", "가던 데"),
        ("아까 하던 안내 계속해 줘", "가던 데"),
        ("내비 다시 시작해", "가던 데"),
        ("안내 재개해 줘", "가던 데"),
        ("아까 가던 데로 가자", "가던 데"),
        ("원래 가던 곳으로 다시 안내해 줘", "가던 데"),
        ("가던 길 계속 가자", "가던 데"),
        ("아까 안내하던 목적지로 데려다줘", "가던 데"),
        ("끊긴 안내 다시 해 줘", "가던 데"),
        ("원래 목적지로 가자", "가던 데"),
        ("다시 가던 길 가자", "가던 데"),
        ("continue to our destination", "where we were going"),
        ("resume navigation", "where we were going"),
        ("please continue the route guidance", "where we were going"),
        ("pick up the trip where we left off", "where we were going"),
        ("hey, take me back to where I was headed", "where we were going"),
        ("let's go to where we were going before", "where we were going"),
        ("carry on to our previous destination please", "where we were going"),
    ],
)
def test_a_drive_that_was_interrupted_is_resumed(text, place):
    assert answer(text) == [("nav.go", "do", place)]


@pytest.mark.parametrize(
    "text",
    [
        "이어서 재생해 줘", "계속 틀어 줘", "가는 길에 주유소 들러 줘", "안내 그만해",
        "가던 길에 카페 있어", "resume the music", "continue playing", "take me to where the museum is",
        "what was the last destination", "cancel the route", "안내 다시 해 줘", "목적지로 가자", "go on with the song",
    ],
)  # fmt: skip
def test_music_goes_on_and_places_on_the_way_are_no_such_drive(text):
    assert answer(text) is None


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("예약 뭐 있어", "query"),
        ("내가 예약한 거 알려 줘", "query"),
        ("지금 예약된 거 있니", "query"),
        ("예약한 거 다 취소해 줘", "cancel"),
        ("예약 지워", "cancel"),
        ("what did I schedule", "query"),
        ("is anything scheduled right now", "query"),
        ("cancel everything scheduled", "cancel"),
        ("please clear the schedule", "cancel"),
    ],
)
def test_what_is_to_be_done_later_is_asked_about_and_cancelled(text, op):
    assert answer(text) == [("schedule", op)]


@pytest.mark.parametrize(
    "text", ["식당 예약해 줘", "예약 문자 보내 줘", "what's on my schedule today", "schedule a meeting"]
)
def test_a_table_or_an_appointment_is_none_of_it(text):
    assert answer(text) is None


@pytest.mark.parametrize("text", ["cancel the scheduled heater", "히터 예약 취소해 줘"])
def test_to_cancel_one_of_what_is_scheduled_does_not_switch_it_off_now(text):
    found = chain.before(normalise(text), NOTHING)
    assert (found.outcome, found.commands) == ("ambiguous", ())
