"""Addresses: exact, between known numbers, and what is not guessed."""

import pytest

from navigation.search.addresses import addresses_of, split
from navigation.search.find import find
from navigation.search.protocol import Listed, Spot
from navigation.search.query import Query
from navigation.search.search_map import SearchMap

LAT, LON = 37.5000, 127.0300
METRES = 1 / 111_195  # degrees of latitude


def at(id: int, metres: float, road: str = "", lot: str = "", north: float = LAT) -> Spot:
    return Spot(id, f"건물{id}", north + metres * METRES, LON, road_address=road, lot_address=lot)


ROAD = [
    at(0, 1000, "서울 강남구 테헤란로 100"),
    at(1, 1500, "서울 강남구 테헤란로 150"),
    at(2, 1010, "서울 강남구 테헤란로 101"),
    at(3, 1490, "서울 강남구 테헤란로 149-3"),
    at(4, 0, "서울 강남구 선릉로86길 40-4", "서울 강남구 역삼동 737"),
    at(5, 20, "서울 강남구 선릉로86길 40-4"),
    at(6, 0, "부산 동구 중앙대로 200", north=35.1),
    at(7, 100, "대구 중구 중앙대로 200", north=35.8),
    at(8, 9000, "서울 강남구 테헤란로 900"),
]
MAP = SearchMap.of(Listed(ROAD))
HERE = (LAT, LON)


def found(words: str, here: tuple[float, float] | None = HERE):
    return find(MAP, Query(words), here)


@pytest.mark.parametrize(
    "words",
    ["테헤란로 150", "테헤란로150", "강남구 테헤란로 백오십", "서울 강남구 테헤란로 150", "테헤란로 150번으로 가자"],
)
def test_the_one_place_with_this_address(words):
    answer = found(words)
    assert answer.clear
    assert answer.hits[0].place.id == 1
    assert not answer.hits[0].approximate


@pytest.mark.parametrize(("number", "metres"), [(126, 1260), (110, 1100), (125, 1250)])
def test_a_number_between_two_of_its_side_is_said_to_be_approximate(number, metres):
    hit = found(f"테헤란로 {number}").hits[0]
    assert hit.approximate
    assert hit.place.id == -1
    assert hit.place.road_address == f"서울 강남구 테헤란로 {number}"
    side = (1010 + (number - 101) * 10) if number % 2 else metres
    assert hit.place.lat == pytest.approx(LAT + side * METRES, abs=2 * METRES)


def test_beside_the_end_of_a_road_but_not_far_beyond_it():
    assert found("테헤란로 160").hits[0].approximate
    answer = found("테헤란로 500")  # 150 and 900 are 7.5 km apart: those are two roads
    assert (answer.hits, answer.reason) == ((), "no_such_number")


def test_a_number_behind_the_dash_is_beside_its_building():
    hit = found("테헤란로 149").hits[0]
    assert (hit.approximate, hit.place.lat) == (True, pytest.approx(ROAD[3].lat))


def test_two_places_of_one_address_are_the_address():
    hit = found("선릉로 팔십육길 사십 다시 사").hits[0]
    assert (hit.place.id, hit.approximate) == (-1, False)
    assert hit.place.lat == pytest.approx(LAT + 10 * METRES, abs=1e-6)


def test_a_lot_is_found_and_never_guessed():
    assert found("역삼동 737").hits[0].place.id == 4
    assert found("역삼동 칠백삼십칠 번지").hits[0].place.id == 4
    assert found("역삼동 739").reason == "no_such_number"


def test_the_same_road_in_two_towns():
    answer = found("중앙대로 200")
    assert not answer.clear or answer.hits[0].place.id == 7
    assert {hit.place.id for hit in answer.hits} == {6, 7}
    assert found("부산 동구 중앙대로 200").hits[0].place.id == 6


def test_an_unknown_road_is_no_address():
    assert found("평양대로 12").reason == "no_such_place"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("서울 강남구 선릉로86길 40-4", ("서울 강남구 선릉로86길", 40, 4)),
        ("중앙로147번길 12", ("중앙로147번길", 12, 0)),
        ("역삼동 737번지", ("역삼동", 737, 0)),
        ("Avinguda Meritxell 15", ("Avinguda Meritxell", 15, 0)),
        ("서울 강남구", None),
        ("152", None),
        ("", None),
    ],
)
def test_an_address_as_it_is_written(text, parts):
    assert split(text) == parts


def test_a_table_without_addresses():
    assert addresses_of(Listed([Spot(0, "강남역", LAT, LON)])).find("테헤란로", 1) == []
    assert addresses_of(Listed([])).find("테헤란로", 1) == []
