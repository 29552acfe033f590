"""Places that are near another one or on the way, and devices at home."""

import pytest
from rig import Rig

from contract.values import Command
from navigation import places
from vehicle.results.result import Outcome


def distance(place, words):
    other = places.named(words)
    return places.distance_km(place.lat, place.lon, other.lat, other.lon)


def test_the_car_goes_to_the_one_near_the_other_place():
    rig = Rig()
    hotels = [place for place in places.places() if place.category == "hotel"]
    wanted = min(hotels, key=lambda place: distance(place, "서울역"))
    assert distance(wanted, "서울역") < 5
    result = rig.do("nav.go", "do", {"name": "호텔", "near": "서울역"})
    assert (result.outcome, result.action.place) == (Outcome.CONFIRMED, wanted)
    assert wanted.ko in result.reply


def test_a_place_that_is_far_from_the_other_one_is_not_meant():
    rig = Rig()
    result = rig.do("nav.go", "do", {"name": "서울역", "near": "부산역"})
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "not_found")
    assert result.reply == "부산역에서 5킬로미터 안에는 서울역이 없어요."
    assert not rig.sent


@pytest.mark.parametrize("function", ["nav.go", "nav.nearby"])
def test_an_unknown_landmark_is_told(function):
    rig = Rig()
    result = rig.do(function, "do", {"name": "호텔", "near": "어디에도 없는 곳"})
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "not_found")
    assert result.reply == "어디에도 없는 곳이 어디인지 몰라서 그 근처를 찾을 수 없어요."


def test_what_is_near_another_place_is_listed_with_distances_from_it():
    rig = Rig()
    result = rig.do("nav.nearby", "do", {"name": "호텔", "near": "서울역"})
    found = result.details["places"]
    assert result.outcome is Outcome.ANSWERED
    assert [round(km, 6) for _, km in found] == [round(distance(place, "서울역"), 6) for place, _ in found]
    assert result.reply.startswith("서울역 근처")
    assert "Seoul" in rig.do("nav.nearby", "do", {"name": "호텔", "near": "서울역"}, lang="en").reply


@pytest.mark.parametrize(("function", "op"), [("nav.go", "do"), ("nav.nearby", "do"), ("nav.waypoint", "add")])
def test_along_the_route_is_refused_in_a_sentence(function, op):
    rig = Rig()
    rig.do("nav.go", "do", "부산역")
    rig.sent.clear()
    result = rig.do(function, op, {"name": "주유소", "along_route": True})
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "along_route")
    assert "가는 길" in result.reply
    assert "along the way" in rig.do(function, op, {"name": "주유소", "along_route": True}, lang="en").reply
    assert not rig.sent


@pytest.mark.parametrize(("function", "op"), [("nav.go", "do"), ("nav.nearby", "do")])
def test_a_landmark_alone_is_no_place(function, op):
    result = Rig().do(function, op, {"near": "서울역"})
    assert (result.outcome, result.reason) == (Outcome.NEEDS_CONFIRMATION, "value_missing")


def test_a_name_in_an_object_is_the_name():
    assert Rig().do("nav.go", "do", {"name": "서울역"}).action.place == places.named("서울역")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("코엑쓰", "코엑스"),
        ("코엑스 메가박쓰", "메가박스 코엑스"),
        ("테헤란로 백오십이", "강남파이낸스센터"),
        ("응급실", "강남세브란스병원"),
    ],
)
def test_a_name_as_it_is_heard(words, place):
    assert Rig().do("nav.go", "do", words).action.place == places.named(place)


def test_where_an_address_is_not_known_exactly_the_reply_says_so():
    rig = Rig()
    result = rig.do("nav.go", "do", "테헤란로 200")
    assert result.outcome is Outcome.CONFIRMED
    assert "테헤란로 200 근처" in result.reply
    assert "about" in rig.do("nav.go", "do", "테헤란로 204", lang="en").reply
    assert distance(result.action.place, "역삼역") < 0.5


