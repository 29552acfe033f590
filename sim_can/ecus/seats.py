"""Seats and steering wheel (SCM): how warm they feel behind the status that the bus shows.

A heater holds a temperature by a thermostat and gets there in minutes; ventilation brings the seat to the cabin's temperature.
"""

from dataclasses import dataclass
from math import exp

from sim_can.frames.signals import Signals
from vehicle.can import codec
from vehicle.can.codec import WireValue

CABIN, IGNITION = "VA_CLIMATE_STS.CabinTemp", "CGW1.CF_Gway_IGNSw"
SEAT_LEVELS = (
    34.0,
    38.0,
    42.0,
)  # degC held at levels 1 to 3; under 43, the burn threshold of long contact (ISO 13732-1); the rest assumed
WHEEL_LEVEL = (40.0,)  # degC, assumed
SEAT_RATE, WHEEL_RATE = 0.10, 0.15  # K/s while the heater works, assumed
COOLS = 600.0  # s, time constant towards the cabin, assumed
VENTED = 360.0  # s, the same with ventilation, divided by its level, assumed
UPDATE = 1.0  # s


@dataclass(frozen=True)
class Surface:
    heat: str  # status of the heater
    levels: tuple[float, ...]
    rate: float
    vent: str = ""  # status of the ventilation


SURFACES = {
    "driver": Surface("DATC_PE_05.DATC_DrSeatWarmerDisp", SEAT_LEVELS, SEAT_RATE, "DATC_PE_05.DATC_DrVentSeatDisp"),
    "passenger": Surface("DATC_PE_05.DATC_PsSeatWarmerDisp", SEAT_LEVELS, SEAT_RATE, "DATC_PE_05.DATC_PSVentSeatDisp"),
    "rear_left": Surface("VA_SEAT_STS.RlSeatHeatState", SEAT_LEVELS, SEAT_RATE),
    "rear_right": Surface("VA_SEAT_STS.RrSeatHeatState", SEAT_LEVELS, SEAT_RATE),
    "steering": Surface("CGW4.CF_Gway_StrgWhlHeatedState", WHEEL_LEVEL, WHEEL_RATE),
}


class Seats:
    def __init__(self, signals: Signals):
        self.signals = signals
        self.felt = dict.fromkeys(SURFACES, signals.exact(CABIN))  # degC
        self._waited = 0.0

    def step(self, dt: float) -> None:
        self._waited += dt
        if self._waited < UPDATE:
            return
        dt, self._waited = self._waited, 0.0
        if codec.known(self.signals.values[CABIN]):
            cabin, on = self.signals.exact(CABIN), self.signals.values[IGNITION] == "on"
            for name, surface in SURFACES.items():
                level, vent = (self._level(path) if on else 0 for path in (surface.heat, surface.vent))
                self.felt[name] = felt_after(self.felt[name], dt, cabin, surface, level, vent)

    def _level(self, path: str) -> int:
        value: WireValue = self.signals.values[path] if path else 0
        return int(codec.number(path, value)) if codec.known(value) else 0


def felt_after(felt: float, dt: float, cabin: float, surface: Surface, level: int, vent: int) -> float:
    """degC of a surface `dt` seconds later; `level` and `vent` are 0 for off."""
    while dt > 0:
        part = min(dt, UPDATE)
        felt = cabin + (felt - cabin) * exp(-part / (VENTED / vent if vent else COOLS))
        if level and felt < (held := surface.levels[min(level, len(surface.levels)) - 1]):
            felt = min(held, felt + surface.rate * part)
        dt -= part
    return felt
