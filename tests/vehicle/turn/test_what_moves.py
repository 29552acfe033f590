"""What a stop finds moving and which way, what danger does with it, and what is said of it."""

from dataclasses import replace

import can
import pytest
from g70 import dbc
from rig import Rig
from test_stop import say

from contract.values import Command
from vehicle.results.result import Outcome

STOP, DANGER = "멈춰", "손 꼈어 멈춰"
WINDOW, ROOF, TRUNK = ("window", "driver"), ("sunroof", None), ("trunk", None)
MOVES = {WINDOW: "DrWdwMove", ROOF: "RoofMove", TRUNK: "TrunkMove"}
POSITIONS = {WINDOW: "VA_WINDOW_STS.DrWdwPos", ROOF: "VA_WINDOW_STS.RoofPos", TRUNK: "CGW1.CF_Gway_TrunkTgSw"}
COMMANDS = {WINDOW: "VA_WINDOW_CMD.DrWdwSet", ROOF: "VA_WINDOW_CMD.RoofSet", TRUNK: "VA_BODY_CMD.TrunkSet"}
SILENT = "silent"  # the car has said before how it moves, or where it is, and does not any more


def fall_silent(rig, *messages):
    """These messages of the car do not arrive any more, for long enough that their last values are too old."""
    ids = {dbc.messages[name].message.frame_id for name in messages}
    rig.to_gateway = lambda frame: None if frame.arbitration_id in ids else frame
    rig.live(2.0 if messages else 0.0)


def ordered(rig, what, op, value):
    """It is told so, by a turn that still waits; the car does not say yet that it moves. Returns what was sent."""
    rig.to_car = lambda frame: None
    underway = rig.delivery.send(rig.plan(Command(what[0], op, what[1], value)))
    assert underway.sent.frames
    rig.to_car = lambda frame: frame
    rig.sent.clear()
    return underway


def written(rig, what):
    """What the first frame of its message writes; None without one."""
    message, _, signal = COMMANDS[what].partition(".")
    frames = [frame for frame in rig.sent if frame.arbitration_id == dbc.messages[message].message.frame_id]
    return rig.car.codec.decode(str(frames[0].channel), frames[0])[1][signal] if frames else None


@pytest.mark.parametrize(
    ("what", "reported", "position", "order", "in_danger"),
    [
        (WINDOW, "standing", 50, None, None),
        (WINDOW, "opening", 50, None, "stop"),
        (WINDOW, "closing", 50, None, 100),
        # told so a moment ago, and not moving yet as the car says
        (WINDOW, "standing", 50, ("set", 80.0), "stop"),
        (WINDOW, "standing", 50, ("set", 51.0), "stop"),
        (WINDOW, "standing", 50, ("set", 20.0), 100),
        (WINDOW, "standing", 50, ("set", 49.0), 100),
        (WINDOW, "standing", SILENT, ("set", 80.0), 100),
        (WINDOW, "standing", SILENT, ("open", None), "stop"),
        (WINDOW, "standing", 50, ("stop", None), 100),
        (ROOF, "standing", 50, ("tilt", None), 100),
        (ROOF, "standing", "tilt", ("set", 80.0), 100),
        (ROOF, "standing", "tilt", ("open", None), "stop"),
        (TRUNK, "standing", "closed", ("open", None), "stop"),
        (TRUNK, "standing", "open", ("close", None), "open"),
        # told to turn round, or once more the same way, or to halt
        (WINDOW, "opening", 50, ("set", 20.0), 100),
        (WINDOW, "opening", 50, ("set", 80.0), "stop"),
        (WINDOW, "opening", 50, ("stop", None), "stop"),
        (WINDOW, "opening", SILENT, ("set", 20.0), 100),
        (WINDOW, "closing", 50, ("set", 80.0), 100),
        (WINDOW, "closing", 50, ("stop", None), 100),
        (TRUNK, "opening", "open", ("close", None), "open"),
        # nobody knows whether it moves
        (WINDOW, SILENT, 50, None, 100),
        (WINDOW, SILENT, 50, ("set", 80.0), "stop"),
        (TRUNK, SILENT, "closed", None, "open"),
    ],
)
@pytest.mark.parametrize("words", [STOP, DANGER])
def test_what_moves_halts_and_in_danger_what_may_close_opens(rig, words, what, reported, position, order, in_danger):
    shown = {POSITIONS[what]: position, f"VA_MOVE_STS.{MOVES[what]}": reported}
    rig.set(**{path.replace(".", "__"): value for path, value in shown.items() if value != SILENT})
    if order:
        ordered(rig, what, *order)
    fall_silent(rig, *(path.partition(".")[0] for path, value in shown.items() if value == SILENT))
    say(rig, words)
    assert written(rig, what) == (in_danger if words == DANGER or in_danger is None else "stop")


