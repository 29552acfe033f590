"""A stop on the way that the words name, and an end of the guidance while something is open."""

from dataclasses import replace

import pytest
from guided_drives import Drive, place
from rig import Rig

from contract.values import Command, Understanding
from navigation.atlas import of_table
from navigation.search.protocol import Listed, Spot
from navigation.search.search_map import SearchMap
from vehicle.results.result import Outcome

SPOTS = [
    Spot(0, "하늘빌딩", *place(800, 400), en="Sky Building", category="office"),
    Spot(1, "첫째카페", *place(30, 200), en="First Cafe", category="cafe"),
    Spot(2, "바다병원", *place(400, 420), en="Sea Hospital", category="hospital"),
]
NEXT_SONG = Command("media.next", "do")
END = Command("nav.cancel", "do")


@pytest.fixture
def drive():
    """On the way to 하늘빌딩 by 첫째카페 and 바다병원."""
    found = Drive(follow=False)
    found.rig.assistant.atlas = replace(of_table(), search=SearchMap.of(Listed(SPOTS)))
    found.live(0.6)
    found.rig.do("nav.go", "do", "하늘빌딩")
    found.live(1.0)
    for stop in ("첫째카페", "바다병원"):
        assert found.rig.do("nav.waypoint", "add", stop).outcome is Outcome.CONFIRMED
        found.live(1.0)
    return found


def said(drive, text, *commands, outcome="understood", lang="ko"):
    """The commands of a turn in which the words were understood as these."""
    candidates = commands if outcome == "ambiguous" else ()
    understood = Understanding(outcome, () if candidates else commands, 0.6, candidates)
    drive.rig.assistant.understand = lambda *_: understood
    turn = drive.rig.assistant.say([(text, 1.0)], lang)
    return [(each.command.function, each.command.op, each.command.value) for each in turn.results]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("첫째카페는 건너뛰자", "첫째카페"), ("바다병원은 오늘 패스할게", "바다병원"), ("카페는 그냥 빼자", "카페"),
        ("let's skip the first cafe", "first cafe"), ("you know what ditch the sea hospital stop", "sea hospital"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("outcome", ["understood", "ambiguous"])
def test_a_stop_that_is_named_is_skipped_and_no_song(drive, text, name, outcome):
    assert said(drive, text, NEXT_SONG, outcome=outcome) == [("nav.waypoint", "remove", name)]


@pytest.mark.parametrize("text", ["바다병원 먼저 들르자", "let's stop at the sea hospital first"])
def test_a_stop_that_is_named_becomes_the_first(drive, text):
    ((function, op, _),) = said(drive, text, outcome="out_of_scope")
    assert (function, op) == ("nav.next_stop", "do")
    drive.live(1.0)
    assert drive.guidance.called(drive.guidance.stops[0]).ko == "바다병원"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("바다병원 볼일 없어졌으니까 목록에서 지워", ("nav.waypoint", "remove", "바다병원")),
        ("바다병원을 제일 앞으로 당겨 줘", ("nav.next_stop", "do", "바다병원")),
        ("we can do without the sea hospital after all", ("nav.waypoint", "remove", "Sea Hospital")),
        ("move the sea hospital to the front", ("nav.next_stop", "do", "Sea Hospital")),
    ],
)
def test_a_name_among_other_words_is_enough_beside_what_is_wished_of_it(drive, text, wish):
    assert said(drive, text, outcome="out_of_scope") == [wish]
    drive.live(1.0)


def test_a_stop_that_is_there_already_is_not_added_by_words_that_do_without_it(drive):
    add = Command("nav.waypoint", "add", value="바다병원엔")
    assert said(drive, "바다병원엔 굳이 안 들러도 될 것 같아", add) == [("nav.waypoint", "remove", "바다병원")]


@pytest.mark.parametrize(
    "text",
    [
        "바다병원 빼지 말아 줘", "바다병원 빼면 얼마나 빨라져", "바다병원이랑 첫째카페 목록에서 지워",
        "바다병원에 전화해야지", "하늘빌딩 목록에서 지워", "the sea hospital is where i was born",
        "don't skip the sea hospital whatever happens",
    ],
)  # fmt: skip
def test_a_name_alone_or_of_several_or_of_a_wish_to_keep_it_is_not(drive, text):
    assert said(drive, text, outcome="out_of_scope") == []


@pytest.mark.parametrize("text", ["이 노래 건너뛰자", "하늘빌딩은 건너뛰자", "skip this song"])
def test_what_is_no_waypoint_is_as_it_was_understood(drive, text):
    assert said(drive, text, NEXT_SONG) == [("media.next", "do", None)]


def test_without_stops_there_is_none_to_be_named():
    drive = Drive(follow=False)
    assert said(drive, "코엑스는 건너뛰자", NEXT_SONG) == [("media.next", "do", None)]


def test_the_end_of_no_guidance_is_a_no_to_what_is_open():
    rig = Rig()
    rig.do("nav.go", "do", "스타벅스")
    assert rig.session.places
    assert rig.say(END).reply == "알겠어요, 하지 않을게요."
    assert not rig.session.places
    rig.do("nav.go", "do")
    assert rig.session.slot
    assert rig.say(END).reply == "알겠어요, 하지 않을게요."
    assert not rig.session.slot
    assert rig.say(END).reply == "길 안내 중이 아니에요."


def test_the_end_of_a_guidance_leaves_nothing_open():
    rig = Rig()
    rig.do("nav.go", "do", "부산역")
    rig.do("nav.go", "do", "스타벅스")
    assert rig.say(END).results[0].outcome is Outcome.CONFIRMED
    assert not rig.session.places


@pytest.mark.parametrize(("name", "gone"), [("두 번째", "바다병원"), ("첫 번째", "첫째카페"), ("second", "바다병원")])
def test_a_stop_may_be_counted(drive, name, gone):
    assert drive.rig.do("nav.waypoint", "remove", name).action.place.ko == gone


def test_the_destination_is_not_counted(drive):
    assert drive.rig.do("nav.waypoint", "remove", "세 번째").outcome is Outcome.REFUSED
