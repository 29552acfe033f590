"""Logs of all formats come to the same: those that we write, and those that python-can makes of them."""

import gzip
import json
import os
import sys
import threading
from pathlib import Path
from random import Random

import can
import pytest
from can.logconvert import main as convert
from drives import history, script
from g70 import CAR, dbc
from typer.testing import CliRunner

from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from vehicle.can.trace import RecordingError
from vehicle.recording.reader import frames
from vehicle.recording.recorder import PARTS, Recorder, part
from vehicle.recording.replay import Replay
from vehicle.recording.writers import CANDUMP, CANDUMP_X, FORMATS, UNWRITTEN

NUMBERED = (".asc", ".blf", ".trc")
TWO_MICROSECONDS = 2e-6


def malcha(*arguments: str, stdin: bytes | None = None):
    return CliRunner().invoke(app, ["replay", *arguments], input=stdin, catch_exceptions=False)


def story(path: Path, **more) -> tuple[list[tuple[str, object]], list[float], Replay]:
    """What changed, when since the first change in s, and the state at the end."""
    into = Replay(CAR)
    found = history(list(frames([path], dbc, **more)), into)
    return (
        [(signal, value) for _, signal, value in found],
        [(microseconds - found[0][0]) / 1e6 for microseconds, _, _ in found],
        into,
    )


def same(path: Path, as_in: Path) -> None:
    (changes, times, into), (wanted, at, live) = story(path), story(as_in)
    assert len(wanted) > 300
    assert changes == wanted
    assert times == pytest.approx(at, abs=TWO_MICROSECONDS)
    assert (into.received, into.sent) == (live.received, live.sent)
    assert into.refused == live.refused


@pytest.fixture
def driven(drive):
    """The script's drive without its two frames that a TRC file of python-can cannot hold."""
    script(drive)
    drive.recorder.close()
    kept = [text for text in drive.path.read_text().splitlines(keepends=True) if " 20000004#" not in text]
    drive.path.write_text("".join(kept))
    return drive.path


def converted(path: Path, ending: str, monkeypatch) -> Path:
    """What python-can makes of a log; it keeps interfaces apart whose names end in a number."""
    named = path.with_name("named.log")
    named.write_text(path.read_text().replace(" ccan ", " can0 ").replace(" mcan ", " can1 "))
    target = path.with_name("converted" + ending)
    monkeypatch.setattr(sys, "argv", ["can_logconvert", str(named), str(target)])
    convert()
    return target


@pytest.mark.parametrize("direction", [True, False])
@pytest.mark.parametrize("ending", NUMBERED)
def test_a_converted_log_comes_to_the_same(driven, ending, direction, monkeypatch):
    """Without direction python-can marks all frames as received."""
    if not direction:
        driven.write_text("".join(f"{text[:-2]}\n" for text in driven.read_text().splitlines()))
    same(converted(driven, ending, monkeypatch), driven)


@pytest.mark.parametrize("ending", NUMBERED)
def test_the_command_reads_a_converted_log(driven, ending, monkeypatch):
    def table(path: Path) -> list[list[str]]:
        said = malcha(str(path))
        assert said.exit_code == 0
        return [text.split()[:3] for text in said.output.splitlines()][1:]

    assert table(converted(driven, ending, monkeypatch)) == table(driven)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_that_we_write_comes_to_the_same(driven, form, tmp_path):
    recorded = list(frames([driven], dbc))
    log = Recorder(tmp_path / "again", lambda: 0.0, 0.0, form=form, buses=dbc.buses)
    for frame in recorded:
        log.write(str(frame.channel), frame, frame.is_rx, frame.timestamp)
    log.close()
    same(log.path, driven)
    again = list(frames([log.path], dbc))
    assert [(frame.channel, frame.is_rx, bytes(frame.data)) for frame in again] == [
        (frame.channel, frame.is_rx, bytes(frame.data)) for frame in recorded
    ]
    assert [frame.timestamp for frame in again] == pytest.approx(
        [frame.timestamp for frame in recorded], abs=TWO_MICROSECONDS
    )


@pytest.mark.parametrize("form", FORMATS)
def test_a_log_of_every_format_is_bounded(form, tmp_path):
    most = PARTS * 50_000
    log = Recorder(tmp_path / "a.log", lambda: 0.0, 1.6e9, most, form, dbc.buses)
    random = Random(1)  # a BLF file is compressed
    for count in range(20_000):
        frame = can.Message(arbitration_id=count % 0x800, is_extended_id=False, data=random.randbytes(8))
        log.write("mcan", frame, True)
    log.close()
    assert len(list(tmp_path.iterdir())) == PARTS
    assert all(file.stat().st_size <= most / PARTS for file in tmp_path.iterdir())
    oldest_first = [part(log.path, number) for number in reversed(range(PARTS))]
    found = [frame.arbitration_id for frame in frames(oldest_first, dbc)]
    assert found == [count % 0x800 for count in range(20_000 - len(found), 20_000)]


