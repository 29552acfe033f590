"""Facts about the table of places, its search, and the radio stations."""

import csv
from pathlib import Path

import pytest

from navigation import places
from navigation.words import BRANDS, CATEGORIES, MEANING
from vehicle.catalogue import stations

GANGNAM = (37.4979, 127.0276)
YANGJAE = (37.4677, 127.0398)
BUSAN = (35.1152, 129.0415)
HEADER = ",".join(places.COLUMNS)
GOOD_ROW = "강남역,Gangnam Station,,station,,37.4979,127.0276,"


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "places.csv"
    path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return path


def named(place: places.Place | None) -> str:
    return place.ko if place else ""


def first(words: str, near: tuple[float, float] | None = GANGNAM) -> str:
    return named(next(iter(places.search(words, near)), None))


@pytest.mark.parametrize("place", places.places(), ids=lambda place: place.ko)
def test_place_lies_in_south_korea(place):
    assert 33.0 < place.lat < 38.7
    assert 124.5 < place.lon < 131.0


@pytest.mark.parametrize("place", places.places(), ids=lambda place: place.ko)
def test_place_is_found_by_each_of_its_names(place):
    for name in (place.ko, place.en):
        assert places.search(name, None)[0] == place
        assert places.search(name.replace(" ", "").upper(), BUSAN)[0] == place
    if not {"집", "회사"} & set(place.aliases):
        for alias in place.aliases:
            sharing = [other for other in places.places() if alias in other.aliases]
            assert places.search(alias, (place.lat, place.lon))[0] in sharing


def test_names_are_unique_and_no_alias_is_another_places_name():
    names = [{places.plain(place.ko), places.plain(place.en)} for place in places.places()]
    assert len(set().union(*names)) == sum(map(len, names))
    for place, own in zip(places.places(), names, strict=True):
        others = set().union(*names) - own
        assert not others & {places.plain(alias) for alias in place.aliases}


def test_sixty_places_within_ten_km_of_gangnam_station():
    assert sum(places.distance_km(*GANGNAM, place.lat, place.lon) <= 10 for place in places.places()) >= 60


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_a_place_and_its_words_find_it(category):
    for word in CATEGORIES[category]:
        assert places.nearby(word, YANGJAE)[0][0].category == category


@pytest.mark.parametrize("brand", BRANDS)
def test_every_brand_has_a_place_and_its_words_find_it(brand):
    for word in BRANDS[brand]:
        assert places.nearby(word, GANGNAM)[0][0].brand == brand


def test_no_word_means_two_things():
    for key, words in (CATEGORIES | BRANDS).items():
        assert {MEANING[places.plain(word)] for word in words} == {key}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("강남역", "강남역"),
        ("강남 역", "강남역"),
        ("gangnam station", "강남역"),
        ("Gangnam Station", "강남역"),
        ("GANGNAMSTATION", "강남역"),
        ("롯데 월드 타워", "롯데월드타워"),
        ("lotte tower", "롯데월드타워"),
        ("예술의 전당", "예술의전당"),
        ("coex", "코엑스"),
        ("coex mall", "스타필드 코엑스몰"),
        ("고속버스 터미널", "서울고속버스터미널"),
        ("수서 에스알티", "수서역"),
        ("삼성서울병원", "삼성서울병원"),
        ("samsung medical center", "삼성서울병원"),
        ("현대자동차 본사", "현대자동차 본사"),
        ("hyundai headquarters", "현대자동차 본사"),
        ("남산 타워", "남산서울타워"),
        ("namsan tower", "남산서울타워"),
        ("인천공항 제이터미널", "인천국제공항 제2여객터미널"),
        ("incheon airport", "인천국제공항 제1여객터미널"),
        ("부산 해운대", "해운대해수욕장"),
        ("속초 중앙시장", "속초관광수산시장"),
        ("속초", "속초시청"),
        ("everland", "에버랜드"),
        ("hongdae", "홍대입구역"),
        ("seoul station", "서울역"),
    ],
)
def test_search_finds(words, expected):
    assert first(words) == expected
    assert first(words, BUSAN) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("테헤란로 152", "강남파이낸스센터"),
        ("서울 강남구 테헤란로 152", "강남파이낸스센터"),
        ("강남구 테헤란로152", "강남파이낸스센터"),
        ("판교역로 235", "에이치스퀘어"),
    ],
)
def test_search_finds_a_road_address_with_or_without_city(words, expected):
    assert first(words) == expected
    assert places.is_called(places.search(words, None)[0], words)


