"""From a command as understood to an absolute action: zones, numbers, relative steps, places, frequencies.

Relative commands are resolved against the car's confirmed state; a state that the car has not reported is a refusal,
never a guess. Everything here asks the row; there is no branch on a function's name.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

from vehicle import dbc, stations
from vehicle.codec import WireValue, matches, number
from vehicle.command import Action, Command, Offer, Refusal
from vehicle.functions import DOWN, LATITUDE, LONGITUDE, SPOKEN, UP, AtLeast, Function, Target, Wire, Write, limits
from vehicle.navigation import places
from vehicle.navigation.places import Place
from vehicle.state import State
from vehicle.words import UNITS, colour

POSITION = ("VA_POSITION_STS.Lat", "VA_POSITION_STS.Lon")

UNKNOWN = Refusal("unknown_state", "지금 상태를 알 수 없어서 바꾸지 않았어요.", "I can't see its current state, so I left it alone.")
MISSING = {  # kind of value -> question
    "text": ("무엇을 틀지 말씀해 주세요.", "Please say what to play."),
    "contact": ("누구에게 전화할지 말씀해 주세요.", "Please say whom to call."),
    "message": ("누구에게 뭐라고 보낼지 말씀해 주세요.", "Please say whom to message and what."),
    "place": ("어디로 갈지 말씀해 주세요.", "Please say where to."),
    "category": ("무엇을 찾을지 말씀해 주세요.", "Please say what to look for."),
    "colour": ("무슨 색으로 할지 말씀해 주세요.", "Please say which colour."),
    "word": ("무엇으로 할지 말씀해 주세요.", "Please say which one."),
}


def resolve(command: Command, row: Function, state: State, seat: str = "driver", place: Place | None = None) -> Action | Refusal | Offer:
    """The absolute action of a checked command, a refusal, or an offer of places.

    `place` is the one chosen from a list; else the spoken words are looked up.
    """
    zone = zone_of(command, row, seat)
    action = Action(command, row, zone)
    target = row.target(command.op, zone)
    value = command.value
    if value is not None and command.op == "on" and SPOKEN in row.ops.values():
        target = SPOKEN  # "on, in blue", "on at level two"
    kind = row.value.kind if row.value else ""
    if kind in ("place", "home", "work") and isinstance(target, Write) and LATITUDE in target.signals.values():
        if kind == "place" and not (place or value):
            return missing(row)
        found = place or find_place(kind, value, state)
        if isinstance(found, Place):
            return at_place(action, target, found)
        return found
    if kind == "frequency":
        return tuned(action, value)
    if isinstance(target, Write):
        return written(action, target, value)
    return moved(action, target, value, state)


def missing(row: Function) -> Refusal:
    """The value was not spoken: ask for it by its kind."""
    ko, en = MISSING.get(row.value.kind if row.value else "", ("얼마로 할지 말씀해 주세요.", "Please say what to set it to."))
    return Refusal("value_missing", ko, en)


def zone_of(command: Command, row: Function, seat: str) -> str:
    """The spoken zone, else the row's own choice, else the speaker's seat where it is wired, else the first."""
    if command.zone:
        return command.zone
    default = row.unspoken_in.get(command.op, row.unspoken)
    if default in row.zones:
        return default
    return seat if seat in row.wires else next(iter(row.wires), "")


def written(action: Action, target: Write, value: object) -> Action | Refusal:
    """An op that writes fixed signals, with the spoken words going ahead where it needs them."""
    text = None
    if target.text:
        if value is None:
            return missing(action.row)
        text = f"{value.get('to', '')}\n{value.get('text', '')}" if isinstance(value, Mapping) else str(value)
        if isinstance(value, Mapping) and not (value.get("to") and value.get("text")):
            return missing(action.row)
    return replace(action, writes=dict(target.signals), expects=dict(target.expects), event=target.event, text=text, brings=target.brings)


def moved(action: Action, target: Target, value: object, state: State) -> Action | Refusal:
    """An op on the row's own wires: a fixed word or number, the spoken one, or a step up or down."""
    row = action.row
    leaves = [row.wires[leaf] for leaf in row.leaves(action.zone)]
    words = row.value.words if row.value else {}
    amount = words.get(value, value) if isinstance(value, str) else value
    if value is not None and not isinstance(target, str) and row.value:  # the verb comes with a number
        if target == 0 and row.value.kind == "percent":  # "close it by thirty percent"
            return stepped(action, leaves, -1, amount, state)
        target = SPOKEN if target != 0 else 0  # "open halfway", "on at level two"
    if value == "slightly":
        return stepped(action, leaves, 1, amount, state)
    if target in (UP, DOWN):
        return stepped(action, leaves, 1 if target == UP else -1, amount, state)
    if isinstance(target, AtLeast):
        now = [state.value(wire.status) for wire in leaves]
        levels = [number(wire.status, was) if was is not None else 0.0 for was, wire in zip(now, leaves)]
        return aimed(action, leaves, [level or target.level for level in levels])
    if target == SPOKEN:
        return spoken(action, leaves, value, amount)
    if isinstance(target, int | float):
        return aimed(action, leaves, [on_wire(row, wire, target) for wire in leaves])
    return aimed(action, leaves, [target] * len(leaves))  # type: ignore[list-item]


