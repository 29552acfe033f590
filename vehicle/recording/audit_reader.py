"""Reads an audit file: the turns, their frames, and the index of these frames in a recording of the same drive."""

import json
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import can

from vehicle.can.trace import RecordingError
from vehicle.recording.files import Lines, named, opened
from vehicle.recording.left_out import LeftOut

TIME_TOLERANCE = 0.02  # s; the audit's and the recording's time of a frame differ if a thread had to wait


@dataclass(frozen=True)
class Entry:
    """One frame of one utterance, as listed in the audit."""

    utterance: str
    time: float  # s since 1970
    key: tuple[bool, str, int, bytes]  # received?, bus, id, data


def read(path: Path) -> tuple[list[dict[str, Any]], list[Entry]]:
    """The turns of an audit (JSON objects) and their frames. "-" is standard input.

    Lines that are damaged are left out and said. Raises RecordingError for a file that is no audit.
    """
    turns: list[dict[str, Any]] = []
    entries: list[Entry] = []
    left_out, any_used = LeftOut(named(path), "line of an audit"), False
    try:
        with opened(path) as file:
            lines = Lines(file, "utf-8")
            for text in lines:
                try:
                    if not lines.whole:
                        raise ValueError("not complete")
                    line = json.loads(text)
                    if "commands" in checked(line):
                        entries += entries_of(line)
                        turns.append(line)
                    any_used = True
                except (ValueError, KeyError, TypeError, AttributeError):
                    left_out.add(lines, text)
    except OSError as error:
        raise RecordingError(f"audit {named(path)} cannot be read: {error.strerror}") from error
    left_out.say(lines, any_used)
    return turns, entries


def checked(line: Any) -> dict[str, Any]:
    """The same line. Raises ValueError, KeyError or TypeError if it is not one of an audit."""
    if not isinstance(line, dict):
        raise ValueError("not an object")
    if "commands" in line:
        float(line["time"]), line["text"], line["outcome"], line["id"]
    return line


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
