"""Surface temperatures of seats and steering wheel, which are not on the bus.

A heater reaches the temperature of its thermostat within minutes; ventilation brings a seat to the cabin's temperature.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue, known

# degC at levels 1 to 3; below 43, the burn threshold of long contact (ISO 13732-1); otherwise assumed
SEAT_LEVELS = (34.0, 38.0, 42.0)
WHEEL_LEVEL = (40.0,)  # degC, assumed
SEAT_RATE, WHEEL_RATE = 0.10, 0.15  # K/s while the heater works, assumed
COOLS = 600.0  # s, time constant towards the cabin, assumed
VENTED = 360.0  # s, the same with ventilation, divided by its level, assumed
UPDATE = 1.0  # s


@dataclass(frozen=True)
class Surface:
    """A heated surface."""

    heat: str  # status of the heater
    levels: tuple[float, ...]
    rate: float
    vent: str = ""  # status of the ventilation


class Seats:
    """`surfaces` by name; `cabin` and `ignition` are status signals."""

    def __init__(self, signals: Signals, surfaces: Mapping[str, Surface], cabin: str, ignition: str) -> None:
        self.signals, self.surfaces, self.cabin, self.ignition = signals, surfaces, cabin, ignition
        self.felt = dict.fromkeys(surfaces, signals.exact(cabin))  # degC
        self._waited = 0.0

    def step(self, dt: float) -> None:
        self._waited += dt
        if self._waited < UPDATE:
            return
        dt, self._waited = self._waited, 0.0
        if known(self.signals.values[self.cabin]):
            cabin, on = self.signals.exact(self.cabin), self.signals.values[self.ignition] == "on"
            for name, surface in self.surfaces.items():
                level, vent = (self._level(path) if on else 0 for path in (surface.heat, surface.vent))
                self.felt[name] = felt_after(self.felt[name], dt, cabin, surface, level, vent)

    def _level(self, path: str) -> int:
        value: SignalValue = self.signals.values[path] if path else 0
        return int(self.signals.codec.number(path, value)) if path and known(value) else 0


def felt_after(felt: float, dt: float, cabin: float, surface: Surface, level: int, vent: int) -> float:
    """degC of a surface `dt` seconds later; `level` and `vent` are 0 for off."""
    while dt > 0:
        part = min(dt, UPDATE)
        felt = cabin + (felt - cabin) * exp(-part / (VENTED / vent if vent else COOLS))
        if level and felt < (held := surface.levels[min(level, len(surface.levels)) - 1]):
            felt = min(held, felt + surface.rate * part)
        dt -= part
    return felt
