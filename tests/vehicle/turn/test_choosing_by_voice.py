"""One of the open list by what it is or where it is, as it is spoken; the shipped model understands the words."""

import pytest
from rig import Rig
from turns import engine

from contract.values import Command, Understanding
from vehicle.results.result import Outcome
from vehicle.turn.requester import Requester

# from Gangnam station: 강남R, 강남GT타워, 테헤란로아남타워, 코엑스몰
ALL = ["스타벅스 강남R점", "스타벅스 강남GT타워점", "스타벅스 테헤란로아남타워점", "스타벅스 코엑스몰점"]
HERE = (37.4979, 127.0276)


@pytest.fixture
def listed() -> Rig:
    """A car at Gangnam station in which the branches of Starbucks were offered."""
    rig = Rig()
    rig.assistant.understand = engine()
    rig.set(VA_POSITION_STS__Lat=HERE[0], VA_POSITION_STS__Lon=HERE[1])
    said(rig, "스타벅스로 가자")
    assert [place.ko for place in rig.session.places] == ALL
    rig.sent.clear()
    return rig


def said(rig: Rig, words: str, lang: str = "ko"):
    return rig.assistant.say([(words, 1.0)], lang, Requester())


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("두 번째 거", 2),
        ("이 번", 2),
        ("세 번째로 가자", 3),
        ("마지막 거", 4),
        ("가까운 데로", 1),
        ("제일 가까운 데로 가 줘", 1),
        ("가까운 거로 해 줘", 1),
        ("제일 먼 데", 4),
        ("코엑스에 있는 데로 가 줘", 4),
        ("선릉역 근처에 있는 거", 3),
        ("코엑스몰점", 4),
        ("지티타워점으로", 2),
        ("스타벅스 코엑스몰점으로 가자", 4),
        ("the second one", 2),
        ("the closest one", 1),
        ("the last one", 4),
        ("the one at coex", 4),
        ("take me to the one at coex", 4),
    ],
)
def test_one_of_the_list(listed, words, number):
    (result,) = said(listed, words, "ko" if words[0] > "z" else "en").results
    assert result.outcome is Outcome.CONFIRMED
    assert result.action.place.ko == ALL[number - 1]
    assert listed.session.places == ()


def test_several_are_a_shorter_list_to_choose_from(listed):
    asked = said(listed, "강남역에 있는 거")
    (result,) = asked.results
    assert (result.outcome, result.reason) == (Outcome.NEEDS_CONFIRMATION, "several_places")
    assert asked.reply == "여러 곳이 있어요. 1. 스타벅스 강남R점, 2. 스타벅스 강남GT타워점. 몇 번째로 갈까요?"
    assert not listed.sent
    (chosen,) = said(listed, "두 번째 거").results
    assert chosen.action.place.ko == ALL[1]


@pytest.mark.parametrize(
    ("words", "function"),
    [
        ("강남역으로 가자", "nav.go"),
        ("에어컨 켜 줘", "climate.ac"),
        ("아니", "dialog.no"),
        ("거기 말고 다른 데", ""),
        ("어제 본 그 영화 마지막이 정말 좋았어", ""),
    ],
)
def test_what_is_no_choice_stays_what_it_is(listed, words, function):
    turn = said(listed, words)
    assert [each.command.function for each in turn.results] == ([function] if function else [])
    if function == "nav.go":
        assert turn.results[0].action.place.ko == "강남역"


def test_without_a_list_nothing_is_chosen():
    rig = Rig()
    rig.assistant.understand = engine()
    assert all(each.command.function != "dialog.select" for each in said(rig, "가까운 데로").results)


def test_a_list_of_long_ago_is_no_list_to_choose_from(listed):
    listed.live(130.0)
    assert all(each.outcome is not Outcome.CONFIRMED for each in said(listed, "가까운 데로").results)
    assert not [each for each in listed.commands if "DEST" in each]


def test_a_list_that_was_made_by_a_command_is_chosen_from_by_number_without_words(listed):
    result = listed.do("dialog.select", "do", 3)
    assert result.action.place.ko == ALL[2]
    assert listed.run([Command("dialog.select", "do")]).results[0].reason == "no_list"


def test_who_goes_somewhere_else_has_no_older_list_to_choose_from(listed):
    said(listed, "신사역으로 가자")
    (result,) = said(listed, "두 번째 거").results
    assert result.reason == "no_list"


def test_a_kind_or_a_place_that_is_not_listed_chooses_nothing(listed):
    listed.assistant.understand = lambda *_: Understanding("understood", (Command("dialog.select", "do"),), 0.7)
    (result,) = said(listed, "약국 가자").results
    assert (result.command.function, result.command.value) == ("nav.go", "약국")
    assert result.action is None or result.action.place.ko not in ALL
