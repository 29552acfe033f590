"""The catalogue as training knows it: functions that may be spoken, limits of their numbers, follow-ups, "none".

Only here do sentences for training meet the catalogue of the vehicle and a car: what training writes into malcha.json
is all that the engine knows of them.
"""

from dataclasses import dataclass

from nlu.engine.description import FOLLOW_UP, NO_COMMANDS, CatalogueRow
from vehicle.cars.car import Car, load
from vehicle.cars.function import Function
from vehicle.catalogue.row import ZONES
from vehicle.catalogue.table import CATALOGUE, follow_ups

__all__ = ["ALIASES", "ZONES", "Entry", "Limits", "catalogue"]

CAR = "genesis_g70"  # whose limits and units the numbers of training sentences have
ALIASES = follow_ups()  # "function op" that is said after a function -> "function op" that is meant
WHOLE = (0.0, 100.0, 1.0)  # limits of a percentage

Limits = tuple[float, float, float]  # lowest, highest, step, in the function's unit


@dataclass(frozen=True)
class Entry(CatalogueRow):
    """A function as training knows it: what the model is told of it, and the limits of its number."""

    limits: Limits | None = None

    def described(self) -> CatalogueRow:
        """What the model is told."""
        return CatalogueRow(self.ops, self.zones, self.words, self.numbers, self.kind, self.unit, self.agent)


def catalogue(car: Car | None = None) -> dict[str, Entry]:
    """The functions that may be spoken, then FOLLOW_UP (any op, the last one, or "more" of it), then NO_COMMANDS.

    Limits and units are those of `car`, or of CAR.
    """
    car = car or load(CAR)
    entries = {name: _entry(name, car) for name, row in CATALOGUE.items() if row.spoken}
    ops = tuple(dict.fromkeys(op for entry in entries.values() for op in entry.ops))
    words = tuple(dict.fromkeys(word for entry in entries.values() for word in entry.words))
    entries[FOLLOW_UP] = Entry((*ops, FOLLOW_UP, "more"), ZONES, words, kind=FOLLOW_UP, limits=WHOLE)
    entries |= {name: Entry((name,)) for name in NO_COMMANDS}
    return entries


def _entry(name: str, car: Car) -> Entry:
    row, function = CATALOGUE[name], car.functions[name]
    kind = row.value.kind if row.value else ""
    return Entry(
        ops=tuple(row.ops),
        zones=row.zones,
        words=row.value.words if row.value and kind != "colour" else (),  # a colour is answered as it was spoken
        numbers={word: _number(function, word) for word in row.value.implied} if row.value else {},
        kind=kind,
        unit=car.unit(function) if kind in ("number", "percent") else "MHz" if kind == "frequency" else "",
        agent=row.agent,
        limits=car.limits(function),
    )


def _number(function: Function, word: str) -> float:
    """What a value word is as a number in this car. Raises TypeError for a word that its wiring gives no number for."""
    target = function.words[word]
    if not isinstance(target, int | float):
        raise TypeError(f"{function.name}: '{word}' is understood as a number, and is {target!r} in the wiring")
    return float(target)
