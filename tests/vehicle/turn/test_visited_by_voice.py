"""Places that were driven to, by voice: which one is meant, lists of them, and how they are forgotten."""

import sqlite3
from datetime import timedelta

import pytest
from guided_drives import Drive
from rig import TODAY

from contract.values import Command
from navigation import places
from navigation.routing.protocol import Point
from vehicle.turn.client import Client
from vehicle.turn.history import History
from vehicle.turn.kept_drive import KeptDrive
from vehicle.turn.requester import Requester

WENT = (  # place, days ago, hour
    ("부산역", 40, 9),
    ("코엑스", 8, 9),
    ("세브란스병원", 5, 10),
    ("버거킹 선릉역점", 3, 12),
    ("예술의전당", 2, 9),
    ("코스트코 양재점", 1, 9),
    ("남산서울타워", 1, 18),
)


@pytest.fixture
def drive():
    drive = Drive(follow=False)
    for name, days, hour in WENT:
        add(drive, name, days, hour)
    return drive


def add(drive, name, days=0, hour=9):
    place = places.named(name)
    when = (TODAY.replace(hour=hour) - timedelta(days=days)).timestamp()
    drive.guidance.history.add(Point(place.lat, place.lon), {"ko": place.ko, "en": place.en}, when)


def went(drive, words, lang="ko"):
    """The place that is gone to, or those that are offered."""
    (result,) = drive.rig.run([Command("nav.go", "do", None, words)], lang).results
    if result.action is not None:
        drive.live(0.6)
        return result.action.place.ko
    return [place.ko for place in result.details["places"]] if "places" in result.details else result.reason


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("이전 목적지", "남산서울타워"),
        ("previous destination", "남산서울타워"),
        ("지난번에 갔던 데", "남산서울타워"),
        ("그저께 갔던 데", "예술의전당"),
        ("이틀 전에 간 곳", "예술의전당"),
        ("지난번에 간 식당", "버거킹 선릉역점"),
        ("the restaurant we went to last time", "버거킹 선릉역점"),
        ("저번에 갔던 병원", "세브란스병원"),
        ("전에 갔던 코엑스", "코엑스"),
        ("the hospital we visited last week", "세브란스병원"),
        ("where we went the day before yesterday", "예술의전당"),
        ("어제 간 코스트코", "코스트코 양재점"),
        ("어제 갔던 데", ["남산서울타워", "코스트코 양재점"]),
        ("the place we went yesterday", ["남산서울타워", "코스트코 양재점"]),
        ("어제 햄버거 먹은 데", ["남산서울타워", "코스트코 양재점"]),  # nothing of it is a burger shop
        ("며칠 전에 햄버거 먹은 데", "버거킹 선릉역점"),
        ("the burger restaurant from friday", "버거킹 선릉역점"),
        ("제일 자주 가는 데", "not_found"),  # nowhere twice
        ("오늘 갔던 데", "not_found"),
        ("지난달에 갔던 공원", "not_found"),
    ],
)
def test_which_place_is_meant(drive, words, name):
    assert went(drive, words) == name


def test_one_of_the_offered_ones_is_chosen_as_of_any_list(drive):
    went(drive, "어제 갔던 데")
    (result,) = drive.rig.run([Command("dialog.select", "do", None, 2)]).results
    assert result.action.place.ko == "코스트코 양재점"


def test_the_previous_destination_is_not_the_one_that_is_driven_to_nor_where_the_car_is(drive):
    assert went(drive, "이전 목적지") == "남산서울타워"
    assert went(drive, "이전 목적지") == "코스트코 양재점"


def test_home_is_not_offered_as_the_place_of_yesterday(drive):
    home = drive.rig.assistant.atlas.home if drive.rig.assistant.atlas else places.named("집")
    when = (TODAY - timedelta(days=2)).timestamp() + 3600
    drive.guidance.history.add(Point(home.lat, home.lon), {"ko": home.ko}, when)
    assert went(drive, "그저께 갔던 데") == "예술의전당"


