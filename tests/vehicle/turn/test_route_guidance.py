"""Facts about guidance by road on the bus: what the head unit, the cluster and the simulated car make of it."""

from dataclasses import replace

import pytest
from guided_drives import HOME, Drive, Router, place
from made_routes import LAT, point
from rig import Rig

from contract.values import Command
from navigation.routing.protocol import NoRoute, Point, RoutingUnavailable, Turn, Why
from vehicle.can.text_link import Kind
from vehicle.turn.route_guidance import AGAIN, RouteGuidance


@pytest.fixture
def drive():
    return Drive(follow=False)


def test_the_cluster_shows_the_next_turn_by_road(drive):
    drive.go(*place(800, 400))
    progress = drive.live(2)
    assert progress.next.turn is Turn.RIGHT
    assert drive.value("HU_CLU_PE_02.TBT_Display_Type") == "turn"
    assert drive.value("HU_CLU_PE_02.TBT_Direction") == "right"
    assert drive.value("HU_CLU_PE_02.TBT_Distance_Turn_Point") == pytest.approx(400, abs=10)
    assert drive.value("HU_CLU_PE_02.TBT_Bar_Graph_Level") == 20
    km = drive.value("HU_CLU_PE_12.Navi_DistToDest_I") + drive.value("HU_CLU_PE_12.Navi_DistToDest_F") / 10
    assert km == pytest.approx(1.2, abs=0.11)
    assert drive.value("HU_CLU_PE_12.Navi_EstimMin") == 1
    assert drive.value("HU_CLU_PE_12.Navi_Compass") == 60  # straight to the destination: 63.4 degrees
    assert drive.value("HU_CLU_PE_11.Navi_SpdLimit") == 50
    assert drive.value("HU_CLU_PE_11.Navi_SpdLimit_Unit") == "km_h"
    assert [drive.value(f"HU_CLU_PE_13.Navi_DistToPoint{at}_U") for at in (1, 2, 3)] == ["m", "km", "none"]
    assert drive.value("HU_CLU_PE_13.Navi_DistToPoint1_I") == pytest.approx(400, abs=10)
    point2 = drive.value("HU_CLU_PE_13.Navi_DistToPoint2_I") + drive.value("HU_CLU_PE_13.Navi_DistToPoint2_F") / 10
    assert point2 == pytest.approx(1.2, abs=0.11)


def test_the_gates_are_open_while_it_guides_and_shut_behind(drive):
    gates = ("HU_CLU_PE_01.HU_Navi_On_Off", "HU_CLU_PE_05.HU_Navigation_On_Off", "HU_CLU_PE_05.HU_NaviStatus")
    assert [drive.value(path) for path in gates] == ["off", "off", "idle"]
    drive.go(*place(800, 400))
    assert [drive.value(path) for path in gates] == ["on", "on", "guiding"]
    drive.rig.bridge.send({"VA_NAV_CMD.NavAction": "cancel"}, event=True)
    assert drive.live(1) is None
    assert [drive.value(path) for path in gates] == ["off", "off", "idle"]
    assert drive.value("HU_CLU_PE_02.TBT_Display_Type") == "none"
    assert drive.value("HU_CLU_PE_11.Navi_SpdLimit") == "none"


def test_street_names_reach_the_cluster_over_both_links(drive):
    heard = []
    drive.rig.to_gateway = lambda frame: heard.append(frame.arbitration_id) or frame
    drive.go(*place(800, 400))
    drive.live(2)
    assert drive.cluster.texts.shown == "1번길\n0번길"
    assert {0x4BB, 0x4AB} <= set(heard)


def test_every_frame_passes_the_gate_and_nothing_else_is_sent(drive):
    drive.rig.sent.clear()
    drive.go(*place(800, 400))
    drive.live(5)
    ids = {frame.arbitration_id for frame in drive.rig.sent}
    assert ids == {0x6A9, 0x6AA, 0x6AB, 0x6AE}  # destination, guide, route, text
    for message in (0x6AA, 0x6AB):
        assert 5 <= len([frame for frame in drive.rig.sent if frame.arbitration_id == message]) <= 12  # once a second


