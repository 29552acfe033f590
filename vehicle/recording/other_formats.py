"""Logs in the formats ASC, BLF and TRC, read by python-can; one line that it cannot read does not end the file."""

import io
import logging
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO, cast

import can
from can.io.blf import BLFParseError

from vehicle.can.trace import RecordingError
from vehicle.recording.files import Lines

Bad = Callable[[str], None]  # takes the text of the line that Lines returned last
UNREADABLE = (ValueError, IndexError, KeyError, TypeError, OverflowError)  # what python-can raises for such a line
DAMAGED = (BLFParseError, struct.error, zlib.error, ValueError)  # and for a damaged part of a BLF file
AGAIN = "internal events logged\n"  # ends the head of an ASC file, which python-can expects each time it begins
MILLISECONDS = re.compile(r"^((?:date|begin\s+triggerblock)\s.*:\d\d\.)(\d{1,2})(?=\s)", re.IGNORECASE)
FIRST = {"ASC": 0, "BLF": 0, "TRC": 1}  # number that python-can's reader gives to the first channel of a file


class Feed(Iterator[str]):
    """Lines as the file that a reader of python-can reads, with `put` before the next of them."""

    def __init__(self, lines: Lines) -> None:
        self.lines, self.text, self.put = lines, "", ""

    def __next__(self) -> str:
        if self.put:
            text, self.put = self.put, ""
            return text
        self.text = next(self.lines)
        # python-can writes 7 ms as ".7", which it would read as 700 ms
        return MILLISECONDS.sub(lambda found: found[1] + found[2].zfill(3), self.text)

    def close(self) -> None:
        """The file is closed by who opened it."""


def asc(lines: Lines, bad: Bad) -> Iterator[can.Message]:
    """The frames of an ASC file. Raises RecordingError for one whose times count from the line before."""
    feed = Feed(lines)
    reader = can.ASCReader(cast(TextIO, feed), relative_timestamp=False)
    for frame in going_on(reader, feed, bad, AGAIN):
        if reader.timestamps_format == "relative":
            raise RecordingError("its times count from line to line (timestamps relative): convert it to absolute ones")
        yield frame


def trc(lines: Lines, bad: Bad) -> Iterator[can.Message]:
    """The frames of a TRC file."""
    feed = Feed(lines)
    with told("can.io.trc", lambda: bad(feed.text)):
        yield from going_on(can.TRCReader(cast(TextIO, feed)), feed, bad, "")


def blf(file: io.BufferedReader, damaged: Callable[[], None]) -> Iterator[can.Message]:
    """The frames of a BLF file. A damaged part ends it: where the next begins cannot be told."""
    try:
        yield from can.BLFReader(file)
    except DAMAGED:
        damaged()


def going_on(reader: can.ASCReader | can.TRCReader, feed: Feed, bad: Bad, put: str) -> Iterator[can.Message]:
    """The frames that a reader finds; after a line that it raises for it begins again, with `put` first."""
    last = -1
    while feed.lines.number > last:  # else it raises at the end of the file, for its head
        last = feed.lines.number
        try:
            yield from reader
            return
        except UNREADABLE:
            bad(feed.text)
            feed.put = put


@contextmanager
def told(logger: str, bad: Callable[[], None]) -> Iterator[None]:
    """Warnings of a logger of python-can, one for each line that it cannot read, are counted in place of logged."""

    def count(record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        bad()
        return False

    logging.getLogger(logger).addFilter(count)
    try:
        yield
    finally:
        logging.getLogger(logger).removeFilter(count)