@pytest.mark.parametrize(
    ("seconds", "between", "opens"),
    [
        (1.0, None, True),
        (9.0, None, True),
        (12.0, None, False),  # long ago
        (1.0, Command("window", "close", "driver"), True),  # it has closed
        (1.0, Command("window", "open", "driver"), False),  # it is open
    ],
)
def test_danger_opens_what_a_stop_has_halted_a_moment_ago(rig, seconds, between, opens):
    """First "stop", then what has happened: the window stands still, and somebody is caught in it."""
    rig.set(VA_WINDOW_STS__DrWdwPos=50.0, VA_MOVE_STS__DrWdwMove="closing")
    say(rig, STOP)
    rig.live(seconds)
    if between:
        rig.assistant.execute([between])
        rig.live(1.0)
    rig.sent.clear()
    say(rig, DANGER)
    assert written(rig, WINDOW) == (100 if opens else None)


@pytest.mark.parametrize("before", ["closing", "standing"])
def test_danger_lets_go_on_what_turns_round(rig, before):
    """It has met a hand by itself, or danger was said before: to halt it now would hold the hand."""
    rig.set(VA_WINDOW_STS__DrWdwPos=50.0, VA_MOVE_STS__DrWdwMove="closing")
    rig.set(VA_MOVE_STS__DrWdwMove=before)
    rig.set(VA_WINDOW_STS__DrWdwPos=52.0, VA_MOVE_STS__DrWdwMove="opening")
    for _ in range(2):
        rig.sent.clear()
        say(rig, DANGER)
        assert written(rig, WINDOW) == 100


@pytest.mark.parametrize(
    ("what", "positions", "opens"),
    [  # the car has said nothing of a movement: it was short, or the frame was lost
        (WINDOW, (10.0, 0.0), 100),
        (WINDOW, (10.0, 4.0), 100),
        (WINDOW, (4.0, 10.0), None),
        (ROOF, ("tilt", 0.0), 100),
        (ROOF, (0.0, "tilt"), None),
        (TRUNK, ("open", "closed"), "open"),
        (TRUNK, ("closed", "open"), None),
    ],
)
def test_what_has_closed_is_known_by_its_position_too(rig, what, positions, opens):
    for position in positions:
        rig.set(**{POSITIONS[what].replace(".", "__"): position})
    rig.sent.clear()
    say(rig, DANGER)
    assert written(rig, what) == opens


def test_a_plain_stop_has_nothing_to_do_with_what_has_closed_already(rig):
    rig.set(VA_WINDOW_STS__DrWdwPos=10.0)
    rig.set(VA_WINDOW_STS__DrWdwPos=0.0)
    rig.sent.clear()
    assert [result.command.function for result in say(rig, STOP).results] != ["window"]
    assert written(rig, WINDOW) is None


