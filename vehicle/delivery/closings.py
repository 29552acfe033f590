"""When each thing that moves has closed last: somebody may be caught in it, whoever closed it and however.

A movement is known from its own status and from the position that falls: a short way may be over before the first, and
a lost frame hides either.
"""

import math

from vehicle.can.trace import FrameTrace
from vehicle.can.values import SignalValue
from vehicle.cars.car import Car
from vehicle.cars.wiring import CLOSING, Wire

CAUGHT = 10.0  # s after which nobody is caught any more in what has closed; our choice
SHUT = (0, "closed")  # positions of what is closed


class Closings:
    """Written by the threads of the buses and by a stop, read by a stop."""

    def __init__(self, car: Car) -> None:
        self._at: dict[str, float] = {}  # status signal of a movement -> s, when it was seen closing last
        self._positions: dict[str, SignalValue] = {}  # status signal of a position -> the last one
        self._wires: dict[str, list[Wire]] = {}  # message -> what it tells of
        for _, _, wire in car.movements():
            for message in {path.partition(".")[0] for path in (wire.movement, wire.status)}:
                self._wires.setdefault(message, []).append(wire)

    def see(self, frame: FrameTrace) -> None:
        """Take note of a received frame."""
        for wire in self._wires.get(frame.message, ()):
            message, _, name = wire.movement.partition(".")
            if message == frame.message and frame.signals[name] == CLOSING:
                self._at[wire.movement] = frame.at
            message, _, name = wire.status.partition(".")
            if message == frame.message:
                before, now = self._positions.get(wire.status), frame.signals[name]
                self._positions[wire.status] = now
                if before is not None and closer(before, now):
                    self._at[wire.movement] = frame.at

    def mark(self, wire: Wire, at: float) -> None:
        """It was on its way, perhaps before the car has said so."""
        self._at[wire.movement] = at

    def within(self, wire: Wire, now: float) -> bool:
        """Has it closed so recently that somebody may be caught?"""
        return now - self._at.get(wire.movement, -math.inf) <= CAUGHT


def closer(before: SignalValue, now: SignalValue) -> bool:
    """Is the second position more closed? Of words, such as a tilted roof, only what is shut is sure to be."""
    if before == now:
        return False
    if isinstance(before, str) or isinstance(now, str):
        return now in SHUT
    return now < before
