"""Turns, functions and state as tables for people."""

import math
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console, Group
from rich.table import Column, Table
from rich.text import Text

from contract.messages import value_from_proto
from proto import nlu_pb2, vehicle_pb2

STYLES = {
    "CONFIRMED": "green", "ALREADY": "green", "ANSWERED": "green", "REFUSED": "yellow", "NEEDS_CONFIRMATION": "cyan",
    "HANDED_OFF": "magenta", "TIMED_OUT": "red", "FAILED": "red",
}  # fmt: skip
BUS_STYLES = {"alive": "green", "silent": "yellow", "bus_off": "red", "stopped": "bold red"}
MARKS = {vehicle_pb2.TOO_OLD: "too old", vehicle_pb2.NO_VALUE: "no value", vehicle_pb2.NEVER_HEARD: "never heard"}
UNKNOWN = "?"
MOST_WORDS = 3  # shown of late messages, and of why frames were not used
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
    lines = [
        Text.assemble(("> ", "bold cyan"), (text, "bold"), (f"   {said.understood_by} {said.confidence:.2f}", "dim"))
    ]
    if not said.results:
        lines.append(Text(f"  {nlu_pb2.Outcome.Name(said.outcome)}", "yellow"))
    for result in said.results:
        outcome = vehicle_pb2.CommandOutcome.Name(result.outcome)
        label = outcome + (f" ({result.reason})" if result.reason else "")
        lines.append(
            Text.assemble("  ", (command(result.command).ljust(42), "bold"), " ", (label, STYLES.get(outcome, "")))
        )
        lines += shown(result.frames)
    times = "  ".join(f"{timing.stage} {timing.ms:.2f}" for timing in said.timings)
    lines += [
        Text.assemble(("< ", "bold green"), said.reply),
        Text(f"  ms: {times}   id {said.utterance_id}", "dim"),
        Text(""),
    ]
    return Group(*lines)


def shown(frames: Iterable[vehicle_pb2.Frame]) -> list[Text]:
    """Frames as lines; of many received ones the first and the last."""
    sent, received = [f for f in frames if f.sent], [f for f in frames if not f.sent]
    lines = [frame_line(frame) for frame in sent]
    if len(received) > MOST_RECEIVED:
        lines += [
            frame_line(received[0]),
            Text(f"             ... {len(received) - 2} more", "dim"),
            frame_line(received[-1]),
        ]
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
        Column("function", no_wrap=True),
        "ops",
        "zones",
        "value",
        "asked for",
        title="What the car can be asked for",
        box=box.SIMPLE_HEAD,
    )
    for row in rows:
        limits = f"{row.lowest:g} to {row.highest:g} {row.unit}, step {row.step:g}" if row.has_range else row.kind
        words = " ".join(row.words)
        more = [
            *row.needs,
            *(f"{op} asks first" for op in row.asks),
            *([] if row.fitted else ["not fitted"]),
            *([] if row.spoken else ["not by speech"]),
        ]
        table.add_row(row.name, " ".join(row.ops), " ".join(row.zones), f"{limits} {words}".strip(), "; ".join(more))
    return table


def picture(now: vehicle_pb2.GetStateResponse, before: vehicle_pb2.GetStateResponse | None = None) -> Group:
    """The buses, then the functions. With `before` frames a second, too, and what was asked last or is not known comes first."""
    if before is None:
        return Group(buses(now), state(now.functions, head(now)))
    unknown = (vehicle_pb2.TOO_OLD, vehicle_pb2.NEVER_HEARD)
    asked_first = sorted(
        now.functions,
        key=lambda row: (
            row.target_age_s if row.HasField("target") else math.inf,
            row.known not in unknown,
            row.function,
            row.zone,
        ),
    )
    return Group(buses(now, before), state(asked_first, head(now), sort=False))


def head(now: vehicle_pb2.GetStateResponse) -> str:
    """A car that moves has a speed: 0 is one that is not known."""
    kmh = UNKNOWN if now.driving == "moving" and not now.speed_kmh else f"{now.speed_kmh:g}"
    return f"{now.driving}, {kmh} km/h, gear {now.gear or UNKNOWN}, ignition {now.ignition or UNKNOWN}"


