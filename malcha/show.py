"""Turns, functions and state as tables for people."""

import sys
from collections.abc import Iterable

from rich import box
from rich.console import Console, Group
from rich.table import Column, Table
from rich.text import Text

from proto import nlu_pb2, vehicle_pb2
from proto.convert import value_from_proto

STYLES = {
    "CONFIRMED": "green", "ALREADY": "green", "ANSWERED": "green", "REFUSED": "yellow", "NEEDS_CONFIRMATION": "cyan",
    "HANDED_OFF": "magenta", "TIMED_OUT": "red", "FAILED": "red",
}  # fmt: skip
MOST_RECEIVED = 3  # frames shown of those that came while waiting
PIPE_WIDTH = 140  # columns


def value(proto: nlu_pb2.Value | None) -> str:
    found = value_from_proto(proto) if proto is not None else None
    if isinstance(found, dict):
        return ", ".join(f"{name}: {word}" for name, word in found.items())
    return "" if found is None else f"{found:g}" if isinstance(found, float) else str(found)


def command(proto: nlu_pb2.Command) -> str:
    words = (proto.function, proto.op, proto.zone, value(proto.value) if proto.HasField("value") else "")
    return " ".join(word for word in words if word)


def turn(text: str, said: vehicle_pb2.SayResponse) -> Group:
    """One turn: what was said, each command with its frames and outcome, the reply, milliseconds by stage."""
    lines = [Text.assemble(("> ", "bold cyan"), (text, "bold"), (f"   {said.understood_by} {said.confidence:.2f}", "dim"))]
    if not said.results:
        lines.append(Text(f"  {nlu_pb2.Outcome.Name(said.outcome)}", "yellow"))
    for result in said.results:
        outcome = vehicle_pb2.CommandOutcome.Name(result.outcome)
        label = outcome + (f" ({result.reason})" if result.reason else "")
        lines.append(Text.assemble("  ", (command(result.command).ljust(42), "bold"), " ", (label, STYLES.get(outcome, ""))))
        lines += shown(result.frames)
    times = "  ".join(f"{timing.stage} {timing.ms:.2f}" for timing in said.timings)
    lines += [Text.assemble(("< ", "bold green"), said.reply), Text(f"  ms: {times}   id {said.utterance_id}", "dim"), Text("")]
    return Group(*lines)


def shown(frames: Iterable[vehicle_pb2.Frame]) -> list[Text]:
    """Frames as lines; of many received ones the first and the last."""
    sent, received = [f for f in frames if f.sent], [f for f in frames if not f.sent]
    lines = [frame_line(frame) for frame in sent]
    if len(received) > MOST_RECEIVED:
        lines += [frame_line(received[0]), Text(f"             ... {len(received) - 2} more", "dim"), frame_line(received[-1])]
    else:
        lines += [frame_line(frame) for frame in received]
    return lines


def frame_line(frame: vehicle_pb2.Frame) -> Text:
    """ "  0.87 ms  tx mcan 6A1#...  VA_SEAT_CMD DrSeatHeatSet=2"."""
    signals = " ".join(f"{name}={found}" for name, found in sorted(frame.signals.items()))
    way = ("tx ", "cyan") if frame.sent else ("rx ", "green")
    return Text.assemble(
        f"  {frame.at_ms:8.2f} ms  ",
        way,
        f"{frame.bus} {frame.id:03X}#{frame.data.hex().upper():16}  ",
        (f"{frame.message} {signals}", "dim"),
        overflow="ellipsis",
        no_wrap=True,
    )


def functions(rows: Iterable[vehicle_pb2.FunctionInfo]) -> Table:
    table = Table(
        Column("function", no_wrap=True), "ops", "zones", "value", "asked for", title="What the car can be asked for", box=box.SIMPLE_HEAD
    )
    for row in rows:
        limits = f"{row.lowest:g} to {row.highest:g} {row.unit}, step {row.step:g}" if row.has_range else row.kind
        words = " ".join(row.words)
        more = [*row.needs, *(f"{op} asks first" for op in row.asks), *([] if row.fitted else ["not fitted"])]
        table.add_row(row.name, " ".join(row.ops), " ".join(row.zones), f"{limits} {words}".strip(), "; ".join(more))
    return table


def state(known: Iterable[vehicle_pb2.FunctionState], head: str) -> Table:
    table = Table(Column("function", no_wrap=True), "zone", "value", "unit", "age s", "status signal", title=head, box=box.SIMPLE_HEAD)
    for row in sorted(known, key=lambda row: (row.function, row.zone)):
        table.add_row(row.function, row.zone, value(row.value) if row.HasField("value") else "?", row.unit, f"{row.age_s:.1f}", row.signal)
    return table


def console() -> Console:
    """Wide enough for a frame's line even where no terminal says how wide it is."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