@pytest.mark.parametrize(
    ("order", "reported", "opens"),
    [(("set", 20.0), "standing", 100), (("set", 80.0), "standing", None), (None, "opening", None)],
)
def test_danger_after_a_stop_that_came_before_the_car_said_anything(rig, order, reported, opens):
    """It was told to close a moment before the stop; the car has not said that it moved."""
    rig.set(VA_WINDOW_STS__DrWdwPos=50.0, VA_MOVE_STS__DrWdwMove=reported)
    underway = ordered(rig, WINDOW, *order) if order else None
    say(rig, STOP)
    if underway:
        rig.delivery.conclude(underway)  # its turn ends
    rig.set(VA_MOVE_STS__DrWdwMove="standing")
    rig.live(1.0)
    rig.sent.clear()
    say(rig, DANGER)
    assert written(rig, WINDOW) == opens


@pytest.mark.parametrize("halted", [False, True])
def test_on_the_road_a_trunk_that_stands_still_is_not_opened(rig, halted):
    """It has closed, or was halted on its way, and then the car has driven off."""
    rig.set(CGW1__CF_Gway_TrunkTgSw="open", VA_MOVE_STS__TrunkMove="closing")
    rig.set(CGW1__CF_Gway_TrunkTgSw="open" if halted else "closed", VA_MOVE_STS__TrunkMove="standing")
    rig.drive(60.0)
    rig.sent.clear()
    stop = say(rig, DANGER)
    assert (written(rig, TRUNK), [result.command.function for result in stop.results]) == (None, ["dialog.no"])


def test_a_window_that_does_not_open_again_is_not_said_to(rig):
    """Its ECU takes the command, and nothing moves."""
    rig.set(VA_WINDOW_STS__DrWdwPos=10.0)
    rig.set(VA_WINDOW_STS__DrWdwPos=0.0)
    rig.sim.ecus.panes.move = lambda *_: None
    stop = say(rig, DANGER)
    assert (stop.results[0].outcome, "열고" in stop.reply) == (Outcome.TIMED_OUT, False)


def test_on_the_road_a_trunk_that_may_not_even_move_is_not_opened(rig):
    """The message that says how everything moves has fallen silent: the windows open, the trunk does not."""
    rig.drive(100.0)
    fall_silent(rig, "VA_MOVE_STS")
    stop = say(rig, DANGER)
    assert (written(rig, WINDOW), written(rig, TRUNK)) == (100, "stop")
    assert {result.command.function: bool(result.details) for result in stop.results} == {
        "window": True,
        "sunroof": True,
        "sunshade": True,
        "trunk": False,
    }


def test_a_trunk_that_closes_opens_again_though_the_car_rolls_already(rig):
    rig.drive(3.0)
    rig.set(CGW1__CF_Gway_TrunkTgSw="open", VA_MOVE_STS__TrunkMove="closing")
    say(rig, DANGER)
    assert written(rig, TRUNK) == "open"


def test_a_movement_that_was_never_heard_of_halts_nothing():
    rig = Rig(never=("VA_MOVE_STS",))
    rig.set(VA_MEDIA_STS__PlayState="playing")
    say(rig, STOP)
    assert (written(rig, WINDOW), rig.sim.values["VA_MEDIA_STS.PlayState"]) == (None, "paused")


def moving(rig, ways):
    """The car reports that these move: {signal of the message: way}."""
    message = "GLASS" if rig.car.name == "hatchback" else "VA_MOVE_STS"
    rig.set(**{f"{message}__{signal}": way for signal, way in ways.items()})


WINDOWS = ("DrWdwMove", "PsWdwMove", "RlWdwMove", "RrWdwMove")