def test_a_building_number_alone_is_no_address():
    assert not places.search("152", None)


def test_parts_of_a_name_find_the_nearest_first():
    assert first("현대백화점") == "현대백화점 무역센터점"
    assert first("현대백화점", (37.3948, 127.1112)) == "현대백화점 판교점"
    found = places.search("starbucks", GANGNAM)
    gaps = [places.distance_km(*GANGNAM, place.lat, place.lon) for place in found]
    assert len(found) == 4
    assert gaps == sorted(gaps)
    assert not any(places.is_called(place, "starbucks") for place in found)


def test_the_place_called_so_precedes_nearer_ones_that_only_contain_the_words():
    assert first("코엑스") == "코엑스"
    assert len(places.search("코엑스", GANGNAM)) == places.MOST


@pytest.mark.parametrize("words", ["", " ", "?", "역", "화성 올림푸스산", "12 main street", "heathrow terminal five"])
def test_unknown_words_find_nothing(words):
    assert places.search(words, GANGNAM) == []
    assert places.search(words, None) == []


@pytest.mark.parametrize(
    "word",
    [
        "주유소",
        "기름집",
        "gas station",
        "petrol stations",
        "충전소",
        "카페",
        "coffee shops",
        "맛집",
        "국밥집",
        "병원",
        "편의점",
    ],
)
def test_nearby_is_sorted_by_straight_line_distance(word):
    found = places.nearby(word, GANGNAM)
    assert 1 < len(found) <= places.MOST
    assert [km for _, km in found] == sorted(km for _, km in found)
    for place, km in found:
        assert km == pytest.approx(places.distance_km(*GANGNAM, place.lat, place.lon))


def test_nearby_examples():
    assert named(places.nearby("스타벅스", GANGNAM)[0][0]) == "스타벅스 강남R점"
    assert named(places.nearby("SK 주유소", GANGNAM)[0][0]) == "SK서광주유소"
    assert named(places.nearby("지에스 칼텍스", GANGNAM)[0][0]) == "삼보주유소"
    assert {place.brand for place, _ in places.nearby("맥도날드", GANGNAM)} == {"맥도날드"}
    assert {named(place) for place, _ in places.nearby("국밥집", GANGNAM)} == {"농민백암순대 본점", "영동설렁탕"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a car park", "car park"),
        ("an ev charger", "ev charger"),
        ("the nearest petrol station", "petrol station"),
        ("some coffee shops", "coffee shop"),
        ("Any place to eat", "place to eat"),
        ("the closest starbucks", "starbucks"),
        ("가장 가까운 주유소", "주유소"),
    ],
)
def test_words_that_lead_up_to_a_kind_do_not_hide_it(words, name):
    assert places.nearby(words, GANGNAM) == places.nearby(name, GANGNAM) != []


def test_an_article_that_belongs_to_the_name_stays():
    assert {place.brand for place, _ in places.nearby("a twosome place", GANGNAM)} == {"투썸플레이스"}
    assert {place.brand for place, _ in places.nearby("a a twosome place", GANGNAM)} == {"투썸플레이스"}


@pytest.mark.parametrize(("words", "name"), [("the seoul station", "서울역"), ("the coex", "코엑스")])
def test_a_name_with_an_article_is_the_name(words, name):
    assert first(words) == name
    assert places.is_called(places.search(words, GANGNAM)[0], words)
    assert len(places.search("the starbucks", GANGNAM)) == len(places.search("starbucks", GANGNAM))


@pytest.mark.parametrize("words", ["a", "the", "the nearest", "가까운", "any some"])
def test_an_article_alone_finds_nothing(words):
    assert places.nearby(words, GANGNAM) == []
    assert not any(places.is_called(place, words) for place in places.search(words, GANGNAM))


@pytest.mark.parametrize("word", ["", "s", "우주 정거장", "blacksmith"])
def test_nearby_of_an_unknown_kind_is_empty(word):
    assert places.nearby(word, GANGNAM) == []


def test_what_is_in_another_city_is_not_nearby():
    assert places.nearby("스타벅스", BUSAN) == []


