"""A command as resolved: absolute, ready to be checked by policy, sent and confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.values import Command
from navigation.places import Place
from vehicle.can.text_link import Kind
from vehicle.can.values import SignalValue
from vehicle.cars.function import Function


@dataclass(frozen=True)
class Action:
    """The signals to write, and the status signals that will confirm them."""

    command: Command
    row: Function
    zone: str  # one or several wired zones, or ""
    writes: Mapping[str, SignalValue] = field(default_factory=dict)  # command signal -> value
    expects: Mapping[str, tuple[SignalValue, ...]] = field(default_factory=dict)  # status signal -> values that confirm
    number: float | None = None  # absolute, in the function's unit
    event: bool = False  # sent even if the status is so already
    text: str | None = None  # sent ahead over ISO-TP; of a message "to\ntext"
    brings: Kind | None = None  # kind of text that the car sends back when it is done
    place: Place | None = None  # destination or stop
    brought: tuple[str, ...] = ()  # status signals that it changes besides those of its own wires


@dataclass(frozen=True)
class Offer:
    """Several places fit equally well: the driver has to select one."""

    places: tuple[Place, ...]
