"""The frames of recorded logs, of whatever format, with the names of the car's buses and what the gateway had sent."""

import io
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import can

from vehicle.can.dbc import Dbc
from vehicle.can.trace import RecordingError
from vehicle.recording.candump import parse, sent_by_gateway
from vehicle.recording.files import CUT_OFF, Lines, named, opened
from vehicle.recording.left_out import LeftOut
from vehicle.recording.other_formats import FIRST, asc, blf, trc

log = logging.getLogger(__name__)

BACKWARDS = 1.0  # s that a time may lie before the previous frame's: each bus has a thread of its own
CANDUMP = "candump"
HEADS = {b"logg": "BLF", b";": "TRC", b"date ": "ASC", b"base ": "ASC", b"//": "ASC"}  # how a file of a format begins
MERGED = 0.1  # share of frames with ids of another bus from which a file is taken to have lost its buses


def frames(
    paths: Sequence[Path], dbc: Dbc, channels: Mapping[str, str] | None = None, quiet: bool = False
) -> Iterator[can.Message]:
    """The frames of a recording of a car with these DBCs; `paths` with the oldest file first, "-" is standard input.

    The format of a file is told by its content: candump, ASC, BLF or TRC, compressed by gzip or not. `channels` has
    the interface name in the log for each bus whose name differs. ASC, BLF and TRC number their channels: the first is
    called can0, and without `channels` it is the first bus of the car. Frames of other interfaces are left out.

    Lines that are no frames are left out, too. What was left out is logged, unless `quiet`. Raises RecordingError for
    a file that is no log, and for a recording without any frame of the car's buses.

    Who records on a bus beside the gateway marks every frame as received. So if no frame of the recording is marked
    as sent, the frames that only the gateway sends count as sent.
    """
    reading = Reading(dbc, dict(channels or {}), quiet)
    marked = any(any_sent(path) for path in paths)
    last = 0.0
    for path in paths:
        before = reading.found
        for frame in reading.file(path):
            if not marked and frame.is_rx and sent_by_gateway(frame, dbc):
                frame.is_rx = False
            if frame.timestamp < last - BACKWARDS and not quiet:
                earlier = last - frame.timestamp
                log.warning(
                    "%s: %.3f s earlier than the line before it; give the oldest log first", reading.where, earlier
                )
            last = frame.timestamp
            yield frame
        if reading.found == before and len(paths) > 1 and not quiet:
            log.warning("%s: no frames in it", named(path))
    reading.end(paths)


def any_sent(path: Path) -> bool:
    """Does a file mark any frame as sent by who recorded it?"""
    try:
        with opened(path) as file:
            if (form := format_of(file)) == CANDUMP:
                return any(text.rstrip().upper().endswith(" T") for text in Lines(file))
            return any(not frame.is_rx for frame in numbered(form, file, Lines(file), LeftOut(str(path), form), True))
    except (OSError, *CUT_OFF):
        return False  # said when the file is read


def format_of(file: io.BufferedReader) -> str:
    start = file.peek(len(max(HEADS, key=len))).lstrip(b"\0 \t\r\n").lower()
    return next((form for head, form in HEADS.items() if start.startswith(head)), CANDUMP)


def numbered(form: str, file: io.BufferedReader, lines: Lines, left_out: LeftOut, quiet: bool) -> Iterator[can.Message]:
    """The frames of a file whose channels have numbers; they become can0, can1 ... Raises RecordingError."""

    def damaged() -> None:
        if not quiet:
            log.warning("%s: damaged or cut off; what follows is left out", left_out.name)

    if form == "BLF":
        found = blf(file, damaged)
    else:
        found = (asc if form == "ASC" else trc)(lines, partial(left_out.add, lines))
    try:
        for frame in found:
            frame.channel = f"can{frame.channel - FIRST[form]}" if isinstance(frame.channel, int) else "can0"
            if frame.arbitration_id <= (0x1FFFFFFF if frame.is_extended_id else 0x7FF):
                yield frame
            else:
                left_out.add(lines, str(frame))
    except RecordingError as error:
        raise RecordingError(f"{left_out.name}: {error}") from error