def test_street_names_that_the_head_unit_does_not_take_keep_no_turn_back(drive, caplog):
    drive.rig.to_car = lambda frame: None if frame.arbitration_id == 0x6AE else frame
    drive.go(*place(800, 400))
    drive.live(3)
    assert drive.value("HU_CLU_PE_02.TBT_Direction") == "right"
    assert drive.cluster.texts.shown == ""
    assert caplog.text.count("guidance is not shown") == 1
    drive.rig.to_car = lambda frame: frame
    drive.live(8)
    assert drive.cluster.texts.shown == "1번길\n0번길"


def test_the_drive_follows_the_route_announces_and_ends():
    drive = Drive()
    drive.go(*place(800, 400))
    seen, speeds = [], []
    for _ in range(600):
        progress = drive.live(0.2)
        seen.append(drive.rig.situation.position())
        speeds.append(drive.rig.situation.speed(drive.rig.clock()) or 0.0)
        if progress is None and drive.value("VA_NAV_STS.GuidanceState") == "idle":
            break
    assert seen[-1] == pytest.approx(place(800, 400), abs=0.0001)
    assert max(abs(lon - HOME[1]) for lat, lon in seen if lat < HOME[0] + 380 / 111_195) < 0.0001  # by the corner
    assert 45 < max(speeds) <= 50.1
    drive.live(2)
    assert drive.value("LVR12.CF_Lvr_Gear") == "P"
    kinds = [(each.kind, each.maneuver) for each in drive.said]
    assert len(kinds) == len(set(kinds))
    assert kinds[0] == ("start", None)
    assert ("now", 1) in kinds
    assert kinds[-1] == ("arrived", None)
    assert len(drive.routes) == 1
    assert drive.value("HU_CLU_PE_02.TBT_Display_Type") == "none"


def test_a_waypoint_is_put_in_passed_and_not_driven_to_again():
    drive = Drive()
    drive.go(*place(900, 300))
    drive.go(*place(300, 200), kind="waypoint")
    assert len(drive.router.asked) == 2
    assert [len(stops) for stops, _ in drive.router.asked] == [2, 3]
    for _ in range(600):
        if drive.live(0.2) is None:
            break
    assert [each.kind for each in drive.said].count("waypoint") == 1
    assert drive.said[-1].kind == "arrived"
    assert len(drive.router.asked) == 2


def test_a_waypoint_beside_the_road_is_passed_where_the_road_passes_it():
    class Beside(Router):
        """Its road passes every waypoint 250 m beside it, as a park."""

        def route(self, stops, options):
            moved = [Point(each.lat, each.lon - 250 / 88_217) for each in stops[1:-1]]
            (found,) = super().route((stops[0], *moved, stops[-1]), options)
            self.asked[-1] = (tuple(stops), options)
            return (replace(found, stops=tuple(stops)),)

    drive = Drive(Beside())
    drive.go(*place(900, 300))
    drive.go(*place(550, 200), kind="waypoint")
    drive.go(*place(850, 250), kind="waypoint")
    for _ in range(600):
        if drive.live(0.2) is None:
            break
    assert [each.kind for each in drive.said].count("waypoint") == 2
    assert [len(stops) for stops, _ in drive.router.asked] == [2, 3, 4]


def test_a_waypoint_that_is_removed_changes_the_route(drive):
    drive.go(*place(900, 300))
    drive.go(*place(500, 200), kind="waypoint")
    drive.rig.bridge.send({"VA_NAV_CMD.NavAction": "remove_waypoint"}, event=True)
    drive.live(1)
    assert [len(stops) for stops, _ in drive.router.asked] == [2, 3, 2]


def test_another_route_option_is_another_route(drive):
    drive.go(*place(800, 400))
    drive.rig.bridge.send({"VA_NAV_CMD.RouteOptionSet": "avoid_highway"})
    drive.live(1)
    assert [options.prefer.value for _, options in drive.router.asked] == ["recommended", "avoid_highway"]
    assert drive.live(2) is not None  # and the head unit still guides


def test_what_is_left_is_told_by_road_where_it_is_known(drive):
    ask = [Command("nav.remaining", "query", None, "distance")]
    drive.go(*place(800, 400))
    drive.live(2)
    assert drive.rig.assistant.execute(ask, "ko").reply == "1.2킬로미터 남았어요."
    drive.rig.live(4)
    assert "직선거리로" in drive.rig.assistant.execute(ask, "ko").reply


