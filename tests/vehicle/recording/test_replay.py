"""A recorded drive is heard again: the same states come of it, at the same times, and each utterance finds its
frames.
"""

import itertools
import json
import logging
import os
import time
from pathlib import Path

import can
import grpc
import pytest
from drives import CLEAR_TO_SEND, EPOCH, history, microseconds, script
from g70 import CAR, GATEWAY_ID, HEAD_UNIT_ID, codec, dbc, head_unit_words
from turns import PATIENCE
from typer.testing import CliRunner

from contract.values import Command, Understanding
from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.run.children import process
from malcha.v1 import command_pb2, vehicle_pb2, vehicle_pb2_grpc
from vehicle.can.text_link import TIMEOUT, Kind
from vehicle.can.trace import RecordingError
from vehicle.delivery import feedback
from vehicle.recording import audit_reader
from vehicle.recording.reader import frames
from vehicle.recording.replay import Replay
from vehicle.results.result import Outcome
from vehicle.turn import audit


def lines(path) -> list[str]:
    return path.read_text().splitlines(keepends=True)


# the same states


def test_a_replay_has_the_same_history_of_states_bit_for_bit(drive):
    script(drive)
    into = Replay(CAR)
    again = history(list(frames([drive.path], dbc)), into)
    assert len(again) > 300
    assert {"VA_SEAT_STS.AckSeq", "VA_WINDOW_STS.DrWdwPos", "WHL_SPD11.WHL_SPD_FL", "text.4"} <= {
        path for _, path, _ in again
    }
    assert again == drive.history
    live, replayed = drive.state.snapshot(), into.state.snapshot()
    assert {path: reading.value for path, reading in replayed.items()} == {
        path: reading.value for path, reading in live.items()
    }
    assert {path: microseconds(reading.at) for path, reading in replayed.items()} == {
        path: microseconds(reading.at + EPOCH) for path, reading in live.items()
    }
    assert into.refused == drive.bridge.refused_frames
    assert sum(into.refused.values()) == 5


def test_a_replay_of_a_replay_is_the_same(drive):
    script(drive)
    assert history(list(frames([drive.path], dbc))) == history(list(frames([drive.path], dbc)))


def test_a_frame_less_is_another_history(drive):
    """The comparison detects a difference."""
    script(drive)
    found = list(frames([drive.path], dbc))
    for at, frame in enumerate(found):
        known = dbc.by_id.get((str(frame.channel), frame.arbitration_id))
        if frame.is_rx and known and codec.block.own(known.name) and at > 500:
            assert history(found[:at] + found[at + 1 :]) != drive.history
            return
    raise AssertionError("no such frame")


def test_sent_frames_are_not_replayed_as_received(drive):
    drive.do("seat.heat", "set", 2, "driver")
    sent = [frame for frame in frames([drive.path], dbc) if not frame.is_rx]
    assert [frame.arbitration_id for frame in sent] == [
        0x6AE,
        0x6A1,
    ]  # the title that plays was acknowledged at the start
    into = Replay(CAR)
    assert history(sent, into) == []
    assert (into.sent, into.state.snapshot()) == (2, {})


def test_a_log_without_directions_gives_the_same(drive):
    """As candump of the same buses, older than 2021, would have written it."""
    script(drive)
    drive.path.write_text("".join(f"{text[:-3]}\n" for text in lines(drive.path)))
    assert history(list(frames([drive.path], dbc))) == drive.history


def text_frames(text: str) -> tuple[can.Message, list[can.Message]]:
    """First frame of a text of the head unit, and the frames that follow after flow control."""
    head_unit = head_unit_words()
    head_unit.send(Kind.NOW_PLAYING, 0, text)
    (first,) = head_unit.frames()
    head_unit.receive(can.Message(arbitration_id=GATEWAY_ID, data=CLEAR_TO_SEND + bytes(2), is_extended_id=False))
    return first, head_unit.frames()