@pytest.mark.parametrize(
    ("car", "words", "ways", "told"),
    [
        ("genesis_g70", STOP, {"DrWdwMove": "opening"}, {("window", "driver"): False}),
        (
            *("genesis_g70", STOP, {"DrWdwMove": "opening", "RlWdwMove": "closing"}),
            {("window", "driver"): False, ("window", "rear_left"): False},
        ),
        ("genesis_g70", STOP, dict.fromkeys(WINDOWS, "opening"), {("window", "all"): False}),
        (
            *("genesis_g70", STOP, dict.fromkeys((*WINDOWS, "RoofMove", "TrunkMove"), "opening")),
            {("window", "all"): False, ("sunroof", None): False, ("trunk", None): False},
        ),
        ("genesis_g70", DANGER, dict.fromkeys(WINDOWS, "closing"), {("window", "all"): True}),
        (
            *("genesis_g70", DANGER, {"DrWdwMove": "opening", "PsWdwMove": "closing", "RoofMove": "closing"}),
            {("window", "driver"): False, ("window", "passenger"): True, ("sunroof", None): True},
        ),
        (
            *("genesis_g70", DANGER, dict.fromkeys(WINDOWS[:3], "closing") | {"RrWdwMove": "opening"}),
            {
                **dict.fromkeys([("window", "driver"), ("window", "passenger"), ("window", "rear_left")], True),
                ("window", "rear_right"): False,
            },
        ),
        ("hatchback", STOP, dict.fromkeys(("DrWindowMove", "PsWindowMove"), "closing"), {("window", "all"): False}),
        ("hatchback", STOP, {"PsWindowMove": "closing"}, {("window", "passenger"): False}),
    ],
)
def test_each_thing_that_moved_is_told_once_and_all_windows_together_where_they_did_alike(car, words, ways, told):
    """`told`: {(function, zone): does it open again?}, in this order."""
    rig = Rig(car=car)
    moving(rig, ways)
    stop = say(rig, words)
    found = [(each.command.function, each.command.zone) for each in stop.results]
    assert found == list(told)
    assert [each.details == {"reversed": True} for each in stop.results] == list(told.values())
    assert [each.zone or None for each in stop.results] == [zone for _, zone in told]
    assert {each.outcome for each in stop.results} == {Outcome.CONFIRMED}
    assert ["다시 열고" in sentence for sentence in stop.sentences] == list(told.values())
    assert ["모든" in sentence for sentence in stop.sentences] == [zone == "all" for _, zone in told]


def test_what_opens_again_is_told_as_soon_as_it_does(rig):
    """A window that is nearly closed needs seconds until it is open; nobody waits for it to stand."""
    rig.set(VA_WINDOW_STS__DrWdwPos=60)
    ordered(rig, WINDOW, "close", None)
    moving(rig, {"DrWdwMove": "closing"})
    rig.set(VA_WINDOW_STS__DrWdwPos=5)
    stop = say(rig, DANGER)
    assert stop.results[0].outcome is Outcome.CONFIRMED
    assert rig.sim.values["VA_WINDOW_STS.DrWdwPos"] < 100
    rig.live(10.0)
    assert rig.sim.values["VA_WINDOW_STS.DrWdwPos"] == 100


@pytest.mark.parametrize("words", [STOP, DANGER])
def test_what_has_no_way_to_open_only_halts_and_is_not_said_to_open(rig, words):
    window = rig.car.functions["window"]
    closes = replace(window, ops={op: target for op, target in window.ops.items() if op != "open"})
    rig.assistant.delivery.car = replace(rig.car, functions={**rig.car.functions, "window": closes})
    moving(rig, {"DrWdwMove": "closing"})
    stop = say(rig, words)
    assert (written(rig, WINDOW), stop.results[0].outcome) == ("stop", Outcome.CONFIRMED)
    assert "다시 열고" not in stop.reply


@pytest.mark.parametrize("words", [STOP, DANGER])
def test_a_stop_that_cannot_be_sent_says_so_for_each_thing(rig, words):
    moving(rig, {"DrWdwMove": "closing", "RoofMove": "opening"})
    stranger = dbc.messages["VA_LIGHT_CMD"].message.frame_id
    rig.bridge.receive("mcan", can.Message(arbitration_id=stranger, data=bytes(8), is_extended_id=False))
    stop = say(rig, words)
    assert not rig.sent
    assert [(each.command.function, each.outcome, each.reason) for each in stop.results] == [
        ("window", Outcome.FAILED, "bus_stopped"),
        ("sunroof", Outcome.FAILED, "bus_stopped"),
    ]
    assert all("다른 장치" in sentence for sentence in stop.sentences)
