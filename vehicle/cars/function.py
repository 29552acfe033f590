"""A function of the catalogue in one car: the catalogue row together with the car's wiring."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from vehicle.cars.wiring import HALT, MOVEMENTS, Check, Target, Wire, Wiring, Write
from vehicle.catalogue.row import DOWN, GROUPS, QUERY, REPORT, SPOKEN, UP, WIRED, AtLeast, Row

OWN_ANSWERS = ("clock", "calendar", "road")  # answers that need no signal of the car


class WiringError(Exception):
    """A wiring does not match the catalogue. The message says which row."""


@dataclass(frozen=True)
class Function(Row):
    """`ops` says for each op what it writes in this car; ops that the car does not have are missing."""

    wires: Mapping[str, Wire] = field(default_factory=dict)  # by zone; "" where there are no zones
    words: Mapping[str, Target] = field(default_factory=dict)  # value word -> what it writes
    zone_ops: Mapping[str, Mapping[str, Target]] = field(
        default_factory=dict
    )  # zone -> ops that write something else there
    checks: tuple[Check, ...] = ()
    lacks: tuple[str, ...] = ()  # value words of the catalogue that this car does not have
    deadline: float = 1.0  # s from the command frame to the status that confirms it
    fitted: bool = True  # False: the car does not have this function

    def wired_zones(self, zone: str) -> tuple[str, ...]:
        """The zones with a wire that `zone` stands for: "front" -> ("driver", "passenger"); () if the car has none."""
        if zone in self.wires:
            return (zone,)
        if zone in ("", "all"):
            return tuple(self.wires)
        return tuple(single for single in GROUPS.get(zone, ()) if single in self.wires)

    def has(self, zone: str) -> bool:
        """Does the car have this function in the zone?"""
        return self.fitted and bool(self.wired_zones(zone))

    @property
    def fitted_zones(self) -> tuple[str, ...]:
        """The zones of the catalogue that this car has."""
        return tuple(zone for zone in self.zones if self.has(zone))

    def target(self, op: str, zone: str) -> Target:
        """What an op writes in a zone."""
        return self.zone_ops.get(zone, {}).get(op, self.ops[op])

    def goes(self, op: str) -> bool:
        """Does this op need a place to go to, or to stop at?"""
        target = self.ops.get(op)
        return isinstance(target, Write) and target.at_place

    def ops_that_write(self, zone: str, writes: Mapping[str, object]) -> tuple[str, ...]:
        """The ops that would write the same: "set off" writes the same as "off", "set 0" of a window the same as
        "close".
        """
        found = []
        for op in self.ops:
            target = self.target(op, zone)
            if isinstance(target, Write):
                matches = dict(target.signals) == dict(writes)
            else:
                matches = target not in (SPOKEN, UP, DOWN, QUERY, REPORT) and target in writes.values()
            found += [op] if matches else []
        return tuple(found)


def fitted(row: Row, wiring: Wiring | None) -> Function:
    """The function of `row` in a car with this wiring; None: the car does not have it. Raises WiringError."""
    of_row = {each.name: getattr(row, each.name) for each in fields(Row)}
    if wiring is None:
        without_signals = bool(row.agent) or row.is_dialog or row.answer in OWN_ANSWERS
        return Function(**of_row, fitted=without_signals)
    ops: dict[str, Target] = {}
    for op, target in row.ops.items():
        if op in wiring.without:
            continue
        found = wiring.ops.get(op, target)
        if found == WIRED:
            raise WiringError(f"{row.name}: the op {op!r} is not wired")
        ops[op] = found
    if HALT in ops.values() and not all(wire.movement for wire in wiring.wires.values()):
        raise WiringError(f"{row.name}: it can be stopped, but a wire of it names no movement")
    if unknown := wiring.ops.keys() - row.ops.keys():
        raise WiringError(f"{row.name}: the catalogue has no op {', '.join(sorted(unknown))}")
    listed, numbers = (row.value.words, row.value.numbers) if row.value else ((), {})
    if unknown := wiring.words.keys() - set(listed):
        raise WiringError(f"{row.name}: the catalogue has no value {', '.join(sorted(unknown))}")
    if unknown := set(wiring.lacks) - set(listed):
        raise WiringError(
            f"{row.name}: lacks names the value {', '.join(sorted(unknown))}, which is not in the catalogue"
        )
    words = {word: wiring.words.get(word, numbers.get(word, word)) for word in listed if word not in wiring.lacks}
    value = row.value
    if value and wiring.lacks:
        ladder = tuple(word for word in value.ladder if word in words)
        value = replace(value, words=tuple(words), ladder=ladder)
    return Function(
        **of_row | {"ops": ops, "value": value},
        wires=wiring.wires,
        words=words,
        zone_ops=wiring.zone_ops,
        checks=wiring.checks,
        lacks=wiring.lacks,
        deadline=wiring.deadline,
    )


def signals_of(function: Function) -> list[tuple[str, bool, tuple[str | float, ...]]]:
    """(path, is it a command, words and numbers written to it or expected of it) of each signal that the wiring
    names.
    """
    found: list[tuple[str, bool, tuple[str | float, ...]]] = []
    for wire in function.wires.values():
        found += [(path, True, ()) for path in (wire.command, wire.keys) if path]
        found += [(wire.status, False, ())] if wire.status else []
        found += [(path, False, words) for path, words in wire.also.items()]
        found += [(wire.movement, False, MOVEMENTS)] if wire.movement else []
    for zone, wire in function.wires.items():
        if wire.command:
            found.append((wire.command, True, fixed_values(function, zone)))
    zone_ops = (target for ops in function.zone_ops.values() for target in ops.values())
    targets = [*function.ops.values(), *zone_ops, *function.words.values()]
    targets += [each.named for each in targets if isinstance(each, Write) and each.named]
    for target in targets:
        if isinstance(target, Write):
            found += [(path, True, (value,)) for path, value in target.signals.items()]
            found += [(path, False, values) for path, values in target.expects.items()]
    return found + [(check.status, False, check.fine) for check in function.checks]


def fixed_values(function: Function, zone: str) -> tuple[str | float, ...]:
    """Words and numbers that ops and value words write in a zone; without percentages, which are scaled to the
    range.
    """
    targets = (*(function.target(op, zone) for op in function.ops), *function.words.values())
    plain = [target.level if isinstance(target, AtLeast) else target for target in targets]
    percent = function.value is not None and function.value.kind == "percent"
    words = tuple(target for target in plain if isinstance(target, str) and not target.startswith("<"))
    return words + tuple(target for target in plain if isinstance(target, int | float) and not percent)


def written_by(function: Function) -> frozenset[str]:
    """Paths of all command signals that a function may write."""
    return frozenset(path for path, command, _ in signals_of(function) if command)
