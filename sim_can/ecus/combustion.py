"""Engine and tank: what driving burns, how far the rest goes, how warm the coolant is."""

from sim_can.ecus import thermal
from sim_can.frames.signals import Signals, grid
from vehicle.can import codec

RANGE, FUEL, LOW_FUEL = "CLU13.CF_Clu_DTE", "CLU13.CF_Clu_FuelDispLvl", "CLU13.CF_Clu_LowfuelWarn"
COOLANT, IGNITION, OUTSIDE = "EMS12.TEMP_ENG", "CGW1.CF_Gway_IGNSw", "DATC_P_02.DATC_AmbientTemp_C"

MASS = 1715.0  # kg: 1640 of the car (commaai/opendbc) and a driver of 75
ROLLING = 0.010  # rolling resistance, assumed
DRAG_AREA = 0.62  # m2, drag coefficient 0.28 x 2.2 m2, assumed
AIR_DENSITY, GRAVITY = 1.2, 9.81  # kg/m3, m/s2
STRONGEST = 185_000.0  # W, assumed
IDLE = 1.0  # l/h that a running engine burns doing nothing, assumed
PER_WORK = 0.40 / 3.6e6  # l for each J at the wheels: 0.35 l/kWh of the engine over 0.88 of the drive train, assumed
PETROL = 32e6  # J/l, usual value
TO_COOLANT = 0.4  # share of the fuel's heat, friction with it, assumed
COLD = 60.0  # degC of coolant, below which idling takes more: twice as much at 0, assumed
TANK = 60.0  # l, assumed
USUAL = TANK / 680  # l/km, on which the range stands at first: 680 km on a full tank, assumed
AVERAGED = 300.0  # km over which the trip computer averages, assumed
RESERVE = 50.0  # km to empty at which the fuel warning comes on, assumed


def work(speed: float, acceleration: float) -> float:
    """W at the wheels on the level at `speed` m/s and `acceleration` m/s2; braking gives nothing back."""
    force = MASS * (acceleration + ROLLING * GRAVITY) + AIR_DENSITY / 2 * DRAG_AREA * speed**2
    return min(max(0.0, force * speed), STRONGEST)


class Engine:
    """It runs while the ignition is on. An empty tank reads empty and does not stop the car."""

    def __init__(self, signals: Signals):
        self.signals = signals
        self.average = USUAL  # l/km
        self.heat_drawn = 0.0  # W, by the cabin
        self._level: int | None = None  # % as computed last; a hand on the gauge stays until the level changes
        self._low = False

    @property
    def running(self) -> bool:
        return self.signals.values[IGNITION] == "on"

    def step(self, dt: float, km: float, power: float) -> None:
        """Burn for `dt` seconds and `km` kilometres at `power` W."""
        cold = max(0.0, 1 - self.coolant() / COLD)
        litres = (IDLE * (1 + cold) / 3600 + PER_WORK * power) * dt if self.running else 0.0
        self._warm(dt, litres)
        if codec.known(self.signals.values[RANGE]):
            self._use(litres, km)

    def _use(self, litres: float, km: float) -> None:
        signals = self.signals
        left = max(0.0, signals.exact(RANGE) * self.average - litres)
        self.average = (self.average * AVERAGED + litres) / (AVERAGED + km)
        distance = min(left / self.average, grid(RANGE).high)
        signals.glide(RANGE, distance)
        if (level := min(100, round(left / TANK * 20) * 5)) != self._level:
            if self._level is not None or km:
                signals.put(FUEL, level, event=False)
            self._level = level
        if (low := distance < RESERVE) != self._low:
            signals.put(LOW_FUEL, "on" if low else "off")
            self._low = low

    def coolant(self) -> float:
        """degC; as warm as usual where the sensor says nothing."""
        return self.signals.exact(COOLANT) if codec.known(self.signals.values[COOLANT]) else thermal.THERMOSTAT

    def _warm(self, dt: float, litres: float) -> None:
        shown = self.signals.values
        if codec.known(shown[COOLANT]) and codec.known(shown[OUTSIDE]):
            heat = litres * PETROL * TO_COOLANT / dt - self.heat_drawn
            outside = self.signals.exact(OUTSIDE)
            self.signals.glide(COOLANT, thermal.coolant_step(self.coolant(), dt, outside, heat))
