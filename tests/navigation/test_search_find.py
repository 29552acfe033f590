"""Which place is meant: one clear hit, a list, or a reason."""

from datetime import datetime

import numpy as np
import pytest

from languages import codes, part
from navigation import places
from navigation.search.around import AT_HAND, MOST, NEARBY
from navigation.search.find import find
from navigation.search.found import REASONS
from navigation.search.geometry import Line
from navigation.search.opening import is_open, open_at
from navigation.search.protocol import Listed, Spot, listed
from navigation.search.query import Query, coordinates, read
from navigation.search.ranking import Visit, score
from navigation.search.search_map import SearchError, SearchMap
from navigation.words import BRANDS, CATEGORIES

GANGNAM = (37.4979, 127.0276)
BUSAN = (35.1152, 129.0415)
YANGJAE = (37.4677, 127.0398)
TEHERAN = [(37.4979, 127.0276), (37.5088, 127.0632), (37.5133, 127.1002)]  # Gangnam, Samseong, Jamsil


@pytest.fixture(scope="module")
def table():
    return SearchMap.of(listed(places.places()))


@pytest.fixture
def ask(table):
    def one(name, here=GANGNAM, **more):
        rest = {key: more.pop(key) for key in ("near", "along_route", "within_km", "nearest") if key in more}
        return find(table, Query(name, **rest), here, **more)

    return one


def names(found):
    return [hit.place.ko for hit in found.hits]


def spots(*rows):
    return SearchMap.of(Listed([Spot(at, *row) for at, row in enumerate(rows)]))


def test_a_name_is_clear_and_others_like_it_are_behind_it(ask):
    found = ask("코엑스")
    assert (found.clear, found.hits[0].place.ko, found.hits[0].named) == (True, "코엑스", True)
    assert 1 < len(found.hits) <= MOST
    assert not any(hit.named for hit in found.hits[1:])


@pytest.mark.parametrize("place", places.places(), ids=lambda place: place.ko)
def test_each_place_of_the_table_is_found_by_its_names_from_afar(table, place):
    for name in (place.ko, place.en):
        found = find(table, Query(name), BUSAN)
        assert found.clear
        assert found.hits[0].place.ko == place.ko


def test_an_alias_finds_a_place_that_is_called_so(table):
    own = {word for code in codes() for word in (*part(code, "places").HOME, *part(code, "places").WORK)}
    for place in places.places():
        for alias in set(place.aliases) - own:
            found = find(table, Query(alias), (place.lat, place.lon)).hits[0].place
            assert found.ko in {other.ko for other in places.places() if alias in other.aliases}, alias


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("강남 역", "강남역"),
        ("gangnam station", "강남역"),
        ("GANGNAMSTATION", "강남역"),
        ("the seoul station", "서울역"),
        ("롯데 월드 타워", "롯데월드타워"),
        ("lotte tower", "롯데월드타워"),
        ("coex", "코엑스"),
        ("the coex", "코엑스"),
        ("고속버스 터미널", "서울고속버스터미널"),
        ("수서 에스알티", "수서역"),
        ("samsung medical center", "삼성서울병원"),
        ("hyundai headquarters", "현대자동차 본사"),
        ("인천공항 제이터미널", "인천국제공항 제2여객터미널"),
        ("incheon airport", "인천국제공항 제1여객터미널"),
        ("부산 해운대", "해운대해수욕장"),
        ("속초 중앙시장", "속초관광수산시장"),
        ("속초", "속초시청"),
        ("hongdae", "홍대입구역"),
        ("서울 강남구 테헤란로 152", "강남파이낸스센터"),
        ("강남구 테헤란로152", "강남파이낸스센터"),
    ],
)
@pytest.mark.parametrize("here", [GANGNAM, BUSAN])
def test_a_name_in_other_words(ask, words, expected, here):
    found = ask(words, here)
    assert found.clear
    assert found.hits[0].place.ko == expected


@pytest.mark.parametrize("words", ["152", "the", "a", "12 main street", "heathrow terminal five", "우주 정거장"])
def test_words_that_find_nothing(ask, words):
    assert ask(words).hits == ()


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_words_of_a_category_find_places_of_it(ask, category):
    for word in CATEGORIES[category]:
        assert ask(word, YANGJAE).hits[0].place.category == category, word


@pytest.mark.parametrize("brand", BRANDS)
def test_the_words_of_a_brand_find_its_places(ask, brand):
    for word in BRANDS[brand]:
        assert ask(word).hits[0].place.brand == brand, word


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a car park", "car park"),
        ("an ev charger", "ev charger"),
        ("petrol stations", "petrol station"),
        ("some coffee shops", "coffee shop"),
        ("Any place to eat", "place to eat"),
        ("a twosome place", "twosome place"),
        ("a a twosome place", "twosome place"),
    ],
)
def test_words_that_lead_up_to_a_kind_do_not_hide_it(ask, words, name):
    assert names(ask(words)) == names(ask(name)) != []


