"""The contract's messages as plain objects for JSON: what the verbs print with --json."""

from collections.abc import Iterable
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from contract.messages import word
from malcha.screens.words import seconds_between
from malcha.v1 import catalogue_pb2, command_pb2, state_pb2, turn_pb2, understanding_pb2, vehicle_pb2


def value(found: command_pb2.Value | None) -> Any:
    """A number, words, or an object of what was given ({"to", "text"}); None for none. A name alone is a place's
    words."""
    kind = found.WhichOneof("kind") if found is not None else None
    if found is None or kind is None:
        return None
    part = getattr(found, kind)
    if kind in ("number", "text"):
        return part
    given = {field.name: each for field, each in part.ListFields()}
    return given["name"] if given.keys() == {"name"} else given


def command(found: command_pb2.Command) -> dict[str, Any]:
    """function, op, zone, value; None where not spoken. unit, delay_s and duration_s only where there are."""
    given: dict[str, Any] = {"function": found.function, "op": found.op, "zone": found.zone or None}
    given["value"] = value(found.value) if found.HasField("value") else None
    if found.value.unit:
        given["unit"] = found.value.unit
    for name in ("delay", "duration"):
        if found.HasField(name):
            given[f"{name}_s"] = getattr(found, name).ToTimedelta().total_seconds()
    return given


def turn(done: turn_pb2.Turn, text: str | None = None) -> dict[str, Any]:
    """id, text, outcome, commands, reply, ms by stage; of commands without language there is no text and no outcome."""
    said = (
        {} if text is None else {"text": text, "outcome": word(understanding_pb2.Outcome, done.understanding.outcome)}
    )
    commands = [
        {**command(result.command), "outcome": word(turn_pb2.CommandOutcome, result.outcome), "reason": result.reason}
        for result in done.results
    ]
    ms = {timing.stage: round(timing.ms, 3) for timing in done.timings}
    return {"id": done.utterance_id, **said, "commands": commands, "reply": done.reply, "ms": ms}


def state(now: vehicle_pb2.GetStateResponse) -> dict[str, Any]:
    """The car, its functions, its buses, at one moment (`at`: seconds since 1970)."""
    return {
        "car": now.car,
        "at": round(now.at.seconds + now.at.nanos / 1e9, 6),
        "driving": word(state_pb2.Driving, now.driving),
        "speed_kmh": now.speed_kmh if now.HasField("speed_kmh") else None,
        "gear": word(state_pb2.Gear, now.gear) or None,
        "ignition": word(state_pb2.Ignition, now.ignition) or None,
        "functions": [function_state(row, now.at) for row in now.functions],
        "buses": [bus(row) for row in now.buses],
    }


def function_state(row: state_pb2.FunctionState, at: Timestamp) -> dict[str, Any]:
    """`value` where `known` is fresh, else None; ages in s at the time `at`."""
    asked = row.HasField("target")
    return {
        "function": row.function,
        "zone": row.zone or None,
        "value": value(row.value) if row.HasField("value") else None,
        "unit": row.unit,
        "age_s": age(row.received_at, at) if row.HasField("received_at") else None,
        "known": word(state_pb2.Known, row.known),
        "asked": value(row.target) if asked else None,
        "asked_age_s": age(row.target_at, at) if asked else None,
        "reached": row.reached if asked else None,
        "signal": row.signal,
    }


def bus(row: state_pb2.BusStatus) -> dict[str, Any]:
    return {
        "bus": row.bus,
        "state": word(state_pb2.BusState, row.state),
        "utilisation": round(row.utilisation, 4),
        "received": row.received,
        "sent": row.sent,
        "refused": dict(row.refused),
        "blocked": dict(row.blocked),
        "late": list(row.late),
        "bus_offs": row.bus_offs,
        "alarm": row.alarm,
        "fault": row.fault,
        "errors": dict(row.errors),
    }


def functions(car: str, rows: Iterable[catalogue_pb2.FunctionInfo]) -> dict[str, Any]:
    return {"car": car, "functions": [function(row) for row in rows]}


def function(row: catalogue_pb2.FunctionInfo) -> dict[str, Any]:
    return {
        "function": row.name,
        "names": dict(sorted(row.names.items())),
        "ops": list(row.ops),
        "zones": list(row.zones),
        "fitted_zones": list(row.fitted_zones),
        "kind": row.kind,
        "words": list(row.words),
        "ranges": [
            {"lowest": each.lowest, "highest": each.highest, "step": each.step, "unit": each.unit}
            for each in row.ranges
        ],
        "unit": row.unit,
        "needs": [{"op": need.op, "condition": need.condition} for need in row.needs],
        "asks": list(row.asks),
        "vss": row.vss,
        "fitted": row.fitted,
        "spoken": row.spoken,
    }


def age(then: Timestamp, at: Timestamp) -> float:
    return round(seconds_between(then, at), 3)