def test_a_drive_that_was_interrupted_is_the_last_destination(drive):
    assert went(drive, "코엑스") == "코엑스"
    drive.rig.do("nav.waypoint", "add", "도산공원")
    drive.live(1.0)
    again = Drive(follow=False, kept=drive.kept)
    again.live(1.0)
    results = again.rig.run([Command("nav.go", "do", None, "이전 목적지")]).results
    assert [result.action.place.ko for result in results] == ["코엑스", "도산공원"]


def test_a_stop_on_the_way_may_be_one_that_was_driven_to(drive):
    assert went(drive, "코엑스") == "코엑스"
    result = drive.rig.do("nav.waypoint", "add", "그저께 갔던 데")
    assert result.reply.startswith("예술의전당을 경유지로 넣었어요.")


def listed(drive, value=None, lang="ko", **who):
    ran = drive.rig.run([Command("history", "query", None, value)], lang, **who)
    return ran.reply


def test_they_are_listed_the_newest_first_and_one_is_chosen(drive):
    said = listed(drive)
    assert said == (
        "다녀오신 7곳 중에 최근 3곳이에요. 1. 남산서울타워, 2. 코스트코 양재점, 3. 예술의전당. 몇 번째로 갈까요?"
    )
    assert drive.rig.do("dialog.select", "do", 3).action.place.ko == "예술의전당"
    assert listed(drive, "where did we go yesterday", "en") == (
        "You went to 2 places: 1. N Seoul Tower, 2. Costco Yangjae. Which one?"
    )
    assert listed(drive, "그저께 어디 갔었지") == "예술의전당이 기록에 있어요. 안내할까요?"
    assert drive.rig.do("dialog.yes", "do").action.place.ko == "예술의전당"
    assert listed(drive, "오늘 어디 갔었지") == "그런 목적지 기록이 없어요."


def test_they_are_forgotten_by_voice_and_in_the_search(drive):
    assert drive.rig.assistant._begin("ko", who(), 0.0).atlas.history
    result = drive.rig.do("history", "clear")
    assert (result.outcome.value, result.reply) == ("answered", "목적지 기록 7곳을 지웠어요.")
    assert drive.guidance.history.places == ()
    assert drive.rig.assistant._begin("ko", who(), 0.0).atlas is None
    assert drive.rig.do("history", "clear", lang="en").reply == "There are no past destinations."
    assert listed(drive) == "아직 목적지 기록이 없어요."
    assert went(drive, "어제 갔던 데") == "not_found"


def who(*groups):
    return Requester(client=Client("guest", frozenset(groups))) if groups else Requester()


@pytest.mark.parametrize("op", ["query", "clear"])
def test_who_may_not_navigate_neither_sees_nor_deletes_them(drive, op):
    ran = drive.rig.run([Command("history", op)], client=Client("guest", frozenset({"climate", "read"})))
    assert [result.reason for result in ran.results] == ["permission"]
    assert len(drive.guidance.history.places) == len(WENT)


def test_a_database_that_cannot_be_written_is_said(drive, tmp_path):
    file = tmp_path / "drive.sqlite3"
    drive.guidance.history = History(KeptDrive("genesis_g70", file))
    add(drive, "코엑스")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert drive.rig.do("history", "clear").reply == "지금은 목적지 기록을 지울 수 없어요."
    other.execute("COMMIT")


def test_of_places_equally_like_the_words_the_one_that_was_driven_to_is_offered_first(drive):
    before = drive.rig.do("nav.go", "do", "스타벅스").details["places"]
    assert before[0].ko != "스타벅스 코엑스몰점"
    add(drive, "스타벅스 코엑스몰점", 4)
    assert drive.rig.do("nav.go", "do", "스타벅스").details["places"][0].ko == "스타벅스 코엑스몰점"


def test_coordinates_are_gone_to_and_refused_where_there_are_none(drive):
    assert drive.rig.do("nav.go", "do", "37.4979, 127.0276").reply.startswith("37.4979, 127.0276으로 안내할게요.")
    assert drive.rig.do("nav.go", "do", "48.8584, 2.2945").reply == "그 좌표는 지도 밖이에요."
    refused = drive.rig.do("nav.go", "do", "97.4979, 227.0276")
    assert refused.reply == "그런 좌표는 없어요. 위도는 90도, 경도는 180도까지예요."
    assert drive.rig.do("nav.go", "do", "95.5, 200.5", lang="en").reply.startswith("There is no such position")
