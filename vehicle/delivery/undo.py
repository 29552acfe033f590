"""How to take an action back."""

from dataclasses import replace

from vehicle.cars.car import Car
from vehicle.gateway.state import State
from vehicle.results.action import Action


def opposite(action: Action, car: Car, state: State) -> Action | None:
    """The action that restores what the car reports now; None if a status is unknown, or no command sets it."""
    before = {}
    for leaf in action.row.wired_zones(action.zone):
        wire = action.row.wires[leaf]
        value = state.value(wire.status)
        if wire.command not in action.writes or wire.status not in action.expects or value is None:
            return None
        if isinstance(value, str) and value not in car.dbc.words(wire.command):
            return None  # such as a seat moved by hand: no command sets it
        before[wire] = value
    if not before or len(before) != len(action.writes):
        return None
    return replace(
        action,
        writes={wire.command: value for wire, value in before.items()},
        expects={wire.status: (value,) for wire, value in before.items()},
        number=None,
        event=False,
    )
