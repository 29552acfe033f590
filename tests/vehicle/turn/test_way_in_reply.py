"""Facts about a new destination: the reply says the way by road where that is known soon, else the straight line."""

import pytest
from guided_drives import Drive, Router
from rig import Rig

from contract.values import Command
from navigation.routing.protocol import NoRoute, RoutingUnavailable, Why
from vehicle.results.way import Way
from vehicle.turn.history import History
from vehicle.turn.kept_drive import KeptDrive
from vehicle.turn.way_in_result import WAY_SOON

COEX = Command("nav.go", "do", None, "코엑스")
STRAIGHT = "직선거리 1.2킬로미터예요."


def no_route(why, stop=1):
    return NoRoute(why, "no way", stop)


def test_the_way_by_road_is_said():
    drive = Drive(follow=False)
    assert drive.rig.run([COEX]).reply == "코엑스로 안내할게요. 1.7킬로미터, 2분 걸려요."
    assert drive.rig.run([COEX], "en").reply == "Navigating to COEX. 1.7 kilometres, 2 minutes."


@pytest.mark.parametrize("function", ["nav.home", "nav.work"])
def test_home_and_work_too(function):
    assert "분 걸려요" in Drive(follow=False).rig.run([Command(function, "do")]).reply


class Known:
    """Guidance that knows this way at once."""

    guides, resumable, language = True, None, "ko"

    def __init__(self, way):
        self.way_to = lambda place: way
        self.hurry = self.look = self.named = lambda *place: None
        self.history = History(KeptDrive("genesis_g70"))


def test_a_long_way_is_said_in_hours():
    rig = Rig()
    rig.assistant.guidance = Known(Way(250.04, 181))
    assert rig.run([COEX]).reply == "코엑스로 안내할게요. 250킬로미터, 3시간 1분 걸려요."
    assert rig.run([COEX], "en").reply == "Navigating to COEX. 250 kilometres, 3 hours 1 minute."


def test_who_is_there_already_hears_no_distance():
    rig = Rig()
    rig.set(VA_POSITION_STS__Lat=37.51179, VA_POSITION_STS__Lon=127.05921)
    rig.assistant.guidance = Known(Way(problem="same_place"))
    assert rig.run([COEX]).reply == "코엑스로 안내할게요. 바로 여기예요."


@pytest.mark.parametrize(
    ("error", "ko", "en"),
    [
        (no_route(Why.FAR_FROM_ROAD), "거기는 근처에 길이 없어서", "There is no road near it,"),
        (no_route(Why.FAR_FROM_ROAD, 0), "지금 있는 곳 근처에 길이 없어서", "There is no road near us,"),
        (no_route(Why.OFF_THE_MAP), "지도에 없는 곳이라", "It is not on the map,"),
        (no_route(Why.OFF_THE_MAP, 0), "지금 있는 곳이 지도에 없어서", "We are not on the map,"),
        (no_route(Why.NOT_CONNECTED), "거기까지 이어진 길이 없어서", "No road leads there from here,"),
        (no_route(Why.TOO_LONG), "길을 찾지 못해서", "I found no road there,"),
        (
            RoutingUnavailable("tiles gone"),
            "지금은 지도의 길을 쓸 수 없어서",
            "The roads of the map cannot be used now,",
        ),
    ],
)
def test_why_there_is_no_way_by_road_is_said(error, ko, en):
    rig = Drive(Router(error), follow=False).rig
    assert rig.run([COEX]).reply == f"코엑스로 안내할게요. {ko} 직선으로 안내해요. {STRAIGHT}"
    said = rig.run([COEX], "en").reply
    assert said == f"Navigating to COEX. {en} so it is a straight line. 1.2 kilometres in a straight line."


def test_a_route_that_takes_long_is_not_waited_for():
    drive = Drive(follow=False)
    drive.guidance.hurry = lambda: None  # guidance does not come to it
    before = drive.rig.clock.now
    assert drive.rig.run([COEX]).reply == f"코엑스로 안내할게요. {STRAIGHT}"
    assert WAY_SOON <= drive.rig.clock.now - before < WAY_SOON + 0.3


def test_without_a_router_nothing_is_waited_for():
    drive = Drive(follow=False)
    drive.guidance.end()
    before = drive.rig.clock.now
    assert drive.rig.run([COEX]).reply == f"코엑스로 안내할게요. {STRAIGHT}"
    assert drive.rig.clock.now - before < 0.2
    assert Rig().run([COEX]).reply == f"코엑스로 안내할게요. {STRAIGHT}"


def test_said_again_on_the_way_it_is_what_is_left():
    drive = Drive()
    drive.rig.run([COEX])
    drive.live(60.0)
    reply = drive.rig.run([COEX]).reply
    assert "킬로미터, 1분 걸려요." in reply
    assert "1.7" not in reply


def test_of_what_is_not_confirmed_no_way_is_said():
    drive = Drive(follow=False)
    drive.rig.to_car = lambda frame: None if frame.arbitration_id == 0x6A9 else frame
    assert "걸려요" not in drive.rig.run([COEX]).reply


def test_straight_to_where_it_goes_by_stops_it_is_the_way_without_them():
    drive = Drive(follow=False)
    drive.rig.run([COEX])
    drive.rig.run([Command("nav.waypoint", "add", None, "신사역")])
    drive.live(1.0)
    assert drive.rig.run([COEX]).reply == "코엑스로 안내할게요. 1.7킬로미터, 2분 걸려요."
    assert len(drive.guidance.stops) == 1
