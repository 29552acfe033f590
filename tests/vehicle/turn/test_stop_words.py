"""What is a stop only as things move: orders not to close, and words of danger that say what is to be opened."""

import pytest
from rig import Rig
from test_side_by_side import WINDOW
from test_stop import say

from contract.values import Command, Understanding
from vehicle.results.result import Outcome

REAR = "VA_WINDOW_STS.RlWdwPos"
ROOF = "VA_WINDOW_STS.RoofPos"
OPEN_DRIVER = Command("window", "open", "driver")


@pytest.fixture
def rig():
    """A car with two windows and the roof half open, and music."""
    rig = Rig()
    rig.set(VA_WINDOW_STS__DrWdwPos=60.0, VA_WINDOW_STS__RlWdwPos=60.0, VA_WINDOW_STS__RoofPos=60.0)
    rig.set(VA_MEDIA_STS__PlayState="playing")
    return rig


def moving(rig, *paths, to=0.0):
    for path in paths:
        rig.sim.ecus.panes.move(path, to)
    rig.live(0.3)


def understood(rig, text, *commands):
    """A turn whose words an engine understands: what it was asked, and the turn."""
    asked = []

    def understand(alternatives, locale, context):
        asked.append(alternatives[0][0])
        if commands:
            return Understanding("understood", commands, 1.0)
        return Understanding("out_of_scope", (), 1.0, reason="forbidden")

    rig.assistant.understand = understand
    return asked, rig.assistant.say([(text, 1.0)])


def positions(rig):
    rig.live(5.0)
    return [rig.sim.values[path] for path in (WINDOW, REAR)]


@pytest.mark.parametrize(
    "words",
    [
        "일단 멈춰", "멈춰줄래요", "멈춰주라", "정지해요", "그만해줘요", "그만 닫으라고", "멈처", "그만 올려",
        "닫지 마", "창문 닫지 마", "올리지 마세요", "stop everything", "hold on stop", "stop the window from closing",
        "leave it",
        "don't close it", "don't close the windows", "stop closing", "stop " * 13,
    ],
)  # fmt: skip
def test_what_closes_halts_and_the_music_plays_on(rig, words):
    moving(rig, WINDOW, REAR)
    turn = say(rig, words)
    assert {result.outcome for result in turn.results} == {Outcome.CONFIRMED}
    assert all(20 < position < 60 for position in positions(rig))
    assert rig.sim.values["VA_MEDIA_STS.PlayState"] == "playing"


@pytest.mark.parametrize("words", ["열지 마", "don't open the window", "그만 내려", "leave it"])
def test_an_order_not_to_open_halts_what_opens(rig, words):
    moving(rig, WINDOW, to=100.0)
    assert say(rig, words).results[0].command.op == "stop"
    assert positions(rig)[0] < 90


@pytest.mark.parametrize(
    ("words", "path", "to"),
    [
        ("닫지 마", None, 0.0),
        ("don't close it", None, 0.0),
        ("그만 올려", None, 0.0),
        ("leave it", None, 0.0),
        ("닫지 마", WINDOW, 100.0),
        ("don't open it", WINDOW, 0.0),
        ("창문 닫지 마", ROOF, 0.0),
        ("don't close the trunk", WINDOW, 0.0),
    ],
)
def test_where_nothing_moves_that_is_meant_the_engine_is_asked(rig, words, path, to):
    moving(rig, *((path,) if path else ()), to=to)
    asked, turn = understood(rig, words)
    assert (asked, turn.results) == ([words], ())
    rig.live(5.0)
    assert path is None or rig.sim.values[path] == to


@pytest.mark.parametrize(
    "words",
    [
        "손 꼈어 창문 열어", "창문에 손 꼈어 열어줘", "애 손 꼈어 열어", "손 꼈어 내려", "손 낌", "벨트 꼈어",
        "손 꼈어 닫지 마", "the baby's hand is stuck open the window", "open it my hand is stuck",
        "my hand is jammed in the door", "help my hand is stuck", "my hand is in the window",
        "my fingers are in there", "my hand is stuck again",
        "stop stop my hand is stuck in the window stop stop please stop now",
    ],
)  # fmt: skip
def test_everything_that_closes_opens_again_where_somebody_is_caught(rig, words):
    moving(rig, WINDOW, REAR)
    say(rig, words)
    assert positions(rig) == [100, 100]


@pytest.mark.parametrize(
    "words", ["손 꼈어 창문 열어", "끈이 끼었다 다시 열어 봐", "the baby's hand is stuck open the window"]
)
@pytest.mark.parametrize("opens", [False, True])
def test_where_nothing_closes_an_order_to_open_is_left_to_the_engine(rig, words, opens):
    moving(rig, *((WINDOW,) if opens else ()), to=100.0)
    asked, _ = understood(rig, words, OPEN_DRIVER)
    assert asked == [words]
    assert positions(rig) == [100, 60]


def test_what_has_closed_a_moment_ago_opens_again(rig):
    rig.do("window", "close", None, "rear_left")
    say(rig, "손 꼈어 창문 열어")
    assert positions(rig) == [60, 100]


@pytest.mark.parametrize("words", ["손 꼈어 내려", "let go my hand is stuck", "stop closing", "그만 닫아"])
def test_where_nothing_moves_nothing_is_done(rig, words):
    assert say(rig, words).results[0].outcome is Outcome.ANSWERED
    assert rig.sim.values["VA_MEDIA_STS.PlayState"] == "playing"
    assert positions(rig) == [60, 60]


def test_danger_in_another_alternative_counts(rig):
    moving(rig, REAR)
    rig.assistant.understand = None
    rig.assistant.say([("선 꼈어 창문 열어", 0.6), ("손 꼈어 창문 열어", 0.4)])
    assert positions(rig) == [60, 100]
