"""Log and audit while another program rotates them: moved away with SIGHUP, or copied and truncated."""

import json
import logging
import os
import signal
import threading
import time

import can
import pytest
from g70 import dbc

from malcha.run import hangup
from vehicle.recording.reader import frames
from vehicle.recording.recorder import Recorder
from vehicle.recording.writers import FORMATS
from vehicle.turn import audit

EPOCH = 1_600_000_000.0


def frame(number: int) -> can.Message:
    return can.Message(arbitration_id=number, is_extended_id=False, data=bytes(8))


@pytest.fixture(params=FORMATS)
def recorder(request, tmp_path):
    found = Recorder(tmp_path / "a.log", lambda: 0.0, EPOCH, form=request.param, buses=dbc.buses)
    yield found
    found.close()


def ids(*paths) -> list[list[int]]:
    return [[found.arbitration_id for found in frames([path], dbc)] for path in paths]


def test_after_it_was_moved_the_log_goes_on_in_a_new_file(recorder, tmp_path):
    moved = tmp_path / "a.log-20200913"
    recorder.write("mcan", frame(1), True)
    recorder.path.rename(moved)
    recorder.write("mcan", frame(2), True)
    recorder.reopen()
    recorder.write("mcan", frame(3), True)
    recorder.close()
    assert ids(moved, recorder.path) == [[1, 2], [3]]
    assert recorder.path.stat().st_mode & 0o777 == 0o600


def test_a_log_that_was_not_moved_goes_on_in_its_file(recorder, tmp_path):
    recorder.write("mcan", frame(1), True)
    for _ in range(3):
        recorder.reopen()
        recorder.write("mcan", frame(2), True)
    recorder.close()
    assert ids(recorder.path) == [[1, 2, 2, 2]]
    assert list(tmp_path.iterdir()) == [recorder.path]


def test_a_log_that_cannot_be_opened_again_goes_on_where_it_is(recorder, tmp_path, caplog):
    moved = tmp_path / "a.log-20200913"
    recorder.write("mcan", frame(1), True)
    recorder.path.rename(moved)
    recorder.path.mkdir()
    recorder.reopen()
    recorder.write("mcan", frame(2), True)
    recorder.close()
    assert ids(moved) == [[1, 2]]
    assert "cannot be opened again, it goes on in the file that was moved" in caplog.text


def test_a_log_that_is_truncated_goes_on_at_its_start(tmp_path):
    """As logrotate does with copytruncate."""
    log = Recorder(tmp_path / "a.log", lambda: 0.0, EPOCH)
    for _ in range(100):
        log.write("mcan", frame(1), True)
    os.truncate(log.path, 0)
    log.write("mcan", frame(2), True)
    log.close()
    assert log.path.read_bytes().count(b"\0") == 0
    assert ids(log.path) == [[2]]


@pytest.mark.parametrize("hole", [1, 5_000_000])
def test_nul_bytes_in_a_log_are_skipped_and_counted(tmp_path, caplog, hole):
    line = b"(1600000000.000000) mcan 123#00\n"
    path = tmp_path / "a.log"
    path.write_bytes(line + bytes(hole) + line + line)
    assert len(list(frames([path], dbc))) == 3
    (said,) = [record.getMessage() for record in caplog.records]
    assert said == f"{path}: {hole} NUL bytes skipped, the first in line 2"


def test_after_it_was_moved_the_audit_goes_on_in_a_new_file(tmp_path):
    path, moved = tmp_path / "a.jsonl", tmp_path / "a.jsonl.1"
    with audit.to_file(path, time.time) as file:
        for number in range(3):
            if number == 1:
                path.rename(moved)
            if number == 2:
                file.reopen()
            audit.audit.info("%s", json.dumps({"number": number}))
    assert [[json.loads(line)["number"] for line in each.read_text().splitlines()] for each in (moved, path)] == [
        [0, 1],
        [2],
    ]
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_audit_that_cannot_be_opened_again_goes_on_where_it_is(tmp_path, caplog):
    path, moved = tmp_path / "a.jsonl", tmp_path / "a.jsonl.1"
    with audit.to_file(path, time.time) as file:
        path.rename(moved)
        path.mkdir()
        file.reopen()
        audit.audit.info("%s", json.dumps({"number": 1}))
    assert json.loads(moved.read_text())["number"] == 1
    assert "cannot be opened again" in caplog.text
    assert not [record for record in caplog.records if record.levelno > logging.ERROR]


# the signal


def test_sighup_opens_the_files_again_and_is_given_back():
    before, called = signal.getsignal(signal.SIGHUP), []
    with hangup.on_hangup([lambda: called.append("log"), lambda: called.append("audit")]):
        signal.raise_signal(signal.SIGHUP)
    assert called == ["log", "audit"]
    assert signal.getsignal(signal.SIGHUP) == before


def test_sighup_of_a_closed_terminal_ends_the_process(monkeypatch):
    answers, ended, called = [True, False], [], []
    monkeypatch.setattr(hangup, "has_terminal", lambda: answers.pop(0))
    monkeypatch.setattr(os, "kill", lambda *given: ended.append(given))
    with hangup.on_hangup([lambda: called.append("log")]):
        signal.raise_signal(signal.SIGHUP)
    assert (ended, called) == ([(os.getpid(), signal.SIGTERM)], [])


def test_in_another_thread_no_signal_is_taken():
    before, inside = signal.getsignal(signal.SIGHUP), []

    def other():
        with hangup.on_hangup([]):
            inside.append(signal.getsignal(signal.SIGHUP))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert inside == [before]
