"""How a car does a function of the catalogue: which command signals it writes, and which status signal confirms it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vehicle.can.text_link import Kind
from vehicle.catalogue.row import AtLeast

HALT = "stop"  # what the op stop writes: the command signal's word that halts what moves; Wire.movement confirms it
STANDING, OPENING, CLOSING = MOVEMENTS = ("standing", "opening", "closing")  # words of Wire.movement
LATITUDE, LONGITUDE = "<latitude>", "<longitude>"  # in a Write: coordinates of the spoken place


@dataclass(frozen=True)
class Wire:
    """A pair of signals: the command signal (target) and the status signal (actual) that confirms it.

    `keys` is a second command signal that steps the value "up" and "down", as the keys of the real head unit do.
    `also` has status signals that every value but OFF brings with it, and their words: a frequency selects the tuner.
    Without them the function is not done. `movement` is the status signal that says how what the wire moves is moving
    (MOVEMENTS); "" for what does not move, or only at once.
    """

    command: str
    status: str
    keys: str = ""
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    movement: str = ""


@dataclass(frozen=True)
class Write:
    """An op that writes several signals, or is confirmed by other signals than its wire's.

    `expects` has for each status signal the words or numbers that confirm the op. An `event` is sent even if they
    already hold (next song). `text`: the value is a text, sent over ISO-TP before the command. `brings` is the kind of
    text that the car sends back. `named` is what it writes instead where a place was named.
    """

    signals: Mapping[str, str | float]
    expects: Mapping[str, tuple[str | float, ...]] = field(default_factory=dict)
    event: bool = False
    text: bool = False
    brings: Kind | None = None
    named: "Write | None" = None

    @property
    def at_place(self) -> bool:
        """Does it write the coordinates of a place?"""
        return LATITUDE in self.signals.values()


@dataclass(frozen=True)
class Check:
    """One status that a question checks: its name (the languages have a sentence for it) and the words that mean
    "fine".
    """

    name: str
    status: str
    fine: tuple[str, ...]


OFF = ("off", 0)  # values that bring nothing with them, see Wire.also

Target = str | float | AtLeast | Write


@dataclass(frozen=True)
class Wiring:
    """One function in one car. A function of the catalogue without a wiring is one that this car does not have."""

    wires: Mapping[str, Wire] = field(default_factory=dict)  # by zone, by band (fm, am), or ""
    ops: Mapping[str, Target] = field(
        default_factory=dict
    )  # op -> what it writes, where the catalogue leaves it open (WIRED)
    words: Mapping[str, Target] = field(default_factory=dict)  # value word -> what it writes, if not the same word
    zone_ops: Mapping[str, Mapping[str, Target]] = field(
        default_factory=dict
    )  # zone -> ops that write something else there
    checks: tuple[Check, ...] = ()
    without: tuple[str, ...] = ()  # ops of the catalogue that this car does not have
    lacks: tuple[str, ...] = ()  # value words of the catalogue that this car does not have
    deadline: float = 1.0  # s from the command frame to the status that confirms it


def one_wire(command: str, status: str, deadline: float = 1.0, movement: str = "", **ops: Target) -> Wiring:
    """A function with one wire without zones; `ops` are the words that its ops write."""
    return Wiring({"": Wire(command, status, movement=movement)}, ops, deadline=deadline)


def switch(
    command: str, status: str, on: str = "on", off: str = "off", also: Mapping[str, tuple[str, ...]] | None = None
) -> Wiring:
    """A function that is switched on and off; `also` as in Wire."""
    return Wiring({"": Wire(command, status, also=also or {})}, {"on": on, "off": off})


def status_only(status: str) -> Wiring:
    """A question that one status signal answers; nothing is written."""
    return one_wire("", status)


def ops_only(**ops: Target) -> Wiring:
    """A function without a wire: each op is a Write."""
    return Wiring(ops=ops)
