"""Status signals that repeat the value of another one, possibly in other words; used in the tables of the cars."""

from collections.abc import Callable
from dataclasses import dataclass

from vehicle.can.values import SignalValue


@dataclass(frozen=True)
class Repeat:
    """`path` gets the repeated value converted by `shows`; with `raw`, `shows` gets the raw value of a word."""

    path: str
    shows: Callable[[SignalValue], SignalValue]
    raw: bool = False


def copied(path: str) -> Repeat:
    """A signal with the same value."""
    return Repeat(path, lambda value: value)


def switch(path: str, *words: SignalValue, yes: SignalValue = "on", no: SignalValue = "off") -> Repeat:
    """A signal that is on while the repeated one has one of these words."""
    return Repeat(path, lambda value: yes if value in words else no)


def bit(path: str, *words: SignalValue) -> Repeat:
    """Like `switch`, for a signal without a value table: 1 or 0."""
    return switch(path, *words, yes=1, no=0)


def ajar(path: str, yes: SignalValue = 1, no: SignalValue = 0) -> Repeat:
    """A contact that is `no` only while the repeated position is fully closed (0)."""
    return Repeat(path, lambda value: no if value == 0 else yes)


def raw(path: str) -> Repeat:
    """A signal without a value table that shows the raw value of the repeated one."""
    return Repeat(path, lambda value: value, raw=True)
