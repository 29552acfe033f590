"""Facts about the demo map: its tables, that they are plausible, and the map that becomes of them."""

import json
from contextlib import closing
from math import hypot
from pathlib import Path

import pytest

from navigation.engine.process import Engine
from navigation.maps import categories, demo, importing, library, tiles
from navigation.maps.errors import MapError
from navigation.places import distance_km, named
from navigation.places import places as table_of_places
from navigation.routing.protocol import FARTHEST, NoRoute, Point, Why
from navigation.routing.valhalla import ValhallaRouter

ROADS = demo.roads()
ENGINE = pytest.mark.skipif(not tiles.engine(), reason="needs pyvalhalla of the extra maps")
FAR = 150  # m that a crossing may lie beside the real one


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> library.Map:
    """The demo map; with tiles where they can be built."""
    return demo.ensure(tmp_path_factory.mktemp("maps"))


def test_there_are_at_least_25_roads_with_names_in_both_languages():
    assert len(ROADS) >= 25
    assert len({road.name for road in ROADS}) == len({road.en for road in ROADS}) == len(ROADS)
    assert all(road.name and road.en.isascii() for road in ROADS)


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.name)
def test_a_road_is_plausible(road):
    assert 30 <= road.speed <= 110
    assert 2 <= road.lanes <= 14
    steps = [distance_km(*a, *b) for a, b in zip(road.line, road.line[1:], strict=False)]
    assert max(steps) < 3
    assert min(steps) > 0.1
    assert 0.5 < sum(steps) < 20
    for a, b, c in zip(road.line, road.line[1:], road.line[2:], strict=False):  # no turn back: a wrong digit
        before, behind = (b[0] - a[0], b[1] - a[1]), (c[0] - b[0], c[1] - b[1])
        cosine = (before[0] * behind[0] + before[1] * behind[1]) / (hypot(*before) * hypot(*behind))
        assert cosine > -0.2, (road.name, b)


def test_every_crossing_is_on_a_road_and_those_without_a_name_of_their_own_on_both_that_they_are_called_after():
    on = {}
    for road in ROADS:
        for crossing in road.points:
            on.setdefault(crossing.name, set()).add(road.name)
    assert set(demo.crossings()) <= set(on)
    names = {road.name for road in ROADS}
    for name in filter(lambda name: demo.NAMELESS in name, demo.crossings()):
        assert set(name.split(demo.NAMELESS)) & names <= on[name], name


def test_the_roads_hang_together():
    reached, more = set(), {ROADS[0].name}
    while more != reached:
        reached = more
        at = {each.at for road in ROADS if road.name in reached for each in road.points}
        more = {road.name for road in ROADS if at & set(road.line)}
    assert reached == {road.name for road in ROADS}


ON = demo.crossings()
STATIONS = {place.ko: place for place in table_of_places() if f"{place.ko}사거리" in ON and place.category == "station"}


@pytest.mark.parametrize("name", STATIONS)
def test_the_crossing_of_a_station_is_where_the_station_is(name):
    """The stations were typed at another time, for the table of places."""
    lat, lon = demo.crossings()[f"{name}사거리"].at
    off = distance_km(lat, lon, STATIONS[name].lat, STATIONS[name].lon) * 1000
    assert off <= FAR + 100  # m; a station is 200 m long


def test_many_stations_are_compared():
    assert len(STATIONS) > 20


def test_it_has_120_places_and_says_that_it_is_schematic(made):
    counts = made.about.by_kind
    typed = made.about.places - sum(counts.get(kind, 0) for kind in categories.UNASKED)
    assert typed >= 120
    assert "schematic" in made.about.note
    assert (made.about.licence, made.about.name) == ("Apache-2.0", "demo")


def test_its_places_are_those_of_the_table_with_their_aliases_and_roads_and_crossings_by_name(made):
    by_name = {place.ko: place for place in made.places}
    tower = named("롯데월드타워")
    assert by_name["롯데월드타워"].aliases == tower.aliases
    assert (by_name["롯데월드타워"].lat, by_name["롯데월드타워"].road_address) == (tower.lat, tower.address)
    assert by_name["테헤란로"].category == "road"
    assert by_name["잠실대교"].category == "bridge"
    assert by_name["강남역사거리"].category == "junction"
    assert "부산역" not in by_name
    assert not any(demo.NAMELESS in name for name in by_name)


