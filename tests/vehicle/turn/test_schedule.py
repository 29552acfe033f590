"""The database of what is to be done later, without a car. More of it in test_later.py."""

import pytest
from test_later import ON

from vehicle.turn.client import Client
from vehicle.turn.schedule import Entry, Schedule, ScheduleError


def test_the_next_time_is_the_earliest_and_whoever_waits_for_it_is_woken():
    schedule = Schedule("genesis_g70")
    assert (schedule.next_due(), schedule.changed.is_set()) == (None, False)
    schedule.add(Entry(1000.0, ON, Client(), "ko", "driver"))
    assert schedule.changed.is_set()
    schedule.add(Entry(900.0, ON, Client(), "ko", "driver"))
    assert schedule.next_due() == 900.0


def test_a_turn_waits_a_tenth_of_a_second_at_most_for_another_process_that_writes_the_database():
    assert Schedule("genesis_g70")._db.execute("PRAGMA busy_timeout").fetchone() == (100,)


def test_a_schedule_that_was_closed_is_not_used_any_more():
    schedule = Schedule("genesis_g70")
    schedule.close()
    with pytest.raises(ScheduleError, match="closed"):
        schedule.entries()
