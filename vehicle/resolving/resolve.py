"""From a command as understood to an absolute action: zones, numbers, relative steps, places, frequencies.

Relative commands start from the status that the car has reported; without one they are refused. Everything follows
from the row of the function; there is no branch on its name.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from contract.values import Command
from languages.language import colour
from navigation.atlas import Atlas, of_table
from navigation.places import Place
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.units import from_signal, snapped, to_signal
from vehicle.cars.wiring import HALT, LATITUDE, LONGITUDE, OFF, STANDING, Target, Wire, Write
from vehicle.catalogue import stations
from vehicle.catalogue.row import DOWN, SPEAKER, SPOKEN, UP, AtLeast
from vehicle.gateway.situation import Situation
from vehicle.gateway.state import State
from vehicle.resolving.finding import Names, find_place, spoken_place
from vehicle.results.action import Action, Offer
from vehicle.results.result import Refusal

UNKNOWN = Refusal("unknown_state", {"what": "target"})


def resolve(
    command: Command,
    function: Function,
    car: Car,
    situation: Situation,
    seat: str = "driver",
    place: Place | None = None,
    atlas: Atlas | None = None,
    names: Names = (),
) -> Action | Refusal | Offer:
    """The absolute action of a checked command, a refusal, or an offer of places.

    `place` was chosen from a list; without it the spoken name is looked up in `atlas`, without one in the project's
    table; `names` are those of all alternatives of a recogniser.
    """
    zone = zone_of(command, function, seat)
    if zone and not function.has(zone):
        return Refusal("not_fitted", {"zone": zone})
    action = Action(command, function, zone)
    target = function.target(command.op, zone)
    value = command.value
    if value is not None and command.op == "on" and SPOKEN in function.ops.values():
        target = SPOKEN  # "on, in blue", "on at level two"
    kind = function.value.kind if function.value else ""
    if isinstance(target, Write) and target.named and (place or spoken_place(value).name):
        target = target.named
    if isinstance(target, Write) and target.at_place:
        if kind == "place" and not (place or spoken_place(value).name):
            return missing(function)
        found = place or find_place(kind, value, situation, atlas or of_table(), names)
        if isinstance(found, Place):
            return at_place(action, car, target, found)
        return found
    if kind == "frequency":
        return tuned(action, car, value)
    if isinstance(target, Write):
        return written(action, target, value)
    return moved(action, car, target, value, situation.state)


def missing(function: Function) -> Refusal:
    """The refusal of a command whose value was not spoken; the reply asks for it by its kind."""
    return Refusal("value_missing", {"kind": function.value.kind if function.value else ""})


def zone_of(command: Command, function: Function, seat: str) -> str:
    """The spoken zone; without one that of the row, the seat of the speaker if it is wired, or the first."""
    if command.zone == SPEAKER:
        return seat  # where the car has none of it there, it is refused: nobody else's is meant
    if command.zone:
        return command.zone
    default = function.unspoken_in.get(command.op, function.unspoken)
    if default in function.zones:
        return default
    return seat if seat in function.wires else next(iter(function.wires), "")


def written(action: Action, target: Write, value: object) -> Action | Refusal:
    """An op that writes fixed signals; where it needs the spoken text, that is sent first, over ISO-TP."""
    text = None
    if target.text:
        if value is None:
            return missing(action.row)
        if isinstance(value, Mapping) and not (value.get("to") and value.get("text")):
            return missing(action.row)
        text = f"{value['to']}\n{value['text']}" if isinstance(value, Mapping) else str(value)
    return replace(
        action,
        writes=dict(target.signals),
        expects=dict(target.expects),
        event=target.event,
        text=text,
        brings=target.brings,
    )


def moved(action: Action, car: Car, target: Target, value: object, state: State) -> Action | Refusal:
    """An op on the wires of the row: a fixed word or number, the spoken one, or a step up or down."""
    row = action.row
    leaves = [row.wires[leaf] for leaf in row.wired_zones(action.zone)]
    if target == HALT:
        return halted(action, leaves)
    if value in row.lacks:
        return Refusal("not_fitted", {"value": value})
    amount = row.words.get(value, value) if isinstance(value, str) else value
    # an op with a fixed target was said with a value
    if value is not None and not isinstance(target, str) and row.value:
        if target == 0 and row.value.kind == "percent":  # "close it by thirty percent"
            return stepped(action, car, leaves, -1, amount, state)
        target = SPOKEN if target != 0 else 0  # "open halfway", "on at level two"
    if value == "slightly":
        return stepped(action, car, leaves, 1, amount, state)
    if target in (UP, DOWN):
        return stepped(action, car, leaves, 1 if target == UP else -1, amount, state)
    if isinstance(target, AtLeast):
        now = [state.value(wire.status) for wire in leaves]
        levels = [car.codec.number(wire.status, was) if was is not None else 0.0 for was, wire in zip(now, leaves)]
        return aimed(action, leaves, [level or target.level for level in levels])
    if target == SPOKEN:
        return spoken(action, car, leaves, value, amount)
    if isinstance(target, int | float):
        return aimed(action, leaves, [to_signal(car, row, wire, target) for wire in leaves])
    return aimed(action, leaves, [target] * len(leaves))  # type: ignore[list-item]


def halted(action: Action, leaves: list[Wire]) -> Action:
    """What moves stops where it is. Sent in any case, because a movement may have begun that is not reported yet."""
    writes = {wire.command: HALT for wire in leaves}
    return replace(action, writes=writes, expects={wire.movement: (STANDING,) for wire in leaves}, event=True)


def spoken(action: Action, car: Car, leaves: list[Wire], value: object, wire_value: object) -> Action | Refusal:
    """The spoken value: a colour, a word of the row, or a number; `wire_value` is what it is on the wire."""
    row = action.row
    if value is None:
        return missing(row)
    if row.value and row.value.kind == "colour":
        hue = colour(str(value))
        return aimed(action, leaves, [hue]) if hue else Refusal("not_found", {"kind": "colour", "words": str(value)})
    if isinstance(wire_value, Write):
        return written(action, wire_value, None)
    if isinstance(wire_value, str):
        momentary = bool(row.value and value in row.value.momentary)
        return aimed(replace(action, event=momentary), leaves, [wire_value] * len(leaves))
    exact = float(wire_value)  # type: ignore[arg-type]
    return aimed(replace(action, number=exact), leaves, [to_signal(car, row, wire, exact) for wire in leaves])


def aimed(action: Action, leaves: list[Wire], targets: list[SignalValue]) -> Action:
    """The command signals get the targets; the status signals confirm the same values, and what comes with them."""
    expects: dict[str, tuple[SignalValue, ...]] = {}
    for wire, target in zip(leaves, targets):
        expects[wire.status] = (target,)
        expects |= wire.also if target not in OFF else {}
    writes = {wire.command: target for wire, target in zip(leaves, targets)}
    return replace(action, writes=writes, expects=expects)


def stepped(action: Action, car: Car, leaves: list[Wire], sign: int, amount: object, state: State) -> Action | Refusal:
    """A step up or down from the reported value, held inside the limits; at the limit the target is what it shows."""
    row = action.row
    assert row.value is not None, row.name
    low, high, _ = car.limits(row) or (-math.inf, math.inf, 1.0)
    if isinstance(amount, int | float) and amount <= 0:  # "up by minus five"
        return Refusal("range", {"low": low, "high": high, "unit": car.unit(row)})
    low = 0.0 if 0 in row.ops.values() else low  # "down" from level 1 is off where "off" is level 0
    targets: list[SignalValue] = []
    for wire in leaves:
        now = state.value(wire.status)
        if now is None:
            return UNKNOWN
        if row.value.ladder:
            rung = row.value.ladder.index(str(now)) if now in row.value.ladder else 0
            next_rung = min(max(rung + sign, 0), len(row.value.ladder) - 1)
            targets.append(row.words[row.value.ladder[next_rung]])  # type: ignore[arg-type]
            continue
        tilted = row.value.kind == "percent" and isinstance(now, str)  # neither open nor closed: its status is a word
        was = 0.0 if tilted else from_signal(car, row, wire, now)
        step = float(amount) if isinstance(amount, int | float) else row.value.step
        new = min(max(was + sign * step, low), high)
        if (new - was) * sign <= 0 and not tilted:  # at the limit, or beyond it, as LO and HI are
            targets.append(now)
            continue
        target = to_signal(car, row, wire, new)
        if car.codec.matches(wire.status, now, target):  # less than a step of the signal
            target = car.codec.number(wire.status, now) + sign * car.dbc.signal(wire.command).scale
        # policy checks one number: of a zone whose number was not cut to a limit
        if action.number is None or low < new < high:
            action = replace(action, number=new or None)  # zero means off and is not checked against the range
        targets.append(target)
    return aimed(action, leaves, targets)


def tuned(action: Action, car: Car, value: object) -> Action | Refusal:
    """A frequency or the name of a station, on the band whose range holds it."""
    if value is None:
        return missing(action.row)
    frequency = float(value) if isinstance(value, int | float) else stations.frequency(str(value))
    if frequency is None:
        return Refusal("not_found", {"kind": "station", "words": str(value)})
    for wire in action.row.wires.values():
        band = car.dbc.signal(wire.command)
        if float(band.minimum or 0) <= frequency <= float(band.maximum or 0):
            if abs(frequency - float(snapped(car, wire.command, frequency))) > band.scale / 100:
                return Refusal("step", {"step": float(band.scale), "unit": str(band.unit)})
            return aimed(replace(action, number=frequency), [wire], [frequency])
    first = car.dbc.signal(next(iter(action.row.wires.values())).command)
    low, high = float(first.minimum or 0), float(first.maximum or 0)
    return Refusal("range", {"low": low, "high": high, "unit": str(first.unit)})


def at_place(action: Action, car: Car, target: Write, place: Place) -> Action:
    """The write with the coordinates of the place, rounded to the resolution of their signals."""
    where: dict[SignalValue, SignalValue] = {LATITUDE: place.lat, LONGITUDE: place.lon}
    writes = {path: snapped(car, path, where.get(value, value)) for path, value in target.signals.items()}
    expects = {
        path: tuple(snapped(car, path, where.get(value, value)) for value in values)
        for path, values in target.expects.items()
    }
    return replace(action, writes=writes, expects=expects, event=target.event, place=place)