def receive_text(drive, text: str, pause: float) -> str:
    """The current title after one was received with a pause after its first frame."""
    first, rest = text_frames(text)
    drive.hear(first)
    drive.live(pause)
    for frame in rest:
        drive.hear(frame)
    return drive.state.texts[Kind.NOW_PLAYING][1]


@pytest.mark.parametrize(("pause", "whole"), [(TIMEOUT - 0.2, True), (TIMEOUT + 0.2, False)])
def test_a_stalled_text_is_dropped_in_the_replay_as_in_the_car(drive, pause, whole):
    assert (receive_text(drive, "광화문 연가", pause) == "광화문 연가") is whole
    assert history(list(frames([drive.path], dbc))) == drive.history


def test_flow_control_for_the_gateways_text_is_not_a_text(drive):
    first, rest = text_frames("광화문 연가")
    drive.hear(first)
    drive.live(TIMEOUT * 0.7)
    drive.hear(
        can.Message(arbitration_id=HEAD_UNIT_ID, data=CLEAR_TO_SEND + bytes(2), is_extended_id=False, channel="mcan")
    )
    drive.live(TIMEOUT * 0.7)
    for frame in rest:
        drive.hear(frame)
    assert drive.state.texts[Kind.NOW_PLAYING][1] != "광화문 연가"
    assert history(list(frames([drive.path], dbc))) == drive.history


def test_a_text_without_flow_control_does_not_block_the_next():
    now = 100.0
    link = head_unit_words(clock=lambda: now)
    for title in ("광화문 연가", "소격동 가는 길"):
        link.send(Kind.NOW_PLAYING, 0, title)
    (first,) = link.frames()
    now += TIMEOUT
    assert (link.frames(), link.errors) == ([], 0)
    now += 0.1
    (second,) = link.frames()
    assert (first.data == second.data, link.errors) == (False, 1)
    now += TIMEOUT  # each has its own time
    assert (link.frames(), link.busy, link.errors) == ([], True, 1)


def test_text_timeouts_use_the_clock_of_the_frames(drive, monkeypatch):
    """The result does not depend on the speed of the machine that replays them."""
    real = itertools.count(step=10**10)
    monkeypatch.setattr("time.perf_counter_ns", lambda: next(real))
    assert receive_text(drive, "광화문 연가", 0.0) == "광화문 연가"


def test_texts_are_the_same_without_their_flow_control_in_the_recording(drive):
    """An alarm stops the answers in the replay; on the road somebody cleared it, or another sending failed
    meanwhile.
    """
    drive.hear(can.Message(arbitration_id=0x6A1, data=bytes(8), is_extended_id=False, channel="mcan"))
    assert receive_text(drive, "소격동", 0.0) == "소격동"
    drive.bridge.clear_alarm("mcan")
    drive.live(1.0)
    first, rest = text_frames("광화문 연가")
    drive.hear(first)
    drive.bridge._queue.texts._link.reset()
    for frame in rest:
        drive.hear(frame)
    assert drive.state.texts[Kind.NOW_PLAYING][1] == "광화문 연가"
    assert history(list(frames([drive.path], dbc))) == drive.history


def test_a_replay_of_a_drive_without_faults_warns_of_nothing(drive, caplog):
    assert drive.do("media.play", "play", "광화문 연가").outcome is Outcome.CONFIRMED
    caplog.clear()
    assert history(list(frames([drive.path], dbc))) == drive.history
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_the_age_of_a_value_is_by_the_recordings_own_time(drive):
    drive.drive(60.0)
    drive.live(1.0)
    into = Replay(CAR)
    history(list(frames([drive.path], dbc)), into)
    assert into.state.value("WHL_SPD11.WHL_SPD_FL") == drive.sim.values["WHL_SPD11.WHL_SPD_FL"]
    into.now += 60.0
    assert into.state.value("WHL_SPD11.WHL_SPD_FL", newer_than=into.now - 0.2) is None


# the audit


@pytest.fixture
def audited(tmp_path):
    path = tmp_path / "audit.jsonl"
    with audit.to_file(path, time.time):
        yield path


def told(path) -> list[dict]:
    return [json.loads(text) for text in path.read_text().splitlines()]