def spoken(action: Action, leaves: list[Wire], value: object, wanted: object) -> Action | Refusal:
    """The value as spoken: a colour, a word of the row (`wanted` is what it is on the wire), or a number."""
    row = action.row
    if value is None:
        return missing(row)
    if row.value and row.value.kind == "colour":
        hue = colour(str(value))
        return (
            aimed(action, leaves, [hue]) if hue else Refusal("not_found", f"{value}, 그 색은 없어요.", f"I don't have the colour {value}.")
        )
    if isinstance(wanted, Write):
        return written(action, wanted, None)
    if isinstance(wanted, str):
        event = row.value is not None and value in row.value.momentary
        return aimed(replace(action, event=event), leaves, [wanted] * len(leaves))
    exact = float(wanted)  # type: ignore[arg-type]
    return aimed(replace(action, number=exact), leaves, [on_wire(row, wire, exact) for wire in leaves])


def aimed(action: Action, leaves: list[Wire], targets: list[WireValue]) -> Action:
    """Command signals get the targets; the status signals confirm the same values."""
    return replace(
        action,
        writes={wire.command: target for wire, target in zip(leaves, targets)},
        expects={wire.status: (target,) for wire, target in zip(leaves, targets)},
    )


def stepped(action: Action, leaves: list[Wire], sign: int, amount: object, state: State) -> Action | Refusal:
    """Up or down from the confirmed value, held inside the limits; at the limit there is nothing to do."""
    row = action.row
    assert row.value is not None, row.name
    targets: list[WireValue] = []
    for wire in leaves:
        now = state.value(wire.status)
        if now is None:
            return UNKNOWN
        if row.value.ladder:
            rung = row.value.ladder.index(str(now)) if now in row.value.ladder else 0
            next_rung = min(max(rung + sign, 0), len(row.value.ladder) - 1)
            targets.append(row.value.words[row.value.ladder[next_rung]])  # type: ignore[arg-type]
            continue
        low, high, _ = limits(row) or (-math.inf, math.inf, 1.0)
        low = 0.0 if 0 in row.ops.values() else low  # "down" from level 1 is off where "off" is level 0
        tilted = row.value.kind == "percent" and isinstance(now, str)  # neither open nor closed
        was = 0.0 if tilted else spoken_unit(row, wire, now)
        step = float(amount) if isinstance(amount, int | float) else row.value.step
        new = min(max(was + sign * step, low), high)
        if (new - was) * sign <= 0 and not tilted:  # at the end, or beyond it as LO and HI are
            targets.append(now)
            continue
        target = on_wire(row, wire, new)
        if matches(wire.status, now, target):  # less than a step of the wire
            target = number(wire.status, now) + sign * dbc.signal(wire.command).scale
        if action.number is None or low < new < high:  # policy judges one number: of a zone that no limit has rounded
            action = replace(action, number=new or None)  # zero is off, not a number of the range
        targets.append(target)
    return aimed(action, leaves, targets)


