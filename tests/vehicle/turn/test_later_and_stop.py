"""What was ordered for later, and then somebody says stop, is in danger, or orders otherwise."""

import json
import sqlite3

import pytest
from rig import Rig
from test_later import HEAT, MINUTES, later
from test_side_by_side import WINDOW, between, when

from contract.values import Command
from vehicle.results.result import Outcome
from vehicle.turn import due
from vehicle.turn.client import Client
from vehicle.turn.requester import Requester
from vehicle.turn.schedule import Schedule

OPEN, CLOSE = Command("window", "open", "driver"), Command("window", "close", "driver")
PASSENGER = "VA_WINDOW_STS.PsWdwPos"
STOP, DANGER = "멈춰", "손 꼈어"


@pytest.fixture
def rig():
    return Rig()


@pytest.fixture
def heard(rig):
    """The turns that the schedule has begun."""
    found = []
    with rig.assistant.scheduled.told(found.append):
        yield found


def say(rig, text):
    return rig.assistant.say([(text, 1.0)], "", Requester(client=Client("else")))


def outcomes(turns):
    return [(turn.results[0].outcome, turn.results[0].reason) for turn in turns]


def closing(rig, text):
    """The window is open and closes by order; at a third of its way somebody says this."""
    if rig.sim.values[WINDOW] == 0:
        rig.run([OPEN])
    when(rig, between(rig, WINDOW, 20, 50), lambda: say(rig, text))
    rig.run([CLOSE])
    rig.live(3.0)


@pytest.mark.parametrize(
    "ordered", [later(CLOSE, 60.0), later(OPEN, None, 60.0)], ids=["close in a minute", "open for a minute"]
)
@pytest.mark.parametrize("text", [STOP, DANGER])
@pytest.mark.parametrize("passes", [60.0, 300.0], ids=["at once", "much later"])
def test_what_was_ordered_before_a_stop_moves_nothing_after_it(rig, heard, ordered, text, passes):
    ordered = ordered if ordered.after is None else later(CLOSE, passes)
    ordered = ordered if ordered.duration is None else later(OPEN, None, passes)
    rig.run([ordered])
    closing(rig, text)
    left = rig.sim.values[WINDOW]
    assert left > 0
    rig.clock.now = max(rig.clock.now, rig.assistant.schedule.entries()[0].due)
    rig.live(0.1)
    due.do_all(rig.assistant)
    rig.live(5.0)
    assert outcomes(heard) == [(Outcome.STOPPED, "stop")]
    assert heard[0].reply == "운전석 창문은 그사이 멈추라고 하셔서 하지 않았어요."
    assert rig.sim.values[WINDOW] == left


def test_what_is_ordered_after_the_stop_is_done(rig, heard):
    closing(rig, DANGER)
    rig.run([later(CLOSE, 10.0)])
    rig.live(11.0)
    due.do_all(rig.assistant)
    assert outcomes(heard) == [(Outcome.CONFIRMED, "")]


@pytest.mark.parametrize(
    ("text", "outcome"), [(STOP, Outcome.CONFIRMED), ("창문 멈춰", Outcome.CONFIRMED), (DANGER, Outcome.STOPPED)]
)
def test_a_stop_that_halts_nothing_leaves_the_schedule_alone_but_danger_does_not(rig, heard, text, outcome):
    """ "That's enough" is said of the music many times a day."""
    rig.run([OPEN])
    rig.run([later(CLOSE, 60.0)])
    rig.live(20.0)
    say(rig, text)
    rig.live(41.0)
    due.do_all(rig.assistant)
    assert [turn.results[0].outcome for turn in heard] == [outcome]


@pytest.mark.parametrize("text", [STOP, DANGER])
def test_what_does_not_move_is_done_in_spite_of_a_stop(rig, heard, text):
    rig.run([later(Command("seat.heat", "on", "driver"), 60.0)])
    closing(rig, text)
    rig.live(60.0)
    due.do_all(rig.assistant)
    assert outcomes(heard) == [(Outcome.CONFIRMED, "")]


@pytest.mark.parametrize("text", [STOP, DANGER])
def test_a_stop_between_the_time_of_an_entry_and_its_turn_counts(rig, heard, text):
    rig.run([OPEN])
    rig.run([later(CLOSE, 5.0)])
    rig.live(5.1)
    entries = due.take(rig.assistant)
    say(rig, text)
    for entry in entries:
        due.do(entry, rig.assistant)
    assert outcomes(heard) == [(Outcome.STOPPED, "stop")]
    assert rig.sim.values[WINDOW] == 100


def test_an_order_that_is_under_way_wins_over_an_older_one_that_falls_due(rig, heard):
    rig.run([later(CLOSE, 5.0)])
    rig.live(4.9)

    def falls_due():
        rig.live(0.3)
        due.do_all(rig.assistant)

    when(rig, between(rig, WINDOW, 10, 40), falls_due)
    assert rig.run([OPEN]).results[0].outcome is Outcome.CONFIRMED
    assert outcomes(heard) == [(Outcome.SUPERSEDED, "superseded")]
    assert rig.sim.values[WINDOW] == 100


def test_whoever_listens_is_told_of_what_was_not_done_because_it_was_too_late(rig, heard):
    rig.run([later(Command("seat.heat", "on", "driver"), MINUTES)])
    rig.clock.now += 3 * MINUTES  # the gateway did not run
    rig.live(0.1)
    due.do_all(rig.assistant)
    assert outcomes(heard) == [(Outcome.FAILED, "expired")]
    assert "열선" in heard[0].reply
    assert rig.sim.values[HEAT] == "off"


def test_a_database_of_an_older_version_is_used_and_its_entries_are_older_than_any_stop(tmp_path):
    path = tmp_path / "schedule.sqlite3"
    with sqlite3.connect(path) as older:
        older.execute(
            "CREATE TABLE scheduled (id INTEGER PRIMARY KEY, car TEXT, due REAL, command TEXT, client TEXT, "
            "groups TEXT, lang TEXT, seat TEXT)"
        )
        command = json.dumps({"function": "window", "op": "close", "zone": "driver"})
        row = ("genesis_g70", 900.0, command, "a", '["all"]', "ko", "driver")
        older.execute("INSERT INTO scheduled VALUES (7, ?, ?, ?, ?, ?, ?, ?)", row)
    older.close()
    for _ in range(2):
        schedule = Schedule("genesis_g70", path)
        (entry,) = schedule.entries()
        assert (entry.id, entry.command, entry.made, entry.ends) == (7, CLOSE, 0.0, False)
        schedule.close()
