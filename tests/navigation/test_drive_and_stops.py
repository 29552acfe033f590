"""Facts about the stops of a drive, what commands make of them, and what is left to each."""

from dataclasses import replace

import pytest
from made_routes import point, route

from navigation.drive import GuidedDrive
from navigation.guidance.guide import Guidance
from navigation.routing.protocol import Turn
from navigation.search.at import named_at
from navigation.search.protocol import Listed, Spot
from navigation.search.search_map import SearchMap
from navigation.stops import DESTINATION, FIRST, LAST, REMOVE, changed, number

A, B, C, END = (point(east, 0) for east in (100, 200, 300, 900))


@pytest.mark.parametrize(
    ("kind", "at", "stops"),
    [
        (DESTINATION, C, (C,)),
        (LAST, C, (A, B, C, END)),
        (LAST, A, (B, A, END)),
        (FIRST, C, (C, A, B, END)),
        (FIRST, B, (B, A, END)),
        (REMOVE, A, (B, END)),
        (REMOVE, C, (A, B, END)),
        (REMOVE, END, (A, B, END)),
    ],
)
def test_what_a_command_makes_of_the_stops(kind, at, stops):
    assert changed((A, B, END), kind, at) == stops


def test_without_a_destination_nothing_is_put_in():
    assert changed((), LAST, A) == changed((), FIRST, A) == ()


def test_a_stop_is_the_one_within_a_few_metres():
    assert number((A, B), point(203, 3)) == 1
    assert number((A, B), point(212, 0)) is None


def driven(along):
    """A drive of 300, 400 and 300 m with stops at the corners, so many m along, at 36 km/h."""
    found = route([(0, 0), (300, 0), (300, 400), (600, 400)], [Turn.WAYPOINT, Turn.WAYPOINT], speed=36.0, stops=(1, 2))
    guidance = Guidance(found)
    for time in range(along // 10 + 1):
        at, bearing = guidance.path.at(time * 10.0)
        progress = guidance.step(at, 36.0, bearing, float(time))
    return GuidedDrive(found, progress, found.stops[1 + progress.stops_passed :])


def test_what_is_left_to_each_stop_is_along_the_route():
    left = driven(100).to_stops()
    assert [each.metres for each in left] == pytest.approx([200, 600, 900], abs=1)
    assert [each.seconds for each in left] == pytest.approx([20, 60, 90], abs=1)
    assert [each.metres for each in driven(450).to_stops()] == pytest.approx([250, 550], abs=1)


def test_what_is_left_is_known_of_the_stops_of_the_route_alone():
    drive = driven(100)
    assert drive.left_to(point(300, 400)).metres == pytest.approx(600, abs=1)
    assert drive.left_to(point(50, 50)) is None


def test_the_line_ahead_and_the_street_begin_where_the_car_is():
    drive = driven(350)
    assert drive.ahead()[0] == pytest.approx((point(300, 0).lat, point(300, 0).lon))
    assert len(driven(990).ahead()) == 2
    assert drive.stretch().street.en == "Street 1"


def test_the_next_stretch_with_toll():
    drive = driven(100)
    assert drive.toll_ahead() is None
    first, second, third = drive.route.stretches
    last, now = (first, second, replace(third, toll=True)), (replace(first, toll=True), second, third)
    for stretches, metres in ((last, 600), (now, 0)):
        tolled = replace(drive, route=replace(drive.route, stretches=stretches))
        assert tolled.toll_ahead() == pytest.approx(metres, abs=1)


def test_what_is_at_a_point_is_the_nearest_place_with_a_name():
    spots = [Spot(0, "집", A.lat, A.lon), Spot(1, "", B.lat, B.lon, category="toilet"), Spot(2, "역", C.lat, C.lon)]
    found = SearchMap.of(Listed(spots))
    near = point(305, 3)
    assert named_at(found, (near.lat, near.lon)).ko == "역"
    assert named_at(found, (B.lat, B.lon)) is None
    assert named_at(SearchMap.of(Listed([])), (A.lat, A.lon)) is None
