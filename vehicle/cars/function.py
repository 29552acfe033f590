"""A function of the catalogue as one car has it: the row of the catalogue and the car's wiring in one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from vehicle.cars.wiring import Check, Target, Wire, Wiring, Write
from vehicle.catalogue.row import DOWN, GROUPS, QUERY, REPORT, SPOKEN, UP, WIRED, AtLeast, Row

OWN_ANSWERS = ("clock", "calendar", "road")  # questions that are answered without a signal of the car


class WiringError(Exception):
    """A wiring and the catalogue do not fit; says which row."""


@dataclass(frozen=True)
class Function(Row):
    """`ops` holds what each op puts on the wire in this car; ops that it has not are missing."""

    wires: Mapping[str, Wire] = field(default_factory=dict)  # by zone; "" where there are no zones
    words: Mapping[str, Target] = field(default_factory=dict)  # value word -> what it is on the wire
    zone_ops: Mapping[str, Mapping[str, Target]] = field(default_factory=dict)  # zone -> ops that differ there
    checks: tuple[Check, ...] = ()
    lacks: tuple[str, ...] = ()  # value words of the catalogue that this car has not
    deadline: float = 1.0  # s from the command frame to the status that confirms it
    fitted: bool = True

    def leaves(self, zone: str) -> tuple[str, ...]:
        """The wired zones that a zone stands for: "front" -> ("driver", "passenger"); none for a seat not wired."""
        if zone in self.wires:
            return (zone,)
        if zone in ("", "all"):
            return tuple(self.wires)
        return tuple(leaf for leaf in GROUPS.get(zone, ()) if leaf in self.wires)

    def has(self, zone: str) -> bool:
        """Is there anything of this function in the zone?"""
        return self.fitted and bool(self.leaves(zone))

    @property
    def fitted_zones(self) -> tuple[str, ...]:
        """The zones of the catalogue that this car has."""
        return tuple(zone for zone in self.zones if self.has(zone))

    def target(self, op: str, zone: str) -> Target:
        """What an op puts on the wire in a zone."""
        return self.zone_ops.get(zone, {}).get(op, self.ops[op])

    def ops_that_write(self, zone: str, writes: Mapping[str, object]) -> tuple[str, ...]:
        """The ops that come to this whatever was said: "set off" is "off", a window "set 0" is "close"."""
        found = []
        for op in self.ops:
            target = self.target(op, zone)
            if isinstance(target, Write):
                alike = dict(target.signals) == dict(writes)
            else:
                alike = target not in (SPOKEN, UP, DOWN, QUERY, REPORT) and target in writes.values()
            found += [op] if alike else []
        return tuple(found)


def fitted(row: Row, wiring: Wiring | None) -> Function:
    """The function in a car with this wiring; None: the car has no such thing. Raises WiringError."""
    of_row = {each.name: getattr(row, each.name) for each in fields(Row)}
    if wiring is None:
        told = bool(row.agent) or row.talks or row.answer in OWN_ANSWERS
        return Function(**of_row, fitted=told)
    ops: dict[str, Target] = {}
    for op, target in row.ops.items():
        if op in wiring.without:
            continue
        found = wiring.ops.get(op, target)
        if found == WIRED:
            raise WiringError(f"{row.name}: the op {op!r} is not wired")
        ops[op] = found
    if unknown := wiring.ops.keys() - row.ops.keys():
        raise WiringError(f"{row.name}: the catalogue has no op {', '.join(sorted(unknown))}")
    listed, numbers = (row.value.words, row.value.numbers) if row.value else ((), {})
    if unknown := wiring.words.keys() - set(listed):
        raise WiringError(f"{row.name}: the catalogue has no value {', '.join(sorted(unknown))}")
    if unknown := set(wiring.lacks) - set(listed):
        raise WiringError(f"{row.name}: lacks the value {', '.join(sorted(unknown))}, which the catalogue has not")
    words = {word: wiring.words.get(word, numbers.get(word, word)) for word in listed if word not in wiring.lacks}
    value = row.value
    if value and wiring.lacks:
        rungs = tuple(word for word in value.ladder if word in words)
        value = replace(value, words=tuple(words), ladder=rungs)
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
    """(path, is it a command, words and numbers put on it or expected of it) of every signal that the wiring names."""
    found: list[tuple[str, bool, tuple[str | float, ...]]] = []
    for wire in function.wires.values():
        found += [(path, True, ()) for path in (wire.command, wire.keys) if path]
        found += [(wire.status, False, ())] if wire.status else []
    for zone, wire in function.wires.items():
        if wire.command:
            found.append((wire.command, True, fixed(function, zone)))
    zone_ops = (target for ops in function.zone_ops.values() for target in ops.values())
    for target in (*function.ops.values(), *zone_ops, *function.words.values()):
        if isinstance(target, Write):
            found += [(path, True, (value,)) for path, value in target.signals.items()]
            found += [(path, False, values) for path, values in target.expects.items()]
    return found + [(check.status, False, check.fine) for check in function.checks]


def fixed(function: Function, zone: str) -> tuple[str | float, ...]:
    """Words and numbers that ops and value words put on the wire of a zone; percentages are of the signal's range."""
    targets = (*(function.target(op, zone) for op in function.ops), *function.words.values())
    plain = [target.level if isinstance(target, AtLeast) else target for target in targets]
    percent = function.value is not None and function.value.kind == "percent"
    words = tuple(target for target in plain if isinstance(target, str) and not target.startswith("<"))
    return words + tuple(target for target in plain if isinstance(target, int | float) and not percent)


def written_by(function: Function) -> frozenset[str]:
    """Every command signal that a function may write."""
    return frozenset(path for path, command, _ in signals_of(function) if command)
