"""Reads an audit back: the turns, their frames, and where these stand in a recording of the same drive."""

import json
import logging
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import can

from vehicle.can.trace import RecordingError

log = logging.getLogger(__name__)

TIME_TOLERANCE = 0.02  # s between the bridge's time of a frame and the recording's: a thread may have had to wait


@dataclass(frozen=True)
class Entry:
    """One frame of one utterance, as the audit tells it."""

    utterance: str
    time: float  # s since 1970
    key: tuple[bool, str, int, bytes]  # received?, bus, id, data


def read(path: Path) -> tuple[list[dict[str, Any]], list[Entry]]:
    """The lines that are turns, and their frames. A last line that was cut off is left out. Raises RecordingError with
    the line.
    """
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
        here = slice(
            bisect_left(spots, (entry.time - TIME_TOLERANCE, 0)),
            bisect_left(spots, (entry.time + TIME_TOLERANCE, sys.maxsize)),
        )
        near = [(abs(at - entry.time), place) for at, place in spots[here] if place not in marked]
        if near:
            marked[min(near)[1]] = entry.utterance
    return marked
