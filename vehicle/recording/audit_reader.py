"""Reads an audit file: the turns, their frames, and the index of these frames in a recording of the same drive."""

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

TIME_TOLERANCE = 0.02  # s; the audit's and the recording's time of a frame differ if a thread had to wait


@dataclass(frozen=True)
class Entry:
    """One frame of one utterance, as listed in the audit."""

    utterance: str
    time: float  # s since 1970
    key: tuple[bool, str, int, bytes]  # received?, bus, id, data


def read(path: Path) -> tuple[list[dict[str, Any]], list[Entry]]:
    """The turns of an audit (JSON objects) and their frames; a truncated last line is left out. Raises
    RecordingError.
    """
    turns: list[dict[str, Any]] = []
    entries: list[Entry] = []
    try:
        *lines, rest = path.read_text(encoding="utf-8", errors="replace").split(
            "\n"
        )  # texts may contain other line break characters
    except OSError as error:
        raise RecordingError(f"audit {path} cannot be read: {error.strerror}") from error
    if rest:
        log.warning("%s, line %d: truncated, left out", path, len(lines) + 1)
    for number, text in enumerate(lines, 1):
        try:
            line = json.loads(text)
            if not isinstance(line, dict):
                raise ValueError("not an object")
            if "commands" in line:
                entries += entries_of(line)
                turns.append(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise RecordingError(f"{path}, line {number}: not a line of an audit: {error}") from error
    return turns, entries


def entries_of(line: dict[str, Any]) -> list[Entry]:
    """The frames of one turn."""
    listed = [found for asked in line["commands"] for found in asked["frames"]] + list(line["other_frames"])
    return [
        Entry(
            str(line["id"]),
            float(f["time"]),
            (f["way"] == "received", f["bus"], int(f["id"], 16), bytes.fromhex(f["data"])),
        )
        for f in listed
    ]


def marks(entries: Sequence[Entry], frames: Iterable[can.Message]) -> dict[int, str]:
    """{index of a frame in the recording: utterance}: for each audit frame the equal one that is nearest in time."""
    wanted = {entry.key for entry in entries}
    by_key: dict[tuple[bool, str, int, bytes], list[tuple[float, int]]] = {}  # key -> [(time in s, index)]
    for index, found in enumerate(frames):
        key = (found.is_rx, str(found.channel), found.arbitration_id, bytes(found.data))
        if key in wanted:
            by_key.setdefault(key, []).append((found.timestamp, index))
    for candidates in by_key.values():
        candidates.sort()
    marked: dict[int, str] = {}
    for entry in dict.fromkeys(entries):  # one frame may confirm two commands
        candidates = by_key.get(entry.key, [])
        in_time = slice(
            bisect_left(candidates, (entry.time - TIME_TOLERANCE, 0)),
            bisect_left(candidates, (entry.time + TIME_TOLERANCE, sys.maxsize)),
        )
        near = [(abs(at - entry.time), index) for at, index in candidates[in_time] if index not in marked]
        if near:
            marked[min(near)[1]] = entry.utterance
    return marked
