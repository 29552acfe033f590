"""Facts about route options on the engine's own tiles: which roads each leads over, and what cannot be avoided.

The roads are made: places some km apart, so that the engine's costs decide. Valhalla's options make roads dearer or
leave them out altogether; both are tried here, as nobody but the engine knows which does what.
"""

from dataclasses import replace

import pytest
from osm_files import needs_engine
from toll_roads import EAST, ISLAND, NORTH, OVER, SOUTH, WEST, at, toll_roads

from navigation.guidance.path import metres
from navigation.maps import importing
from navigation.routing.protocol import Options, Point, Preference
from navigation.routing.valhalla import AS_NEAR, ValhallaRouter


@pytest.fixture(scope="module")
def router(tmp_path_factory):
    needs_engine()
    folder = tmp_path_factory.mktemp("options")
    found = ValhallaRouter.of(importing.from_extract(toll_roads(folder / "options.osm.pbf"), folder / "maps"))
    yield found
    found.close()


def driven(router, start, end, prefer, **options):
    """(names of the roads, has it toll, has it motorway, what was not avoided)"""
    found = router.route([start, end], Options(Preference(prefer), **options))[0]
    names = [each.street.ko for each in found.stretches if not each.street.ko.endswith("동네길")]
    return names, found.toll, found.motorway, found.unavoided


@pytest.mark.parametrize(
    ("prefer", "roads"),
    [
        ("recommended", (["유료고속도로"], True, True, "")),
        ("fast", (["유료고속도로"], True, True, "")),
        ("free", (["고속도로"], False, True, "")),
        ("short", (["보통로"], False, False, "")),
        ("avoid_highway", (["보통로"], False, False, "")),
    ],
)
def test_each_option_leads_over_the_roads_that_it_should(router, prefer, roads):
    assert driven(router, WEST, EAST, prefer) == roads


def test_the_times_are_in_the_order_of_the_roads(router):
    seconds = {each: router.route([WEST, EAST], Options(each))[0].seconds for each in Preference}
    metres_ = {each: router.route([WEST, EAST], Options(each))[0].distance for each in Preference}
    assert seconds["fast"] < seconds["free"] < seconds["avoid_highway"]
    assert metres_["short"] == min(metres_.values())


def test_toll_is_avoided_by_a_way_that_is_fourteen_times_as_long(router):
    assert driven(router, EAST, ISLAND, "recommended") == (["유료다리"], True, False, "")
    assert driven(router, EAST, ISLAND, "free") == (["돌아가는길"], False, False, "")


def test_a_motorway_is_avoided_by_a_way_that_is_much_longer(router):
    assert driven(router, EAST, NORTH, "recommended") == (["북고속도로"], False, True, "")
    assert driven(router, EAST, NORTH, "avoid_highway") == (["보통로", "북쪽길"], False, False, "")


@pytest.mark.parametrize("alternatives", [0, 2])
def test_where_there_is_no_other_way_the_route_has_toll_and_says_that_it_was_not_avoided(router, alternatives):
    assert driven(router, ISLAND, OVER, "free", alternatives=alternatives) == (["섬다리"], True, False, "toll")
    assert driven(router, ISLAND, OVER, "fast") == (["섬다리"], True, False, "")


def test_where_there_is_no_other_way_the_route_has_motorway_and_says_that_it_was_not_avoided(router):
    assert driven(router, EAST, SOUTH, "avoid_highway") == (["남고속도로"], False, True, "motorway")


def test_of_a_way_with_stops_the_toll_that_can_be_avoided_is(router):
    found = router.route([WEST, EAST, ISLAND], Options(Preference.FREE))[0]
    assert (found.toll, found.unavoided) == (False, "")
    over = router.route([WEST, ISLAND, OVER], Options(Preference.FREE))[0]
    assert over.unavoided == "toll"
    assert "유료고속도로" not in [each.street.ko for each in over.stretches]


@pytest.fixture
def on_toll_road(router):
    """Halfway along it; the ordinary road is 200 m beside."""
    way = router.route([WEST, EAST], Options(Preference.FAST))[0].line
    return Point(*map(float, way[len(way) // 2]))


def test_who_is_on_a_toll_road_goes_on_along_it_and_that_is_said(router, on_toll_road):
    found = router.route([on_toll_road, EAST], Options(Preference.FREE, heading=90.0))[0]
    assert metres(on_toll_road, Point(*map(float, found.line[0]))) < AS_NEAR
    assert found.unavoided == "toll"
    assert driven(router, WEST, on_toll_road, "free") == (["유료고속도로"], True, True, "toll")


def test_a_way_without_toll_that_begins_on_the_road_beside_is_not_taken(router, on_toll_road, monkeypatch):
    """As an engine does that leaves the unwanted roads out where it looks for the one that a stop is on."""
    asked, beside = router._asked, Point(*at(6.0, 0.0))

    def without(ask, stops, options, costs):
        if "exclude_tolls" not in costs:
            return asked(ask, stops, options, costs)
        found = asked(ask, [beside, *stops[1:]], options, costs)
        return tuple(replace(each, stops=tuple(stops)) for each in found)

    monkeypatch.setattr(router, "_asked", without)
    assert driven(router, on_toll_road, EAST, "free") == (["유료고속도로"], True, True, "toll")
