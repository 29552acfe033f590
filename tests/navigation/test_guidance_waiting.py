"""Facts about announcements that have to wait because somebody talks: what of them is said then, and how."""

import pytest
from made_routes import point, route

from navigation.guidance.guide import Announcement, Guidance
from navigation.guidance.waiting import LASTS, Waiting
from navigation.routing.protocol import Turn

ROUTE = route([(0, 0), (1000, 0), (1000, 800), (1800, 800)], [Turn.LEFT, Turn.RIGHT])


class Drive:
    """East along the route at 50 km/h, one step a second; `said` are (s, text) of what was said."""

    def __init__(self, made=ROUTE):
        self.guidance, self.waiting = Guidance(made), Waiting()
        self.said: list[tuple[float, Announcement]] = []
        self.time = self.east = 0.0

    def to(self, east, free=True):
        while self.east < east:
            self.east += 13.9
            self.time += 1.0
            self.step(free)

    def step(self, free=True):
        progress = self.guidance.step(point(min(self.east, 1000.0), 0), 50, 90, self.time)
        told = self.waiting.step(self.time, free, progress, self.guidance.again)
        self.said += [(self.time, each) for each in told]

    @property
    def kinds(self):
        return [each.kind for _, each in self.said]


def test_with_nobody_talking_everything_is_said_at_once():
    drive = Drive()
    drive.to(980)
    assert drive.kinds == ["start", "far", "near", "now"]


def test_an_announcement_waits_and_says_the_distance_of_then():
    drive = Drive()
    drive.to(400)
    drive.to(560, free=False)
    assert "far" not in drive.kinds
    drive.to(575)
    (_, said) = drive.said[-1]
    assert (said.kind, said.maneuver, said.turn) == ("far", 1, Turn.LEFT)
    assert said.metres == pytest.approx(1000 - drive.east, abs=15)
    assert "450미터 앞" in said.text or "400미터 앞" in said.text  # due 500 m before


def test_of_several_stages_that_were_due_the_last_one_is_said():
    drive = Drive()
    drive.to(400)
    drive.to(850, free=False)
    drive.to(865)
    assert drive.kinds == ["start", "near"]


def test_nothing_is_said_of_a_maneuver_that_was_passed_meanwhile():
    drive = Drive()
    drive.to(400)
    drive.to(990, free=False)
    drive.guidance.step(point(1000, 40), 50, 0, drive.time + 3)
    progress = drive.guidance.step(point(1000, 60), 50, 0, drive.time + 5)
    told = drive.waiting.step(drive.time + 5, True, progress, drive.guidance.again)
    assert [each.maneuver for each in told if each.maneuver == 1] == []


def test_the_start_is_said_at_once_or_not_at_all():
    drive = Drive()
    drive.to(30, free=False)
    drive.to(300)
    assert drive.kinds == []


def test_a_new_route_has_other_maneuvers_with_the_same_numbers():
    drive = Drive()
    drive.to(400)
    drive.to(550, free=False)
    drive.waiting.new_route()
    drive.to(565)
    assert drive.kinds == ["start"]


@pytest.mark.parametrize("kind", [kind for kind, lasts in LASTS.items() if lasts])
def test_what_is_about_no_maneuver_is_said_for_as_long_as_it_is_news(kind):
    for waited, told in ((LASTS[kind] - 0.1, 1), (LASTS[kind] + 0.1, 0)):
        waiting = Waiting()
        progress = Guidance(ROUTE).step(point(0, 0), 0, 90, 0.0)
        waiting.step(0.0, False, Said(progress, (Announcement("...", kind, "ko"),)))
        assert len(waiting.step(waited, True)) == told  # also after the drive has ended


class Said:
    """A step with other announcements."""

    def __init__(self, progress, said):
        self.number, self.to_next, self.said = progress.number, progress.to_next, said


def test_the_language_may_change_on_the_way():
    drive = Drive()
    drive.to(400)
    drive.guidance.speak("en")
    drive.to(980)
    texts = {each.kind: each for _, each in drive.said}
    assert texts["near"].text == "In 200 metres, turn left onto Street 1."
    assert (texts["near"].language, texts["near"].street) == ("en", "Street 1")
    with pytest.raises(ModuleNotFoundError):
        drive.guidance.speak("xx")