def test_a_category_is_a_list_the_nearest_first_and_the_nearest_alone_is_clear(ask):
    found = ask("주유소")
    assert not found.clear
    assert [hit.km for hit in found.hits] == sorted(hit.km for hit in found.hits)
    assert {hit.place.category for hit in found.hits} == {"gas_station"}
    assert ask("제일 가까운 주유소").clear
    assert ask("주유소", nearest=True).hits[0] == found.hits[0]


def test_a_brand_without_its_branch(ask):
    found = ask("스벅")
    assert (found.clear, len(found.hits)) == (False, 4)
    assert {hit.place.brand for hit in found.hits} == {"스타벅스"}


def test_a_branch_that_is_called_otherwise_is_offered_and_not_taken(ask):
    found = ask("스타벅스 강남역점")
    assert not found.clear
    assert found.around.ko == "강남역"
    assert names(found)[:2] == ["스타벅스 강남R점", "스타벅스 강남GT타워점"]


@pytest.mark.parametrize("query", [Query("호텔", "서울역"), Query("서울역 근처 호텔"), Query("서울역 호텔")])
def test_near_another_place(table, query):
    found = find(table, query, GANGNAM)
    assert found.clear
    assert found.around.ko == "서울역"
    assert all(hit.km <= AT_HAND for hit in found.hits)
    assert found.hits[0].km == pytest.approx(
        places.distance_km(found.around.lat, found.around.lon, found.hits[0].place.lat, found.hits[0].place.lon)
    )


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (Query(""), "no_name"),
        (Query("?!"), "no_name"),
        (Query("화성 올림푸스산"), "no_such_place"),
        (Query("가" * 1000), "no_such_place"),
        (Query("\x1b[D\x00"), "no_such_place"),
        (Query("호텔", "어디에도 없는 곳"), "near_unknown"),
        (Query("스타벅스", "부산역"), "none_within"),
        (Query("스타벅스", within_km=0.01), "none_within"),
        (Query("서울역", "부산역"), "none_within"),
        (Query("화성 올림푸스산", "부산역"), "no_such_place"),
        (Query("주유소", along_route=True), "no_route"),
        (Query("48.1, 11.5"), "off_map"),
        (Query("집"), "home_unknown"),
        (Query("회사로"), "work_unknown"),
    ],
)
def test_nothing_and_why(table, query, reason):
    found = find(table, query, GANGNAM)
    assert (found.hits, found.clear, found.reason) == ((), False, reason)
    assert reason in REASONS


def test_without_a_position(ask):
    assert ask("강남역", None).clear
    assert (ask("주유소", None).reason, len(ask("주유소", None).hits)) == ("", MOST)
    assert ask("제일 가까운 주유소", None).reason == "no_position"
    assert ask("주유소", None, within_km=3.0).reason == "no_position"
    assert ask("주유소", None, along_route=True, route=TEHERAN).reason == "no_position"


def test_within_a_distance(ask):
    assert all(hit.km <= 2.0 for hit in ask("이 킬로 안에 있는 주유소").hits)
    assert ask("주유소", within_km=2.0).within_km == 2.0
    assert max(hit.km for hit in ask("주유소", within_km=NEARBY).hits) > 2.0


def test_home_work_and_coordinates(table):
    home, work = table.table[5], table.table[6]
    assert find(table, Query("우리 집"), home=home).hits[0].place is home
    assert find(table, Query("회사로"), work=work).hits[0].place is work
    hit = find(table, Query("37.5, 127.03")).hits[0]
    assert (hit.place.id, hit.place.lat, hit.place.lon) == (-1, 37.5, 127.03)
    assert find(table, Query("스타벅스", "집"), GANGNAM, home=home).around is home


def test_along_the_route_ahead_and_beside_it(ask):
    found = ask("가는 길에 있는 스타벅스", route=TEHERAN)
    assert found.clear
    assert names(found) == ["스타벅스 강남R점", "스타벅스 테헤란로아남타워점", "스타벅스 코엑스몰점"]
    assert [hit.ahead_km for hit in found.hits] == sorted(hit.ahead_km for hit in found.hits)
    assert all(hit.off_km <= 1.0 for hit in found.hits)
    behind = ask("스타벅스", (37.5088, 127.0632), along_route=True, route=TEHERAN)
    assert behind.reason == "none_along"
    by_name = ask("롯데월드몰", along_route=True, route=TEHERAN)
    assert names(by_name)[0] == "롯데월드몰"