def test_a_blf_log_of_a_killed_process_lacks_little(tmp_path):
    log = Recorder(tmp_path / "a.blf", lambda: 0.0, 1.6e9, form="blf", buses=dbc.buses)
    for _ in range(20_000):
        log.write("mcan", can.Message(arbitration_id=0x123, is_extended_id=False, data=bytes(8)), True)
    left = tmp_path / "left.blf"
    left.write_bytes(log.path.read_bytes())
    log.close()
    assert 20_000 - len(list(frames([left], dbc))) <= 3 * UNWRITTEN / 48  # 48 bytes a frame


def test_the_usual_log_has_no_direction_and_is_what_candump_writes(tmp_path):
    log = Recorder(tmp_path / "a.log", lambda: 0.0, 1.6e9)
    for received in (True, False):
        log.write("mcan", can.Message(arbitration_id=0x123, is_extended_id=False, data=b"\x01"), received)
    log.close()
    assert log.path.read_text() == "(1600000000.000000) mcan 123#01\n" * 2
    assert CANDUMP != CANDUMP_X


# where logs are


@pytest.mark.parametrize("name", ["a.log.gz", "a.log.1.gz", "a"])
def test_a_compressed_log_is_read_whatever_its_name(driven, name):
    packed = driven.with_name(name)
    packed.write_bytes(gzip.compress(driven.read_bytes()))
    same(packed, driven)


@pytest.mark.parametrize("ending", NUMBERED)
def test_a_compressed_log_of_another_format_is_read(driven, ending, monkeypatch):
    packed = driven.with_name("packed")
    packed.write_bytes(gzip.compress(converted(driven, ending, monkeypatch).read_bytes()))
    same(packed, driven)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_standard_input_is_read(driven, pack):
    assert malcha("-", "--json", stdin=pack(driven.read_bytes())).output == malcha(str(driven), "--json").output


def test_a_pipe_is_read(driven):
    """As in malcha replay <(zcat drive.log.gz)."""
    pipe = driven.with_name("pipe")
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(driven.read_bytes()))
    writer.start()
    same(pipe, driven)
    writer.join()


def test_standard_input_is_read_with_an_audit(driven):
    """Which needs the frames twice."""
    told = driven.with_suffix(".jsonl")
    frame = {"time": 1_600_000_000.5, "way": "sent", "bus": "mcan", "id": "7FE", "data": "01"}
    turn = {
        "time": 1_600_000_000.4,
        "id": "a",
        "text": "말",
        "outcome": "done",
        "commands": [],
        "other_frames": [frame],
    }
    told.write_text(json.dumps(turn) + "\n")
    text = "(1600000000.4) x\n(1600000000.000000) mcan 123#00 R\n(1600000000.500000) mcan 7FE#01 T\n"
    said = malcha("-", "--audit", str(told), stdin=text.encode())
    assert "1 of 1 frames" in said.output


def test_a_compressed_log_that_is_cut_off_is_read_as_far_as_it_goes(driven, caplog):
    packed = driven.with_name("a.gz")
    packed.write_bytes(gzip.compress(driven.read_bytes())[:-1000])
    assert len(list(frames([packed], dbc))) > 300
    assert "a.gz: compressed file damaged or cut off; what follows is left out" in caplog.text


def test_what_is_only_called_compressed_is_said(tmp_path):
    packed = tmp_path / "a.gz"
    packed.write_bytes(b"\x1f\x8bno")
    with pytest.raises(RecordingError, match="not a compressed file"):
        list(frames([packed], dbc))


# channels


def blf_of(path: Path, *channels: int, frame_id: int = 0x123) -> Path:
    with can.BLFWriter(path) as writer:
        for channel in channels:
            writer(can.Message(arbitration_id=frame_id, is_extended_id=False, channel=channel, timestamp=1.6e9))
    return path


def test_numbered_channels_are_the_buses_in_their_order_or_as_they_are_named(tmp_path, caplog):
    path = blf_of(tmp_path / "a.blf", 0, 1, 5)
    assert [frame.channel for frame in frames([path], dbc)] == ["ccan", "mcan"]
    assert [record.getMessage() for record in caplog.records] == [
        f"{path}: 1 frames of other interfaces left out: can5 (1)"
    ]
    for five in ("can5", "5"):
        found = frames([path], dbc, {"ccan": "1", "mcan": five})
        assert [frame.channel for frame in found] == ["ccan", "mcan"]
    with pytest.raises(RecordingError, match="can0 is given as the interface of two buses"):
        list(frames([path], dbc, {"mcan": "0"}))


