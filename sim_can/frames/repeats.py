"""Status signals that show the same thing as another one, in their own words: tables for a car to be written in."""

from collections.abc import Callable
from dataclasses import dataclass

from vehicle.can.values import SignalValue


@dataclass(frozen=True)
class Repeat:
    """`path` shows what `shows` makes of the repeated value; with `raw`, the raw value of its word."""

    path: str
    shows: Callable[[SignalValue], SignalValue]
    raw: bool = False


def copied(path: str) -> Repeat:
    return Repeat(path, lambda value: value)


def switch(path: str, *words: SignalValue, yes: SignalValue = "on", no: SignalValue = "off") -> Repeat:
    """A signal that is on while the repeated one has one of these words."""
    return Repeat(path, lambda value: yes if value in words else no)


def bit(path: str, *words: SignalValue) -> Repeat:
    """The same for signals without a value table."""
    return switch(path, *words, yes=1, no=0)


def ajar(path: str, yes: SignalValue = 1, no: SignalValue = 0) -> Repeat:
    """A contact that says: not fully closed."""
    return Repeat(path, lambda value: no if value == 0 else yes)


def raw(path: str) -> Repeat:
    """A signal without a value table that shows the raw value of the repeated one."""
    return Repeat(path, lambda value: value, raw=True)
