"""What the car reports of a movement counts: what is so now and just leaves it is no "already", and a command of which
one zone is blocked is over when the others have arrived."""

import pytest
from rig import Rig

from contract.values import Command
from vehicle.results.action import Action
from vehicle.results.result import Outcome

POSITIONS = {zone: f"VA_WINDOW_STS.{short}WdwPos" for zone, short in
             {"driver": "Dr", "passenger": "Ps", "rear_left": "Rl", "rear_right": "Rr"}.items()}  # fmt: skip
DRIVER, ROOF = POSITIONS["driver"], "VA_WINDOW_STS.RoofPos"
OTHERS = list(POSITIONS)[1:]


@pytest.fixture
def rig():
    return Rig()


@pytest.mark.parametrize(
    ("command", "shown", "sent"),
    [
        (Command("window", "close", "driver"), {"VA_WINDOW_STS.DrWdwPos": 0, "VA_MOVE_STS.DrWdwMove": "opening"}, True),
        (Command("window", "close", "all"), {"VA_WINDOW_STS.DrWdwPos": 0, "VA_MOVE_STS.PsWdwMove": "opening"}, True),
        (Command("window", "open", "driver"), {DRIVER: 100, "VA_MOVE_STS.DrWdwMove": "closing"}, True),
        (Command("window", "set", "driver", 40.0), {DRIVER: 40, "VA_MOVE_STS.DrWdwMove": "closing"}, True),
        (Command("window", "set", "driver", 40.0), {DRIVER: 40, "VA_MOVE_STS.DrWdwMove": "opening"}, True),
        (Command("sunroof", "tilt"), {ROOF: "tilt", "VA_MOVE_STS.RoofMove": "closing"}, True),
        (
            *(Command("trunk", "close"), {"CGW1.CF_Gway_TrunkTgSw": "closed", "VA_MOVE_STS.TrunkMove": "opening"}),
            True,
        ),
        # the position is reported before the end of the movement
        (Command("window", "close", "driver"), {DRIVER: 0, "VA_MOVE_STS.DrWdwMove": "closing"}, False),
        (Command("window", "open", "driver"), {DRIVER: 100, "VA_MOVE_STS.DrWdwMove": "opening"}, False),
        (
            *(Command("trunk", "close"), {"CGW1.CF_Gway_TrunkTgSw": "closed", "VA_MOVE_STS.TrunkMove": "closing"}),
            False,
        ),
        # something else moves, or nothing
        (Command("window", "close", "driver"), {DRIVER: 0, "VA_MOVE_STS.PsWdwMove": "opening"}, False),
        (Command("window", "close", "driver"), {DRIVER: 0, "VA_MOVE_STS.DrWdwMove": "standing"}, False),
    ],
)
def test_what_just_leaves_what_is_wanted_is_commanded(rig, command, shown, sent):
    rig.set(**{path.replace(".", "__"): value for path, value in shown.items()})
    assert isinstance(rig.plan(command), Action) is sent


@pytest.mark.parametrize(("op", "before", "by_hand"), [("close", 0, 100), ("open", 100, 0)])
def test_a_window_that_is_moved_by_hand_comes_back(rig, op, before, by_hand):
    rig.set(**{DRIVER.replace(".", "__"): before})
    rig.sim.ecus.panes.move(DRIVER, by_hand)
    rig.live(0.05)
    assert rig.state.value(DRIVER) == before, "it has only begun to move"
    assert rig.do("window", op, zone="driver").outcome is Outcome.CONFIRMED
    rig.live(5.0)
    assert rig.sim.values[DRIVER] == before


def opened(rig):
    rig.do("window", "open", zone="all")
    rig.live(1.0)


@pytest.mark.parametrize(
    ("blocked", "said", "rest"),
    [
        (("driver",), "운전석 창문에 걸리는", "조수석과 왼쪽 뒷자리와 오른쪽 뒷자리 창문은 닫혀 있어요"),
        (("driver", "passenger"), "운전석과 조수석 창문에 걸리는", "왼쪽 뒷자리와 오른쪽 뒷자리 창문은 닫혀 있어요"),
        (tuple(POSITIONS), "모든 창문에 걸리는", ""),
    ],
)
def test_of_several_windows_those_that_are_blocked_are_named_when_the_others_have_closed(rig, blocked, said, rest):
    opened(rig)
    for zone in blocked:
        rig.sim.ecus.panes.obstacles[POSITIONS[zone]] = 50.0
    result = rig.do("window", "close", zone="all")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "obstructed")
    assert [zone for zone, path in POSITIONS.items() if rig.state.value(path) == 0] == [
        zone for zone in POSITIONS if zone not in blocked
    ]
    assert said in result.reply
    assert rest in result.reply
    assert ("닫혀" in result.reply) is bool(rest)


def test_a_window_that_a_hand_has_stopped_is_named_when_the_others_have_opened(rig):
    live = rig.state._live

    def lives(seconds):
        live(seconds)
        if 40 < float(rig.state.value(DRIVER) or 0) < 60:
            rig.sim.ecus.panes.move(DRIVER, 0)

    rig.state._live = lives
    result = rig.do("window", "open", zone="all")
    assert (result.outcome, result.reason, result.details) == (
        Outcome.FAILED, "manual_override", {"zones": ("driver",)})  # fmt: skip
    assert [rig.state.value(POSITIONS[zone]) for zone in OTHERS] == [100] * 3


def test_of_several_windows_the_one_that_does_not_move_is_named(rig):
    move = rig.sim.ecus.panes.move
    rig.sim.ecus.panes.move = lambda path, target: None if path == DRIVER else move(path, target)
    result = rig.do("window", "open", zone="all")
    assert (result.outcome, result.details) == (Outcome.TIMED_OUT, {"zones": ("driver",)})
    assert "운전석 창문은 차에서 확인이 오지" in result.reply
    assert "조수석과 왼쪽 뒷자리와 오른쪽 뒷자리 창문은 열려 있어요" in result.reply


def test_a_blocked_window_whose_movement_is_not_reported_any_more_is_told_at_once():
    rig = Rig(never=("VA_MOVE_STS",))
    opened(rig)
    rig.sim.ecus.panes.obstacles[DRIVER] = 50.0
    assert rig.do("window", "close", zone="all").reason == "obstructed"
    assert rig.state.value(POSITIONS["passenger"]) > 0