def test_a_log_of_other_channels_only_is_said(tmp_path):
    said = malcha(str(blf_of(tmp_path / "a.blf", 2)))
    assert said.exit_code == BAD_INPUT
    assert "no frames of ccan, mcan in it, but of can2 (1)" in said.output


def test_buses_that_a_converter_has_merged_are_said(driven, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(sys, "argv", ["can_logconvert", str(driven), str(tmp_path / "merged.asc")])
    convert()
    list(frames([tmp_path / "merged.asc"], dbc))
    assert "all frames are of one channel" in caplog.text


# damage


@pytest.mark.parametrize(
    ("ending", "wrong"),
    [
        (".asc", "0.5 1 ZZZ Rx d 8 00 11 22 33 44 55 66 77\n"),
        (".asc", "0.5 1 123 Rx d 8 00 11 GG 33 44 55 66 77\n"),
        (".asc", "0.5 1 123 Rx\n"),
        (".trc", "  7  500.000 DT  1  ZZZZ Rx -  8  00 11 22 33 44 55 66 77\n"),
        (".trc", "  7  500.000 DT  1\n"),
        (".trc", "  7  500.000\n"),
    ],
)
def test_a_bad_line_costs_no_other(driven, ending, wrong, monkeypatch, caplog):
    path = converted(driven, ending, monkeypatch)
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines[:100], wrong, *lines[100:200], wrong, *lines[200:]]))
    caplog.clear()
    same(path, driven)
    assert f"2 lines skipped, line 101 is not a line of {ending[1:].upper()}" in caplog.text


@pytest.mark.parametrize("ending", [".asc", ".trc"])
def test_a_hole_in_a_log_of_another_format_is_skipped(driven, ending, monkeypatch, caplog):
    path = converted(driven, ending, monkeypatch)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:100], bytes(4096), *lines[100:]]))
    same(path, driven)
    assert "4096 NUL bytes skipped, the first in line 101" in caplog.text


def test_a_blf_file_that_is_cut_off_is_read_as_far_as_it_goes(driven, monkeypatch, caplog):
    path = converted(driven, ".blf", monkeypatch)
    path.write_bytes(path.read_bytes()[:-1000])
    assert len(list(frames([path], dbc))) > 300


@pytest.mark.parametrize("content", [b"LOGG", b"LOGG" + bytes(200), b"date x\n", b";$FILEVERSION=2.1\n"])
def test_what_only_begins_as_a_log_is_said(tmp_path, content):
    path = tmp_path / "a.log"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match=r"a\.log(: no frames in it|, line 1: not a line of TRC)"):
        list(frames([path], dbc))


def test_an_asc_file_with_times_from_line_to_line_is_refused(tmp_path):
    path = tmp_path / "a.asc"
    path.write_text(
        "date Mon Sep 14 12:26:40.000 2020\nbase hex  timestamps relative\ninternal events logged\n"
        "0.1 1 123 Rx d 1 00\n0.1 1 123 Rx d 1 00\n"
    )
    with pytest.raises(RecordingError, match=r"a\.asc: its times count from line to line"):
        list(frames([path], dbc))


@pytest.mark.parametrize(("milliseconds", "wanted"), [("7", 0.007), ("70", 0.07), ("700", 0.7)])
def test_the_milliseconds_of_an_asc_file_of_python_can(tmp_path, milliseconds, wanted):
    path = tmp_path / "a.asc"
    path.write_text(
        "date Mon Sep 14 12:26:40.0 2020\nbase hex  timestamps absolute\ninternal events logged\n"
        f"Begin Triggerblock Mon Sep 14 12:26:40.{milliseconds} 2020\n 0.000000 1 123 Rx d 1 00\n"
    )
    (found,) = frames([path], dbc)
    assert found.timestamp % 1 == pytest.approx(wanted, abs=1e-6)


def test_a_log_from_beside_the_gateway_has_what_it_sent(tmp_path):
    """Whoever only listens marks every frame as received."""
    path = tmp_path / "a.log"
    path.write_text("(1600000000.000000) mcan 6A1#0011223344556677 R\n")
    assert [frame.is_rx for frame in frames([path], dbc)] == [False]
    path.write_text(path.read_text() + "(1600000000.000000) mcan 7FE#00 T\n")
    assert [frame.is_rx for frame in frames([path], dbc)] == [True, False]