def test_coordinates_are_a_destination_where_the_table_has_places():
    rig = Rig()
    assert rig.do("nav.go", "do", "37.51, 127.05").action.place.lat == 37.51
    assert rig.do("nav.go", "do", "48.1, 11.5").reason == "not_found"


def test_a_name_that_is_only_like_what_was_said_is_asked_about():
    rig = Rig()
    asked = rig.do("nav.go", "do", "광화문 대한 떡볶이")
    assert (asked.outcome, asked.reply) == (Outcome.NEEDS_CONFIRMATION, "광화문으로 안내할까요?")
    assert not rig.sent
    assert rig.do("dialog.yes", "do").action.place == places.named("광화문")
    assert rig.do("nav.waypoint", "add", "광화문 대한 떡볶이").reply == "광화문을 경유지로 넣을까요?"


def test_what_is_near_an_address():
    found = Rig().do("nav.nearby", "do", {"name": "주유소", "near": "테헤란로 200"})
    assert found.outcome is Outcome.ANSWERED
    assert "테헤란로 200" in found.reply


def test_a_category_is_gone_to_by_choosing():
    rig = Rig()
    asked = rig.do("nav.go", "do", "주유소")
    assert (asked.outcome, asked.reason) == (Outcome.NEEDS_CONFIRMATION, "several_places")
    assert {place.category for place in asked.details["places"]} == {"gas_station"}
    chosen = rig.do("dialog.select", "do", 2.0)
    assert chosen.action.place == asked.details["places"][1]


@pytest.mark.parametrize(
    "value", [None, 24.0, "제습", {"room": "거실"}, {"room": "안방", "value": 50.0}, {"value": "강"}]
)
def test_a_device_at_home_is_handed_to_its_agent(value):
    rig = Rig()
    result = rig.do("home.aircon", "set", value)
    assert (result.outcome, result.reason, result.command.value) == (Outcome.HANDED_OFF, "home", value)
    assert not rig.sent


@pytest.mark.parametrize(
    ("device", "op", "ko", "en"),
    [
        ("door", "open", "현관문을 열까요?", "Shall I open the front door?"),
        ("door", "unlock", "현관문 잠금을 풀까요?", "Shall I unlock the front door?"),
        ("gas", "on", "가스 밸브를 켤까요?", "Shall I turn the gas valve on?"),
    ],
)
def test_doors_and_gas_are_asked_about_before_they_are_handed_on(device, op, ko, en):
    rig = Rig()
    assert rig.do(f"home.{device}", op, lang="en").reply == en
    asked = rig.do(f"home.{device}", op)
    assert (asked.outcome, asked.reply) == (Outcome.NEEDS_CONFIRMATION, ko)
    done = rig.do("dialog.yes", "do")
    assert (done.outcome, done.command) == (Outcome.HANDED_OFF, Command(f"home.{device}", op))
    assert rig.do(f"home.{device}", "off" if device == "gas" else "lock").outcome is Outcome.HANDED_OFF


@pytest.mark.parametrize(
    ("function", "words", "reply"),
    [
        ("nav.nearby", "삼백 미터 안에 있는 세차장", "0.3킬로미터 안에는 세차장이 없어요."),
        ("nav.go", "테헤란로 9999", "그 길은 알지만 테헤란로 9999는 없는 번호예요."),
        ("nav.go", "없는동네 근처 약국", "없는동네가 어디인지 몰라서 그 근처를 찾을 수 없어요."),
        ("nav.nearby", "동물원", "가까운 동물원을 찾지 못했어요."),
    ],
)
def test_what_is_not_there_is_said_with_why(function, words, reply):
    rig = Rig()
    refused = rig.do(function, "do", words)
    assert refused.outcome is Outcome.REFUSED
    assert refused.reply == reply
    assert not rig.sent
