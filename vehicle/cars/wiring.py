"""How a car does a function of the catalogue: which command signals are written, and which status confirms it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vehicle.can.text_link import Kind
from vehicle.catalogue.row import AtLeast

LATITUDE, LONGITUDE = "<latitude>", "<longitude>"  # in a Write: of the place that the spoken words name


@dataclass(frozen=True)
class Wire:
    """A command signal and the status signal that confirms it; target and actual never share one.

    `keys` is the command signal that steps the status "up" and "down", where the real head unit has only that.
    """

    command: str
    status: str
    keys: str = ""


@dataclass(frozen=True)
class Write:
    """An op that writes several signals, or waits for another signal than it writes.

    `expects` holds for each status signal the words or numbers that confirm it. An `event` is sent even if they hold
    already (the next song). `text` goes ahead of the command, over ISO-TP, where the value is words. `brings` is the
    kind of words that the car sends back.
    """

    signals: Mapping[str, str | float]
    expects: Mapping[str, tuple[str | float, ...]] = field(default_factory=dict)
    event: bool = False
    text: bool = False
    brings: Kind | None = None


@dataclass(frozen=True)
class Check:
    """One thing that a question looks at: its name (languages have a sentence for it) and the words that are fine."""

    name: str
    status: str
    fine: tuple[str, ...]


Target = str | float | AtLeast | Write


@dataclass(frozen=True)
class Wiring:
    """One function in one car. A function of the catalogue without a wiring is one that this car has not."""

    wires: Mapping[str, Wire] = field(default_factory=dict)  # by zone, or by what else tells them apart (fm, am); or ""
    ops: Mapping[str, Target] = field(default_factory=dict)  # op -> word or write, of those that the catalogue leaves
    words: Mapping[str, Target] = field(default_factory=dict)  # value word -> what it is here, if not the same word
    zone_ops: Mapping[str, Mapping[str, Target]] = field(default_factory=dict)  # zone -> ops that differ there
    checks: tuple[Check, ...] = ()
    without: tuple[str, ...] = ()  # ops of the catalogue that this car has not
    lacks: tuple[str, ...] = ()  # value words of the catalogue that this car has not
    deadline: float = 1.0  # s from the command frame to the status that confirms it


def one(command: str, status: str, deadline: float = 1.0, **ops: Target) -> Wiring:
    """A function with one wire, and the words of its ops."""
    return Wiring({"": Wire(command, status)}, ops, deadline=deadline)


def switch(command: str, status: str, on: str = "on", off: str = "off") -> Wiring:
    """A function that is on or off."""
    return one(command, status, on=on, off=off)


def shown(status: str) -> Wiring:
    """A question that one status signal answers."""
    return one("", status)


def does(**ops: Target) -> Wiring:
    """A function without a wire of its own."""
    return Wiring(ops=ops)