@pytest.mark.parametrize("route", [[], [1.0, 2.0], [(1.0, 2.0, 3.0)], [(float("nan"), 1.0)]])
def test_a_route_that_is_no_line(ask, route):
    with pytest.raises(ValueError, match="route line"):
        ask("주유소", along_route=True, route=route)


def test_distance_from_a_line():
    line = Line(np.array([(37.0, 127.0), (37.0, 128.0)]))
    off, at = line.measure(np.array([37.01, 36.99, 37.0]), np.array([127.5, 127.0, 126.9]))
    assert off == pytest.approx([1.112, 1.112, 8.88], abs=0.01)
    assert at == pytest.approx([44.4, 0.0, 0.0], abs=0.05)
    assert line.near(np.array([37.01, 37.2]), np.array([127.5, 127.5])).tolist() == [True, False]
    assert Line(np.array([(37.0, 127.0)])).measure(np.array([37.01]), np.array([127.0]))[0] == pytest.approx(
        [1.112], abs=0.01
    )


def test_alternatives_of_the_recogniser(ask):
    assert names(ask("국지 원", alternatives=[("국지 원", 0.5), ("국기원", 0.45)]))[0] == "국기원"
    assert (
        names(ask("화성 올림푸스산", alternatives=[("화성 올림푸스산", 0.6), ("올림픽공원", 0.3)]))[0] == "올림픽공원"
    )
    # the surer one counts where both are names
    assert names(ask("교대역", alternatives=[("교대역", 0.9), ("고대역", 0.1)]))[0] == "교대역"


def test_the_nearer_of_two_that_are_called_the_same():
    two = spots(("시청역", 37.5657, 126.9769), ("시청역", 36.3517, 127.3850))
    found = find(two, Query("시청역"), GANGNAM)
    assert (found.clear, found.hits[0].place.id) == (True, 0)
    close = spots(("행복약국", 37.5, 127.03), ("행복약국", 37.52, 127.03), ("행복약국", 37.5001, 127.03))
    found = find(close, Query("행복약국"), GANGNAM)
    assert (found.clear, [hit.place.id for hit in found.hits]) == (False, [0, 1])  # the third is the first


def test_two_shops_of_a_chain_in_one_street_are_two_and_nameless_places_are_not_one():
    cafes = SearchMap.of(Listed([Spot(at, "스타벅스", 37.5 + at / 1000, 127.03, brand="스타벅스") for at in range(3)]))
    assert len(find(cafes, Query("스타벅스"), GANGNAM).hits) == 3
    toilets = SearchMap.of(Listed([Spot(at, "", 37.5 + at / 9999, 127.03, category="toilet") for at in range(3)]))
    assert len(find(toilets, Query("화장실"), GANGNAM).hits) == 3


def test_the_word_of_a_kind_is_not_looked_for_in_names(table, monkeypatch):
    """Half the names of a country have one in them."""
    monkeypatch.setattr("navigation.search.find.named_like", lambda *_: pytest.fail("looked for by name"))
    assert names(find(table, Query("주유소"), GANGNAM))


def test_places_of_many_rows_at_once_are_those_of_each():
    rows = [(f"{at}번 약국", 37.5, 127.0) for at in range(60)] + [("행복 약국", 37.4, 127.0)] * 3
    index = spots(*rows).names
    assert sorted(index.places_with("약국").tolist()) == list(range(63))
    assert sorted(index.places_with("행복").tolist()) == [60, 61, 62]
    assert index.places_with("은행").tolist() == []


def test_where_one_has_been_often_is_before_one_a_little_nearer():
    two = spots(("행복약국", 37.51, 127.0276), ("행복약국", 37.486, 127.0276))
    assert find(two, Query("행복약국"), GANGNAM).hits[0].place.id == 1
    known = find(two, Query("행복약국"), GANGNAM, history=[Visit(37.51, 127.0276, 5)])
    assert known.hits[0].place.id == 0
    assert score(1.0, 2.0, visits=5) > score(1.0, 1.0)


def test_what_is_closed_is_behind_what_is_open():
    hours = ["Mo-Fr 09:00-18:00", "24/7"]
    two = SearchMap.of(Listed([
        Spot(at, "약국", 37.498 + at / 100, 127.0276, category="pharmacy", opening_hours=each)
        for at, each in enumerate(hours)
    ]))  # fmt: skip
    day, night = datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 22)
    assert find(two, Query("약국"), GANGNAM, is_open=open_at(day)).hits[0].place.id == 0
    assert find(two, Query("약국"), GANGNAM, is_open=open_at(night)).hits[0].place.id == 1


