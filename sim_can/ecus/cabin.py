"""Temperature of the cabin air, computed from the status signals of climate, speed, windows and sun."""

from dataclasses import dataclass

from sim_can.ecus import thermal
from sim_can.ecus.combustion import Combustion
from sim_can.ecus.thermal import Around, Cabin, Supply
from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue, known

SUN = 100.0  # W/m2 by day, overcast, assumed
TILTED = 10.0  # % open that a tilted roof counts as, assumed


@dataclass(frozen=True)
class Names:
    """Status signals."""

    cabin: str  # temperature
    outside: str  # temperature
    speed: str  # km/h
    light: str  # sensor: "bright" or "dark"
    power: str  # of the climate
    blower: str  # level, or "off"
    ac: str
    intake: str  # "recirculated" or "fresh"
    sides: tuple[str, ...]  # set temperatures; LO and HI mean coldest and warmest possible
    openings: tuple[str, ...]  # % open of windows and roof


class CabinAir:
    """The blower runs only with the combustion engine. `sun` in W/m2 applies while the light sensor says "bright"."""

    def __init__(self, signals: Signals, combustion: Combustion, names: Names) -> None:
        self.signals, self.combustion, self.names = signals, combustion, names
        self.sun = SUN  # W/m2
        self.now = Cabin(signals.exact(names.cabin), signals.exact(names.cabin))
        self._outside, self._speed = signals.exact(names.outside), 0.0  # degC, km/h; last valid values

    def step(self, dt: float) -> None:
        path = self.names.cabin
        air = self.signals.exact(path)
        if air != self.now.air:  # it was set from outside: assume the interior has the same temperature
            self.now = Cabin(air, air)
        around = self._around()
        supply, drawn = self._supply(around)
        self.combustion.heat_drawn = drawn
        after = thermal.step(self.now, dt, around, supply)
        limits = self.signals.range_of(path)
        self.now = Cabin(min(max(after.air, limits.low), limits.high), after.interior)
        self.signals.glide(path, self.now.air)

    def _around(self) -> Around:
        shown, names = self.signals.values, self.names
        if known(shown[names.outside]):
            self._outside = self.signals.exact(names.outside)
        if known(shown[names.speed]):
            self._speed = self.signals.number(names.speed)
        openings = sum(min(100.0, self._open(path)) / 100 for path in names.openings)
        return Around(self._outside, self._speed, self.sun if shown[names.light] == "bright" else 0.0, openings)

    def _open(self, path: str) -> float:
        """%"""
        value = self.signals.values[path]
        if value == "tilt":
            return TILTED
        return self.signals.number(path) if known(value) else 0.0

    def _supply(self, around: Around) -> tuple[Supply, float]:
        """(what comes from the vents, W that the heater takes from the coolant)."""
        shown, names = self.signals.values, self.names
        level = shown[names.blower] if shown[names.power] == "on" and self.combustion.running else "off"
        flow = thermal.blower_flow(self.signals.codec.number(names.blower, level)) if known(level) else 0.0
        if not flow:
            return Supply(), 0.0
        inlet = self.now.air if shown[names.intake] == "recirculated" else around.outside
        cooling = 0.0
        if shown[names.ac] == "on":
            cooling = thermal.COOLING_DRIVING if around.speed else thermal.COOLING_IDLE
        coldest, warmest = thermal.reach(inlet, flow, self.combustion.coolant(), cooling)
        outlets = [self._outlet(shown[side], around, flow, coldest, warmest) for side in names.sides]
        outlet = sum(outlets) / len(outlets)
        return Supply(flow, outlet), max(0.0, flow * thermal.CP_AIR * (outlet - inlet))

    def _outlet(self, target: SignalValue, around: Around, flow: float, coldest: float, warmest: float) -> float:
        """degC from the vents of one side."""
        if target in ("LO", "HI"):
            return coldest if target == "LO" else warmest
        if isinstance(target, str):
            return coldest
        return min(max(thermal.wanted_outlet(self.now, around, flow, target), coldest), warmest)
