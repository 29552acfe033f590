"""How a car and its buses are, as tables: actual values with their age, what was asked last, and what is wrong."""

import math
from collections.abc import Iterable, Mapping, Sequence

from google.protobuf.timestamp_pb2 import Timestamp
from rich import box
from rich.console import Group
from rich.table import Column, Table
from rich.text import Text

from contract.messages import word
from malcha.screens.words import seconds_between, value
from malcha.v1 import state_pb2, vehicle_pb2

BUS_STYLES = {"alive": "green", "silent": "yellow", "bus_off": "red", "stopped": "bold red"}
GEARS = {
    state_pb2.GEAR_PARK: "P", state_pb2.GEAR_REVERSE: "R", state_pb2.GEAR_NEUTRAL: "N", state_pb2.GEAR_DRIVE: "D",
    state_pb2.GEAR_SPORT: "S", state_pb2.GEAR_MANUAL: "manual",
}  # fmt: skip
MARKS = {
    state_pb2.KNOWN_TOO_OLD: "too old",
    state_pb2.KNOWN_NO_VALUE: "no value",
    state_pb2.KNOWN_NEVER_HEARD: "never heard",
}
UNKNOWN = "?"
MOST_WORDS = 3  # shown of late messages, and of why frames were not used

Now = vehicle_pb2.GetStateResponse


def picture(now: Now, before: Now | None = None) -> Group:
    """The buses, then the functions.

    With `before` frames a second, too, and what was asked last or is not known comes first.
    """
    if before is None:
        return Group(buses(now), state(now.functions, head(now), now.at))
    unknown = (state_pb2.KNOWN_TOO_OLD, state_pb2.KNOWN_NEVER_HEARD)
    asked_first = sorted(
        now.functions,
        key=lambda row: (
            seconds_between(row.target_at, now.at) if row.HasField("target") else math.inf,
            row.known not in unknown,
            row.function,
            row.zone,
        ),
    )
    return Group(buses(now, before), state(asked_first, head(now), now.at, sort=False))


def head(now: Now) -> str:
    """ "parked, 0 km/h, gear P, ignition on"; ? for what is not known: a car of unknown speed counts as moving."""
    driving = word(state_pb2.Driving, now.driving) or UNKNOWN
    driving = driving if now.HasField("speed_kmh") else f"counts as {driving}"
    kmh = f"{round(now.speed_kmh, 1):g}" if now.HasField("speed_kmh") else UNKNOWN
    ignition = word(state_pb2.Ignition, now.ignition) or UNKNOWN
    return f"{driving}, {kmh} km/h, gear {GEARS.get(now.gear, UNKNOWN)}, ignition {ignition}"


def narrow(title: str, *names: str, last: str = "") -> Table:
    """A table for 80 columns, the standard width of a terminal, where the column `last` gives way."""
    columns = [Column(name, no_wrap=True) for name in names] + ([Column(last, overflow="ellipsis")] if last else [])
    return Table(*columns, title=title, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)


def buses(now: Now, before: Now | None = None) -> Group:
    """A line a bus: how it is and what goes over it. Below, in words, what is wrong with it, the commonest reasons
    first."""
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
    passed = seconds_between(before.at, now.at) if before else 0.0
    wrong = []
    for bus in now.buses:
        name, was = word(state_pb2.BusState, bus.state), earlier.get(bus.bus)
        rates = ["", ""]
        if was is not None and passed > 0:
            counts = (bus.received - was.received, bus.sent - was.sent)
            rates = [f"{count / passed:.0f}" for count in counts]
        faults = bus.bus_offs, len(bus.late), sum(bus.refused.values()), sum(bus.blocked.values())
        load = f"{bus.utilisation * 100:.1f}"
        shown = map(str, (bus.received, bus.sent, *faults))
        table.add_row(bus.bus, Text(name, BUS_STYLES.get(name, "")), load, *rates, *shown)
        wrong += [Text(f"alarm: {bus.alarm}", "bold red")] if bus.alarm else []
        wrong += [Text(f"{bus.bus} {bus.fault}", "bold red")] if bus.fault else []
        told = {"late": first(bus.late, " "), "not used": counted(bus.refused), "not sent": counted(bus.blocked)}
        told["errors"] = counted(bus.errors)
        wrong += [Text(f"{bus.bus} {what}: {words}", "yellow") for what, words in told.items() if words]
    return Group(table, *wrong)


def counted(reasons: Mapping[str, int]) -> str:
    """ "12 ccan 123: unknown id; 2 mcan AMP_HU_PE_03: wrong CRC": the commonest reasons."""
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return first([f"{count} {reason}" for reason, count in ordered], "; ")


def first(words: Sequence[str], between: str) -> str:
    more = [f"and {len(words) - MOST_WORDS} more"] if len(words) > MOST_WORDS else []
    return between.join([*words[:MOST_WORDS], *more])


def state(known: Iterable[state_pb2.FunctionState], title: str, at: Timestamp, sort: bool = True) -> Table:
    """Actual values with their age at the time `at`, what was last asked with its own, and a mark where either is not
    as it should be."""
    table = narrow(title, "function", "actual", "age s", "", "asked", "s ago", last="status signal")
    for row in sorted(known, key=lambda row: (row.function, row.zone)) if sort else known:
        age = seconds(seconds_between(row.received_at, at)) if row.HasField("received_at") else ""
        asked = value(row.target) if row.HasField("target") else ""
        ago = seconds(seconds_between(row.target_at, at)) if row.HasField("target") else ""
        table.add_row(f"{row.function} {row.zone}".strip(), actual(row), age, mark(row), asked, ago, row.signal)
    return table


def seconds(passed: float) -> str:
    return f"{passed:.1f}" if passed < 100 else f"{passed:.0f}"


def actual(row: state_pb2.FunctionState) -> str:
    """The value with its unit, or the last one before it grew too old."""
    found = row.value if row.HasField("value") else row.last if row.HasField("last") else None
    shown = value(found) or UNKNOWN
    return shown if found is not None and found.HasField("text") else f"{shown} {row.unit}".strip()


def mark(row: state_pb2.FunctionState) -> Text:
    """What is wrong with the value, in words; nothing where it is fresh and as asked."""
    words = MARKS.get(row.known, "")
    if not words and row.HasField("target") and not row.reached:
        return Text("not as asked", "yellow")
    return Text(words, "red")
