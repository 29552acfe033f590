"""One candump log for all buses: written while the gateway runs, read for a replay.

The lines have the format of `candump -L` of can-utils: "(1600000000.123456) mcan 6A1#0011223344556677 T", with the bus
name as interface, T for frames that the gateway sent, R for received ones. An error frame has the bit 0x20000000 in its
id. python-can's own writer is not used: it does not write the class and data of error frames, nor the length of remote
frames.
"""

import fcntl
import logging
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import can

from vehicle.can.dbc import Dbc
from vehicle.can.trace import RecordingError

log = logging.getLogger(__name__)

PARTS = 5  # files of one recording: FILE, and the older FILE.1 to FILE.4
MOST_BYTES = 500_000_000  # of all parts together; about half an hour of both buses at full load
ERROR_FRAME = 0x20000000  # CAN_ERR_FLAG of linux/can.h
BUS_ERROR = 0x80  # CAN_ERR_BUSERROR: class of an error frame for which the interface gives none
BACKWARDS = 1.0  # s that a time may lie before the previous line's: each bus has a thread of its own
LINE = re.compile(  # nanoseconds (candump -N) are cut; "_9" to "_F" is a DLC above 8 of a frame with 8 bytes
    r"\((\d+)\.(\d{6})(?:\d{3})?\) +(\S+) +([0-9A-F]{3}|[0-9A-F]{8})#"
    r"(?:(R)([0-8]?)|#([0-9A-F])((?:[0-9A-F]{2}){0,64})|((?:[0-9A-F]{2}){0,8}))(?:_[9A-F])?(?: ([RT]))?",
    re.IGNORECASE,
)


def to_line(bus: str, frame: can.Message, received: bool, microseconds: int) -> str:
    """One frame as a line of a candump log. `microseconds` since 1970."""
    head = f"({microseconds // 1_000_000:010d}.{microseconds % 1_000_000:06d}) {bus} "
    way = "R" if received else "T"
    if frame.is_error_frame:
        return f"{head}{ERROR_FRAME | (frame.arbitration_id or BUS_ERROR):08X}#{frame.data.hex().upper():0<16} {way}\n"
    identifier = f"{frame.arbitration_id:08X}" if frame.is_extended_id else f"{frame.arbitration_id:03X}"
    if frame.is_remote_frame:
        return f"{head}{identifier}#R{frame.dlc} {way}\n"
    flags = f"#{frame.bitrate_switch | frame.error_state_indicator << 1:X}" if frame.is_fd else ""
    return f"{head}{identifier}#{flags}{frame.data.hex().upper()} {way}\n"


class Recorder:
    """A log file of limited size; thread-safe. Each line has been passed to the operating system when `write` returns.

    If the disk fails, the recording ends, but not the gateway: the error is logged, and `lost` counts the missing
    frames.
    """

    def __init__(self, path: Path, clock: Callable[[], float], epoch: float, most: int = MOST_BYTES) -> None:
        """`clock` in s, that of the bridge; `epoch` is its zero in s since 1970. Raises RecordingError.

        An existing file at `path` is kept as the first older part.
        """
        self.path = path
        self.written = self.lost = 0
        self._clock, self._epoch, self._part = clock, epoch, most // PARTS
        self._lock = threading.Lock()
        self._bytes = 0
        self._file: TextIO | None = None
        try:
            if path.is_file():
                with path.open() as before:
                    claim(before)
            self._open()
        except BlockingIOError as error:
            raise RecordingError(f"log {path} is being written by another process") from error
        except OSError as error:
            raise RecordingError(f"log {path} cannot be written: {error.strerror}") from error

    def write(self, bus: str, frame: can.Message, received: bool, at: float | None = None) -> None:
        """Write a frame; `at` is its time on the clock in s, default now."""
        with self._lock:
            if self._file is None:
                self.lost += 1
                return
            text = to_line(bus, frame, received, round(((self._clock() if at is None else at) + self._epoch) * 1e6))
            try:
                if self._bytes and self._bytes + len(text) > self._part:
                    self._file.close()
                    self._open()
                self._file.write(text)
            except OSError as error:
                self._end(error)
                return
            self._bytes += len(text)
            self.written += 1

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None
            if self.lost:
                log.error("log %s: %d frames were not recorded", self.path, self.lost)

    def _end(self, error: OSError) -> None:
        """End the recording after an error. The last line may be incomplete; readers leave it out."""
        log.error("log %s ends here, later frames are not recorded: %s", self.path, error)
        self.lost += 1
        with suppress(OSError):  # closing may fail with the same error
            if self._file is not None:
                self._file.close()
        self._file = None

    def _open(self) -> None:
        """Start the next part and delete the oldest. An empty file is not kept, so that failed starts delete no
        recording.
        """
        if self.path.is_file() and self.path.stat().st_size:  # not a device
            for number in range(PARTS - 1, 0, -1):
                if (younger := part(self.path, number - 1)).is_file():
                    younger.replace(part(self.path, number))
        self._file = self.path.open("w", buffering=1, encoding="ascii")
        if self.path.is_file():
            claim(self._file)
        self._bytes = 0


