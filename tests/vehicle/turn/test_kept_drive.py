"""Facts about the database with the drive under way: what is damaged, locked, of long ago, or killed in the middle."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import vehicle
from malcha.config.effective import fixed
from malcha.run.guided import kept_drive
from navigation.routing.protocol import Point
from vehicle.turn.drive_database import DAMAGED, OTHER_VERSION, VERSION, KeptDriveError
from vehicle.turn.history import History
from vehicle.turn.kept_drive import FORGOTTEN, Drive, KeptDrive, Stop

NOW = 1_800_000_000.0  # s since 1970
COEX = Stop(Point(37.51179, 127.05921), {"ko": "코엑스", "en": "COEX"})
UNNAMED = Stop(Point(37.52, 127.04), {})
DRIVE = Drive((UNNAMED, COEX), "free", (37.52, 127.04, "waypoint"))
KILLS = 8  # of a process that does nothing but keep drives

KEEPER = """
import sys
from pathlib import Path
from navigation.routing.protocol import Point
from vehicle.turn.kept_drive import Drive, KeptDrive, Stop
kept = KeptDrive("genesis_g70", Path(sys.argv[1]))
number = int(sys.argv[2])
print("begun", flush=True)
while True:
    number += 1
    stops = tuple(Stop(Point(float(number % 80), float(each)), {"ko": "가" * 200}) for each in range(number % 15 + 1))
    kept.keep(Drive(stops, "fast", (float(number % 80), float(len(stops)), "waypoint")), 1_800_000_000.0)
    if number % 7 == 0:
        kept.forget()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "drive.sqlite3"


@contextmanager
def kept_in(path, car="genesis_g70"):
    """As a gateway has it from its start to its end."""
    with closing(KeptDrive(car, path)) as kept:
        yield kept


def kept_now(path, car="genesis_g70"):
    with kept_in(path, car) as kept:
        return kept.drive(NOW)


def test_a_drive_is_there_after_a_restart_and_is_of_one_car(path):
    with kept_in(path) as kept:
        kept.keep(DRIVE, NOW)
    assert kept_now(path, "hatchback") is None
    with kept_in(path) as again:
        assert again.drive(NOW + 60) == DRIVE
        again.forget()
    assert kept_now(path) is None
    assert path.stat().st_mode & 0o077 == 0  # only its owner may read where they went


def test_the_last_change_counts(path):
    with kept_in(path) as kept:
        kept.keep(DRIVE, NOW)
        kept.keep(Drive((COEX,), "short", (37.51179, 127.05921, "destination")), NOW + 1)
    found = kept_now(path)
    assert found is not None
    assert (found.stops, found.option) == ((COEX,), "short")


@pytest.mark.parametrize("passed", [FORGOTTEN + 1, -FORGOTTEN - 1])
def test_a_drive_of_long_ago_is_forgotten(path, passed):
    kept = KeptDrive("genesis_g70", path)
    kept.keep(DRIVE, NOW)
    assert kept.drive(NOW + passed) is None
    assert kept.drive(NOW) is None


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_put_aside_with_a_warning(path, damage, caplog):
    path.parent.mkdir()
    path.write_bytes(damage)
    with kept_in(path) as kept:
        assert kept.drive(NOW) is None
        kept.keep(DRIVE, NOW)
    assert kept_now(path) == DRIVE
    assert path.with_name(path.name + DAMAGED).read_bytes() == damage
    assert "is damaged" in caplog.text


def test_a_file_that_ends_too_early_is_damaged(path):
    with kept_in(path) as kept:
        kept.keep(DRIVE, NOW)
    path.write_bytes(path.read_bytes()[:5000])
    assert kept_now(path) is None


def test_nothing_that_is_put_aside_is_written_over(path):
    path.parent.mkdir()
    for number in range(3):
        path.write_bytes(b"no database %d" % number)
        assert kept_now(path) is None
    for number, ending in enumerate(("", "-2", "-3")):
        assert path.with_name(path.name + DAMAGED + ending).read_bytes() == b"no database %d" % number


