"""Which of two actions gives way to the other, and of which signals."""

from collections.abc import Collection
from dataclasses import replace

from vehicle.can.values import SignalValue
from vehicle.results.action import Action


def wishes(action: Action) -> dict[str, tuple[SignalValue, ...]]:
    """What an action wants of each signal that it writes or expects: any of these values."""
    return {**{path: (value,) for path, value in action.writes.items()}, **action.expects}


def same_signals(older: Action, newer: Action) -> bool:
    """Do two actions write or expect one signal?"""
    return bool(older.writes.keys() & newer.writes.keys() or older.expects.keys() & newer.expects.keys())


def at_odds(older: Action, newer: Action) -> set[str]:
    """The signals that two actions want otherwise; none of two events, of which each counts.

    What both bring with them is none: the climate that each of two temperatures switches on. Nor is it a matter of the
    command signals alone: to lock and to unlock all doors are two of them, with one status.
    """
    if older.event and newer.event:
        return set()
    theirs, ours = wishes(older), wishes(newer)
    return {path for path in theirs.keys() & ours.keys() if not set(theirs[path]) & set(ours[path])}


def without(action: Action, taken: Collection[str]) -> tuple[Action, tuple[str, ...]] | None:
    """What is left of an action where others want these signals otherwise, and the zones that it loses to them.

    None where nothing is left, or where these are not signals of single zones: what was said as one is done as one.
    """
    wires = {leaf: action.row.wires[leaf] for leaf in action.row.wired_zones(action.zone)}
    own = {leaf: wire for leaf, wire in wires.items() if wire.command in action.writes}
    lost = {leaf: wire for leaf, wire in own.items() if wire.command in taken or wire.status in taken}
    gone = {path for wire in lost.values() for path in (wire.command, wire.status, wire.movement)}
    if not set(taken) <= gone or len(lost) == len(own):
        return None
    writes = {path: value for path, value in action.writes.items() if path not in gone}
    expects = {path: values for path, values in action.expects.items() if path not in gone}
    return replace(action, writes=writes, expects=expects), tuple(lost)
