"""The candump log of all buses: what is written, kept and read."""

import logging
import os
import time
from pathlib import Path

import can
import pytest
from g70 import CAR, dbc
from stacks import alone, own
from turns import HURRY, PATIENCE

from contract.values import Command
from malcha.run import stack
from vehicle.can.trace import RecordingError
from vehicle.gateway.bridge import BusError
from vehicle.recording.candump import parse, to_line
from vehicle.recording.reader import frames
from vehicle.recording.recorder import PARTS, Recorder, part
from vehicle.recording.replay import Replay, replay
from vehicle.recording.writers import FORMATS

SECOND = 1_600_000_000_000_000  # a time in microseconds since 1970
SAME_BUSES = {name: name for name in dbc.buses}
DATA = bytes(range(8))


def message(frame_id: int = 0x123, **fields) -> can.Message:
    return can.Message(arbitration_id=frame_id, **{"is_extended_id": False, **fields})


def recorder(path: Path, **more) -> Recorder:
    """A recorder with a clock that stands still, that writes directions."""
    return Recorder(path, lambda: 0.0, SECOND / 1e6, **{"form": "candump-x", **more})


def telling(path: Path, *frames_: can.Message) -> Path:
    log = recorder(path)
    for frame in frames_:
        log.write("mcan", frame, True)
    log.close()
    return path


# lines


LINES = [
    (message(data=DATA), "mcan 123#0001020304050607 R"),
    (message(0x001, data=b""), "mcan 001# R"),
    (message(0x1ABCDEF, data=b"\xff", is_extended_id=True), "mcan 01ABCDEF#FF R"),
    (message(is_remote_frame=True, dlc=5), "mcan 123#R5 R"),
    (message(data=bytes(12), is_fd=True, bitrate_switch=True, error_state_indicator=True), f"mcan 123##3{'00' * 12} R"),
    (
        message(0x040, data=b"\x00\x00\x00\x00\x00\x00\x00\x07", is_error_frame=True, is_extended_id=True),
        "mcan 20000040#0000000000000007 R",
    ),
    (message(0, is_error_frame=True), "mcan 20000080#0000000000000000 R"),
]


@pytest.mark.parametrize(("frame", "written"), LINES, ids=[written.split()[1] for _, written in LINES])
def test_a_frame_is_written_as_candump_does_and_read_back(frame, written):
    text = to_line("mcan", frame, True, SECOND + 42, True)
    assert text == f"(1600000000.000042) {written}\n"
    back = parse(text.strip(), SAME_BUSES, dbc)
    assert (back.timestamp, back.channel, back.is_rx) == (1600000000.000042, "mcan", True)
    assert to_line("mcan", back, back.is_rx, SECOND + 42, True) == text
    if not frame.is_error_frame:
        assert back.equals(frame, timestamp_delta=None, check_channel=False)


def test_sent_frames_are_marked():
    assert to_line("mcan", message(), False, 0, True) == "(0000000000.000000) mcan 123# T\n"
    assert parse("(0.000000) mcan 123# T", SAME_BUSES, dbc).is_rx is False


@pytest.mark.parametrize(
    ("text", "received"),
    [
        (
            "(1345212884.318850) mcan 6A1#1122334455667788",
            False,
        ),  # the gateway's command, from a candump that writes no direction
        ("(1345212884.318850) mcan 6B1#1122334455667788", True),
        ("(1345212884.318850) ccan 6A1#1122334455667788", True),
        ("(1345212884.318850)  mcan 6A1#1122334455667788 R", True),  # candump lines up names of different length
        ("(1345212884.318850) mcan 000006A1#1122334455667788", True),
        ("(1345212884.318850999) mcan 6A1#1122334455667788_F R", True),  # in nanoseconds, and a DLC of 15
    ],
)
def test_the_direction_of_a_line_of_an_older_candump(text, received):
    found = parse(text, SAME_BUSES, dbc)
    assert (found.is_rx, found.timestamp, found.data.hex()) == (received, 1345212884.318850, "1122334455667788")


def test_python_can_reads_the_log(tmp_path):
    path = telling(
        tmp_path / "a.log", message(data=DATA), message(0x1ABCDEF, is_extended_id=True), message(0, is_error_frame=True)
    )
    first, second, third = can.LogReader(path)
    assert (first.arbitration_id, bytes(first.data), first.channel, first.is_rx) == (0x123, DATA, "mcan", True)
    assert (second.arbitration_id, second.is_extended_id) == (0x1ABCDEF, True)
    assert third.is_error_frame


