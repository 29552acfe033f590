"""Of places equally like the words one that was driven to comes first; what is named exactly is meant all the same.

The 20 wishes were written before any was tried.
"""

import pytest

from navigation import atlas, places
from navigation.search.find import find
from navigation.search.protocol import Listed, Spot
from navigation.search.query import Query
from navigation.search.ranking import KNOWN, LEAD, MORE, Visit
from navigation.search.search_map import SearchMap

GANGNAM, JAMSIL, YEOUIDO = (37.4979, 127.0276), (37.5133, 127.1002), (37.5216, 126.9243)
WISHES = [  # words, where the car is, the place that was driven to once
    ("스타벅스", GANGNAM, "스타벅스 강남GT타워점"),
    ("스타벅스", GANGNAM, "스타벅스 코엑스몰점"),
    ("스타벅스", JAMSIL, "스타벅스 테헤란로아남타워점"),
    ("이마트", GANGNAM, "이마트 수서점"),
    ("현대백화점", GANGNAM, "현대백화점 압구정본점"),
    ("현대백화점", GANGNAM, "더현대 서울"),
    ("hyundai department store", GANGNAM, "현대백화점 압구정본점"),
    ("starbucks", GANGNAM, "스타벅스 코엑스몰점"),
    ("주유소", GANGNAM, "SK논현주유소"),
    ("주유소", GANGNAM, "삼보주유소"),
    ("gas station", GANGNAM, "제이제이주유소"),
    ("공원", GANGNAM, "서울숲"),
    ("공원", GANGNAM, "반포한강공원"),
    ("park", GANGNAM, "잠실한강공원"),
    ("호텔", GANGNAM, "그랜드 인터컨티넨탈 서울 파르나스"),
    ("롯데백화점", JAMSIL, "롯데백화점 강남점"),
    ("롯데", JAMSIL, "롯데월드"),
    ("카페", GANGNAM, "스타벅스 코엑스몰점"),
    ("SK 주유소", GANGNAM, "SK논현주유소"),
    ("백화점", GANGNAM, "현대백화점 무역센터점"),
]


@pytest.fixture(scope="module")
def table():
    return atlas.of_table().search


def first(table, words, here, history=()):
    hits = find(table, Query(words), here, history=history).hits
    return hits[0].place.ko if hits else ""


def visit(name, times=1):
    place = places.named(name)
    return Visit(place.lat, place.lon, times, (place.ko, place.en))


def test_a_place_that_was_driven_to_once_comes_first(table):
    """All but one: 롯데백화점 강남점 is 8 km away, that of 잠실 0.3 km."""
    before = [first(table, words, here) for words, here, _ in WISHES]
    after = [first(table, words, here, (visit(name),)) for words, here, name in WISHES]
    wanted = [name for *_, name in WISHES]
    assert not any(found == name for found, name in zip(before, wanted, strict=True))
    assert [name for found, name in zip(after, wanted, strict=True) if found != name] == ["롯데백화점 강남점"]


@pytest.mark.parametrize("code", ["ko", "en"])
def test_another_place_that_is_named_exactly_is_meant_whatever_was_driven_to(table, code):
    all_visits = {place: Visit(place.lat, place.lon, 9, (place.ko, place.en)) for place in places.places()}
    for place, own in all_visits.items():
        others = tuple(each for each in all_visits.values() if each is not own)
        found = find(table, Query(getattr(place, code)), GANGNAM, history=others)
        assert (found.hits[0].place.ko, found.clear) == (place.ko, True)


@pytest.mark.parametrize("words", ["제일 가까운 주유소", "가까운 주유소", "the nearest gas station"])
def test_the_nearest_one_is_the_nearest_one(table, words):
    assert first(table, words, GANGNAM, (visit("SK논현주유소", 9),)) == first(table, words, GANGNAM)


def test_the_nearest_emergency_room_is_gone_to():
    near, far = Spot(0, "응급실", 37.50, 127.03), Spot(1, "응급실", 37.51, 127.04)
    map = SearchMap.of(Listed([near, far]))
    assert find(map, Query("응급실"), GANGNAM, history=(Visit(37.51, 127.04, 9),)).hits[0].place.id == 0


def test_one_that_is_behind_many_nearer_ones_is_looked_at():
    shops = [Spot(at, f"카페 {at}", 37.5 + at / 10_000, 127.03, category="cafe") for at in range(200)]
    map = SearchMap.of(Listed(shops))
    far = shops[150]  # 1.7 km
    assert find(map, Query("카페"), (37.5, 127.03)).hits[0].place.id == 0
    assert (
        find(map, Query("카페"), (37.5, 127.03), history=(Visit(far.lat, far.lon, 5, ("카페 150",)),)).hits[0].place.id
        == 150
    )


def test_a_neighbour_of_the_place_was_not_driven_to():
    two = [Spot(0, "카페 하나", 37.5003, 127.03, category="cafe"), Spot(1, "카페 둘", 37.5, 127.03, category="cafe")]
    map = SearchMap.of(Listed(two))
    here = (37.4979, 127.03)
    assert find(map, Query("카페"), here, history=(Visit(37.5003, 127.03, 1, ("카페 하나",)),)).hits[0].place.id == 0
    assert find(map, Query("카페"), here, history=(Visit(37.5003, 127.03, 1, ("다른 데",)),)).hits[0].place.id == 1


def test_the_history_alone_does_not_decide_which_of_two_is_meant():
    assert KNOWN + MORE < LEAD
