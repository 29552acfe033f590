"""`malcha replay`: what a recording comes to, for people and for scripts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import can
from rich import box
from rich.console import Console
from rich.table import Column, Table

from contract.values import Alternatives, Context, NluUnavailable, Understanding
from malcha.screens import state as shown
from malcha.screens.json_lines import print_line
from vehicle.cars.car import Car
from vehicle.doors.state_messages import CarState
from vehicle.recording import audit_reader
from vehicle.recording.reader import frames
from vehicle.recording.replay import Replay, replay
from vehicle.turn.assistant import Assistant

Found = tuple[str, can.Message]  # utterance, a frame of it in the recording


def main(
    car: Car, logs: Sequence[Path], channels: Mapping[str, str], audit: Path | None, as_json: bool, out: Console
) -> None:
    """`channels` are the names of buses in the logs, where they have others. Raises RecordingError."""
    turns, entries = audit_reader.read(audit) if audit else ([], [])
    marked = audit_reader.marks(entries, frames(logs, car.dbc, channels, quiet=True)) if entries else {}
    into = Replay(car)
    found: list[Found] = []
    for place, (frame, changes) in enumerate(replay(frames(logs, car.dbc, channels), into)):
        if utterance := marked.get(place):
            found.append((utterance, frame))
            if as_json:
                print_line({"time": frame.timestamp, "utterance": utterance, **told(frame, car)})
        if as_json:
            for change in changes:
                print_line({"time": change.at, "signal": change.path, "value": change.value})
    if as_json:
        return
    out.print(states(into))
    if audit:
        said = [turn for turn in turns if into.began is not None and into.began <= turn["time"] <= into.now]
        out.print(utterances(said, entries, found, into))
        if len(said) < len(turns):
            out.print(f"{len(turns) - len(said):,} turns of the audit are of other times")
    out.print(summary(into))


def told(frame: can.Message, car: Car) -> dict[str, str]:
    message = car.dbc.by_id.get((str(frame.channel), frame.arbitration_id))
    return {
        "way": "received" if frame.is_rx else "sent",
        "frame": f"{frame.channel} {frame.arbitration_id:03X}#{frame.data.hex().upper()}",
        "message": message.name if message else "",
    }


def states(into: Replay) -> Table:
    """The last states by function, as `malcha state` shows them; those that the recording says nothing of left out."""
    now = CarState(Assistant(into.bridge, understand_nothing, lambda: into.now)).message()
    known = [row for row in now.functions if row.HasField("received_at")]
    return shown.state(known, f"at the end: {shown.head(now)}", now.at)


def understand_nothing(alternatives: Alternatives, locale: str, context: Context) -> Understanding:
    """Nobody speaks in a replay."""
    raise NluUnavailable("nobody is asked in a replay")


def utterances(
    turns: Iterable[Mapping[str, Any]], entries: Iterable[audit_reader.Entry], found: Sequence[Found], into: Replay
) -> Table:
    """Each utterance with its outcomes, and those of its frames that are in the recording."""
    seconds, began = Column("s", justify="right"), into.began or 0.0
    table = Table(seconds, "utterance", "", "frame", "message", title="What was said", box=box.SIMPLE_HEAD)
    wanted = Counter(entry.utterance for entry in dict.fromkeys(entries))
    by_turn: dict[str, list[can.Message]] = {}
    for utterance, frame in found:
        by_turn.setdefault(utterance, []).append(frame)
    for turn in turns:
        mine = by_turn.get(turn["id"], [])
        outcomes = ", ".join(f"{asked['function']} {asked['op']}: {asked['outcome']}" for asked in turn["commands"])
        said = f"{turn['text']!r}  {outcomes or turn['outcome']}"
        count = f"{len(mine)} of {wanted[turn['id']]} frames"
        table.add_row(f"{turn['time'] - began:.3f}", turn["id"], said, count)
        for frame in mine:
            row = told(frame, into.car)
            table.add_row(f"{frame.timestamp - began:.3f}", "", row["way"], row["frame"], row["message"])
    return table


def summary(into: Replay) -> str:
    received = ", ".join(f"{into.received[bus]:,} on {bus}" for bus in into.car.dbc.buses)
    lines = [f"{into.now - (into.began or 0.0):.3f} s: received {received}; {into.sent:,} sent by the gateway"]
    lines += [f"{count:,} received frames not used: {reason}" for reason, count in into.refused.most_common()]
    return "\n".join(lines)