# files


def test_the_log_is_bounded_and_keeps_the_newest_frames(tmp_path):
    path = tmp_path / "a.log"
    each = len(to_line("mcan", message(data=DATA), True, SECOND, True))
    log = recorder(path, most=PARTS * each * 10)
    for count in range(173):
        log.write("mcan", message(count, data=DATA), True)
    log.close()
    assert sorted(tmp_path.iterdir()) == [path, *(part(path, number) for number in range(1, PARTS))]
    assert all(file.stat().st_size <= each * 10 for file in tmp_path.iterdir())
    oldest_first = [part(path, number) for number in reversed(range(PARTS))]
    assert [frame.arbitration_id for frame in frames(oldest_first, dbc)] == list(range(130, 173))


def test_only_its_owner_may_read_a_recording(tmp_path):
    before = os.umask(0)
    try:
        for form in FORMATS:
            log = recorder(tmp_path / form, most=PARTS * 60, form=form, buses=dbc.buses)
            for _ in range(5):
                log.write("mcan", message(data=DATA), True)
            log.close()
    finally:
        os.umask(before)
    files = list(tmp_path.iterdir())
    assert len(files) > 2 * len(FORMATS)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_pipe_that_nobody_reads_is_said(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RecordingError, match=r"pipe cannot be written: No such device or address"):
        recorder(tmp_path / "pipe")


def test_a_new_recording_keeps_the_one_before(tmp_path):
    path = tmp_path / "a.log"
    telling(path, message(1))
    telling(path, message(2))
    assert [[frame.arbitration_id for frame in frames([file], dbc)] for file in (path, part(path, 1))] == [[2], [1]]


@pytest.mark.parametrize("form", FORMATS)
def test_starts_that_record_nothing_push_no_recording_out(tmp_path, form):
    """As with a bus that does not exist yet, and a gateway that is restarted repeatedly."""
    path = telling(tmp_path / "a.log", message(1))
    for _ in range(PARTS):
        recorder(path, form=form).close()
    assert [frame.arbitration_id for frame in frames([part(path, 1), path], dbc)] == [1]


def test_every_line_is_in_the_file_before_it_is_closed(tmp_path):
    log = recorder(tmp_path / "a.log")
    log.write("mcan", message(), True)
    assert (tmp_path / "a.log").read_text() == "(1600000000.000000) mcan 123# R\n"
    log.close()


def test_a_log_has_one_writer(tmp_path):
    path = tmp_path / "a.log"
    first = recorder(path)
    first.write("mcan", message(1), True)
    with pytest.raises(RecordingError, match=r"a\.log is being written by another process"):
        recorder(path)
    first.close()
    assert [frame.arbitration_id for frame in frames([path], dbc)] == [1]
    recorder(path).close()
    devices = [recorder(Path("/dev/null")) for _ in range(2)]
    for device in devices:
        device.close()


def test_a_log_has_one_writer_after_it_began_a_new_part_too(tmp_path):
    log = recorder(tmp_path / "a.log", most=PARTS)
    for _ in range(2):
        log.write("mcan", message(), True)
    with pytest.raises(RecordingError, match="another process"):
        recorder(log.path)
    log.close()


def test_a_full_disk_ends_the_recording_and_is_said(caplog):
    log = recorder(Path("/dev/full"))
    for _ in range(3):
        log.write("mcan", message(), True)
    log.close()
    assert (log.written, log.lost) == (0, 3)
    assert [record.getMessage()[:40] for record in caplog.records if record.levelno == logging.ERROR] == [
        "log /dev/full ends here, later frames ar",
        "log /dev/full: 3 frames were not recorde",
    ]


def test_a_frame_after_the_end_is_counted_not_raised(tmp_path):
    log = recorder(tmp_path / "a.log")
    log.close()
    log.write("mcan", message(), True)
    assert (log.written, log.lost) == (0, 1)


def test_a_log_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(RecordingError, match=r"nowhere/a\.log cannot be written: No such file"):
        recorder(tmp_path / "nowhere" / "a.log")


# reading what is no log, or not quite one

FINE = "(1600000000.000000) mcan 123#00 R\n"


