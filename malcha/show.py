"""Turns, functions and state as tables for people."""

from collections.abc import Iterable

from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from proto import nlu_pb2, vehicle_pb2
from proto.convert import value_from_proto

STYLES = {
    "CONFIRMED": "green", "ALREADY": "green", "ANSWERED": "green", "REFUSED": "yellow", "NEEDS_CONFIRMATION": "cyan",
    "HANDED_OFF": "magenta", "TIMED_OUT": "red", "FAILED": "red",
}  # fmt: skip
UNINTERESTING = ("Crc", "Alive")
MOST_RECEIVED = 3  # frames shown of those that came while waiting


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
    head = Text.assemble(("말 ", "bold cyan"), (text, "bold"), (f"   {said.understood_by} {said.confidence:.2f}", "dim"))
    table = Table(box=box.SIMPLE, show_header=False, padding=(0, 1), expand=False)
    for result in said.results:
        outcome = vehicle_pb2.CommandOutcome.Name(result.outcome)
        table.add_row(command(result.command), Text(outcome + (f" ({result.reason})" if result.reason else ""), STYLES.get(outcome, "")))
        for frame in shown(result.frames):
            table.add_row("", frame)
    times = "  ".join(f"{timing.stage} {timing.ms:.2f}" for timing in said.timings)
    foot = Text.assemble(("차 ", "bold green"), said.reply)
    return Group(head, table, foot, Text(f"ms: {times}   id {said.utterance_id}", "dim"), Text(""))


def shown(frames: Iterable[vehicle_pb2.Frame]) -> list[Text]:
    """Frames as lines; of many received ones the first and the last."""
    sent, received = [f for f in frames if f.sent], [f for f in frames if not f.sent]
    lines = [frame_line(frame) for frame in sent]
    if len(received) > MOST_RECEIVED:
        lines += [frame_line(received[0]), Text(f"  ... {len(received) - 2} more", "dim"), frame_line(received[-1])]
    else:
        lines += [frame_line(frame) for frame in received]
    return lines


def frame_line(frame: vehicle_pb2.Frame) -> Text:
    signals = " ".join(f"{name}={found}" for name, found in frame.signals.items() if name not in UNINTERESTING)
    return Text.assemble(
        ("> " if frame.sent else "< ", "cyan" if frame.sent else "green"), f"{frame.at_ms:7.2f} ms {frame.bus} {frame.id:03X}#{frame.data.hex().upper()} ", (f"{frame.message} {signals}"[:110], "dim")
    )  # fmt: skip


def functions(rows: Iterable[vehicle_pb2.FunctionInfo]) -> Table:
    table = Table("function", "ops", "zones", "value", "asked for", title="What the car can be asked for", box=box.SIMPLE_HEAD)
    for row in rows:
        limits = f"{row.lowest:g} to {row.highest:g} {row.unit}, step {row.step:g}" if row.has_range else row.kind
        words = " ".join(row.words)
        more = [*row.needs, *(f"{op} asks first" for op in row.asks), *([] if row.fitted else ["not fitted"])]
        table.add_row(row.name, " ".join(row.ops), " ".join(row.zones), f"{limits} {words}".strip(), "; ".join(more))
    return table


def state(known: Iterable[vehicle_pb2.FunctionState], head: str) -> Table:
    table = Table("function", "zone", "value", "unit", "age s", "status signal", title=head, box=box.SIMPLE_HEAD)
    for row in sorted(known, key=lambda row: (row.function, row.zone)):
        table.add_row(row.function, row.zone, value(row.value) if row.HasField("value") else "?", row.unit, f"{row.age_s:.1f}", row.signal)
    return table


def console() -> Console:
    return Console(highlight=False, width=None)
