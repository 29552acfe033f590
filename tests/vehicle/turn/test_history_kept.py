"""The places that were driven to are kept in the database of the drive: when one counts, how many, how they go."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from guided_drives import Drive, place

import vehicle
from navigation.routing.protocol import Point
from vehicle.turn.drive_database import KeptDriveError
from vehicle.turn.history import MOST, History
from vehicle.turn.kept_drive import KeptDrive

COEX = {"ko": "코엑스", "en": "COEX"}
KEEPER = """
import sys
from pathlib import Path
from navigation.routing.protocol import Point
from vehicle.turn.history import History
from vehicle.turn.kept_drive import KeptDrive
history = History(KeptDrive("genesis_g70", Path(sys.argv[1])))
number = max([each.last for each in history.places], default=0.0)
print("begun", flush=True)
while True:
    number += 1
    at = number % 5
    history.add(Point(37.0 + at, 127.0), {"ko": f"{at:g}"}, number)
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "drive.sqlite3"


def history_of(file, most=MOST, car="genesis_g70"):
    return History(KeptDrive(car, file), most)


def after_restart(history, file, most=MOST):
    history.kept.close()
    return history_of(file, most)


def names(history):
    return [each.names.get("ko", "") for each in history.places]


def test_a_place_counts_when_the_head_unit_guides_to_it_and_not_before():
    drive = Drive(follow=False)
    drive.rig.to_car = lambda frame: None  # the head unit does not hear it
    drive.rig.do("nav.go", "do", "코엑스")
    drive.live(1.0)
    assert names(drive.guidance.history) == []
    drive.rig.to_car = lambda frame: frame
    drive.rig.do("nav.go", "do", "코엑스")
    drive.live(1.0)
    assert names(drive.guidance.history) == ["코엑스"]
    drive.rig.do("nav.waypoint", "add", "도산공원")
    drive.live(1.0)
    drive.rig.do("nav.waypoint", "remove")
    drive.live(1.0)
    assert [(name, each.times) for name, each in zip(names(drive.guidance.history), drive.guidance.history.places)] == [
        ("도산공원", 1),
        ("코엑스", 1),
    ]


def test_one_that_was_chosen_on_the_screen_counts_without_a_name():
    drive = Drive(follow=False)
    drive.go(*place(900, 300))
    drive.live(1.0)
    assert names(drive.guidance.history) == [""]


def test_a_gateway_that_begins_anew_or_resumes_counts_nothing_twice():
    drive = Drive(follow=False)
    drive.rig.do("nav.go", "do", "코엑스")
    drive.live(1.0)
    drive.begin()
    drive.live(1.0)
    assert [each.times for each in drive.guidance.history.places] == [1]
    again = Drive(follow=False, kept=drive.kept)
    again.live(1.0)
    again.rig.do("nav.go", "do", "가던 데")
    again.live(1.0)
    assert [each.times for each in again.guidance.history.places] == [1]
    again.rig.do("nav.cancel", "do")
    again.live(1.0)
    again.rig.do("nav.go", "do", "코엑스")
    again.live(1.0)
    assert [each.times for each in again.guidance.history.places] == [2]


def test_they_are_there_after_a_restart_and_the_file_is_its_owners(file):
    history = history_of(file)
    history.add(Point(37.5, 127.0), COEX, 1.0)
    history.add(Point(37.6, 127.0), {}, 2.0)
    history.add(Point(37.5, 127.0), COEX, 3.0)
    assert after_restart(history, file).places == history.places
    assert [each.times for each in history.places] == [2, 1]
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_last_fifty_are_kept(file):
    history = history_of(file)
    for at in range(60):
        history.add(Point(37.0, 120.0 + at), {"ko": f"{at}"}, float(at))
    assert names(after_restart(history, file)) == [f"{at}" for at in range(59, 9, -1)]
    assert len(sqlite3.connect(file).execute("SELECT * FROM visited").fetchall()) == MOST


def test_of_zero_none_is_kept_and_those_that_were_are_deleted(file):
    history = history_of(file)
    history.add(Point(37.5, 127.0), COEX, 1.0)
    none = after_restart(history, file, 0)
    none.add(Point(37.5, 127.0), COEX, 2.0)
    assert none.places == ()
    assert after_restart(none, file).places == ()


def test_what_is_forgotten_is_not_in_the_file_any_more(file):
    other = history_of(file, car="hatchback")
    other.add(Point(37.5, 127.0), {"ko": "예술의전당"}, 1.0)
    history = after_restart(other, file)
    history.add(Point(37.5, 127.0), COEX, 1.0)
    assert "코엑스".encode() in file.read_bytes()
    assert history.forget() == 1
    assert history.places == ()
    assert "코엑스".encode() not in file.read_bytes()
    history.kept.close()
    assert names(history_of(file, car="hatchback")) == ["예술의전당"]


def test_a_row_that_cannot_be_read_is_left_out(file, caplog):
    history = history_of(file)
    history.add(Point(37.5, 127.0), COEX, 1.0)
    db = sqlite3.connect(file)
    for recent in ("[]", "nonsense", "5", '{"a": 1}'):
        db.execute("INSERT INTO visited VALUES ('genesis_g70', 37.0, 127.0, '{}', 1, ?, 0.5)", (recent,))
    db.execute("INSERT INTO visited VALUES ('genesis_g70', 37.0, 127.0, '[]', 1, '[1]', 0.5)")
    db.commit()
    assert names(after_restart(history, file)) == ["코엑스"]
    assert caplog.text.count("left out") == 5


def test_a_database_that_is_locked_is_one_warning_and_the_places_end_with_this_process(file, caplog):
    history = history_of(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    history.add(Point(37.5, 127.0), COEX, 1.0)
    history.add(Point(37.6, 127.0), {"ko": "카페"}, 2.0)
    assert names(history) == ["카페", "코엑스"]
    assert caplog.text.count("will not be known after a restart") == 1
    with pytest.raises(KeptDriveError, match="locked"):
        history.forget()
    assert len(history.places) == 2
    other.execute("COMMIT")
    assert after_restart(history, file).places == ()


def test_a_process_that_is_killed_leaves_the_places_before_or_after_a_drive(file):
    environment = {"PYTHONPATH": str(Path(vehicle.__file__).parents[1])}
    for _ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", KEEPER, str(file)], stdout=subprocess.PIPE, env=os.environ | environment
        )
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        try:
            process.wait(0.15)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        history = history_of(file)
        places = history.places
        history.kept.close()
        assert len({each.names["ko"] for each in places}) == len(places) <= 5  # none is there twice
        total, last = sum(each.times for each in places), max(each.last for each in places)
        assert total == last  # and none is lost
