"""How a status moves when it does as asked, and how when a hand on the control moved it."""

from vehicle.can.codec import Codec
from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.cars.wiring import Wire
from vehicle.results.action import Action


def controls(action: Action) -> list[Wire]:
    """The wires of an action that a hand on a control moves too."""
    return [wire for wire in action.row.wires.values() if wire.command and wire.status in action.expects]


def on_the_way(codec: Codec, wire: Wire, before: SignalValue, value: SignalValue, want: SignalValue) -> bool:
    """May a status go from `before` to `value` on its way to `want`?

    A number may come nearer and no more; a word may not be another one that there is a command for.
    """
    path, found = wire.status, codec.dbc.signal(wire.status)
    if codec.matches(path, value, want):
        return True
    if isinstance(want, str) and not found.unit:
        return value not in codec.dbc.words(wire.command)
    was, now, goal = (codec.number(path, each) for each in (before, value, want))
    slack = found.scale / 2
    low, high = float(found.minimum or 0) - slack, float(found.maximum or 0) + slack
    if not all(low <= each <= high for each in (was, now, goal)):
        return True  # a word beside the scale: a tilted roof is no number of percent
    return min(was, goal) - slack <= now <= max(was, goal) + slack


def shown_in(codec: Codec, frame: FrameTrace, action: Action) -> set[str]:
    """The expected signals that this frame shows as expected."""
    values = {f"{frame.message}.{name}": value for name, value in frame.signals.items()}
    return {
        path
        for path, wanted in action.expects.items()
        if path in values and any(codec.matches(path, values[path], want) for want in wanted)
    }