def test_distances_known_from_elsewhere():
    assert places.distance_km(37.0, 127.0, 38.0, 127.0) == pytest.approx(111.2, abs=0.1)  # a degree of latitude
    assert places.distance_km(37.5665, 126.9780, 35.1796, 129.0756) == pytest.approx(
        325, abs=1
    )  # Seoul - Busan city halls
    gimpo, jeju = places.search("김포공항", None)[0], places.search("제주공항", None)[0]
    assert places.distance_km(gimpo.lat, gimpo.lon, jeju.lat, jeju.lon) == pytest.approx(
        451, abs=3
    )  # the airlines' great circle
    assert places.distance_km(*GANGNAM, *GANGNAM) == 0


def test_home_and_work_of_the_demo_car():
    assert places.home().ko == first("집") == first("home") == "잠실엘스"
    assert places.work().ko == first("회사") == first("work") == "현대자동차 본사"


def test_home_and_work_are_what_the_words_name():
    own = places.own_places("반포 자이", "naver green factory")
    assert (own.home.ko, own.work.ko) == ("반포자이", "네이버 그린팩토리")
    assert [places.search(words, None, own)[0] for words in ("집", "office")] == [own.home, own.work]
    with pytest.raises(places.PlacesError, match=r"'GREEN factory' names no place in places\.csv"):
        places.work("GREEN factory")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("역삼역,Yeoksam Station,,station,,north,127.0364,", "north"),
        ("역삼역,Yeoksam Station,,station,,127.0364,37.5006,", "not in South Korea"),
        ("역삼역,Yeoksam Station,,station,,nan,127.0364,", "not in South Korea"),
        ("역삼역,Yeoksam Station,,castle,,37.5006,127.0364,", "castle"),
        ("역삼역,Yeoksam Station,,station,nobody,37.5006,127.0364,", "nobody"),
        ("역삼역,,,station,,37.5006,127.0364,", "both languages"),
        ("역삼역,Yeoksam Station,station", "3 columns"),
        ("강남 역,Another,,station,,37.5006,127.0364,", "already used"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path, row, reason):
    with pytest.raises(places.PlacesError, match=f"places.csv line 3: .*{reason}"):
        places.load(table(tmp_path, GOOD_ROW, row))


def test_a_table_without_its_columns_or_file_is_refused(tmp_path):
    with pytest.raises(places.PlacesError, match=r"missing\.csv"):
        places.load(tmp_path / "missing.csv")
    path = tmp_path / "other.csv"
    path.write_text("name,lat\n", encoding="utf-8")
    with pytest.raises(places.PlacesError, match=r"other\.csv line 1"):
        places.load(path)


def test_every_row_of_the_file_is_loaded():
    with places.TABLE.open(encoding="utf-8", newline="") as file:
        assert len(places.places()) == sum(1 for _ in csv.reader(file)) - 1


@pytest.mark.parametrize("station", stations.STATIONS, ids=lambda station: station.en)
def test_station_both_ways(station):
    for word in (station.ko, station.en, *station.aliases):
        assert stations.frequency(word) == stations.frequency(word.upper().replace(" ", "")) == station.mhz
    assert stations.at(station.mhz) is station
    assert stations.at(station.mhz + 0.02) is station
    assert 87.5 <= station.mhz <= 108.0
    assert round(station.mhz * 10) % 2 == 1


def test_no_two_stations_share_a_name_or_a_frequency():
    words = [
        places.plain(word) for s in stations.STATIONS for word in {places.plain(w) for w in (s.ko, s.en, *s.aliases)}
    ]
    assert len(words) == len(set(words))
    assert len({station.mhz for station in stations.STATIONS}) == len(stations.STATIONS)


@pytest.mark.parametrize(
    ("words", "mhz"),
    [
        ("에스비에스 파워 에프엠", 107.7),
        ("sbs power fm", 107.7),
        ("엠비씨 에프엠 포유", 91.9),
        ("mbc fm for you", 91.9),
        ("케이비에스 쿨 에프엠", 89.1),
        ("교통 방송", 95.1),
        ("케이비에스 클래식 에프엠", 93.1),
        ("cbs music fm", 93.9),
        ("afn eagle", 102.7),
    ],
)
def test_station_as_a_recogniser_writes_it(words, mhz):
    assert stations.frequency(words) == mhz


@pytest.mark.parametrize("words", ["", "bbc radio four", "부산 교통방송", "라디오", "fm"])
def test_station_not_in_seoul_has_no_frequency(words):
    assert stations.frequency(words) is None


def test_no_station_between_channels():
    assert stations.at(100.1) is None
    assert stations.at(89.3) is None