@pytest.mark.parametrize(
    ("hours", "hour", "known"),
    [
        ("24/7", 3, True),
        ("Mo-Fr 09:00-18:00", 12, True),
        ("Mo-Fr 09:00-18:00", 20, False),
        ("Tu-Su 09:00-18:00", 12, False),
        ("09:00-12:00, 13:00-18:00", 12, False),
        ("Mo-Su 20:00-04:00", 3, True),
        ("Mo-Su 20:00-28:00", 3, True),
        ("Mo-Su 09:00-18:00; Mo off", 12, False),
        ("Fr-Mo 09:00-18:00", 12, True),
        ("sunrise-sunset", 12, None),
        ("PH off", 12, None),
        ("", 12, None),
        ("Mo-Fr 9-18", 12, None),
    ],
)
def test_opening_hours(hours, hour, known):
    assert is_open(hours, datetime(2026, 3, 2, hour)) is known  # a Monday


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("부산역 앞 우체국으로 가자", Query("우체국", "부산역")),
        ("부산역 근처에 있는 우체국", Query("우체국", "부산역")),
        ("강남역에서 제일 가까운 카페 찾아줘", Query("카페", "강남역")),
        ("근처 맛집", Query("맛집")),
        ("가는 길에 스타벅스 들러 줘", Query("스타벅스", along_route=True)),
        ("여기서 오 킬로 안에 있는 약국", Query("약국", within_km=5.0)),
        ("오백 미터 이내 편의점", Query("편의점", within_km=0.5)),
        ("서울역에서 3킬로 이내 호텔", Query("호텔", "서울역", within_km=3.0)),
        ("가장 가까운 주유소", Query("주유소", nearest=True)),
        ("coffee along the route", Query("coffee", along_route=True)),
        ("take me to the nearest gas station", Query("gas station", nearest=True)),
        ("hotels within 3 miles of seoul station", Query("hotels", "seoul station", within_km=4.827)),
        ("제일가까운주유소", Query("주유소", nearest=True)),
        ("근처주유소", Query("주유소")),
        ("강남역근처약국", Query("약국", "강남역")),
        ("가는길에있는카페", Query("카페", along_route=True)),
        ("요 근처 카페", Query("카페")),
        ("종로", Query("종로")),
        ("", Query("")),
    ],
)
def test_what_the_words_say_besides_a_name(words, query):
    assert read(words) == query


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("37.5, 127.03", (37.5, 127.03)),
        ("37.5 127.03", (37.5, 127.03)),
        ("127.03, 37.5", (37.5, 127.03)),
        ("-33.9; 151.2", (-33.9, 151.2)),
        ("91.5, 200.1", None),
        ("37, 127", (37.0, 127.0)),
        ("37 127", None),
        ("37.5", None),
        ("", None),
    ],
)
def test_coordinates(words, point):
    assert coordinates(words) == point


def test_on_disk_as_in_memory(tmp_path):
    small = listed(places.places()[:60])
    SearchMap.build(small, tmp_path / "search")
    opened = SearchMap.open(small, tmp_path / "search")
    for words in ("코엑스", "주유소", "테헤란로 152", "테헤란로 200", "스타벅스", "롯데타워"):
        assert find(opened, Query(words), GANGNAM) == find(SearchMap.of(small), Query(words), GANGNAM)
    with pytest.raises(SearchError, match="is there already"):
        SearchMap.build(small, tmp_path / "search")
    with pytest.raises(SearchError, match="not of this map"):
        SearchMap.open(listed(places.places()[:3]), tmp_path / "search")
    (tmp_path / "search" / "kinds.npy").unlink()
    with pytest.raises(SearchError, match="cannot be read"):
        SearchMap.open(small, tmp_path / "search")


def test_an_empty_map(tmp_path):
    SearchMap.build(Listed([]), tmp_path / "search")
    empty = SearchMap.open(Listed([]), tmp_path / "search")
    for words in ("강남역", "주유소", "37.5, 127.0", "테헤란로 152"):
        assert find(empty, Query(words), GANGNAM).hits == ()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "No space left"),
        (OSError("8 requested and 4 written"), "no space left"),
    ],
    ids=["of the system", "of numpy"],
)
def test_what_breaks_while_building_leaves_nothing(tmp_path, monkeypatch, error, told):
    def full(*_):
        raise error

    monkeypatch.setattr("navigation.search.kinds.np.save", full)
    with pytest.raises(SearchError, match=f"cannot be written: .*{told}"):
        SearchMap.build(listed(places.places()[:3]), tmp_path / "search")
    assert list(tmp_path.iterdir()) == []
