"""A command as resolved: absolute, ready to be checked, sent and confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract.values import Command
from navigation.places import Place
from vehicle.can.text_link import Kind
from vehicle.can.values import SignalValue
from vehicle.cars.function import Function


@dataclass(frozen=True)
class Action:
    """As resolved: absolute, with the signals to write and the status that will confirm it."""

    command: Command
    row: Function
    zone: str  # one or several wired zones, or ""
    writes: Mapping[str, SignalValue] = field(default_factory=dict)  # command signal -> value
    expects: Mapping[str, tuple[SignalValue, ...]] = field(default_factory=dict)  # status signal -> values that confirm
    number: float | None = None  # absolute, in the function's unit
    event: bool = False  # sent even if the status is so already
    text: str | None = None
    brings: Kind | None = None  # words that have to come back
    place: Place | None = None


@dataclass(frozen=True)
class Offer:
    """Several places fit: the driver has to choose."""

    places: tuple[Place, ...]