def narrow(title: str, *names: str, last: str = "") -> Table:
    """A table for 80 columns, the standard width of a terminal, where the column `last` gives way."""
    columns = [Column(name, no_wrap=True) for name in names] + ([Column(last, overflow="ellipsis")] if last else [])
    return Table(*columns, title=title, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)


def buses(now: vehicle_pb2.GetStateResponse, before: vehicle_pb2.GetStateResponse | None = None) -> Group:
    """A line a bus: how it is and what goes over it. Below, in words, what is wrong with it, the commonest reasons first."""
    columns = (
        "bus",
        "state",
        "load\n%",
        "rx/s",
        "tx/s",
        "received",
        "sent",
        "bus\noffs",
        "late",
        "not\nused",
        "not\nsent",
    )
    table = narrow("Buses, counted since the gateway started", *columns)
    earlier = {bus.bus: bus for bus in before.buses} if before else {}
    passed = now.at_s - before.at_s if before else 0.0
    wrong = []
    for bus in now.buses:
        was = earlier.get(bus.bus)
        a_second = ["" if was is None or passed <= 0 else f"{(count - old) / passed:.0f}" for count, old in
                    ((bus.received, was.received if was else 0), (bus.sent, was.sent if was else 0))]  # fmt: skip
        counts = (
            bus.received,
            bus.sent,
            bus.bus_offs,
            len(bus.late),
            sum(bus.refused.values()),
            sum(bus.blocked.values()),
        )
        table.add_row(
            bus.bus,
            Text(bus.state, BUS_STYLES.get(bus.state, "")),
            f"{bus.load * 100:.1f}",
            *a_second,
            *map(str, counts),
        )
        wrong += [Text(f"alarm: {bus.alarm}", "bold red")] if bus.alarm else []
        told = {"late": first(bus.late, " "), "not used": counted(bus.refused), "not sent": counted(bus.blocked)}
        wrong += [Text(f"{bus.bus} {what}: {words}", "yellow") for what, words in told.items() if words]
    return Group(table, *wrong)


def counted(reasons: Mapping[str, int]) -> str:
    """ "12 ccan 123: foreign id; 2 mcan AMP_HU_PE_03: wrong CRC": the commonest reasons."""
    return first(
        [f"{count} {reason}" for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))], "; "
    )


def first(words: Sequence[str], between: str) -> str:
    more = [f"and {len(words) - MOST_WORDS} more"] if len(words) > MOST_WORDS else []
    return between.join([*words[:MOST_WORDS], *more])


def state(known: Iterable[vehicle_pb2.FunctionState], head: str, sort: bool = True) -> Table:
    """Actual values with their age, what was last asked with its own, and a mark where either is not as it should be."""
    table = narrow(head, "function", "actual", "age s", "", "asked", "s ago", last="status signal")
    for row in sorted(known, key=lambda row: (row.function, row.zone)) if sort else known:
        table.add_row(
            f"{row.function} {row.zone}".strip(), actual(row),
            "" if row.known == vehicle_pb2.NEVER_HEARD else seconds(row.age_s), mark(row),
            value(row.target) if row.HasField("target") else "", seconds(row.target_age_s) if row.HasField("target") else "", row.signal,
        )  # fmt: skip
    return table


def seconds(passed: float) -> str:
    return f"{passed:.1f}" if passed < 100 else f"{passed:.0f}"


def actual(row: vehicle_pb2.FunctionState) -> str:
    """The value with its unit, or the last one before it grew too old."""
    found = row.value if row.HasField("value") else row.last if row.HasField("last") else None
    shown = value(found) or UNKNOWN
    return shown if found is not None and found.HasField("text") else f"{shown} {row.unit}".strip()


def mark(row: vehicle_pb2.FunctionState) -> Text:
    """What is wrong with the value, in words; nothing where it is fresh and as asked."""
    words = MARKS.get(row.known, "")
    if not words and row.HasField("target") and not row.reached:
        return Text("not as asked", "yellow")
    return Text(words, "red")


def console() -> Console:
    """Wide enough for a frame's line even where no terminal says how wide it is."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)
