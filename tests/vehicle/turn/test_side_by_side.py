"""Turns of several clients at the same time: only what they command together meets, and there the newer wins."""

import threading

import pytest
from g70 import dbc
from rig import Rig
from turns import PATIENCE, driven

from contract.values import Command
from vehicle.results.result import Outcome
from vehicle.turn.client import Client
from vehicle.turn.requester import Requester

WINDOW = "VA_WINDOW_STS.DrWdwPos"
OPEN, CLOSE = Command("window", "open", "driver"), Command("window", "close", "driver")


@pytest.fixture
def rig():
    return Rig()


def when(rig, condition, act):
    """Once the condition holds, while a turn waits for the car, another turn does this. What it came to is returned."""
    found, live = [], rig.state._live

    def lives(seconds):
        live(seconds)
        if not found and condition():
            found.append(None)
            found[0] = act()

    rig.state._live = lives
    return found


def between(rig, path, low, high):
    return lambda: low < float(rig.state.value(path) or 0) < high


def outcomes(ran):
    return [(result.outcome, result.reason) for result in ran.results]


def test_another_command_is_done_while_a_window_moves(rig):
    inner = when(
        rig, between(rig, WINDOW, 20, 40), lambda: (rig.do("media.volume", "set", 30), rig.state.value(WINDOW))
    )
    outer = rig.run([OPEN], client=Client("rear"))
    assert outcomes(outer) == [(Outcome.CONFIRMED, "")]
    volume, position = inner[0]
    assert volume.outcome is Outcome.CONFIRMED
    assert float(position) < 100, "it did not wait for the window"


def test_the_newer_of_two_turns_wins_and_the_older_is_not_sent_again(rig):
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: rig.run([CLOSE], client=Client("front")))
    outer = rig.run([OPEN], client=Client("rear"))
    assert outcomes(outer) == [(Outcome.SUPERSEDED, "superseded")]
    assert "새로" in outer.reply
    assert outcomes(inner[0]) == [(Outcome.CONFIRMED, "")]
    rig.live(5.0)
    assert rig.sim.values[WINDOW] == 0
    window = [frame for frame in rig.sent if frame.arbitration_id == dbc.messages["VA_WINDOW_CMD"].message.frame_id]
    assert len(window) == 2


def test_an_order_for_what_is_so_now_is_sent_while_another_turn_changes_it(rig):
    """The window is still closed when "close" is said, but it has just been told to open."""
    inner = when(rig, lambda: bool(rig.sent), lambda: rig.run([CLOSE], client=Client("front")))
    outer = rig.run([OPEN], client=Client("rear"))
    assert outcomes(outer) == [(Outcome.SUPERSEDED, "superseded")]
    assert inner[0].results[0].outcome is Outcome.CONFIRMED
    rig.live(5.0)
    assert rig.sim.values[WINDOW] == 0


def test_the_later_command_of_an_older_turn_does_not_undo_a_newer_turn(rig):
    """ "Open the window and switch the hazard lights off", and while it opens somebody else says "hazard on"."""
    hazard = Command("hazard", "off")
    rig.do("hazard", "on")
    inner = when(
        rig,
        between(rig, WINDOW, 20, 40),
        lambda: rig.run([Command("hazard", "on")], client=Client("front")),
    )
    outer = rig.run([OPEN, CLOSE, hazard], client=Client("rear"))
    assert outcomes(inner[0]) == [(Outcome.ALREADY, "")]
    assert outcomes(outer)[-1] == (Outcome.SUPERSEDED, "superseded")
    assert rig.sim.values["CGW1.CF_Gway_HazardSw"] == "on"


def test_two_turns_that_want_the_same_both_get_it(rig):
    inner = when(rig, between(rig, WINDOW, 20, 40), lambda: rig.run([OPEN], client=Client("front")))
    outer = rig.run([OPEN], client=Client("rear"))
    assert outcomes(outer) == outcomes(inner[0]) == [(Outcome.CONFIRMED, "")]


def test_what_one_turn_has_done_and_another_has_changed_is_not_said_to_be_done(rig):
    """The volume is confirmed, then another turn changes it while the window of the first still moves."""
    change = Command("media.volume", "set", None, 60)
    inner = when(rig, between(rig, WINDOW, 50, 70), lambda: rig.run([change], client=Client("front")))
    outer = rig.run([Command("media.volume", "set", None, 30), OPEN], client=Client("rear"))
    assert outcomes(inner[0]) == [(Outcome.CONFIRMED, "")]
    assert outcomes(outer) == [(Outcome.SUPERSEDED, "superseded"), (Outcome.CONFIRMED, "")]


def test_a_car_that_died_in_mid_move_keeps_nobody_else_waiting(rig):
    """The window's ECU is gone: its turn waits for seconds, the volume is set at once."""
    window = {dbc.messages[name].message.frame_id for name in ("VA_WINDOW_STS", "VA_WINDOW_CMD")}

    def dead():
        rig.to_gateway = lambda frame: None if frame.arbitration_id in window else frame
        began = rig.clock()
        return rig.do("media.volume", "set", 30).outcome, rig.clock() - began

    inner = when(rig, between(rig, WINDOW, 20, 40), dead)
    outer = rig.run([OPEN], client=Client("rear"))
    assert outer.results[0].outcome is Outcome.TIMED_OUT
    outcome, took = inner[0]
    assert outcome is Outcome.CONFIRMED
    assert took < 0.5  # s of the car's time


def test_many_turns_at_once_in_threads_all_end_as_they_should():
    """Sixteen clients, each with functions of its own, and two with the same one."""
    clients = [
        ("a", Command("window", "set", "driver", 40.0)),
        ("b", Command("window", "set", "passenger", 40.0)),
        ("c", Command("seat.heat", "set", "driver", 2.0)),
        ("d", Command("seat.heat", "set", "passenger", 3.0)),
        ("e", Command("media.volume", "set", None, 50.0)),
        ("f", Command("light.interior", "set", "front", 50.0)),
        ("g", Command("hazard", "on")),
        ("h", Command("climate.fan", "set", None, 5.0)),
        ("i", Command("drive_mode", "set", None, "sport")),
        ("j", Command("sunroof", "set", None, 50.0)),
        ("k", Command("display.brightness", "set", None, 40.0)),
        ("l", Command("steering.heat", "on")),
    ]
    with driven() as (assistant, _):
        found: dict[str, list[Outcome]] = {}

        def turn(name: str, command: Command) -> None:
            done = assistant.execute([command], "ko", Requester(Client(name)))
            found[name] = [result.outcome for result in done.results]

        threads = [threading.Thread(target=turn, args=each) for each in clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert found == {name: [Outcome.CONFIRMED] for name, _ in clients}
        assert not list(assistant.delivery.feedback.underway())