def test_it_is_made_once_and_again_when_its_tables_change(made, monkeypatch, tmp_path):
    monkeypatch.setattr(importing, "make", lambda *arguments: pytest.fail("made again"))
    assert demo.ensure(made.folder.parent).folder == made.folder
    monkeypatch.undo()
    other = tmp_path / "roads.csv"
    other.write_text(demo.ROADS.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    monkeypatch.setattr(demo, "ROADS", other)
    assert demo.source().about.source != made.about.source


def test_without_the_engine_it_has_places_only_and_gets_its_routes_with_it(monkeypatch, tmp_path):
    monkeypatch.setattr(tiles, "engine", lambda: "")
    found = demo.ensure(tmp_path)
    assert found.tiles is None
    assert "schematic" in found.about.note
    assert "no routes" in found.about.note
    monkeypatch.setattr(tiles, "engine", lambda: "later")
    with monkeypatch.context() as context:
        context.setattr(importing, "make", lambda *arguments: "made again")
        assert demo.ensure(tmp_path) == "made again"


@ENGINE
@pytest.mark.parametrize(
    ("begin", "end", "km", "through"),
    [
        ("강남역", "코엑스", (2.5, 5.5), "테헤란로"),
        ("강남역", "잠실역", (6, 10), "테헤란로"),
        ("신사역", "양재역", (3.4, 4.5), "강남대로"),
        ("현대자동차 본사", "롯데월드타워", (8, 14), ""),
        ("사당역", "예술의전당", (2, 4), "남부순환로"),
    ],
)
def test_a_route_on_it_is_as_long_as_the_real_one_about(made, begin, end, km, through):
    pytest.importorskip("osmium")
    by_name = {place.ko: place for place in made.places}
    stops = [{"lat": by_name[name].lat, "lon": by_name[name].lon} for name in (begin, end)]
    request = json.dumps({"locations": stops, "costing": "auto", "language": "ko-KR"})
    with closing(Engine(made.tiles)) as engine:
        trip = json.loads(engine.route(request))["trip"]
    assert km[0] < trip["summary"]["length"] < km[1]
    names = {name for step in trip["legs"][0]["maneuvers"] for name in step.get("street_names", ())}
    assert names <= {road.name for road in ROADS}
    assert not through or through in names


@ENGINE
def test_every_place_of_it_can_be_driven_to(made):
    pytest.importorskip("osmium")
    here = next(Point(place.lat, place.lon) for place in made.places if place.ko == "강남역")
    refused = {}
    with closing(ValhallaRouter.of(made)) as router:
        for place in made.places:
            try:
                router.route([here, Point(place.lat, place.lon)])
            except NoRoute as error:
                if error.why is not Why.SAME_PLACE:
                    refused[place.ko] = str(error)
    assert not refused


def test_no_place_of_it_is_farther_from_a_road_than_a_route_may_end():
    assert demo.BESIDE * 1000 <= FARTHEST
    lines = [road.line for road in ROADS]
    for place in demo.source().places:
        assert min(demo._km_to(line, (place.lat, place.lon)) for line in lines) * 1000 < FARTHEST, place.ko


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("가로,Garo,castle,50,4,강남역사거리 > 역삼역사거리", "no class 'castle'"),
        ("가로,Garo,primary,fast,4,강남역사거리 > 역삼역사거리", "fast"),
        ("가로,Garo,primary,50,4,강남역사거리", "two crossings"),
        ("가로,Garo,primary,50,4,강남역사거리 > 화성사거리", "no crossing '화성사거리'"),
        ("가로,Garo,primary,50,4,강남역사거리 > 37.5/x", "float"),
        ("가로,Garo,primary,50,4,강남역사거리 > 51.5/0.1", "not in South Korea"),
        ("가로,Garo", "2 columns instead of 6"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path, row, told):
    file = tmp_path / "roads.csv"
    file.write_text(",".join(demo.ROAD_COLUMNS) + "\n# remark\n" + row + "\n", encoding="utf-8")
    with pytest.raises(MapError, match=rf"roads\.csv line 3: .*{told}"):
        demo.roads(file)


def test_a_bad_table_is_said(tmp_path):
    file: Path = tmp_path / "crossings.csv"
    with pytest.raises(MapError, match=r"crossings\.csv"):
        demo.crossings(file)
    file.write_text("name\n", encoding="utf-8")
    with pytest.raises(MapError, match="the columns must be"):
        demo.crossings(file)
    file.write_text("crossing,en,lat,lon\n가,A,37.5,127.0\n가,B,37.5,127.0\n", encoding="utf-8")
    with pytest.raises(MapError, match="line 3: the crossing '가' is there twice"):
        demo.crossings(file)
