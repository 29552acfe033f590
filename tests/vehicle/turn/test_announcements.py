"""Facts about what guidance says on the way: to whom, when, in which language; and about a router that is replaced."""

import pytest
from guided_drives import Drive, Router, place
from rig import Rig

from contract.values import Command
from vehicle.turn.talk import REPLY_SOON


@pytest.fixture
def drive():
    """It drives the routes at the speeds of their roads."""
    return Drive()


def kinds(drive):
    return [each.kind for each in drive.said]


def until_said(drive, kind, seconds=60.0):
    for _ in range(round(seconds / 0.2)):
        drive.live(0.2)
        if kind in kinds(drive):
            return next(each for each in drive.said if each.kind == kind)
    raise AssertionError(f"{kind} was not said: {kinds(drive)}")


def test_an_announcement_has_maneuver_distance_street_and_language(drive):
    drive.go(*place(800, 700))
    said = until_said(drive, "far")
    assert (said.turn.word, said.street, said.language) == ("right", "1번길", "ko")
    assert said.metres == pytest.approx(500, abs=30)
    assert kinds(drive) == ["start", "far"]


def test_nothing_is_said_while_the_driver_speaks_and_then_what_is_due_by_then(drive):
    drive.go(*place(800, 700))
    drive.live(10.0)
    with drive.rig.assistant.talk.driver():
        drive.live(34.0)
        assert kinds(drive) == ["start"]
    drive.live(1.0)
    assert kinds(drive) == ["start", "near"]  # far was due, too, half a minute ago


def test_a_destination_by_voice_is_answered_and_its_start_not_announced_besides(drive):
    drive.rig.do("nav.go", "do", "코엑스")
    drive.live(20.0)
    assert "start" not in kinds(drive)


def test_a_turn_that_waits_for_the_car_keeps_nothing_back_for_long(drive):
    drive.go(*place(800, 700))
    drive.live(18.0)
    with drive.rig.assistant.talk.turn():
        drive.live(REPLY_SOON + 0.4)
        until_said(drive, "far")


def test_the_language_is_that_of_the_last_utterance(drive):
    drive.go(*place(800, 700))
    assert drive.said[-1].language == "ko"
    drive.rig.say(Command("hazard", "on"), lang="en")
    assert until_said(drive, "far").text.startswith("In 500 metres, turn right")
    drive.rig.run([Command("hazard", "off")], lang="")  # by a key: nobody has spoken
    assert until_said(drive, "near").language == "en"
    drive.rig.say(Command("hazard", "on"), lang="ko")
    assert until_said(drive, "now").text == "잠시 후 1번길 방향으로 우회전하세요."


def test_the_end_is_said_although_nothing_is_guided_any_more(drive):
    drive.go(*place(300, 200))
    with drive.rig.assistant.talk.driver():
        for _ in range(400):
            if drive.live(0.2) is None:
                break
    drive.live(2.0)
    assert kinds(drive)[-1] == "arrived"


def test_another_router_takes_over_on_the_way_and_the_old_one_is_not_used_any_more():
    drive = Drive(follow=False)
    drive.go(*place(800, 400))
    other, old = Router(), drive.router
    drive.guidance.routers.use(Router())
    drive.guidance.routers.use(other)  # before the first one was looked at
    assert drive.live(1.0) is not None
    assert len(old.asked) == len(other.asked) == 1
    assert old in (unused := drive.guidance.routers.unused())
    assert other not in unused
    assert len(unused) == 2
    assert drive.guidance.routers.unused() == []
    assert drive.guidance.end() == [other]
    assert not drive.guidance.guides


def test_a_gateway_without_guidance_by_road_speaks_of_none():
    rig = Rig()
    assert rig.say(Command("nav.go", "do", None, "코엑스"), lang="en").reply.endswith("in a straight line.")
