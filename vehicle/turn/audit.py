"""One line of JSON a turn: what was said, the commands, the frames of each, and the frame that confirmed it.

Times are seconds since 1970 on the clock of the recording (recording.py), so that the two can be read together.
"""

import json
import logging
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import can

from vehicle.gateway.action import FrameTrace, Outcome, Result
from vehicle.recording.candump import RecordingError

log = logging.getLogger(__name__)
audit = logging.getLogger("malcha.audit")

MOST_BYTES = 20_000_000  # of one file; about 10,000 turns
OLDER = 4  # files kept besides: FILE.1 to FILE.4
SAME = 0.02  # s between the bridge's time of a frame and the recording's: a thread may have had to wait


def frame(trace: FrameTrace, epoch: float) -> dict[str, Any]:
    return {
        "time": round(trace.at + epoch, 6), "way": "sent" if trace.sent else "received", "bus": trace.bus, "id": f"{trace.id:03X}",
        "data": trace.data.hex().upper(), "message": trace.message, "signals": dict(trace.signals),
    }  # fmt: skip


def command(result: Result, epoch: float) -> dict[str, Any]:
    """`confirmed` is the time of the last frame that was waited for."""
    asked = result.command
    frames = [frame(trace, epoch) for trace in result.frames]
    received = [found["time"] for found in frames if found["way"] == "received"]
    return {
        "function": asked.function, "op": asked.op, "zone": asked.zone, "value": asked.value,
        "outcome": result.outcome.value, "reason": result.reason,
        "confirmed": received[-1] if received and result.outcome is Outcome.CONFIRMED else None, "frames": frames,
    }  # fmt: skip


def write(head: Mapping[str, object], results: Iterable[Result], sent: Iterable[FrameTrace], epoch: float) -> None:
    """`sent` is every frame sent in the turn: those that belong to no result (words, half an action) are told too."""
    results = list(results)
    told = {id(trace) for result in results for trace in result.frames}
    others = [frame(trace, epoch) for trace in sent if id(trace) not in told]
    line = {**head, "commands": [command(result, epoch) for result in results], "other_frames": others}
    audit.info("%s", json.dumps(line, ensure_ascii=False, default=str))


class Line(logging.Formatter):
    """Every line has a time, those of refused calls too."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"time": round(record.created, 6)} | json.loads(record.getMessage()), ensure_ascii=False)


class File(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """A disk that fails costs the line, not the turn: the line goes to the other logs."""
        log.error(
            "audit %s cannot be written: %s; the line: %s", self.baseFilename, sys.exc_info()[1], record.getMessage()
        )


@contextmanager
def to_file(path: Path) -> Iterator[None]:
    """Audit lines go to this file of bounded size, and no longer to the other logs. Raises RecordingError."""
    try:
        handler = File(path, maxBytes=MOST_BYTES, backupCount=OLDER, encoding="utf-8")
    except OSError as error:
        raise RecordingError(f"audit {path} cannot be written: {error.strerror}") from error
    handler.setFormatter(Line())
    level, propagate = audit.level, audit.propagate
    audit.addHandler(handler)
    audit.setLevel(logging.INFO)
    audit.propagate = False
    try:
        yield
    finally:
        audit.removeHandler(handler)
        audit.setLevel(level)
        audit.propagate = propagate
        with suppress(OSError):  # the lines that it has not taken were told
            handler.close()


@dataclass(frozen=True)
class Entry:
    """One frame of one utterance, as the audit tells it."""

    utterance: str
    time: float  # s since 1970
    key: tuple[bool, str, int, bytes]  # received?, bus, id, data


def read(path: Path) -> tuple[list[dict[str, Any]], list[Entry]]:
    """The lines that are turns, and their frames. A last line that was cut off is left out. Raises RecordingError with the line."""
    turns: list[dict[str, Any]] = []
    entries: list[Entry] = []
    try:
        *lines, rest = path.read_text(encoding="utf-8", errors="replace").split(
            "\n"
        )  # words may hold other line breaks
    except OSError as error:
        raise RecordingError(f"audit {path} cannot be read: {error.strerror}") from error
    if rest:
        log.warning("%s, line %d: cut off, left out", path, len(lines) + 1)
    for number, text in enumerate(lines, 1):
        try:
            line = json.loads(text)
            if not isinstance(line, dict):
                raise ValueError("no object")
            if "commands" in line:
                entries += entries_of(line)
                turns.append(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RecordingError(f"{path}, line {number}: not a line of an audit: {error}") from error
    return turns, entries


def entries_of(line: dict[str, Any]) -> list[Entry]:
    told = [found for asked in line["commands"] for found in asked["frames"]] + list(line["other_frames"])
    return [
        Entry(
            str(line["id"]),
            float(f["time"]),
            (f["way"] == "received", f["bus"], int(f["id"], 16), bytes.fromhex(f["data"])),
        )
        for f in told
    ]


def marks(entries: Sequence[Entry], frames: Iterable[can.Message]) -> dict[int, str]:
    """{place of a frame in the recording: utterance}: the nearest in time of those that are the same on the bus."""
    wanted = {entry.key for entry in entries}
    places: dict[tuple[bool, str, int, bytes], list[tuple[float, int]]] = {}
    for place, found in enumerate(frames):
        key = (found.is_rx, str(found.channel), found.arbitration_id, bytes(found.data))
        if key in wanted:
            places.setdefault(key, []).append((found.timestamp, place))
    for spots in places.values():
        spots.sort()
    marked: dict[int, str] = {}
    for entry in dict.fromkeys(entries):  # one frame may confirm two commands
        spots = places.get(entry.key, [])
        here = slice(bisect_left(spots, (entry.time - SAME, 0)), bisect_left(spots, (entry.time + SAME, sys.maxsize)))
        near = [(abs(at - entry.time), place) for at, place in spots[here] if place not in marked]
        if near:
            marked[min(near)[1]] = entry.utterance
    return marked
