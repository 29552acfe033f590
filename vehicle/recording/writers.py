"""The formats that a recording is written in; each writer has one open file."""

from collections.abc import Callable, Mapping
from copy import copy
from pathlib import Path
from typing import IO, Any, Protocol, TextIO

import can

from vehicle.can.trace import owner_only
from vehicle.recording.candump import to_line

CANDUMP, CANDUMP_X, ASC, BLF = "candump", "candump-x", "asc", "blf"
FORMATS = (CANDUMP, CANDUMP_X, ASC, BLF)
LONGEST = 200  # bytes that a frame takes at most in an ASC or BLF file
UNWRITTEN = 16_384  # bytes of frames that a BLF file may lack if the process is killed; python-can's own is 131,072


class Writer(Protocol):
    """A file being written."""

    file: IO[Any]

    def write(self, bus: str, frame: can.Message, received: bool, microseconds: int, most: int) -> bool:
        """Write a frame, unless the file would have more than `most` bytes with it; returns whether it was written.

        The first frame of a file always is. `microseconds` since 1970. Raises OSError.
        """

    def close(self) -> None:
        """Raises OSError."""


class Lines:
    """A candump log. Each line has been passed to the operating system when `write` returns."""

    def __init__(self, file: TextIO, direction: bool) -> None:
        self.file: IO[Any] = file
        self._direction, self._bytes = direction, 0

    def write(self, bus: str, frame: can.Message, received: bool, microseconds: int, most: int) -> bool:
        text = to_line(bus, frame, received, microseconds, self._direction)
        if self._bytes and self._bytes + len(text) > most:
            return False
        self.file.write(text)
        self._bytes += len(text)
        return True

    def close(self) -> None:
        self.file.close()


class PythonCan:
    """A log in a format of python-can, where buses have numbers: 1, 2 ... in their order."""

    def __init__(
        self, file: IO[Any], make: Callable[[Any], can.ASCWriter | can.BLFWriter], numbers: Mapping[str, int]
    ) -> None:
        self.file = file
        self._make, self._numbers = make, numbers
        self._writer: can.ASCWriter | can.BLFWriter | None = None

    def write(self, bus: str, frame: can.Message, received: bool, microseconds: int, most: int) -> bool:
        if self._writer is None:  # not earlier: it writes a head at once, and a file without frames has to stay empty
            self._writer = self._make(self.file)
        elif self._writer.file_size() + LONGEST > most:
            return False
        written = copy(frame)
        written.timestamp, written.channel, written.is_rx = microseconds / 1e6, self._numbers[bus], received
        self._writer.on_message_received(written)
        return True

    def close(self) -> None:
        (self._writer.stop if self._writer else self.file.close)()


def opened(path: Path, form: str, numbers: Mapping[str, int]) -> Writer:
    """A file of the format `form`, one of FORMATS; `numbers` has that of each bus, from 0. Raises OSError."""
    if form == BLF:
        return PythonCan(open(path, "wb", buffering=0, opener=owner_only), blf, numbers)
    # to append: after the file was truncated by another program, the next line is at its start
    text = open(path, "a", buffering=1, encoding="ascii", opener=owner_only)  # noqa: SIM115
    return PythonCan(text, can.ASCWriter, numbers) if form == ASC else Lines(text, direction=form == CANDUMP_X)


def blf(file: Any) -> can.BLFWriter:
    return can.BLFWriter(file, max_container_size=UNWRITTEN)
