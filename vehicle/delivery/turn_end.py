"""What the results of a turn are when it ends: nothing is called done that is not so any more.

Between an action's confirmation and the end of its turn a later action, a hand, a late frame or the ECU itself may have
changed what it is about.
"""

from collections.abc import Sequence
from dataclasses import replace

from vehicle.can.codec import Codec
from vehicle.gateway.state import State
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Result

SAYS_SO = (Outcome.CONFIRMED, Outcome.ALREADY)  # outcomes whose sentence says how the car is


def settled(results: Sequence[Result], codec: Codec, state: State) -> list[Result]:
    """The results as they are at the end, in order.

    What a later action of the turn has changed, or may have, keeps its outcome and gets the reason "superseded": the
    later one has the last word. What changed otherwise has FAILED with "changed_since". An event happened, whatever came
    after it.
    """
    return [at_the_end(result, results[at + 1 :], codec, state) for at, result in enumerate(results)]


def at_the_end(result: Result, later: Sequence[Result], codec: Codec, state: State) -> Result:
    action = result.action
    if action is None or action.event or result.outcome not in SAYS_SO:
        return result
    changed = [path for path in action.expects if has_changed(action, path, later, codec, state)]
    if not changed:
        return result
    newer = [each.action for each in later if each.action]
    expected = {path for each in newer for path in each.expects}
    written = {path for each in newer for path in each.writes}
    if all(path in expected or commands_of(action, path) & written for path in changed):
        return replace(result, reason="superseded")
    return replace(result, outcome=Outcome.FAILED, reason="changed_since")


def has_changed(action: Action, path: str, later: Sequence[Result], codec: Codec, state: State) -> bool:
    """Does the car report it otherwise? Where nothing is known of it, or of what came of a later action: is that about to
    change it?"""
    wanted, value = action.expects[path], state.value(path)
    otherwise = [each.outcome for each in later if each.action and each.action.expects.get(path, wanted) != wanted]
    if value is None or Outcome.TIMED_OUT in otherwise:
        return bool(otherwise)
    return not any(codec.matches(path, value, want) for want in wanted)


def commands_of(action: Action, path: str) -> set[str]:
    """The command signals of an action that its status signal follows: its own wire's, or any of them where it has
    none."""
    wired = {wire.command for wire in action.row.wires.values() if wire.status == path}
    return wired & action.writes.keys() or set(action.writes)