def test_an_audit_line_has_utterance_commands_frames_and_confirmation(drive, audited):
    turn = drive.say(Command("seat.heat", "set", "driver", 2), Command("adas.cruise", "on"))
    (row,) = told(audited)
    assert (row["id"], row["text"], row["reply"], row["seat"]) == (turn.id, "...", turn.reply, "driver")
    heat, cruise = row["commands"]
    sent = [frame for frame in heat["frames"] if frame["way"] == "sent"]
    assert [(frame["bus"], frame["id"], frame["message"]) for frame in sent] == [("mcan", "6A1", "VA_SEAT_CMD")]
    logged = {
        (frame.timestamp, f"{frame.arbitration_id:03X}", frame.data.hex().upper())
        for frame in frames([drive.path], dbc)
        if frame.is_rx
    }
    received = [(frame["time"], frame["id"], frame["data"]) for frame in heat["frames"] if frame["way"] == "received"]
    assert {id for _, id, _ in received} >= {"6B1", "134"}
    assert set(received) <= logged
    assert heat["confirmed"] == received[-1][0]
    assert (cruise["outcome"], cruise["reason"], cruise["confirmed"], cruise["frames"]) == (
        "refused",
        "never",
        None,
        [],
    )


def test_the_confirming_frame_is_in_the_audit_however_long_it_took(drive, audited):
    """A window takes seconds to move, during which hundreds of other frames are received."""
    drive.do("window", "open", zone="driver")
    (row,) = told(audited)
    reading = drive.state.reading("VA_WINDOW_STS.DrWdwPos")
    first_open = next(
        at for at, path, value in drive.history if path == "VA_WINDOW_STS.DrWdwPos" and value == reading.value
    )
    assert microseconds(row["commands"][0]["confirmed"]) == first_open
    assert row["commands"][0]["confirmed"] - row["time"] > 1.0


def test_the_confirming_frame_is_in_the_audit_though_only_the_first_are_kept(drive, audited, monkeypatch):
    monkeypatch.setattr(feedback, "MOST_FRAMES", 3)
    turn = drive.say(Command("window", "set", "driver", 50), Command("seat.heat", "set", "driver", 2))
    assert len(drive.received.frames) == 3
    for result, path in zip(turn.results, ("VA_WINDOW_STS.DrWdwPos", "DATC_PE_05.DATC_DrSeatWarmerDisp")):
        assert result.frames[0].sent
        message, _, signal = path.partition(".")
        shown = [
            frame.signals[signal] for frame in result.frames if frame.message == message and signal in frame.signals
        ]
        assert shown[-1] == drive.state.value(path)
    confirmed = told(audited)[0]["commands"][0]["confirmed"]
    assert (microseconds(confirmed), "VA_WINDOW_STS.DrWdwPos", 50) in drive.history


def test_frames_that_nothing_waits_for_are_not_kept(drive):
    drive.do("window", "set", 30, "driver")
    assert {frame.message for frame in drive.received.frames} == {"VA_WINDOW_STS"}


def test_the_audit_has_no_confirmation_of_an_unconfirmed_command(drive, audited):
    drive.to_car = lambda frame: None
    drive.do("seat.heat", "set", 2, "driver")
    (command,) = told(audited)[0]["commands"]
    assert (command["outcome"], command["confirmed"]) == ("timed_out", None)
    assert {frame["id"] for frame in command["frames"] if frame["way"] == "sent"} == {"6A1"}


def test_every_frame_sent_in_a_turn_is_in_the_audit(drive, audited):
    """Also text frames, which belong to no single command frame."""
    drive.sent.clear()
    drive.do("media.play", "play", "아리랑")
    (row,) = told(audited)
    rows = row["other_frames"] + [
        frame for command in row["commands"] for frame in command["frames"] if frame["way"] == "sent"
    ]
    assert sorted((frame["id"], frame["data"]) for frame in rows) == sorted(
        (f"{frame.arbitration_id:03X}", frame.data.hex().upper()) for frame in drive.sent
    )
    assert {frame["id"] for frame in row["other_frames"]} == {"6AE"}