@dataclass
class Reading:
    """What was found so far in the files of one recording."""

    dbc: Dbc
    channels: Mapping[str, str]
    quiet: bool
    found: int = 0  # frames of the car's buses
    where: str = ""  # file and line of the last frame
    others: Counter[str] = field(default_factory=Counter)  # interface -> frames left out
    numbers: set[str] = field(default_factory=set)  # channels seen in files that number them
    misplaced: int = 0  # frames of these with an id that only another bus of the car has

    def names(self, number: bool) -> dict[str, str]:
        """{interface in the log: bus}. Raises RecordingError for two buses of one name."""
        given = {bus: f"can{name}" if number and name.isdigit() else name for bus, name in self.channels.items()}
        usual = {bus: f"can{place}" if number else bus for place, bus in enumerate(self.dbc.buses)}
        buses = {given.get(bus, usual[bus]): bus for bus in self.dbc.buses}
        if len(buses) < len(self.dbc.buses):
            raise RecordingError(f"{next(iter(buses))} is given as the interface of two buses; each bus needs its own")
        return buses

    def file(self, path: Path) -> Iterator[can.Message]:
        """The frames of one file that are of the car's buses."""
        name = named(path)
        try:
            with opened(path) as file:
                form, lines = format_of(file), Lines(file)
                left_out = LeftOut(name, "line of a candump log (candump -L)" if form == CANDUMP else f"line of {form}")
                buses = self.names(form != CANDUMP)
                if form == CANDUMP:
                    every = self.candump(lines, left_out, buses)
                else:
                    every = numbered(form, file, lines, left_out, self.quiet)
                any_used = False
                try:
                    for frame in every:
                        any_used = True
                        if self.taken(frame, buses, form):
                            self.where = f"{name}, line {lines.number}" if lines.number else name
                            yield frame
                except CUT_OFF:
                    if not self.quiet:
                        log.warning("%s: compressed file damaged or cut off; what follows is left out", name)
                left_out.say(lines, any_used, self.quiet)
        except CUT_OFF as error:
            raise RecordingError(f"log {name}: not a compressed file, or its beginning is damaged") from error
        except OSError as error:
            raise RecordingError(f"log {name} cannot be read: {error.strerror}") from error

    def candump(self, lines: Lines, left_out: LeftOut, buses: Mapping[str, str]) -> Iterator[can.Message]:
        for text in lines:
            if not (content := text.strip()):
                continue
            if content.startswith("DROPCOUNT"):  # candump reports that it lost frames
                if not self.quiet:
                    log.warning("%s, line %d: %s", left_out.name, lines.number, content)
            elif frame := parse(content, buses, self.dbc):
                yield frame
            else:
                left_out.add(lines, content)

    def taken(self, frame: can.Message, buses: Mapping[str, str], form: str) -> bool:
        """Is this frame of a bus of the car? Then its channel is the bus."""
        channel = str(frame.channel)
        if form != CANDUMP:
            self.numbers.add(channel)
            channel = buses.get(channel, channel)
            frame.channel = channel
        if channel not in self.dbc.buses:
            self.others[channel] += 1
            return False
        self.found += 1
        others = [bus for bus in self.dbc.buses if bus != channel]
        if form != CANDUMP and (channel, frame.arbitration_id) not in self.dbc.by_id:
            self.misplaced += any((bus, frame.arbitration_id) in self.dbc.by_id for bus in others)
        return True

    def end(self, paths: Sequence[Path]) -> None:
        """Say what was left out of all files. Raises RecordingError if that is everything."""
        names = ", ".join(map(named, paths))
        listed = ", ".join(f"{name} ({count:,})" for name, count in self.others.most_common())
        if not self.found and self.others:
            raise RecordingError(
                f"{names}: no frames of {', '.join(self.dbc.buses)} in it, but of {listed}; give the interface name of "
                f"each bus, for example --{self.dbc.buses[0]} {self.others.most_common(1)[0][0]}"
            )
        if not self.found:
            raise RecordingError(f"{names}: no frames in it")
        if self.quiet:
            return
        if self.others:
            log.warning("%s: %d frames of other interfaces left out: %s", names, self.others.total(), listed)
        if len(self.numbers) == 1 < len(self.dbc.buses) and self.misplaced > MERGED * self.found:
            log.warning(
                "%s: all frames are of one channel, but %d have ids of another bus: a converter may have merged the "
                "buses (python-can's keeps only interfaces whose names end in a number apart)",
                names,
                self.misplaced,
            )
