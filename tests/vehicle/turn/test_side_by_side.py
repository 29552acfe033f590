"""Turns of several clients at the same time: only what they command together meets, and there the newer wins."""

import threading

import pytest
from g70 import codec, dbc
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rig import Rig
from turns import PATIENCE, driven

from contract.values import Command
from sim_can.faults.faulty import Faulty
from sim_can.faults.script import parse
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


WISHES = [  # pairs of opposite commands on one signal, and how long each takes
    (Command("hazard", "on"), Command("hazard", "off")),
    (Command("media.volume", "set", None, 30.0), Command("media.volume", "set", None, 60.0)),
    (Command("climate.ac", "on"), Command("climate.ac", "off")),
    (OPEN, CLOSE),
    (Command("drive_mode", "set", None, "sport"), Command("drive_mode", "set", None, "eco")),
]
order = st.tuples(st.sampled_from(WISHES), st.integers(0, 1)).map(lambda found: found[0][found[1]])
orders = st.lists(order, min_size=1, max_size=3)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    older=orders, newer=orders, steps=st.integers(0, 60), seed=st.integers(0, 99), lost=st.sampled_from([0, 0, 10, 30])
)
@example([OPEN, CLOSE, Command("hazard", "off")], [Command("hazard", "on")], 20, 0, 0)
def test_what_two_turns_at_once_call_done_is_so_and_the_newer_one_wins(older, newer, steps, seed, lost):
    """A turn begins at any moment of another one, on a bus that loses frames.

    What either calls done is so in the car when it ends; at last every signal is as the newer turn wants it, unless
    that turn itself does not call it done.
    """
    rig = Rig()
    rig.sim = Faulty(rig.sim, parse(f"0.. drop VA share={lost}%", codec) if lost else [], seed)
    left, wrong = [steps], []

    def ends(ran):
        for result in ran.results:
            if result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY) and result.reason != "superseded":
                wrong.extend(
                    (result.command, path)
                    for path, wanted in result.action.expects.items()
                    if not any(codec.matches(path, rig.sim.values[path], each) for each in wanted)
                )
        return ran

    def soon():
        left[0] -= 1
        return left[0] < 0

    inner = when(rig, soon, lambda: ends(rig.run(newer, client=Client("front"))))
    outer = rig.run(older, client=Client("rear"))
    if inner:  # while the newer turn ran, the older one stood still: it is looked at when it has ended
        ends(outer)
    assert not wrong
    rig.live(6.0)
    last = {
        path: result
        for result in (inner[0].results if inner else [])
        if result.action
        for path in result.action.expects
    }
    for path, result in last.items():
        if result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY):
            wanted = result.action.expects[path]
            assert any(codec.matches(path, rig.sim.values[path], each) for each in wanted), (path, result)


def test_an_undo_takes_back_the_turns_of_one_client_each_by_itself(rig):
    """While the window of one turn moves, the same client says something else; the first goes on after it."""
    when(rig, between(rig, WINDOW, 20, 40), lambda: rig.do("hazard", "on"))
    rig.run([OPEN, Command("climate.ac", "on"), CLOSE, Command("media.volume", "set", None, 30.0)])
    assert [len(actions) for _, actions in rig.session.undo] == [4, 1]
    undone = rig.run([Command("dialog.undo", "do")])
    assert [result.outcome for result in undone.results] == [Outcome.CONFIRMED]
    assert rig.sim.values["CGW1.CF_Gway_HazardSw"] == "off"
