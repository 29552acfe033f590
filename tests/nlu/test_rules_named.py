"""Names behind an order, settings without a value, zones: what plain rules make of a reading of the network."""

import pytest

from contract.values import Command, Context, Understanding
from languages import language_of
from languages.text import normalise
from malcha.config.settings import MODEL
from nlu.engine.description import LABELS, read_description
from nlu.rules import chain
from nlu.rules.heard import Heard
from nlu.rules.named import named, unsaid
from nlu.rules.noise import share_known
from nlu.rules.values import meant
from nlu.rules.where import placed

GO, PLAY, CALL = Command("nav.go", "do"), Command("media.play", "play"), Command("phone.call", "do")
TEMPERATURE = "climate.temperature"
ROWS = read_description(MODEL / LABELS).catalogue


def heard(text, **context):
    return Heard(normalise(text), language_of(text), Context(**context))


def unsure(command):
    return Understanding("ambiguous", (), 0.4, (command,))


def sure(*commands):
    return Understanding("understood", commands, 1.0)


@pytest.mark.parametrize(
    ("text", "likeliest", "name"),
    [
        ("take me to the open door bakery", GO, "the open door bakery"),
        ("directions to heater street please", GO, "heater street"),
        ("라디오빌딩으로 안내해 줘", GO, "라디오빌딩"),
        ("소리샘 복지관까지 가자", GO, "소리샘 복지관"),
        ("play shut up and dance", PLAY, "shut up and dance"),
        ("문을 닫고 나서 틀어 줘", PLAY, "문을 닫고 나서"),
        ("call window repair", CALL, "window repair"),
        ("창문 수리점한테 전화해 줘", CALL, "창문 수리점"),
    ],
)  # fmt: skip
def test_the_name_behind_an_order_is_its_value_whatever_words_are_in_it(text, likeliest, name):
    found = named(unsure(likeliest), heard(text), ROWS)
    assert (found.outcome, found.commands[0].function, found.commands[0].value) == (
        "understood",
        likeliest.function,
        name,
    )


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("navigate to the shop and then turn on the radio", GO),
        ("play", PLAY),
        ("다시 틀어 줘", PLAY),
        ("조수석 창문 틀어 줘", PLAY),
        ("나는 어제 집으로 갔어", GO),
        ("take me to the cafe", Command("window", "open")),
    ],
)
def test_what_names_nothing_stays_unsure(text, likeliest):
    assert named(unsure(likeliest), heard(text), ROWS).outcome == "ambiguous"


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("온도 바꿔 줘", "set"),
        ("조수석 온도 좀 조절해 줘", "set"),
        ("change the temperature", "set"),
        ("adjust the temperature please", "set"),
        ("온도 내려 줘", "down"),
        ("온도 좀 낮게 바꿔 줘", "down"),
        ("turn the temperature down", "down"),
        ("change it to something cooler", "down"),
    ],
)
def test_a_setting_whose_value_is_not_said_is_asked_for(text, op):
    assert unsaid(sure(Command(TEMPERATURE, "down")), heard(text), ROWS).commands[0].op == op


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("창문 하나만 내려 줘", None),
        ("open just one of the windows", None),
        ("하나도 남기지 말고 창문 다 열어", "all"),
        ("창문 다 열어 줘", "all"),
        ("open the windows", "all"),
    ],
)
def test_one_of_many_is_not_all(text, zone):
    assert placed(sure(Command("window", "open", "all")), heard(text), ROWS).commands[0].zone == zone


@pytest.mark.parametrize(
    ("text", "seat", "zone"),
    [
        ("옆 창문 열어 줘", "driver", "passenger"),
        ("옆 창문 열어 줘", "passenger", "driver"),
        ("옆자리 창문 열어 줘", "rear_left", "rear_right"),
        ("open the window next to me", "rear_right", "rear_left"),
        ("조수석 창문 열어 줘", "passenger", "passenger"),
        ("open the passenger window", "rear_left", "passenger"),
    ],
)
def test_beside_is_beside_who_speaks(text, seat, zone):
    found = placed(sure(Command("window", "open", "passenger")), heard(text, seat=seat), ROWS)
    assert found.commands[0].zone == zone


