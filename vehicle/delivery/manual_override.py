"""How a status signal moves towards its target, and how it moves when the driver uses the control by hand."""

from vehicle.can.codec import Codec
from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.cars.wiring import Wire
from vehicle.results.action import Action


def controls(action: Action) -> list[Wire]:
    """The wires of an action whose status the driver can also change by hand."""
    return [wire for wire in action.row.wires.values() if wire.command and wire.status in action.expects]


def on_the_way(codec: Codec, wire: Wire, before: SignalValue, value: SignalValue, target: SignalValue) -> bool:
    """May a status go from `before` to `value` on its way to `target`?

    A number may only come nearer. A word may be one that no command sets, such as one for moving.
    """
    path, signal = wire.status, codec.dbc.signal(wire.status)
    if codec.matches(path, value, target):
        return True
    if isinstance(target, str) and not signal.unit:
        return value not in codec.dbc.words(wire.command)
    was, now, goal = (codec.number(path, each) for each in (before, value, target))
    slack = signal.scale / 2
    low, high = float(signal.minimum or 0) - slack, float(signal.maximum or 0) + slack
    if not all(low <= each <= high for each in (was, now, goal)):
        return True  # a raw value outside the range stands for a word: a tilted roof is no percentage
    return min(was, goal) - slack <= now <= max(was, goal) + slack


def shown_in(codec: Codec, frame: FrameTrace, action: Action) -> set[str]:
    """The expected signals that this frame shows as expected."""
    values = {f"{frame.message}.{name}": value for name, value in frame.signals.items()}
    return {
        path
        for path, expected in action.expects.items()
        if path in values and any(codec.matches(path, values[path], each) for each in expected)
    }
