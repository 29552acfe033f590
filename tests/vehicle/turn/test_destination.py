"""What the words of a wish to go somewhere add to its understanding."""

from dataclasses import replace

import pytest
from rig import Rig

from contract.values import Command, Understanding
from speech.protocols import RecognisedBy
from vehicle.turn.requester import IN_PROCESS, Requester

GO, NEARBY, STOP = (
    lambda value=None: Command("nav.go", "do", None, value),
    lambda value=None: Command("nav.nearby", "do", None, value),
    lambda value=None: Command("nav.waypoint", "add", None, value),
)
TALK = Understanding("out_of_scope", (), 0.5)


def done(text: str, understood: Understanding, requester: Requester = IN_PROCESS) -> list[Command]:
    rig = Rig()
    rig.do("nav.go", "do", "부산역")
    rig.assistant.understand = lambda *_: understood
    return [result.command for result in rig.assistant.say([(text, 1.0)], requester=requester).results]


def as_this(*commands: Command, confidence: float = 0.7) -> Understanding:
    return Understanding("understood", commands, confidence)


@pytest.mark.parametrize(
    ("text", "understood", "wanted"),
    [
        ("메가박스 코엑스로 가 줘", TALK, GO("메가박스 코엑스")),
        ("국기원 가고 싶어", Understanding("ambiguous", (), 0.7, (GO(),)), GO("국기원")),
        ("강남세브란스병원으로 안내해 줘", as_this(GO("강남")), GO("강남세브란스병원")),
        ("take me to coex aquarium", as_this(NEARBY("aquarium")), GO("coex aquarium")),
        ("제일 가까운 주유소로 안내해 줘", as_this(GO("주유소")), GO("제일 가까운 주유소")),
        ("take me to the nearest gas station", as_this(GO("gas station")), GO("the nearest gas station")),
        ("가까운 주유소 들렀다 가자", as_this(STOP("주유소")), STOP("가까운 주유소")),
        ("집 근처 주유소", as_this(NEARBY("주유소")), NEARBY({"name": "주유소", "near": "집"})),
        ("find a gas station near home", as_this(NEARBY("gas station")),
            NEARBY({"name": "gas station", "near": "home"})),
        ("코엑스 근처 약국으로 가 줘", as_this(NEARBY({"near": "코엑스", "name": "약국"})),
            GO({"near": "코엑스", "name": "약국"})),
    ],
)  # fmt: skip
def test_what_the_words_name_is_gone_to(text, understood, wanted):
    assert done(text, understood) == [wanted]


@pytest.mark.parametrize(
    ("text", "understood", "wanted"),
    [
        ("선릉 말고 신사로 가자", as_this(Command("dialog.select", "do")), GO("신사")),
        ("코엑스 말고 그냥 강남역으로 안내해 줘", as_this(GO("코엑스")), GO("강남역")),
        ("take me to coex not gangnam station", as_this(GO("gangnam station")), GO("coex")),
        ("여기 말고 다른 데로 가자", as_this(Command("dialog.select", "do")), Command("dialog.select", "do")),
    ],
)
def test_of_two_places_the_one_that_is_not_meant_is_not_gone_to(text, understood, wanted):
    assert done(text, understood) == [wanted]


def test_to_a_place_with_a_stop_before_it_goes_to_both():
    both = [GO("코엑스"), STOP("편의점")]
    assert done("코엑스 갈 건데 중간에 편의점 한 번만 들르자", as_this(STOP("편의점"))) == both
    assert done("코엑스 가면서 편의점 들러", as_this(STOP("코엑스"))) == both
    assert done("코엑스까지 가야 되는데 가는 길에 편의점 들러 줘", as_this(STOP("편의점"))) == both


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("역삼역하고 선릉역 들렀다가 코엑스 가자", [STOP("역삼역하고 선릉역")]),
        ("역삼역과 선릉역을 거쳐서 코엑스로 가자", [GO("역삼역과 선릉역")]),
        ("역삼역 들르고 선릉역 들러서 코엑스 가자", [STOP("역삼역"), STOP("선릉역")]),
        ("역삼역이랑 선릉역 들렀다가 코엑스 가자", [GO("역삼역"), STOP("선릉역")]),
    ],
)
def test_several_stops_before_a_place_are_all_stops_and_the_place_is_the_end(text, understood):
    assert done(text, as_this(*understood)) == [GO("코엑스"), STOP("역삼역"), STOP("선릉역")]


def test_what_is_joined_in_a_name_of_the_map_is_one_stop():
    said = "강남과 들렀다가 코엑스 가자"
    assert done(said, as_this(STOP("강남과"))) == [GO("코엑스"), STOP("강남과")]


def test_a_place_that_is_not_on_the_list_is_gone_to_though_it_was_read_as_one_of_it():
    assert done("스타벅스 가자", as_this(Command("dialog.select", "do"))) == [GO("스타벅스")]
    assert done("다른 데로 가자", as_this(Command("dialog.select", "do"))) == [Command("dialog.select", "do")]


