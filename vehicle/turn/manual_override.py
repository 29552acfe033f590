"""How a status moves when it does as asked, and how when a hand on the control moved it."""

from vehicle.can import dbc
from vehicle.can.codec import WireValue, matches, number
from vehicle.catalogue.table import Wire
from vehicle.gateway.action import Action, FrameTrace


def controls(action: Action) -> list[Wire]:
    """The wires of an action that a hand on a control moves too."""
    return [wire for wire in action.row.wires.values() if wire.command and wire.status in action.expects]


def on_the_way(wire: Wire, before: WireValue, value: WireValue, want: WireValue) -> bool:
    """May a status go from `before` to `value` on its way to `want`?

    A number may come nearer and no more; a word may not be another one that there is a command for.
    """
    path, found = wire.status, dbc.signal(wire.status)
    if matches(path, value, want):
        return True
    if isinstance(want, str) and not found.unit:
        return value not in {str(word) for word in (dbc.signal(wire.command).choices or {}).values()}
    was, now, goal, slack = number(path, before), number(path, value), number(path, want), found.scale / 2
    if not all(
        float(found.minimum or 0) - slack <= each <= float(found.maximum or 0) + slack for each in (was, now, goal)
    ):
        return True  # a word beside the scale: a tilted roof is no number of percent
    return min(was, goal) - slack <= now <= max(was, goal) + slack


def shown_in(frame: FrameTrace, action: Action) -> set[str]:
    """The expected signals that this frame shows as expected."""
    values = {f"{frame.message}.{name}": value for name, value in frame.signals.items()}
    return {
        path
        for path, wanted in action.expects.items()
        if path in values and any(matches(path, values[path], want) for want in wanted)
    }