def test_every_audit_line_has_a_time(drive, audited):
    logging.getLogger("malcha.audit").warning('{"refused": "PERMISSION_DENIED"}')
    drive.do("climate.ac", "on")
    refused, done = told(audited)
    assert refused["refused"] == "PERMISSION_DENIED"
    assert refused["time"] > EPOCH
    assert microseconds(done["time"]) < microseconds(drive.clock.now + EPOCH)


def test_the_audit_is_bounded(drive, tmp_path, monkeypatch):
    monkeypatch.setattr(audit, "MOST_BYTES", 3000)
    with audit.to_file(tmp_path / "a.jsonl", time.time):
        turns = [drive.say(Command("climate.ac", "on" if count % 2 else "off")).id for count in range(40)]
    parts = sorted(tmp_path.glob("a.jsonl*"))
    assert len(parts) == 1 + audit.OLDER
    assert all(part.stat().st_size <= 3000 for part in parts)
    assert told(parts[0])[-1]["id"] == turns[-1]


def test_a_disk_that_fails_costs_no_turn_and_its_line_goes_to_the_other_logs(drive, caplog):
    with audit.to_file(Path("/dev/full"), time.time):
        turn = drive.say(Command("climate.ac", "on"))
    assert turn.results[0].outcome is Outcome.CONFIRMED
    (said,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert said.startswith("audit /dev/full cannot be written: [Errno 28] No space left on device; the line: {")
    assert turn.id in said


def test_only_its_owner_may_read_an_audit(drive, tmp_path, monkeypatch):
    monkeypatch.setattr(audit, "MOST_BYTES", 3000)
    before = os.umask(0)
    try:
        with audit.to_file(tmp_path / "a.jsonl", time.time):
            for op in ("on", "off") * 5:
                drive.say(Command("climate.ac", op))
    finally:
        os.umask(before)
    files = list(tmp_path.glob("a.jsonl*"))
    assert len(files) > 1
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_an_audit_that_cannot_be_written_is_said(tmp_path):
    with (
        pytest.raises(RecordingError, match="cannot be written: No such file"),
        audit.to_file(tmp_path / "nowhere" / "a.jsonl", time.time),
    ):
        pass


# both together


def test_each_frame_of_an_utterance_is_found_in_the_recording(drive, audited):
    turns = [
        drive.say(Command("seat.heat", "set", "driver", 2)),
        drive.say(Command("window", "set", "driver", 30), Command("climate.ac", "on")),
    ]
    drive.live(1.0)
    rows, entries = audit_reader.read(audited)
    assert [row["id"] for row in rows] == [turn.id for turn in turns]
    found = list(frames([drive.path], dbc))
    marked = audit_reader.marks(entries, found)
    for turn in turns:
        mine = [found[place] for place, utterance in marked.items() if utterance == turn.id]
        traces = {(trace.sent, trace.id, trace.data): trace for result in turn.results for trace in result.frames}
        assert len(mine) == len(traces) >= 3
        assert {(not frame.is_rx, frame.arbitration_id, bytes(frame.data)) for frame in mine} == set(traces)
        assert all(
            abs(frame.timestamp - EPOCH - traces[not frame.is_rx, frame.arbitration_id, bytes(frame.data)].at) < 1e-4
            for frame in mine
        )


def test_an_audit_of_another_drive_marks_nothing(drive, audited):
    drive.say(Command("seat.heat", "set", "driver", 2))
    _, entries = audit_reader.read(audited)
    assert entries
    for moved in (-1.0, 1.0):
        others = [audit_reader.Entry(entry.utterance, entry.time + moved, entry.key) for entry in entries]
        assert audit_reader.marks(others, list(frames([drive.path], dbc))) == {}


def test_equal_frames_are_distinguished_by_their_time():
    key = (True, "mcan", 0x134, b"\x01")
    frames_ = [
        can.Message(timestamp=at, channel="mcan", arbitration_id=0x134, data=b"\x01", is_extended_id=False)
        for at in (1.0, 1.01, 1.02)
    ]
    entries = [
        audit_reader.Entry("first", 1.001, key),
        audit_reader.Entry("first", 1.001, key),
        audit_reader.Entry("second", 1.004, key),
    ]
    assert audit_reader.marks(entries, frames_) == {
        0: "first",
        1: "second",
    }  # one frame for two commands of one turn; none for two turns


def test_whatever_is_said_stays_on_its_line(drive, audited):
    said = "창문\n열어\r\x0b\x0c\x1c\x85\u2028\u2029줘 \x1b[31m"
    drive.assistant.understand = lambda *asked: Understanding("out_of_scope", ())
    drive.assistant.say([(said, 1.0)])
    rows, _ = audit_reader.read(audited)
    assert [row["text"] for row in rows] == [said]


def test_a_last_line_that_is_still_being_written_is_left_out_and_said(drive, audited, caplog):
    turns = [drive.say(Command("climate.ac", op)) for op in ("on", "off")]
    audited.write_text(audited.read_text()[:-20])
    rows, _ = audit_reader.read(audited)
    assert [row["id"] for row in rows] == [turns[0].id]
    assert "line 2: truncated" in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [
        "no json",
        "[1, 2]",
        '{"commands": [{}]}',
        '{"commands": 3, "id": "a", "other_frames": []}',
        '{"commands": [], "id": "a"}',
    ],
)
def test_a_bad_line_of_an_audit_is_skipped_and_said_with_its_number(drive, audited, wrong, caplog):
    turns = [drive.say(Command("climate.ac", op)) for op in ("on", "off")]
    first, last = audited.read_text().splitlines()
    audited.write_text(f"{first}\n{wrong}\n{first[:100]}\n{last}\n")
    assert [row["id"] for row in audit_reader.read(audited)[0]] == [turn.id for turn in turns]
    assert "2 lines skipped, line 2 is not a line of an audit" in caplog.text
    audited.write_text(f"{wrong}\n")
    with pytest.raises(RecordingError, match=r"audit\.jsonl, line 1: not a line of an audit"):
        audit_reader.read(audited)


