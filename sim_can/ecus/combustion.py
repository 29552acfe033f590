"""Combustion engine and tank: fuel consumption, range and coolant temperature."""

from dataclasses import dataclass

from sim_can.ecus import thermal
from sim_can.frames.signals import Signals
from vehicle.can.values import SignalValue, known

ROLLING = 0.010  # rolling resistance, assumed
AIR_DENSITY, GRAVITY = 1.2, 9.81  # kg/m3, m/s2
IDLE = 1.0  # l/h at idle, assumed
PER_WORK = (
    0.40 / 3.6e6
)  # l for each J at the wheels: 0.35 l/kWh of the combustion engine / 0.88 of the drive train, assumed
PETROL = 32e6  # J/l, usual value
TO_COOLANT = 0.4  # share of the fuel's heat that warms the coolant, with friction, assumed
COLD = 60.0  # degC of coolant; below it idling takes more fuel: twice as much at 0 degC, assumed
AVERAGED = 300.0  # km over which the trip computer averages, assumed
RESERVE = 50.0  # km to empty at which the fuel warning comes on, assumed


@dataclass(frozen=True)
class Figures:
    """Properties of one car that determine its consumption."""

    mass: float  # kg, with the driver
    drag_area: float  # m2, drag coefficient x frontal area
    strongest: float  # W at the wheels
    tank: float  # l
    full_range: float  # km on a full tank at the start


@dataclass(frozen=True)
class Names:
    """Status signals that this reads or sets; "" for a coolant temperature that is not on the bus."""

    ignition: str
    range: str
    fuel: str  # %
    low_fuel: str
    coolant: str = ""
    outside: str = ""  # temperature; needed where there is a coolant


def work(figures: Figures, speed: float, acceleration: float) -> float:
    """Power at the wheels in W on a level road at `speed` m/s and `acceleration` m/s2; no recuperation."""
    rolling = figures.mass * (acceleration + ROLLING * GRAVITY)
    force = rolling + AIR_DENSITY / 2 * figures.drag_area * speed**2
    return min(max(0.0, force * speed), figures.strongest)


class Combustion:
    """It runs while the ignition is on. An empty tank does not stop the car."""

    def __init__(self, signals: Signals, names: Names, figures: Figures) -> None:
        self.signals, self.names, self.figures = signals, names, figures
        self.average = figures.tank / figures.full_range  # l/km
        self.heat_drawn = 0.0  # W that the heater of the cabin takes from the coolant
        self._level: SignalValue | None = (
            None  # % as last computed; a level set from outside stays until the computed one changes
        )
        self._low = False

    @property
    def running(self) -> bool:
        return self.signals.values[self.names.ignition] == "on"

    def step(self, dt: float, km: float, power: float) -> None:
        """Consume fuel for `dt` seconds and `km` kilometres at `power` W."""
        cold = max(0.0, 1 - self.coolant() / COLD)
        litres = (IDLE * (1 + cold) / 3600 + PER_WORK * power) * dt if self.running else 0.0
        if self.names.coolant:
            self._warm(dt, litres)
        if known(self.signals.values[self.names.range]):
            self._use(litres, km)

    def _use(self, litres: float, km: float) -> None:
        signals, names, tank = self.signals, self.names, self.figures.tank
        left = max(0.0, signals.exact(names.range) * self.average - litres)
        self.average = (self.average * AVERAGED + litres) / (AVERAGED + km)
        distance = min(left / self.average, signals.range_of(names.range).high)
        signals.glide(names.range, distance)
        if (level := signals.as_decoded(names.fuel, min(100.0, 100 * left / tank))) != self._level:
            if self._level is not None or km:
                signals.put(names.fuel, level, event=False)
            self._level = level
        if (low := distance < RESERVE) != self._low:
            signals.put(names.low_fuel, "on" if low else "off")
            self._low = low

    def coolant(self) -> float:
        """Coolant temperature in degC; that of the thermostat without a valid sensor value."""
        path = self.names.coolant
        return self.signals.exact(path) if path and known(self.signals.values[path]) else thermal.THERMOSTAT

    def _warm(self, dt: float, litres: float) -> None:
        shown, names = self.signals.values, self.names
        if known(shown[names.coolant]) and known(shown[names.outside]):
            heat = litres * PETROL * TO_COOLANT / dt - self.heat_drawn
            outside = self.signals.exact(names.outside)
            self.signals.glide(names.coolant, thermal.coolant_step(self.coolant(), dt, outside, heat))