OTHERS = (
    f"PRAGMA user_version = {VERSION + 1}; CREATE TABLE drive (car TEXT PRIMARY KEY, kept REAL, drive TEXT)",
    f"PRAGMA user_version = {VERSION + 1}; CREATE TABLE journeys (car TEXT)",
    "CREATE TABLE drive (car TEXT PRIMARY KEY, drive BLOB)",
    "CREATE TABLE visited (car TEXT, place TEXT)",
)


@pytest.mark.parametrize("statements", OTHERS)
def test_a_database_of_another_version_is_put_aside_with_one_warning_and_a_new_one_is_begun(path, statements, caplog):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(statements)
    before = path.read_bytes()
    with kept_in(path) as kept:
        history = History(kept)
        history.add(COEX.at, COEX.names, NOW)
        kept.keep(DRIVE, NOW)
    assert kept_now(path) == DRIVE
    with kept_in(path) as kept:
        assert History(kept).places == history.places
    assert path.with_name(path.name + OTHER_VERSION).read_bytes() == before
    (warned,) = [each for each in caplog.records if each.levelname == "WARNING"]
    assert "is of another version" in warned.getMessage()


def test_a_database_that_was_written_before_it_said_its_version_is_used(path, caplog):
    with kept_in(path) as kept:
        kept.keep(DRIVE, NOW)
    with closing(sqlite3.connect(path)) as db:
        db.executescript("PRAGMA user_version = 0; DROP TABLE visited")
    assert kept_now(path) == DRIVE
    assert caplog.text == ""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_of_two_processes_with_one_file_the_second_keeps_none_until_the_first_is_killed(path, caplog):
    environment = os.environ | {"PYTHONPATH": str(Path(vehicle.__file__).parents[1])}
    config = fixed({"gateway.drive": path})
    command = [sys.executable, "-c", KEEPER, str(path), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"begun\n"
        with closing(kept_drive(config, "genesis_g70")) as second:
            assert "another process keeps its drive in" in caplog.text
            second.keep(DRIVE, NOW)
            assert second.drive(NOW) == DRIVE
            first.kill()
            first.wait()
    assert kept_now(path) != DRIVE  # it was in the memory of the second


def test_what_another_version_has_kept_is_forgotten(path, caplog):
    kept = KeptDrive("genesis_g70", path)
    for text in ("{}", "[]", '{"stops": [], "option": "fast", "last": [1, 2, "destination"]}', "half of"):
        kept._db.execute("INSERT OR REPLACE INTO drive VALUES ('genesis_g70', ?, ?)", (NOW, text))
        assert kept.drive(NOW) is None
    assert caplog.text.count("cannot be read") == 4


def test_a_locked_file_is_an_error_in_one_sentence(path):
    kept = KeptDrive("genesis_g70", path)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(KeptDriveError, match=r"drive\.sqlite3: database is locked"):
        kept.keep(DRIVE, NOW)
    kept.close()
    with pytest.raises(KeptDriveError, match="locked"):
        KeptDrive("genesis_g70", path)
    other.rollback()
    with kept_in(path) as kept:  # who failed holds nothing
        kept.keep(DRIVE, NOW)


def test_a_place_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KeptDriveError, match="cannot be kept in"):
        KeptDrive("genesis_g70", tmp_path / "file" / "drive.sqlite3")


def test_a_kill_at_any_moment_leaves_a_whole_drive(path):
    environment = os.environ | {"PYTHONPATH": str(Path(vehicle.__file__).parents[1])}
    seen = 0
    for number in range(KILLS):
        command = [sys.executable, "-c", KEEPER, str(path), str(number * 1000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"begun\n"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.02 + 0.013 * number)
            process.send_signal(signal.SIGKILL)
        kept = KeptDrive("genesis_g70", path)
        found = kept.drive(NOW)
        kept.close()
        if found is not None:
            seen += 1
            assert len(found.stops) == found.last[1]
            assert {stop.at.lat for stop in found.stops} == {found.last[0]}
    assert seen  # else it was killed before it had kept anything
    assert not path.with_name(path.name + DAMAGED).exists()
