"""Facts about the table of places and the radio stations."""

import csv
from pathlib import Path

import pytest

from navigation import places
from navigation.words import BRANDS, CATEGORIES, MEANING
from vehicle.catalogue import stations

GANGNAM = (37.4979, 127.0276)
HEADER = ",".join(places.COLUMNS)
GOOD_ROW = "강남역,Gangnam Station,,station,,37.4979,127.0276,"


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "places.csv"
    path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize("place", places.places(), ids=lambda place: place.ko)
def test_place_lies_in_south_korea(place):
    assert 33.0 < place.lat < 38.7
    assert 124.5 < place.lon < 131.0


def test_names_are_unique_and_no_alias_is_another_places_name():
    names = [{places.plain(place.ko), places.plain(place.en)} for place in places.places()]
    assert len(set().union(*names)) == sum(map(len, names))
    for place, own in zip(places.places(), names, strict=True):
        others = set().union(*names) - own
        assert not others & {places.plain(alias) for alias in place.aliases}


def test_sixty_places_within_ten_km_of_gangnam_station():
    assert sum(places.distance_km(*GANGNAM, place.lat, place.lon) <= 10 for place in places.places()) >= 60


def test_no_word_means_two_things():
    for key, words in (CATEGORIES | BRANDS).items():
        assert {MEANING[places.plain(word)] for word in words} == {key}


def test_distances_known_from_elsewhere():
    assert places.distance_km(37.0, 127.0, 38.0, 127.0) == pytest.approx(111.2, abs=0.1)  # a degree of latitude
    assert places.distance_km(37.5665, 126.9780, 35.1796, 129.0756) == pytest.approx(
        325, abs=1
    )  # Seoul - Busan city halls
    gimpo, jeju = places.named("김포공항"), places.named("제주공항")
    assert places.distance_km(gimpo.lat, gimpo.lon, jeju.lat, jeju.lon) == pytest.approx(
        451, abs=3
    )  # the airlines' great circle
    assert places.distance_km(*GANGNAM, *GANGNAM) == 0


def test_home_and_work_of_the_demo_car_and_a_name_that_is_none():
    assert [places.named(words).ko for words in ("집", "home")] == ["잠실엘스"] * 2
    assert [places.named(words).ko for words in ("회사", "work")] == ["현대자동차 본사"] * 2
    with pytest.raises(places.PlacesError, match=r"'GREEN factory' names no place in places\.csv"):
        places.named("GREEN factory")


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