def test_an_audit_that_was_truncated_while_it_was_written_is_read(drive, audited, caplog):
    turn = drive.say(Command("climate.ac", "on"))
    audited.write_bytes(bytes(5000) + audited.read_bytes())
    assert [row["id"] for row in audit_reader.read(audited)[0]] == [turn.id]
    assert "5000 NUL bytes skipped, the first in line 1" in caplog.text


# the command line


def malcha(*arguments: str):
    return CliRunner().invoke(app, ["replay", *arguments], catch_exceptions=False)


def test_the_last_states_as_a_table(drive, audited):
    turn = drive.say(Command("seat.heat", "set", "driver", 2), Command("climate.temperature", "set", "driver", 25.0))
    said = malcha(str(drive.path), "--audit", str(audited))
    assert said.exit_code == 0
    rows = [text.split() for text in said.output.splitlines()]
    assert ["seat.heat", "driver", "2"] in [row[:3] for row in rows]
    assert ["climate.temperature", "driver", "25"] in [row[:3] for row in rows]
    head = next(text for text in said.output.splitlines() if turn.id in text)
    assert "seat.heat set: confirmed, climate.temperature set: confirmed" in head
    wanted = sum(len(result.frames) for result in turn.results)
    assert f"{wanted} of {wanted} frames" in head
    assert "VA_SEAT_CMD" in said.output
    assert "3 sent by the gateway" in said.output


def test_turns_of_other_drives_are_counted_not_shown(drive, audited):
    turn = drive.say(Command("seat.heat", "set", "driver", 2))
    drive.live(1.0)
    (line,) = audited.read_text().splitlines()
    for moved in (-3600, 3600):
        other = json.loads(line) | {"id": "another", "time": json.loads(line)["time"] + moved}
        audited.write_text(audited.read_text() + json.dumps(other) + "\n")
    said = malcha(str(drive.path), "--audit", str(audited)).output
    assert turn.id in said
    assert "another" not in said
    assert "2 turns of the audit are of other times" in said


