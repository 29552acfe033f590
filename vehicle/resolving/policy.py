"""What may be done now: equipment, driving state, ignition, range. A refusal is a value with a reason.

Nothing of a refused command reaches the bus. What the car does not report counts as the unsafe case.
"""

from collections.abc import Callable
from dataclasses import dataclass

from vehicle.cars.car import Car
from vehicle.cars.function import Function
from vehicle.cars.signals import Signals
from vehicle.gateway.situation import Situation
from vehicle.results.action import Action
from vehicle.results.result import Refusal


@dataclass(frozen=True)
class Condition:
    """What must hold before an op. `signals_of` are the signals that its refusal speaks of: if one of them is
    unknown, the refusal is UNSURE."""

    holds: Callable[[Situation, float], bool]
    signals_of: Callable[[Signals], tuple[str, ...]] = lambda signals: ()


def never(situation: Situation, now: float) -> bool:
    return False


CONDITIONS = {  # name in a row's `needs`, and reason of the refusal
    "ignition": Condition(Situation.ignition_on, lambda signals: (signals.ignition,)),
    "parked": Condition(Situation.parked),
    "never": Condition(never),
    "not_dark_moving": Condition(Situation.bright_or_standing, lambda signals: (*signals.wheels, signals.light_sensor)),
    "guiding": Condition(Situation.guiding, lambda signals: (signals.guidance,)),
    "has_waypoint": Condition(Situation.has_waypoint, lambda signals: (signals.waypoints,)),
    "ringing": Condition(Situation.ringing, lambda signals: (signals.call,)),
    "calling": Condition(Situation.calling, lambda signals: (signals.call,)),
}
UNSURE = Refusal("unknown_state", {"what": "condition"})


def refuse(function: Function, op: str, situation: Situation, now: float) -> Refusal | None:
    """Why this op may not be done now, whatever its value: not fitted, or a condition of the row; None if it may."""
    if not function.fitted or op not in function.ops:
        return Refusal("not_fitted")
    needs = function.needs.get(op, ()) + (function.needs.get("*", ()) if function.writes(op) else ())
    for need in needs:
        condition = CONDITIONS[need]
        if not condition.holds(situation, now):
            known = all(situation.value(path) is not None for path in condition.signals_of(situation.signals))
            return Refusal(need) if known else UNSURE
    return None


def refuse_action(action: Action, situation: Situation, now: float) -> Refusal | None:
    """The same for an action, by what it writes: the lamps are also switched off by "set off", or by an undo."""
    ops = action.row.ops_that_write(action.zone, action.writes)
    refusals = (refuse(action.row, op, situation, now) for op in ops)
    return next((refusal for refusal in refusals if refusal), None)


def out_of_range(action: Action, car: Car) -> Refusal | None:
    """The refusal if the resolved number is outside the range of the function, or between its steps."""
    bounds = car.limits(action.row)
    if bounds is None or action.number is None:
        return None
    low, high, step = bounds
    unit = car.unit(action.row)
    if not low <= action.number <= high:
        return Refusal("range", {"low": low, "high": high, "unit": unit})
    if abs(action.number / step - round(action.number / step)) > 1e-6:
        return Refusal("step", {"step": step, "unit": unit})
    return None
