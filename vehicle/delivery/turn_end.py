"""The results of a turn as they are when it ends: nothing is called done that is not so any more.

Between the confirmation of an action and the end of its turn, its status may have been changed by a later action, by
hand, by a late frame, or by the ECU itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from vehicle.can.codec import Codec
from vehicle.gateway.state import State
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Result

STATES_THE_CAR = (Outcome.CONFIRMED, Outcome.ALREADY)  # outcomes whose sentence says how the car is
NEVER_SENT = (Outcome.NEEDS_CONFIRMATION,)  # outcomes with an action of which no frame was sent


Overtaken = Callable[[Action], str]  # has a newer turn commanded the same signals? See Delivery.overtaken


def settled(results: Sequence[Result], codec: Codec, state: State, overtaken: Overtaken) -> list[Result]:
    """The results as they are at the end, in order.

    Where a later action of the turn has changed the status, or may have, the result keeps its outcome and gets the
    reason "superseded": only the later one is spoken of. Where a newer turn has, it is SUPERSEDED. Where it has changed
    otherwise it is FAILED with "changed_since". An event, such as one wash of the windscreen, has happened whatever
    comes after it.
    """
    return [at_the_end(result, results[index + 1 :], codec, state, overtaken) for index, result in enumerate(results)]


def at_the_end(result: Result, later: Sequence[Result], codec: Codec, state: State, overtaken: Overtaken) -> Result:
    """One result, given those after it."""
    action = result.action
    if action is None or action.event or result.outcome not in STATES_THE_CAR:
        return result
    newer = [(each.action, each.outcome) for each in later if each.action and each.outcome not in NEVER_SENT]
    changed = [path for path in action.expects if has_changed(action, path, newer, codec, state)]
    if not changed:
        return result
    expected = {path for each, _ in newer for path in each.expects}
    written = {path for each, _ in newer for path in each.writes}
    if all(path in expected or commands_of(action, path) & written for path in changed):
        return replace(result, reason="superseded")
    wires = {leaf: action.row.wires[leaf].status for leaf in action.row.wired_zones(action.zone)}
    zones = tuple(leaf for leaf, status in wires.items() if status in changed)
    details = {**result.details, "zones": zones} if 0 < len(zones) < len(wires) else result.details
    if overtaken(action):
        return replace(result, outcome=Outcome.SUPERSEDED, reason="superseded", details=details)
    return replace(result, outcome=Outcome.FAILED, reason="changed_since", details=details)


def has_changed(action: Action, path: str, newer: Sequence[tuple[Action, Outcome]], codec: Codec, state: State) -> bool:
    """Does the car report another value of this status signal than the action expects?

    Where it reports none, or a newer action for another value was not confirmed in time, the value counts as changed:
    the newer action may still come about.
    """
    expected, value = action.expects[path], state.value(path)
    outcomes = [outcome for each, outcome in newer if each.expects.get(path, expected) != expected]
    if value is None or Outcome.TIMED_OUT in outcomes:
        return bool(outcomes)
    return not any(codec.matches(path, value, each) for each in expected)


def commands_of(action: Action, path: str) -> set[str]:
    """The command signals of an action that this status signal follows: of its wire, or all if it has none."""
    wired = {wire.command for wire in action.row.wires.values() if wire.status == path}
    return wired & action.writes.keys() or set(action.writes)