@pytest.mark.parametrize(
    "wrong",
    [
        "mcan  123   [8]  00 01 02 03 04 05 06 07",  # candump without -L
        "(1600000000.000000) mcan 123#0 R",  # half a byte
        "(1600000000.000000) mcan 123#000102030405060708 R",  # nine bytes
        "(1600000000.000000) mcan 823#00 R",  # more than 11 bits
        "(1600000000.000000) mcan 80000123#00 R",  # more than 29 bits
        "(1600000000.000000) mcan 12#00 R",
        "(1600000000.00) mcan 123#00 R",
        "(1600000000.000000) mcan 123#R9",
        "(1600000000.000000) mcan 123#00 X",
        "\x89PNG\x00",
        "말차",
    ],
)
def test_a_bad_line_is_skipped_and_said_with_its_number(tmp_path, wrong, caplog):
    path = tmp_path / "a.log"
    path.write_text(FINE + "\n" + wrong + "\n" + FINE)
    assert len(list(frames([path], dbc))) == 2
    assert "a.log: one line skipped, line 3 is not a line of a candump log (candump -L)" in caplog.text
    path.write_text("\n" + wrong + "\n")
    with pytest.raises(RecordingError, match=r"a\.log, line 2: not a line of a candump log"):
        list(frames([path], dbc))


def test_many_bad_lines_are_said_in_one_line(tmp_path, caplog):
    path = tmp_path / "a.log"
    path.write_text("no log\n" + FINE + "(1600\n" * 1000 + FINE + "(160000")
    assert len(list(frames([path], dbc))) == 2
    (said,) = [record.getMessage() for record in caplog.records]
    assert said == f"{path}: 1,002 lines skipped, line 1 is not a line of a candump log (candump -L): 'no log'"


def test_frames_of_other_interfaces_are_left_out_and_said_in_one_line(tmp_path, caplog):
    path = tmp_path / "a.log"
    path.write_text(FINE + "(1600000000.000000) vcan0 123#00\n" * 3 + "(1600000000.000000) can7 123#00\n" + FINE)
    assert [frame.channel for frame in frames([path, path], dbc)] == ["mcan"] * 4
    (said,) = [record.getMessage() for record in caplog.records]
    assert said == f"{path}, {path}: 8 frames of other interfaces left out: vcan0 (6), can7 (2)"


def test_a_log_of_other_interfaces_only_is_said_and_they_can_be_named(tmp_path):
    path = tmp_path / "a.log"
    path.write_text("(1600000000.000000) can1 123#00 R\n" * 2 + "(1600000000.000000) can0 123#00 R\n")
    why = r"no frames of ccan, mcan in it, but of can1 \(2\), can0 \(1\); give the interface name .* --ccan can1"
    with pytest.raises(RecordingError, match=why):
        list(frames([path], dbc))
    assert [frame.channel for frame in frames([path], dbc, {"ccan": "can0", "mcan": "can1"})] == [
        "mcan",
        "mcan",
        "ccan",
    ]


@pytest.mark.parametrize("named", [{"ccan": "can0", "mcan": "can0"}, {"ccan": "mcan", "mcan": "mcan"}])
def test_two_buses_of_one_name_are_said(tmp_path, named):
    path = tmp_path / "a.log"
    path.write_text(FINE)
    with pytest.raises(RecordingError, match="is given as the interface of two buses"):
        list(frames([path], dbc, named))


def test_times_that_go_back_are_said(tmp_path, caplog):
    path = tmp_path / "a.log"
    for second in (1600000000, 1600000000.5, 1600000000, 1599999999):  # two buses, two threads: a little is no news
        path.write_text((path.read_text() if path.exists() else "") + f"({second:.6f}) mcan 123#00 R\n")
    assert len(list(frames([path], dbc))) == 4
    assert "line" not in caplog.text
    path.write_text(FINE + "(1500000000.000000) mcan 123#00 R\n")
    assert len(list(frames([path], dbc))) == 2
    assert "a.log, line 2: 100000000.000 s earlier than the line before it; give the oldest log first" in caplog.text


def test_a_part_without_frames_is_said_and_the_others_are_read(tmp_path, caplog):
    empty, path = tmp_path / "a.log.1", tmp_path / "a.log"
    empty.touch()
    path.write_text(FINE)
    assert len(list(frames([empty, path], dbc))) == 1
    assert "a.log.1: no frames in it" in caplog.text


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_log_without_frames_is_said(tmp_path, content):
    path = tmp_path / "a.log"
    path.write_text(content)
    with pytest.raises(RecordingError, match="no frames in it"):
        list(frames([path], dbc))