def claim(file: TextIO) -> None:
    """Lock a file until it is closed. Raises BlockingIOError if another process has it; a file system without locks
    only logs.
    """
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError as error:
        log.warning("%s cannot be locked: %s", file.name, error)


def part(path: Path, number: int) -> Path:
    """The file of a part; 0 is the newest."""
    return path.with_name(f"{path.name}.{number}") if number else path


def parse(text: str, buses: Mapping[str, str], dbc: Dbc) -> can.Message | None:
    """A line of a candump log as a frame with timestamp, channel and is_rx. None if it is not such a line.

    `buses` has the bus of each interface name. Older can-utils do not write R or T at the end; then a frame counts as
    sent if the gateway is the only sender of this message in the DBCs.
    """
    found = LINE.fullmatch(text)
    if found is None:
        return None
    seconds, micro, channel, identifier, remote, remote_length, flags, fd_data, data, way = found.groups()
    channel = buses.get(channel, channel)
    number, extended = int(identifier, 16), len(identifier) == 8
    error = extended and bool(number & ERROR_FRAME)
    if number > (0x3FFFFFFF if error else 0x1FFFFFFF if extended else 0x7FF):
        return None
    fd = flags is not None
    return can.Message(
        timestamp=(int(seconds) * 1_000_000 + int(micro)) / 1e6,
        channel=channel,
        arbitration_id=number & ~ERROR_FRAME,
        is_extended_id=extended,
        is_error_frame=error,
        is_remote_frame=bool(remote),
        dlc=int(remote_length or 0) if remote else None,
        data=None if remote else bytes.fromhex(fd_data if fd else data),
        is_fd=fd,
        bitrate_switch=fd and bool(int(flags, 16) & 1),
        error_state_indicator=fd and bool(int(flags, 16) & 2),
        is_rx=way.upper() == "R" if way else not (not extended and _ours(dbc, channel, number)),
    )


def _ours(dbc: Dbc, bus: str, frame_id: int) -> bool:
    message = dbc.by_id.get((bus, frame_id))
    return message is not None and dbc.sent_by_gateway(message.name)


def frames(paths: Sequence[Path], dbc: Dbc, channels: Mapping[str, str] | None = None) -> Iterator[can.Message]:
    """The frames of a recording of a car with these DBCs; `paths` with the oldest file first.

    `channels` has the interface name in the log for each bus whose name differs. Raises RecordingError, with the line,
    for a file that is not a candump log. A truncated last line is left out with a warning.
    """
    buses = {(channels or {}).get(bus, bus): bus for bus in dbc.buses}
    if len(buses) < len(dbc.buses):
        raise RecordingError(f"{next(iter(buses))} is given as the interface of two buses; each bus needs its own")
    any_found, last = False, 0.0
    for path in paths:
        try:
            with path.open(encoding="ascii", errors="replace") as file:
                found = 0
                for number, text in enumerate(file, 1):
                    if not (content := text.strip()):
                        continue
                    if content.startswith("DROPCOUNT"):  # candump reports that it lost frames
                        log.warning("%s, line %d: %s", path, number, content)
                        continue
                    frame = parse(content, buses, dbc)
                    if frame is None:
                        if found and not text.endswith("\n"):
                            log.warning("%s, line %d: truncated, left out", path, number)
                            break
                        raise RecordingError(
                            f"{path}, line {number}: not a line of a candump log (candump -L): {content[:60]!r}"
                        )
                    if frame.channel not in dbc.buses:
                        raise RecordingError(
                            f"{path}, line {number}: interface {frame.channel} is none of {', '.join(buses)}; "
                            "give the interface name of each bus"
                        )
                    if frame.timestamp < last - BACKWARDS:
                        log.warning(
                            "%s, line %d: %.3f s earlier than the line before it; give the oldest log first",
                            path,
                            number,
                            last - frame.timestamp,
                        )
                    last = frame.timestamp
                    found += 1
                    yield frame
        except OSError as error:
            raise RecordingError(f"log {path} cannot be read: {error.strerror}") from error
        if not found and len(paths) > 1:
            log.warning("%s: no frames in it", path)
        any_found |= bool(found)
    if not any_found:
        raise RecordingError(f"{', '.join(map(str, paths))}: no frames in it")
