"""Facts about routes by the engine: what comes back, and what is refused and why."""

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from osm_files import needs_engine

from navigation.guidance.path import Path as Line
from navigation.maps import importing, tiles
from navigation.maps.demo import SCHEMATIC
from navigation.maps.errors import MapError
from navigation.routing import valhalla as engine
from navigation.routing.protocol import (
    MOST_STOPS,
    NoRoute,
    Options,
    Point,
    Preference,
    RoutingUnavailable,
    Turn,
    Why,
)
from navigation.routing.street_names import StreetNames
from navigation.routing.valhalla import ValhallaRouter

REAL = Path(__file__).parents[3] / "shared" / "data" / "nav"
GANGNAM, COEX, YEOKSAM = Point(37.4979, 127.0276), Point(37.5117, 127.0592), Point(37.5006, 127.0364)
CHEONGDAM = Point(37.5240, 127.0480)


@pytest.fixture(scope="module")
def router(demo_map):
    with closing(ValhallaRouter.of(demo_map)) as found:
        yield found


def test_a_route_has_streets_turns_distance_time_and_a_line(router):
    route = router.route([GANGNAM, COEX])[0]
    assert [each.turn for each in route.maneuvers] == [Turn.DEPART, Turn.LEFT, Turn.ARRIVE_LEFT]
    assert [each.street.ko for each in route.maneuvers] == ["테헤란로", "영동대로", ""]
    assert [each.street.en for each in route.maneuvers] == ["Teheran-ro", "Yeongdong-daero", ""]
    assert route.maneuvers[1].instruction == "영동대로에서 좌회전"
    assert route.distance == pytest.approx(3795, abs=100)
    assert 200 < route.seconds < 500
    assert Line(route.line).length == pytest.approx(route.distance, rel=0.01)
    assert [(each.begin, each.street.ko, each.limit) for each in route.stretches] == [
        (0, "테헤란로", 50),
        (route.maneuvers[1].begin, "영동대로", 50),
    ]
    assert route.maneuvers[-1].begin == route.legs[-1].end == len(route.line) - 1
    assert (route.toll, route.motorway, route.ferry) == (False, False, False)


def test_english_has_english_names(router):
    route = router.route([GANGNAM, COEX], Options(language="en"))[0]
    assert route.maneuvers[1].instruction == "Turn left onto Yeongdong-daero."


def test_alternatives_come_behind_the_best(router):
    found = router.route([GANGNAM, COEX], Options(alternatives=2))
    assert 2 <= len(found) <= 3
    assert found[0].seconds == min(route.seconds for route in found)
    assert len({route.distance for route in found}) == len(found)


def test_stops_are_visited_in_the_order_given_and_legs_add_up(router):
    stops = [GANGNAM, CHEONGDAM, YEOKSAM, COEX]
    route = router.route(stops)[0]
    assert route.stops == tuple(stops)
    assert len(route.legs) == 3
    assert sum(leg.distance for leg in route.legs) == pytest.approx(route.distance, abs=5)
    assert [each.turn for each in route.maneuvers].count(Turn.WAYPOINT) == 2
    assert [each.turn for each in route.maneuvers].count(Turn.DEPART) == 1
    assert all(a.end == b.begin for a, b in zip(route.legs, route.legs[1:], strict=False))
    begins = [each.begin for each in route.maneuvers]
    assert begins == sorted(begins)
    assert sum(each.distance for each in route.maneuvers) == pytest.approx(route.distance, abs=5)


def test_in_any_order_the_way_is_no_longer_and_the_ends_stay(router):
    stops = [GANGNAM, COEX, YEOKSAM, CHEONGDAM]
    fixed, free = router.route(stops)[0], router.route(stops, Options(any_order=True))[0]
    assert free.seconds <= fixed.seconds
    assert (free.order[0], free.order[-1]) == (0, 3)
    assert free.order == (0, 2, 1, 3)
    assert free.stops == tuple(stops[each] for each in free.order)


@pytest.mark.parametrize("prefer", list(Preference))
def test_every_preference_has_a_route(router, prefer):
    route = router.route([GANGNAM, COEX], Options(prefer))[0]
    assert route.prefer is prefer
    assert route.distance < 6000


def test_the_heading_at_the_start_counts(router):
    west = router.route([GANGNAM, COEX], Options(heading=250))[0]
    assert west.distance > router.route([GANGNAM, COEX], Options(heading=70))[0].distance


def test_a_heading_that_no_road_has_does_not_prevent_a_route(router, monkeypatch):
    class Filtering:
        """An engine that finds no edge where a heading is given."""

        def route(self, request):
            if "heading" in request:
                raise RuntimeError("No suitable edges near location")
            return engine_of.route(request)

        def __getattr__(self, name):
            return getattr(engine_of, name)

    engine_of = router._engine
    monkeypatch.setattr(router, "_engine", Filtering())
    assert router.route([GANGNAM, COEX], Options(heading=160))[0].distance == pytest.approx(3795, abs=100)


@pytest.mark.parametrize(
    ("stops", "why", "stop"),
    [
        ([GANGNAM], Why.TOO_FEW_STOPS, None),
        ([], Why.TOO_FEW_STOPS, None),
        ([GANGNAM] * (MOST_STOPS + 1), Why.TOO_MANY_STOPS, None),
        ([GANGNAM, GANGNAM], Why.SAME_PLACE, 1),
        ([GANGNAM, COEX, Point(COEX.lat, COEX.lon + 0.00002)], Why.SAME_PLACE, 2),
        ([GANGNAM, Point(37.475, 127.02)], Why.FAR_FROM_ROAD, 1),  # in the hills south of Seocho
        ([Point(37.475, 127.02), COEX, GANGNAM], Why.FAR_FROM_ROAD, 0),
        ([GANGNAM, Point(35.1, 129.0)], Why.OFF_THE_MAP, 1),
    ],
)
def test_what_cannot_be_driven_is_refused_with_the_reason(router, stops, why, stop):
    with pytest.raises(NoRoute) as refused:
        router.route(stops)
    assert (refused.value.why, refused.value.stop) == (why, stop)


