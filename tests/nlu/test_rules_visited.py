"""Wishes about places that were driven to, and about coordinates, that are certain; what only looks like them."""

import pytest

from contract.values import Context
from languages.text import normalise
from nlu.rules import chain
from nlu.rules.heard import Heard


def answer(text):
    found = chain.before(normalise(text), Context())
    if isinstance(found, Heard):
        return None
    (command,) = found.commands
    return tuple(each for each in (command.function, command.op, command.value) if each is not None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("어제 갔던 데로 가자", "어제 갔던 데"),
        ("지난번에 간 식당", "지난번에 간 식당"),
        ("저번에 갔던 카페로 다시 안내해 줘", "저번에 갔던 카페"),
        ("이전 목적지로 안내해 줘", "이전 목적지"),
        ("어제 점심 먹은 식당으로 가 줘", "어제 점심 먹은 식당"),
        ("지난주에 들렀던 주유소로 데려다줘", "지난주에 들렀던 주유소"),
        ("지난번 그 식당으로 가자", "지난번 그 식당"),
        ("previous destination", "previous destination"),
        ("take me to the place we went yesterday", "the place we went yesterday"),
        ("please go back to the cafe we visited last week", "the cafe we visited last week"),
        ("let's go to the same place as yesterday", "the same place as yesterday"),
        ("yesterday's restaurant", "yesterday's restaurant"),
        ("the cafe i go to most often", "the cafe i go to most often"),
        ("return to the shop from this morning", "the shop from this morning"),
        ("자주 가는 카페로 가자", "자주 가는 카페"),
        ("지난주 금요일에 갔던 식당 있잖아 거기로 가자", "지난주 금요일에 갔던 식당"),
        ("어제 햄버거 먹은 데로 가자", "어제 햄버거 먹은 데"),
        ("37.4979, 127.0276으로 가자", "37.4979, 127.0276"),
        ("37.4979,127.0276", "37.4979, 127.0276"),
        ("take me to 37.4979, 127.0276", "37.4979, 127.0276"),
        ("위도 37.5 경도 127.03으로 안내해 줘", "37.5, 127.03"),
        ("0, 0", "0, 0"),
        ("0, 0으로 가 줘", "0, 0"),
        ("37.5,999", "37.5, 999"),
        ("37.5, 999로 안내해 줘", "37.5, 999"),
        ("go to 0, 0", "0, 0"),
        ("navigate to 37.5, 999", "37.5, 999"),
        ("삼십칠 점 사구칠구 콤마 백이십칠 점 영이칠육으로 가자", "37.4979, 127.0276"),
    ],
)
def test_it_is_gone_to(text, value):
    assert answer(text) == ("nav.go", "do", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("가는 길에 어제 갔던 주유소 들러 줘", "어제 갔던 주유소"),
        ("stop at the gas station we went to last time", "the gas station we went to last time"),
    ],
)
def test_it_is_a_stop_on_the_way(text, value):
    assert answer(text) == ("nav.waypoint", "add", value)


@pytest.mark.parametrize(
    "text", ["최근 목적지 보여 줘", "목적지 기록 알려 줘", "recent destinations", "show me my destination history"]
)
def test_all_are_listed(text):
    assert answer(text) == ("history", "query")


@pytest.mark.parametrize(
    "text",
    [
        "어제 어디 갔었지", "최근에 간 카페 어디야", "where did we go yesterday", "where was that hospital we went to",
        "일주일 동안 간 데 알려 줘", "have we been to a department store recently",
    ],
)  # fmt: skip
def test_those_of_a_time_are_listed(text):
    assert answer(text) == ("history", "query", text)


@pytest.mark.parametrize(
    "text",
    [
        "목적지 기록 지워 줘", "최근 목적지 다 삭제해 줘", "내가 어디 갔었는지 지워 줘", "clear my destination history",
        "forget where i have been", "delete all the places we went to",
    ],
)  # fmt: skip
def test_they_are_forgotten(text):
    assert answer(text) == ("history", "clear")


@pytest.mark.parametrize(
    "text",
    [
        "어제 갔던 카페 좋더라", "어제 부산에 갔다 왔어", "어제 갔던 데 말고 집으로 가", "아까 그 노래", "어제 본 영화",
        "아까 한 말", "아까 그 곡으로 돌아가", "delete my driving history", "주행 기록 지워 줘",
        "the call i got yesterday",
        "오늘 간 거리 알려 줘", "목적지로 가자", "목적지 어디야", "22.5 23.5", "89.1 틀어 줘",
        "last song", "the song we had last time", "where are we", "go back to where i was", "previous",
        "what was the last destination", "who went there yesterday", "the day before yesterday", "목적지 지워 줘",
        "we went to busan yesterday", "where we went was great",
    ],
)  # fmt: skip
def test_talk_music_and_frequencies_are_none_of_it(text):
    found = answer(text)
    assert found is None or found[0] not in ("nav.go", "history", "nav.waypoint")