def test_a_line_of_json_for_each_change(drive, audited):
    script(drive)
    said = malcha(str(drive.path), "--json", "--audit", str(audited))
    rows = [json.loads(text) for text in said.output.splitlines()]
    changes = [(microseconds(row["time"]), row["signal"], row["value"]) for row in rows if "signal" in row]
    assert changes == drive.history
    marked = [row for row in rows if "utterance" in row]
    assert marked[0]["frame"].startswith("mcan 6A1#")
    assert (marked[0]["way"], marked[0]["message"]) == ("sent", "VA_SEAT_CMD")


def test_a_recording_in_parts_is_one(drive, tmp_path):
    script(drive)
    whole = lines(drive.path)
    older, younger = tmp_path / "log.1", tmp_path / "log"
    older.write_text("".join(whole[:700]))
    younger.write_text("".join(whole[700:]))
    assert malcha(str(older), str(younger), "--json").output == malcha(str(drive.path), "--json").output


def test_a_run_with_log_and_audit(tmp_path):
    """Separate processes, ended as by a user."""
    log, lines_ = tmp_path / "a.log", tmp_path / "a.jsonl"
    with (
        process(
            "vehicle",
            "serve",
            "--nlu",
            "",
            "--no-engine",
            "--address",
            "127.0.0.1:0",
            "--log",
            str(log),
            "--audit",
            str(lines_),
        ) as address,
        grpc.insecure_channel(address) as channel,
    ):
        value = command_pb2.Value(number=2)
        command = command_pb2.Command(function="seat.heat", op="set", zone="driver", value=value)
        request = vehicle_pb2.ExecuteRequest(commands=[command])
        said = vehicle_pb2_grpc.VehicleServiceStub(channel).Execute(request, timeout=PATIENCE).turn
    (row,) = told(lines_)
    assert row["id"] == said.utterance_id
    said = malcha(str(log), "--audit", str(lines_))
    wanted = len(row["commands"][0]["frames"])
    assert f"{wanted} of {wanted} frames" in said.output
    assert ["seat.heat", "driver", "2"] in [text.split()[:3] for text in said.output.splitlines()]


def test_a_run_hands_its_files_to_the_gateway(tmp_path, monkeypatch):
    monkeypatch.setattr("malcha.run.children.processes", lambda *commands: pytest.fail(" ".join(commands[1])))
    with pytest.raises(pytest.fail.Exception, match=r"^vehicle serve .*--log a\.log --audit a\.jsonl"):
        CliRunner().invoke(app, ["run", "--log", "a.log", "--audit", "a.jsonl"], catch_exceptions=False)


@pytest.mark.parametrize("option", ["--log", "--audit"])
def test_a_file_that_cannot_be_written_ends_the_start_with_one_line(option, tmp_path):
    path = tmp_path / "nowhere" / "file"
    said = CliRunner().invoke(
        app, ["vehicle", "serve", "--nlu", "", "--no-engine", "--address", "127.0.0.1:0", option, str(path)]
    )
    assert said.exit_code == BAD_INPUT
    why = f"{option[2:]} {path} cannot be written: No such file or directory"
    assert said.output == f"malcha: flag {option}: recording.{option[2:]} is '{path}': {why}\n"


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_what_is_no_log_ends_with_one_line(tmp_path, as_json):
    path = tmp_path / "a.log"
    path.write_text("\nno log\n(1600000000.000000) mcan 123\n")
    said = malcha(str(path), *as_json)
    assert said.exit_code == BAD_INPUT
    assert said.stderr == f"malcha: {path}, line 2: not a line of a candump log (candump -L): 'no log'\n"


def test_the_buses_of_another_log_are_named(drive):
    drive.live(1.0)
    before = malcha(str(drive.path), "--json").output
    drive.path.write_text(drive.path.read_text().replace("ccan", "can0").replace("mcan", "can1"))
    assert malcha(str(drive.path)).exit_code == BAD_INPUT
    assert malcha(str(drive.path), "--json", "--ccan", "can0", "--mcan", "can1").output == before
