"""`malcha replay`: what a recording comes to, for people and for scripts."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import can
from rich import box
from rich.console import Console
from rich.table import Column, Table

from malcha.screens import turns as shown
from proto import vehicle_pb2
from vehicle.can import dbc
from vehicle.doors.server import STATUS, function_state
from vehicle.recording.candump import frames
from vehicle.recording.replay import Replay, replay
from vehicle.turn import audit
from vehicle.resolving import policy

Found = tuple[str, can.Message]  # utterance, a frame of it in the recording


def main(
    logs: Sequence[Path], channels: Mapping[str, str], audit_file: Path | None, as_json: bool, out: Console
) -> None:
    """Raises RecordingError."""
    turns, entries = audit.read(audit_file) if audit_file else ([], [])
    marked = audit.marks(entries, frames(logs, channels)) if entries else {}
    into = Replay()
    found: list[Found] = []
    for place, (frame, changes) in enumerate(replay(frames(logs, channels), into)):
        if utterance := marked.get(place):
            found.append((utterance, frame))
            if as_json:
                out_line({"time": frame.timestamp, "utterance": utterance, **told(frame)})
        if as_json:
            for change in changes:
                out_line({"time": change.at, "signal": change.path, "value": change.value})
    if as_json:
        return
    out.print(states(into))
    if audit_file:
        said = [turn for turn in turns if into.began is not None and into.began <= turn["time"] <= into.now]
        out.print(utterances(said, entries, found, into.began or 0.0))
        if len(said) < len(turns):
            out.print(f"{len(turns) - len(said):,} turns of the audit are of other times")
    out.print(summary(into))


def out_line(line: Mapping[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False))


def told(frame: can.Message) -> dict[str, str]:
    message = dbc.by_id().get((str(frame.channel), frame.arbitration_id))
    return {
        "way": "received" if frame.is_rx else "sent",
        "frame": f"{frame.channel} {frame.arbitration_id:03X}#{frame.data.hex().upper()}",
        "message": message.name if message else "",
    }


def states(into: Replay) -> Table:
    """The last states by function, as `malcha state` shows them."""
    readings = into.state.snapshot()
    known = [function_state(path, readings[path], into.now) for path in STATUS if path in readings]
    now = vehicle_pb2.GetStateResponse(
        driving=policy.driving(into.state, into.now),
        speed_kmh=policy.speed(into.state, into.now) or 0.0,
        gear=str(into.state.value("LVR12.CF_Lvr_Gear") or ""),
        ignition=str(into.state.value("CGW1.CF_Gway_IGNSw") or ""),
    )
    return shown.state(known, f"at the end: {shown.head(now)}")


def utterances(
    turns: Iterable[Mapping[str, Any]], entries: Iterable[audit.Entry], found: Sequence[Found], began: float
) -> Table:
    """Each utterance with its outcomes, and those of its frames that are in the recording."""
    table = Table(
        Column("s", justify="right"), "utterance", "", "frame", "message", title="What was said", box=box.SIMPLE_HEAD
    )
    wanted = Counter(entry.utterance for entry in dict.fromkeys(entries))
    by_turn: dict[str, list[can.Message]] = {}
    for utterance, frame in found:
        by_turn.setdefault(utterance, []).append(frame)
    for turn in turns:
        mine = by_turn.get(turn["id"], [])
        outcomes = (
            ", ".join(f"{asked['function']} {asked['op']}: {asked['outcome']}" for asked in turn["commands"])
            or turn["outcome"]
        )
        table.add_row(
            f"{turn['time'] - began:.3f}",
            turn["id"],
            f"{turn['text']!r}  {outcomes}",
            f"{len(mine)} of {wanted[turn['id']]} frames",
        )
        for frame in mine:
            row = told(frame)
            table.add_row(f"{frame.timestamp - began:.3f}", "", row["way"], row["frame"], row["message"])
    return table


def summary(into: Replay) -> str:
    received = ", ".join(f"{into.received[bus]:,} on {bus}" for bus in dbc.BUSES)
    lines = [f"{into.now - (into.began or 0.0):.3f} s: received {received}; {into.sent:,} sent by the gateway"]
    lines += [f"{count:,} received frames not used: {reason}" for reason, count in into.refused.most_common()]
    return "\n".join(lines)