def test_a_log_that_is_not_there_is_said(tmp_path):
    with pytest.raises(RecordingError, match="cannot be read: No such file"):
        list(frames([tmp_path / "a.log"], dbc))


def test_a_last_line_cut_off_by_a_crash_is_left_out_and_said(tmp_path, caplog):
    path = tmp_path / "a.log"
    path.write_text(FINE + FINE + "(1600000000.000000) mca")
    assert len(list(frames([path], dbc))) == 2
    assert "line 3: truncated" in caplog.text


def test_frames_that_candump_lost_are_said(tmp_path, caplog):
    path = tmp_path / "a.log"
    path.write_text(FINE + "DROPCOUNT: dropped 7 CAN frames on 'mcan' socket (total drops 7)\n" + FINE)
    assert len(list(frames([path], dbc))) == 2
    assert "line 2: DROPCOUNT: dropped 7" in caplog.text


# on the buses


@pytest.fixture
def log(rig, tmp_path):
    """A recording of the rig."""
    log = recorder(tmp_path / "a.log")
    rig.bridge.taps.append(log.write)
    yield log
    log.close()


def test_both_directions_and_error_frames_are_recorded(rig, log):
    rig.do("hazard", "on")
    rig.hear(message(0x4, data=DATA, is_error_frame=True, channel="mcan"))
    written = [text.split(" ", 1)[1] for text in log.path.read_text().splitlines()]
    assert [text for text in written if text.endswith("T")] == [
        f"mcan {frame.arbitration_id:03X}#{frame.data.hex().upper()} T" for frame in rig.sent
    ]
    assert len(rig.sent) == 1
    assert written[-1] == f"mcan 20000004#{DATA.hex()} R"
    assert log.written == len(written) > 2


def test_a_frame_has_the_time_that_the_gateway_takes_it_for(rig, log):
    rig.set(CGW1__CF_Gway_TrunkTgSw="open")
    (at,) = [
        found.timestamp
        for found in frames([log.path], dbc)
        if found.arbitration_id == dbc.messages["CGW1"].message.frame_id
    ][-1:]
    assert at == pytest.approx(rig.state.reading("CGW1.CF_Gway_TrunkTgSw").at + SECOND / 1e6, abs=1e-6)


def test_a_frame_that_the_bus_does_not_take_is_not_recorded(rig, log):
    class Gone:
        def send(self, frame, timeout=None):
            raise can.CanOperationError("the interface is down")

    rig.bridge.buses["mcan"] = Gone()
    with pytest.raises(BusError):
        rig.bridge.send({"VA_LIGHT_CMD.IntFrSet": 10})
    assert log.written == 0


def test_every_frame_that_the_gateway_took_is_in_the_log(tmp_path, monkeypatch):
    took: list[tuple[str, int, bytes]] = []
    plain = stack.Bridge.receive

    def receive(self, bus, frame):
        took.append((bus, frame.arbitration_id, bytes(frame.data)))
        plain(self, bus, frame)

    monkeypatch.setattr(stack.Bridge, "receive", receive)
    path = tmp_path / "a.log"
    with stack.gateway(alone(own("took"), more={"recording.log": path}), speed=HURRY) as assistant:
        state = assistant.state
        assert state.wait(lambda: state.value("VA_SEAT_STS.AckSeq") is not None, time.monotonic() + PATIENCE)
        assistant.execute([Command("seat.heat", "set", "driver", 2)])  # on a busy machine it may be refused
    logged = list(frames([path], dbc))
    for name in dbc.buses:  # each bus has a thread of its own
        received = [
            (name, frame.arbitration_id, bytes(frame.data)) for frame in logged if frame.is_rx and frame.channel == name
        ]
        assert received == [found for found in took if found[0] == name]
        assert received
    into = Replay(CAR)
    for _ in replay(logged, into):
        pass
    assert {path: reading.value for path, reading in into.state.snapshot().items()} == {
        path: reading.value for path, reading in state.snapshot().items()
    }


def test_no_log_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Recorder, "write", None)
    with stack.gateway(alone(own("none")), speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
    assert not list(tmp_path.iterdir())
