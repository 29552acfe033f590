"""Facts about a drive that goes on after a restart of the gateway, of the head unit, or of the whole car."""

import pytest
from guided_drives import HOME, Drive, place
from rig import Rig

from contract.values import Command
from navigation.routing.protocol import Preference
from vehicle.turn.client import Client
from vehicle.turn.drive_database import KeptDriveError
from vehicle.turn.kept_drive import KeptDrive

RESUME = Command("nav.go", "do", None, "가던 데")


@pytest.fixture
def drive():
    return Drive(follow=False)


def go(drive, *commands):
    """By voice, so that the places have names."""
    for function, name in commands:
        op = "add" if function == "nav.waypoint" else "do"
        assert drive.rig.do(function, op, name).outcome.value == "confirmed"
        drive.live(0.5)


def stops(drive):
    drive.live(1.2)
    return drive.router.asked[-1][0][1:]


def whole_car_again(drive):
    """Another car of the same name, which knows nothing; what was kept is there."""
    return Drive(follow=False, kept=drive.kept)


def test_a_gateway_that_begins_anew_knows_the_waypoints_of_the_drive(drive):
    go(drive, ("nav.go", "코엑스"), ("nav.waypoint", "도산공원"), ("nav.waypoint", "선정릉"))
    before = stops(drive)
    assert len(before) == 3
    drive.begin()
    assert stops(drive) == before
    assert drive.interrupted == []


def test_a_waypoint_that_was_reached_meanwhile_is_not_driven_to_again(drive):
    drive.go(*place(900, 300))
    drive.go(*place(300, 200), kind="waypoint")
    drive.go(*place(500, 250), kind="waypoint")
    before = stops(drive)
    del drive.rig.sim.ecus.navigation.stops[0]
    drive.rig.sim.ecus.navigation._stop_reached()
    drive.begin()
    assert stops(drive) == before[1:]


def test_another_destination_that_was_set_meanwhile_counts(drive):
    drive.go(*place(900, 300))
    drive.go(*place(300, 200), kind="waypoint")
    drive.live(1.0)
    elsewhere = {"VA_DEST_CMD.DestLat": HOME[0] + 0.02, "VA_DEST_CMD.DestLon": HOME[1]}
    drive.rig.bridge.send(elsewhere | {"VA_DEST_CMD.IsWaypoint": "destination"}, event=True)
    drive.begin()
    (stop,) = stops(drive)
    assert stop.lat == pytest.approx(HOME[0] + 0.02, abs=0.0001)


def test_a_waypoint_that_was_put_in_meanwhile_counts_too(drive):
    drive.go(*place(900, 300))
    drive.live(1.0)
    waypoint = dict(zip(("VA_DEST_CMD.DestLat", "VA_DEST_CMD.DestLon"), place(300, 200), strict=True))
    drive.rig.bridge.send(waypoint | {"VA_DEST_CMD.IsWaypoint": "waypoint"}, event=True)
    drive.begin()
    assert len(stops(drive)) == 2


def test_a_drive_that_the_car_has_lost_is_told_once_and_not_begun(drive):
    go(drive, ("nav.go", "코엑스"), ("nav.waypoint", "도산공원"))
    again = whole_car_again(drive)
    again.rig.sent.clear()
    again.live(3.0)
    (told,) = again.interrupted
    assert [stop.names["ko"] for stop in told.stops] == ["도산공원", "코엑스"]
    assert again.rig.sent == []
    assert again.router.asked == []


def test_resume_sets_destination_waypoints_and_option_again(drive):
    go(drive, ("nav.go", "코엑스"), ("nav.waypoint", "도산공원"), ("nav.waypoint", "선정릉"))
    drive.rig.do("nav.route_option", "set", "free")
    before = stops(drive)
    again = whole_car_again(drive)
    again.live(1.0)
    ran = again.rig.run([RESUME])
    assert [result.outcome.value for result in ran.results] == ["confirmed"] * 4
    assert ran.reply.startswith("경로 옵션을 무료 도로로 바꿨어요. 코엑스로 안내할게요. ")
    assert "도산공원을 경유지로 넣었어요." in ran.reply
    assert stops(again) == before
    assert again.router.asked[-1][1].prefer is Preference.FREE
    assert again.guidance.resumable is None


