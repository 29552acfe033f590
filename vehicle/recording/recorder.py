"""One log of all buses, written while the gateway runs."""

import fcntl
import logging
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import can

from vehicle.can.trace import RecordingError
from vehicle.recording.writers import CANDUMP, Writer, opened

log = logging.getLogger(__name__)

PARTS = 5  # files of one recording: FILE, and the older FILE.1 to FILE.4
MOST_BYTES = 500_000_000  # of all parts together; about half an hour of both buses at full load


class Recorder:
    """A log file of limited size; thread-safe. Its format says how much of it is lost if the process is killed.

    If the disk fails, the recording ends, but not the gateway: the error is logged, and `lost` counts the missing
    frames.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], float],
        epoch: float,
        most: int = MOST_BYTES,
        form: str = CANDUMP,
        buses: Sequence[str] = (),
    ) -> None:
        """`clock` in s, that of the bridge; `epoch` is its zero in s since 1970. Raises RecordingError.

        `form` is one of writers.FORMATS. `buses` are numbered in this order, in formats without names of buses. An
        existing file at `path` is kept as the first older part.
        """
        self.path = path
        self.written = self.lost = 0
        self._clock, self._epoch, self._part, self._form = clock, epoch, most // PARTS, form
        self._numbers = {bus: number for number, bus in enumerate(buses)}
        self._lock = threading.Lock()
        self._moved = False
        self._writer: Writer | None = None
        try:
            if path.is_file():
                with path.open() as before:
                    claim(before)
            self._writer = self._next()
        except BlockingIOError as error:
            raise RecordingError(f"log {path} is being written by another process") from error
        except OSError as error:
            raise RecordingError(f"log {path} cannot be written: {error.strerror}") from error

    def write(self, bus: str, frame: can.Message, received: bool, at: float | None = None) -> None:
        """Write a frame; `at` is its time on the clock in s, default now."""
        with self._lock:
            if self._moved:
                self._moved = False
                self._follow()
            if self._writer is None:
                self.lost += 1
                return
            found = (bus, frame, received, round(((self._clock() if at is None else at) + self._epoch) * 1e6))
            try:
                if not self._writer.write(*found, self._part):
                    self._writer.close()
                    self._writer = self._next()
                    self._writer.write(*found, self._part)
            except OSError as error:
                self._end(error)
                return
            self.written += 1

    def reopen(self) -> None:
        """The file may have been moved away: the next frame goes into a file at the path. Can be called in a signal
        handler.
        """
        self._moved = True

    def close(self) -> None:
        """Close the file and log how many frames are missing. An error is logged, not raised."""
        with self._lock:
            if self._writer is not None:
                try:
                    self._writer.close()
                except OSError as error:
                    log.error("log %s: its end may be missing: %s", self.path, error)
                self._writer = None
            if self.lost:
                log.error("log %s: %d frames were not recorded", self.path, self.lost)

    def _follow(self) -> None:
        """Go on in a new file, if the path is no longer the file that is being written."""
        if self._writer is None:
            return
        try:
            with suppress(FileNotFoundError):
                if os.path.samestat(os.stat(self.path), os.fstat(self._writer.file.fileno())):
                    return
            before, self._writer = self._writer, self._next()
            before.close()
        except OSError as error:
            log.error("log %s cannot be opened again, it goes on in the file that was moved: %s", self.path, error)

    def _end(self, error: OSError) -> None:
        """End the recording after an error. The last line may be incomplete; readers leave it out."""
        log.error("log %s ends here, later frames are not recorded: %s", self.path, error)
        self.lost += 1
        if self._writer is not None:
            with suppress(OSError):  # closing may fail with the same error
                self._writer.close()
        self._writer = None

    def _next(self) -> Writer:
        """Start the next part and delete the oldest. An empty file is not kept, so that failed starts delete no
        recording.
        """
        if self.path.is_file() and self.path.stat().st_size:  # not a device
            for number in range(PARTS - 1, 0, -1):
                if (younger := part(self.path, number - 1)).is_file():
                    younger.replace(part(self.path, number))
        writer = opened(self.path, self._form, self._numbers)
        if self.path.is_file():
            claim(writer.file)
        return writer


def claim(file: IO[Any]) -> None:
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