def on_wire(row: Function, wire: Wire, value: float) -> float:
    """A number in the function's unit as one of the command signal: percent of its range, else the same."""
    if row.value is None or row.value.kind != "percent":
        return value
    top = float(dbc.signal(wire.command).maximum or 100)
    return value if top == 100 else math.floor(value / 100 * top + 0.5)


def spoken_unit(row: Function, wire: Wire, value: WireValue, asked: object = None) -> float:
    """A status value as a number in the function's unit; the inverse of on_wire, rounded to whole percent.

    Many percentages come to one step of a coarse wire: if this is the step of the one that was `asked`, it is that.
    """
    found = number(wire.status, value)
    if row.value is None or row.value.kind != "percent":
        return found
    if isinstance(asked, int | float) and matches(wire.status, value, on_wire(row, wire, asked)):
        return float(asked)
    top = float(dbc.signal(wire.command or wire.status).maximum or 100)
    return min(float(round(found / top * 100)), 100.0)


def tuned(action: Action, value: object) -> Action | Refusal:
    """A frequency or station name: the band whose range holds it."""
    if value is None:
        return missing(action.row)
    wanted = float(value) if isinstance(value, int | float) else stations.frequency(str(value))
    if wanted is None:
        return Refusal("not_found", f"{value} 방송은 찾지 못했어요.", f"I don't know the station {value}.")
    for wire in action.row.wires.values():
        band = dbc.signal(wire.command)
        if float(band.minimum or 0) <= wanted <= float(band.maximum or 0):
            if abs(wanted - float(snapped(wire.command, wanted))) > band.scale / 100:
                ko, en = UNITS[str(band.unit)]
                return Refusal(
                    "step", f"라디오는 {band.scale:g}{ko} 단위로 맞출 수 있어요.", f"The radio goes in steps of {band.scale:g}{en}."
                )
            return aimed(replace(action, number=wanted), [wire], [wanted])
    fm = dbc.signal(next(iter(action.row.wires.values())).command)
    low, high = float(fm.minimum or 0), float(fm.maximum or 0)
    return Refusal(
        "range", f"라디오는 {low:g}에서 {high:g}메가헤르츠까지 맞출 수 있어요.", f"The radio goes from {low:g} to {high:g} megahertz."
    )


def position(state: State) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees, None if the car has not reported it."""
    lat, lon = (state.value(path) for path in POSITION)
    return None if lat is None or lon is None else (float(lat), float(lon))


def find_place(kind: str, value: object, state: State) -> Place | Refusal | Offer:
    """The place that is meant: home, work, or the spoken words; several equally good ones are offered."""
    if kind == "home":
        return places.home()
    if kind == "work":
        return places.work()
    found = places.search(str(value), position(state))
    if not found:
        return Refusal("not_found", f"{value}, 제가 아는 장소 중에는 없어요.", f"I don't know a place called {value}.")
    if len(found) > 1 and not places.is_called(found[0], str(value)):
        return Offer(tuple(found))
    return found[0]


def at_place(action: Action, target: Write, place: Place) -> Action:
    """The write with the place's coordinates put in, to the resolution of the signal."""
    where: dict[WireValue, WireValue] = {LATITUDE: place.lat, LONGITUDE: place.lon}
    writes = {path: snapped(path, where.get(value, value)) for path, value in target.signals.items()}
    expects = {path: tuple(snapped(path, where.get(value, value)) for value in values) for path, values in target.expects.items()}
    return replace(action, writes=writes, expects=expects, event=target.event, place=place)


def snapped(path: str, value: WireValue) -> WireValue:
    """A number on the grid of its signal."""
    if isinstance(value, str):
        return value
    grid = dbc.signal(path)
    return round((value - grid.offset) / grid.scale) * grid.scale + grid.offset
