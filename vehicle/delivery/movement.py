"""What the car reports of the movement of what an action commands: does it go where the action wants it, or away?"""

from collections.abc import Iterator

from vehicle.can.codec import Codec
from vehicle.cars.wiring import CLOSING, OPENING, Wire
from vehicle.gateway.state import State
from vehicle.results.action import Action

WAYS = {"open": OPENING, "close": CLOSING}  # op that goes all the way -> its way


def moves_away(action: Action, path: str, codec: Codec, state: State) -> bool:
    """Does what this status shows as expected just leave it: a closed window that somebody opens by hand?"""
    reported = ((wire, state.value(wire.movement)) for wire in moved(action) if wire.status == path)
    return any(way in (OPENING, CLOSING) and way not in ways(action, wire, codec, state) for wire, way in reported)


def moves_on(action: Action, codec: Codec, state: State) -> bool:
    """Is anything of it still on its way to where the action wants it?"""
    return any(state.value(wire.movement) in ways(action, wire, codec, state) for wire in moved(action))


def moved(action: Action) -> Iterator[Wire]:
    """The wires of an action that say how they move."""
    wires = (action.row.wires[leaf] for leaf in action.row.wired_zones(action.zone))
    return (wire for wire in wires if wire.movement and wire.status in action.expects)


def ways(action: Action, wire: Wire, codec: Codec, state: State) -> set[str]:
    """The ways that lead to where the action wants it. Where it is there already, that of what opens or closes all the
    way: the position may be reported before the end of the movement is."""
    target, position = action.expects[wire.status][0], state.value(wire.status)
    if isinstance(target, str) or isinstance(position, str | None):
        return {WAYS[op] for op in action.row.ops_that_write(action.zone, action.writes) if op in WAYS}
    signal = codec.dbc.signal(wire.status)
    further = target > position or target >= float(signal.maximum or 0)
    back = target < position or target <= float(signal.minimum or 0)
    return ({OPENING} if further else set()) | ({CLOSING} if back else set())