def test_the_distance_of_a_stop_from_the_nearest_road_is_told(router):
    with pytest.raises(NoRoute, match=r"the nearest road is 8[0-9]{2} m away") as refused:
        router.route([GANGNAM, Point(37.475, 127.02)])
    assert refused.value.metres == pytest.approx(875, abs=30)


@pytest.mark.parametrize(("lat", "lon"), [(float("nan"), 127), (37, float("inf")), (91, 0), (0, 181)])
def test_what_is_no_point_on_the_earth_is_refused(lat, lon):
    with pytest.raises(ValueError, match="no latitude and longitude"):
        Point(lat, lon)


def test_bad_options_are_refused(router):
    with pytest.raises(ValueError, match="alternatives"):
        Options(alternatives=9)
    with pytest.raises(ValueError, match="heading"):
        Options(heading=float("nan"))
    with pytest.raises(ValueError, match="no language 'xx'"):
        router.route([GANGNAM, COEX], Options(language="xx"))


def test_several_threads_may_ask_at_once(router):
    found = []
    threads = [Thread(target=lambda: found.append(router.route([GANGNAM, COEX])[0].distance)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_without_the_engine_it_says_how_to_get_it(demo_map, monkeypatch):
    monkeypatch.setattr(tiles, "engine", lambda: "")
    with pytest.raises(RoutingUnavailable, match="make maps"):
        ValhallaRouter.of(demo_map)


def test_a_map_without_tiles_or_with_those_of_another_version_is_refused(demo_map):
    with pytest.raises(RoutingUnavailable, match="no routing tiles"):
        ValhallaRouter.of(replace(demo_map, about=replace(demo_map.about, routing="")))
    with pytest.raises(RoutingUnavailable, match=r"tiles of the map demo are of pyvalhalla 1\.0"):
        ValhallaRouter.of(replace(demo_map, about=replace(demo_map.about, routing="pyvalhalla 1.0")))


def test_tiles_that_are_removed_while_running_are_told(demo_map, tmp_path):
    shutil.copytree(demo_map.tiles, tmp_path / "tiles")
    with closing(ValhallaRouter(tmp_path / "tiles")) as router:
        shutil.rmtree(tmp_path / "tiles")
        with pytest.raises(RoutingUnavailable, match="the map was removed"):
            router.route([GANGNAM, COEX])


def test_an_empty_folder_has_no_tiles(tmp_path):
    needs_engine()
    with pytest.raises(RoutingUnavailable, match="no routing tiles"):
        ValhallaRouter(tmp_path)


def test_damaged_tiles_are_told(demo_map, tmp_path):
    shutil.copytree(demo_map.tiles, tmp_path / "tiles")
    for tile in (tmp_path / "tiles").rglob("*.gph"):
        tile.write_bytes(b"")
    with pytest.raises((RoutingUnavailable, NoRoute)), closing(ValhallaRouter(tmp_path / "tiles")) as router:
        router.route([GANGNAM, COEX])


def test_an_error_of_the_engine_that_nobody_knows_is_passed_on(router, monkeypatch):
    class Broken:
        def route(self, request):
            raise RuntimeError("out of luck")

    monkeypatch.setattr(router, "_engine", Broken())
    with pytest.raises(RoutingUnavailable, match="out of luck"):
        router.route([GANGNAM, COEX])


def test_the_demo_map_is_schematic_and_says_so(demo_map):
    assert SCHEMATIC in demo_map.about.note


def test_the_module_needs_no_engine_to_be_imported():
    assert engine.MISSING.startswith("no routes")
    assert StreetNames().street("길").en == "길"


def test_the_names_of_streets_of_a_damaged_map_are_those_of_the_engine(caplog):
    class Damaged:
        kinds, kind = ("road",), np.zeros(1, np.uint8)

        def __getitem__(self, row):
            raise MapError("row 0 is damaged")

    names = StreetNames(Damaged())
    assert [names.street("길").en for _ in range(3)] == ["길"] * 3
    assert caplog.text.count("row 0 is damaged") == 1


@pytest.fixture(scope="module")
def jamsil(tmp_path_factory):
    needs_engine()
    extract = REAL / "jamsil.osm.pbf"
    if not extract.exists():
        pytest.skip("needs jamsil.osm.pbf, which is not part of the repository")
    found = importing.from_extract(extract, tmp_path_factory.mktemp("maps"), "jamsil")
    with closing(ValhallaRouter.of(found)) as router:
        yield router


def test_real_streets_of_seoul(jamsil):
    route = jamsil.route([Point(37.5133, 127.1001), Point(37.5150, 127.0850)])[0]
    assert route.maneuvers[0].street.ko == "올림픽로"
    assert route.maneuvers[0].instruction == "올림픽로에서 서쪽으로 주행"
    assert route.maneuvers[-1].turn.arrives


def test_a_place_in_the_river_is_not_moved_to_the_bank(jamsil):
    with pytest.raises(NoRoute) as refused:
        jamsil.route([Point(37.5133, 127.1001), Point(37.5260, 127.0950)])
    assert refused.value.why is Why.FAR_FROM_ROAD
    assert refused.value.metres > 300