def test_resume_says_where_it_goes_in_english_and_of_a_place_without_a_name(drive):
    drive.go(*place(900, 300))  # chosen on the screen
    again = whole_car_again(drive)
    again.live(1.0)
    assert again.rig.run([RESUME], "en").reply.startswith("Navigating to the place where you were going. ")


def test_there_is_nothing_to_resume_and_what_is_guided_goes_on(drive):
    drive.live(1.0)
    result = drive.rig.do("nav.go", "do", "where we were going", lang="en")
    assert (result.outcome.value, result.reply) == ("refused", "There is no drive to resume.")
    go(drive, ("nav.go", "코엑스"))
    result = drive.rig.do("nav.go", "do", "가던 데")
    assert (result.outcome.value, result.reply) == ("answered", "지금 안내하고 있어요.")
    assert Rig().do("nav.go", "do", "가던 데").reply == "이어서 안내할 곳이 없어요."  # without guidance by road


def test_who_may_not_navigate_resumes_nothing(drive):
    go(drive, ("nav.go", "코엑스"))
    again = whole_car_again(drive)
    again.live(1.0)
    ran = again.rig.run([RESUME], client=Client("guest", frozenset({"climate"})))
    assert [result.reason for result in ran.results] == ["permission"]
    assert again.guidance.resumable is not None


def test_a_drive_that_was_cancelled_is_forgotten(drive):
    go(drive, ("nav.go", "코엑스"))
    drive.rig.do("nav.cancel", "do")
    drive.live(1.0)
    again = whole_car_again(drive)
    again.live(1.0)
    assert again.interrupted == []


def test_a_drive_that_has_arrived_is_forgotten():
    drive = Drive()
    drive.go(*place(300, 200))
    for _ in range(400):
        if drive.live(0.2) is None:
            break
    drive.live(10.0)  # the car parks
    assert drive.said[-1].kind == "arrived"
    assert drive.kept.drive(drive.rig.clock()) is None


def test_where_it_arrived_while_the_gateway_was_away_there_is_nothing_to_resume(drive):
    drive.go(*place(100, 50))  # near enough to have parked there
    again = whole_car_again(drive)
    again.live(1.0)
    assert again.interrupted == []
    assert again.kept.drive(again.rig.clock()) is None


def test_a_head_unit_that_falls_silent_and_comes_back_idle_has_lost_the_drive(drive):
    go(drive, ("nav.go", "코엑스"))
    drive.rig.silence(5.0)
    drive.guidance.step(drive.rig.clock())
    drive.rig.sim.ecus.navigation.stops.clear()
    drive.rig.sim.ecus.navigation._stops_commanded()
    drive.live(1.0)
    assert [each.stops[-1].names["en"] for each in drive.interrupted] == ["COEX"]


def test_a_head_unit_that_falls_silent_and_comes_back_guiding_has_its_waypoints(drive):
    go(drive, ("nav.go", "코엑스"), ("nav.waypoint", "도산공원"))
    before = stops(drive)
    drive.rig.silence(5.0)
    assert drive.guidance.step(drive.rig.clock()) is None
    assert stops(drive) == before


def test_a_database_that_fails_is_one_warning_and_guidance_goes_on(caplog):
    class Broken(KeptDrive):
        def keep(self, drive, now):
            raise KeptDriveError("the drive cannot be kept in x: disk I/O error")

        def forget(self):
            raise KeptDriveError("the drive cannot be kept in x: disk I/O error")

    drive = Drive(follow=False, kept=Broken("genesis_g70"))
    go(drive, ("nav.go", "코엑스"), ("nav.waypoint", "도산공원"))
    drive.rig.do("nav.cancel", "do")
    drive.live(1.0)
    assert caplog.text.count("disk I/O error") == 1
    assert len({stops for stops, _ in drive.router.asked}) == 2