def test_a_wish_with_an_end_that_was_misheard_is_one_and_one_that_was_typed_is_not():
    said = "남산 타워 로 안내 해치 와"
    assert done(said, TALK, Requester(heard_by=RecognisedBy("scripted", "7"))) == [GO("남산 타워")]
    assert done(said, TALK) == []


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("근처 카페로 안내해 줘", as_this(NEARBY("카페"))),  # a list with distances
        ("코엑스 근처 약국 있어", as_this(NEARBY({"near": "코엑스", "name": "약국"}))),
        ("주유소로 가 줘", as_this(GO("주유소"))),
        ("국기원 지나서 가자", as_this(GO("국기원"))),
        ("코엑스로 가 줘", as_this(Command("hazard", "on"), confidence=0.95)),
        ("코엑스로 안내하지 마", Understanding("out_of_scope", (), 0.5, reason="forbidden")),
        ("친구가 코엑스로 안내해 줬어", Understanding("out_of_scope", (), 0.95)),
        ("비 오면 코엑스로 가 줘", as_this(Command("hazard", "on"), GO("코엑스"))),
    ],
)
def test_what_they_do_not_name_stays_what_it_was(text, understood):
    assert done(text, understood) == list(understood.commands)


@pytest.mark.parametrize(
    "text", ["그만 좀 가자", "학교 다녀올게", "코엑스는 어제 갔어", "집에 가고 싶은 생각이 들더라"]
)
def test_talk_stays_talk(text):
    assert done(text, TALK) == []


def test_the_name_may_be_that_of_another_alternative_of_the_recogniser():
    rig = Rig()
    rig.assistant.understand = lambda *_: as_this(GO("구기완"))
    said = [("구기완으로 안내해 줘", 0.3), ("국기원으로 안내해 줘", 0.28), ("비 오는 날", 0.2)]
    (result,) = rig.assistant.say(said).results
    assert result.action.place.ko == "국기원"
    rig = Rig()
    rig.assistant.understand = lambda *_: as_this(GO("코엑스"))
    (result,) = rig.assistant.say([("코엑스로 안내해 줘", 0.3), ("국기원으로 안내해 줘", 0.28)]).results
    assert result.action.place.ko == "코엑스"


BOTH = [GO("코엑스"), STOP("신사역")]


@pytest.mark.parametrize(
    ("text", "understood", "wanted"),
    [
        ("신사역 들렀다가 코엑스 가자", as_this(STOP("신사역")), BOTH),
        ("신사역에 잠깐 들러서 코엑스로 가 줘", as_this(STOP("신사역"), confidence=0.99), BOTH),
        ("신사역 거쳐서 코엑스로 가 줘", as_this(STOP({"name": "코엑스", "near": "신사역"})), BOTH),
        ("코엑스 가는데 신사역 들르자", as_this(STOP("코엑스")), BOTH),
        ("신사역 먼저 찍었다가 코엑스로 모셔다줘", as_this(GO("신사역")), BOTH),
        ("회사 들렀다 집에 가자", as_this(Command("nav.home", "do")), [Command("nav.home", "do"), STOP("회사")]),
        ("take me home via Sinsa Station", as_this(GO("sinsa station")),
            [Command("nav.home", "do"), STOP("Sinsa Station")]),
        ("go to COEX via Sinsa Station please", as_this(GO("coex")), [GO("COEX"), STOP("Sinsa Station")]),
    ],
)  # fmt: skip
def test_by_a_stop_to_a_place_is_both(text, understood, wanted):
    assert done(text, understood) == wanted


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("신사역 들렀다 가자", as_this(STOP("신사역"))),
        ("신사역 들렀다가 빨리 가자", as_this(STOP("신사역"))),
        ("신사역 들렀다가 코엑스 가지 마", as_this(STOP("신사역"))),
        ("신사역 들렀다가 코엑스 가자", as_this(Command("hazard", "on"))),
    ],
)
def test_what_names_no_place_behind_the_stop_is_the_stop_alone(text, understood):
    assert done(text, understood) == list(understood.commands)


def test_a_stop_that_is_said_before_the_destination_is_kept():
    rig = Rig()
    rig.do("nav.go", "do", "부산역")
    rig.assistant.understand = lambda *_: as_this(STOP("신사역"), Command("nav.home", "do"))
    results = rig.assistant.say([("stop by the station then go home", 1.0)], "en").results
    assert [each.command.function for each in results] == ["nav.home", "nav.waypoint"]
    assert rig.state.value("VA_NAV_STS.WaypointCount") == 1


def test_of_several_places_to_go_to_in_one_breath_the_last_is_the_destination():
    rig = Rig()
    rig.assistant.understand = lambda *_: as_this(GO("강남역"), GO("신사역"), GO("코엑스"))
    results = rig.assistant.say([("강남역 찍고 신사역 찍고 코엑스", 1.0)], "ko").results
    assert [each.command for each in results] == [GO("코엑스"), STOP("강남역"), STOP("신사역")]
    assert rig.state.value("VA_NAV_STS.WaypointCount") == 2


def test_of_a_place_later_and_one_now_neither_is_a_stop():
    said = [replace(GO("강남역"), after=600.0), GO("코엑스")]
    found = done("십 분 뒤에 강남역 가고 지금은 코엑스 가자", as_this(*said))
    assert [each.function for each in found] == ["nav.go", "nav.go"]