def test_where_there_is_no_route_it_stays_a_straight_line():
    drive = Drive(Router(NoRoute(Why.FAR_FROM_ROAD, "stop 2 cannot be driven to", 1, 900.0)))
    drive.go(*place(800, 400))
    assert drive.live(5) is None
    assert drive.guidance.problem == "stop 2 cannot be driven to"
    assert len(drive.router.asked) == 1  # not again and again
    assert drive.value("HU_CLU_PE_02.TBT_Display_Type") == "destination_bearing"
    assert drive.value("HU_CLU_PE_11.Navi_SpdLimit") == "none"


@pytest.mark.parametrize(
    "error",
    [RoutingUnavailable("the engine has ended"), NoRoute(Why.OFF_THE_MAP, "stop 1 is off the map", 0)],
    ids=["the engine fails", "the car is off the map"],
)
def test_what_may_pass_is_tried_again_and_more_and_more_seldom(caplog, error):
    router = Router(error)
    drive = Drive(router, follow=False)
    drive.go(*place(800, 400))
    drive.live(AGAIN + 1)
    assert len(router.asked) == 2
    drive.live(AGAIN + 1)
    assert len(router.asked) == 2
    drive.live(AGAIN)
    assert len(router.asked) == 3
    assert caplog.text.count("guided by a straight line") == 1
    router.error = None
    drive.live(4 * AGAIN)
    assert drive.guidance.progress is not None
    assert drive.guidance.problem == ""
    assert drive.value("HU_CLU_PE_02.TBT_Display_Type") == "turn"
    drive.live(2 * AGAIN)
    assert len(router.asked) == 4


def test_the_head_unit_goes_back_to_a_straight_line_when_the_gateway_falls_silent(drive):
    drive.go(*place(800, 400))
    drive.live(2)
    assert drive.value("HU_CLU_PE_02.TBT_Display_Type") == "turn"
    drive.rig.live(2.0)
    assert drive.value("HU_CLU_PE_02.TBT_Display_Type") == "turn"
    drive.rig.live(2.0)
    assert drive.value("HU_CLU_PE_02.TBT_Display_Type") == "destination_bearing"
    assert drive.value("HU_CLU_PE_02.TBT_Direction") == "none"


def test_who_leaves_the_route_gets_a_new_one(drive):
    drive.go(*place(800, 400))
    drive.rig.sim.drive(50)
    drive.rig.sim.ecus.navigation._way = None  # to the destination as the crow flies, beside the road
    drive.live(40)
    assert len(drive.router.asked) >= 2
    assert "off_route" in [each.kind for each in drive.said]


def test_guidance_that_begins_in_mid_drive_takes_the_destination_from_the_car():
    drive = Drive(follow=False)
    drive.go(*place(800, 400))
    late = RouteGuidance(drive.rig.bridge, drive.rig.situation)
    router = Router()
    late.routers.use(router)
    drive.rig.live(1.0)
    assert late.step(drive.rig.clock()) is not None
    ((stops, _),) = router.asked
    assert (stops[-1].lat, stops[-1].lon) == pytest.approx(place(800, 400), abs=0.00004)


def test_a_way_to_other_stops_than_it_has_is_not_driven():
    drive = Drive(follow=False)
    assert drive.rig.sim.ecus.navigation.follow([[(37.5, 127.0), (37.6, 127.0)]]) is None
    drive.go(*place(800, 400))
    assert drive.rig.sim.ecus.navigation.follow([[(37.5, 127.0), (37.6, 127.0)]] * 2) is None


def test_a_car_without_navigation_is_sent_nothing_and_follows_nothing():
    rig = Rig(car="hatchback")
    guidance = RouteGuidance(rig.bridge, rig.situation)
    guidance.routers.use(Router())
    rig.sent.clear()
    for _ in range(10):
        rig.live(0.2)
        assert guidance.step(rig.clock()) is None
    assert rig.sent == []
    rig.sim.follow([[(37.5, 127.0), (37.6, 127.0)]], [50.0])


def test_the_words_on_the_bus_are_those_of_the_turns():
    words = Rig().car.dbc.words("VA_GUIDE_INF.Turn")
    assert words == Rig().car.dbc.words("HU_CLU_PE_02.TBT_Direction") == {turn.word: int(turn) for turn in Turn}
    assert Kind.STREETS == 6
    assert point(0, 0).lat == LAT
