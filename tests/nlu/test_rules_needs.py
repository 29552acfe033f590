"""What a driver needs and names no place for, and which kind of station is meant, by the rule and by the engine."""

import pytest

from contract.values import Command, Context, Understanding
from malcha.config.settings import MODEL
from nlu.engine.engine import Engine
from nlu.rules.heard import Heard
from nlu.rules.needs import needed

NEARBY, GO = Command("nav.nearby", "do"), Command("nav.go", "do")


def read(text, *commands, code="ko", outcome="understood", confidence=0.7):
    """(function, value) of what the rule makes of a reading."""
    understanding = Understanding(outcome, commands, confidence)
    found = needed(understanding, Heard(text, code, Context()), {})
    return [(each.function, each.value) for each in found.commands]


def talk(text, code="ko"):
    return read(text, outcome="out_of_scope", code=code, confidence=0.99)


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("화장실 급해", "ko", "화장실"), ("애가 쉬 마렵대", "ko", "화장실"), ("나 화장실 가고 싶어", "ko", "화장실"),
        ("소변을 더 이상 못 참겠어", "ko", "화장실"), ("기름 좀 넣어야겠다", "ko", "주유소"),
        ("i need to use the restroom", "en", "restroom"), ("i gotta pee", "en", "restroom"),
        ("my daughter needs the toilet right now", "en", "restroom"), ("we need to fill up", "en", "gas station"),
        ("take me somewhere i can fill the tank", "en", "gas station"),
        ("find somewhere to charge the car", "en", "charging station"),
    ],
)  # fmt: skip
def test_a_need_is_the_kind_of_place_for_it(text, code, kind):
    assert talk(text, code) == [("nav.nearby", kind)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("화장실 안 급하대", "ko"), ("화장실은 아까 갔다 왔어", "ko"), ("화장실 불 꺼 줘", "ko"),
        ("기름 얼마나 남았어", "ko"),
        ("i need to use the phone", "en"), ("we had to stop three times for the toilet on the way up", "en"),
    ],
)  # fmt: skip
def test_what_is_only_about_it_is_no_need(text, code):
    assert talk(text, code) == []


def test_what_was_surely_read_as_something_else_stays():
    cancelled = Command("nav.waypoint", "remove", value="휴게소")
    assert read("화장실 안 가도 되니까 휴게소 빼 줘", cancelled, confidence=0.95) == [("nav.waypoint", "휴게소")]
    assert read("화장실 급해", Command("hazard", "on"), confidence=0.95) == [("hazard", None)]


@pytest.mark.parametrize(
    ("text", "code", "read_as", "meant"),
    [
        ("기름이 없는데 제일 가까운 역 어디야", "ko", "역", "주유소"),
        ("전기차 배터리가 없는데 가까운 역", "ko", "역", "충전소"),
        ("i'm low on gas where's the nearest station", "en", "station", "gas station"),
        ("the battery is low find a station", "en", "station", "charging station"),
    ],
)
def test_a_station_is_of_the_kind_that_the_words_are_about(text, code, read_as, meant):
    found = read(text, Command("nav.nearby", "do", value=read_as), code=code, confidence=0.99)
    assert found == [("nav.nearby", meant)]
    near = {"name": read_as, "near": "coex"}
    assert read(text, Command("nav.go", "do", value=near), code=code) == [("nav.go", {**near, "name": meant})]


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("제일 가까운 역 어디야", "ko", "역"), ("기름 넣고 강남역으로 가자", "ko", "강남역"),
        ("where's the nearest station", "en", "station"),
        ("i'm low on gas take me to seoul station", "en", "seoul station"),
    ],
)  # fmt: skip
def test_any_other_station_is_as_it_was_said(text, code, value):
    assert read(text, Command("nav.nearby", "do", value=value), code=code) == [("nav.nearby", value)]


def test_where_no_place_is_named_what_is_done_there_says_which():
    assert read("기름 간당간당한데 가까운 데서 넣자", NEARBY) == [("nav.nearby", "주유소")]
    assert read("running on fumes where can i top up", NEARBY, code="en") == [("nav.nearby", "gas station")]
    assert read("배터리 다 됐는데 가까운 역 알려 줘", NEARBY) == [("nav.nearby", "충전소")]
    assert read("기름 얼마 없는데 길 안내해 줘", GO) == [("nav.go", None)]


@pytest.mark.skipif(not MODEL.exists(), reason="no model: make train")
def test_the_engine_asks_the_rule():
    engine = Engine.load(MODEL)
    assert engine.understand("화장실 급해").commands == (Command("nav.nearby", "do", value="화장실"),)
    low = engine.understand("I'm low on gas, where's the nearest station")
    assert low.commands == (Command("nav.nearby", "do", value="gas station"),)