@pytest.mark.parametrize(
    ("text", "command", "outcome"),
    [
        ("뒷좌석 온도 22도로 해 줘", Command(TEMPERATURE, "set", None, 22.0), "unsupported"),
        ("뒤에 지금 몇 도야", Command(TEMPERATURE, "query"), "unsupported"),
        ("how hot is it in the back", Command(TEMPERATURE, "query"), "unsupported"),
        ("cool the rear seats", Command("seat.ventilation", "on"), "unsupported"),
        ("set the temperature back to 22", Command(TEMPERATURE, "set", None, 22.0), "understood"),
        ("온도 다시 22도로", Command(TEMPERATURE, "set", None, 22.0), "understood"),
        ("뒷자리 창문 열어", Command("window", "open", "rear"), "understood"),
    ],
)
def test_what_a_seat_does_not_have_is_not_done_for_another_one(text, command, outcome):
    assert placed(sure(command), heard(text), ROWS).outcome == outcome


@pytest.mark.parametrize(
    ("text", "last", "command"),
    [
        ("응", Command("media.volume", "up"), Command("dialog.yes", "do")),
        ("yes please", Command("window", "open"), Command("dialog.yes", "do")),
        ("꺼 줘", Command("media.source", "set", None, "radio"), Command("media.pause", "do")),
        ("turn it off", Command("media.play", "play", None, "jazz"), Command("media.pause", "do")),
        ("전화 한 통 걸어 줘", None, CALL),
        ("i want to make a phone call", None, CALL),
        ("길 안내 시작해", None, GO),
        ("start the navigation", None, GO),
    ],
)
def test_these_need_no_network(text, last, command):
    found = chain.before(normalise(text), Context((last,) if last else ()))
    assert isinstance(found, Understanding)
    assert found.commands == (command,)


@pytest.mark.parametrize(
    ("text", "last"), [("꺼", "climate.ac"), ("turn it off", "media.volume"), ("엄마한테 전화해 줘", None)]
)
def test_these_are_left_to_it(text, last):
    assert isinstance(chain.before(normalise(text), Context((Command(last, "on"),) if last else ())), Heard)


@pytest.mark.parametrize("text", ["navigate to 서울숲", "덥노", "춥당께", "turn on the 엉따"])
def test_words_of_another_language_and_short_stems_are_known(text):
    assert share_known(text, language_of(text)) > 0.5


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("예약한 거 뭐 있어", "query"),
        ("지금 예약된 거 알려 줘", "query"),
        ("what have i scheduled", "query"),
        ("list everything scheduled", "query"),
        ("예약 다 취소해 줘", "cancel"),
        ("아까 예약한 거 취소해", "cancel"),
        ("cancel everything scheduled", "cancel"),
        ("please cancel that schedule", "cancel"),
    ],
)
def test_what_is_scheduled_is_listed_and_cancelled_by_voice(text, op):
    found = chain.before(normalise(text), Context())
    assert isinstance(found, Understanding)
    assert found.commands == (Command("schedule", op),)


@pytest.mark.parametrize("text", ["식당 예약해 줘", "what is on my schedule today", "cancel my three o'clock"])
def test_appointments_are_no_commands_for_later(text):
    found = chain.before(normalise(text), Context())
    assert isinstance(found, Heard) or found.commands == ()


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("차 안 온도 몇 도야", "status.temperature_inside"),
        ("실내 온도 알려 줘", "status.temperature_inside"),
        ("how hot is it in here", "status.temperature_inside"),
        ("실내 온도 몇 도로 설정돼 있어", TEMPERATURE),
        ("what is the cabin temperature set to", TEMPERATURE),
        ("온도 몇 도야", TEMPERATURE),
    ],
)
def test_the_temperature_inside_is_measured_unless_its_setting_is_asked_for(text, function):
    assert meant(sure(Command(TEMPERATURE, "query")), heard(text), ROWS).commands == (Command(function, "query"),)


@pytest.mark.parametrize(
    ("text", "zone"),
    [("조수석 온도 맞춰 줘", "passenger"), ("adjust the driver temperature", "driver"), ("온도 설정해 줘", None)],
)
def test_a_setting_without_its_value_counts_whatever_it_was_read_as(text, zone):
    for read in (sure(Command("climate.sync", "on")), unsure(Command("climate.auto", "on"))):
        assert unsaid(read, heard(text), ROWS).commands == (Command(TEMPERATURE, "set", zone),)


@pytest.mark.parametrize("text", ["조수석 온도를 운전석 온도에 맞춰 줘", "무드등 바꿔 줘", "온도 23도로 맞춰 줘"])
def test_what_says_more_or_has_no_number_is_left_as_it_was_read(text):
    read = sure(Command("climate.sync", "on"))
    assert unsaid(read, heard(text), ROWS) == read
