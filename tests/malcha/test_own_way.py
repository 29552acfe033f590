"""Facts about a simulated car that finds its way itself, as the gateway is in another process."""

import pytest
from guided_drives import Router, place
from rig import Rig

from malcha.run.own_way import OwnWay
from navigation.routing.protocol import NoRoute, Preference, Why

OPTION = "VA_NAV_STS.RouteOptionState"


@pytest.fixture
def rig():
    return Rig()


def go(rig, where, kind="destination"):
    lat, lon = where
    path = "VA_DEST_CMD"
    rig.bridge.send({f"{path}.DestLat": lat, f"{path}.DestLon": lon, f"{path}.IsWaypoint": kind}, event=True)
    rig.live(0.1)


def test_it_drives_by_road_to_what_it_is_given(rig):
    router = Router()
    way = OwnWay(rig.sim, router, OPTION)
    assert not way.look()
    go(rig, place(300, 200))
    assert way.look()
    assert not way.look()  # there is one now
    rig.live(60.0)
    assert rig.situation.position() == pytest.approx(place(300, 200), abs=0.0001)
    assert len(router.asked) == 1
    go(rig, place(300, 500))
    assert way.look()


def test_waypoints_and_the_route_option_count(rig):
    router = Router()
    way = OwnWay(rig.sim, router, OPTION)
    rig.do("nav.route_option", "set", "free")
    go(rig, place(900, 300))
    go(rig, place(300, 200), kind="waypoint")
    assert way.look()
    ((stops, options),) = router.asked
    assert len(stops) == 3
    assert options.prefer is Preference.FREE


def test_without_a_route_it_is_one_warning_and_a_straight_line(rig, caplog):
    router = Router(NoRoute(Why.FAR_FROM_ROAD, "stop 2 cannot be driven to"))
    way = OwnWay(rig.sim, router, OPTION)
    go(rig, place(300, 200))
    assert not way.look()
    assert not way.look()
    assert caplog.text.count("drives straight on") == len(router.asked) == 1
    rig.do("nav.cancel", "do")
    assert not way.look()
    go(rig, place(300, 200))
    assert not way.look()
    assert len(router.asked) == 2  # the car may stand elsewhere by now


def test_a_car_without_navigation_finds_none():
    rig = Rig(car="hatchback")
    assert not OwnWay(rig.sim, Router(), "").look()
