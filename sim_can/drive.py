"""The car as it drives: wheels, gear, brake, odometer, fuel, position. It goes straight to where navigation wants it."""

from math import cos, hypot, radians

from sim_can.navigation import KM_PER_DEGREE, LAT, LON, Navigation, east_north
from sim_can.signals import Signals
from vehicle import codec

WHEELS = tuple(f"WHL_SPD11.WHL_SPD_{wheel}" for wheel in ("FL", "FR", "RL", "RR"))
GEAR, BRAKE = "LVR12.CF_Lvr_Gear", "EPB11.EPB_STATUS"
ODOMETER, RANGE, SERVICE = "CLU12.CF_Clu_Odometer", "CLU13.CF_Clu_DTE", "VA_CAR_STS.ServiceDistance"
FUEL, LOW_FUEL = "CLU13.CF_Clu_FuelDispLvl", "CLU13.CF_Clu_LowfuelWarn"
FULL_RANGE = 680.0  # km on a full tank, assumed
RESERVE = 50.0  # km to empty at which the fuel warning comes on, assumed


class Drive:
    def __init__(self, signals: Signals, navigation: Navigation):
        self.signals, self.navigation = signals, navigation

    def drive(self, speed: float, gear: str) -> None:
        """Set speed (km/h), selector lever and, with it, the parking brake."""
        for wheel in WHEELS:
            self.signals.put(wheel, speed)
        self.signals.put(GEAR, gear)
        self.signals.put(BRAKE, "applied" if gear == "P" else "released")

    def step(self, dt: float) -> None:
        speed = codec.number(WHEELS[0], self.signals.values[WHEELS[0]])
        if speed <= 0:
            return
        km = speed * dt / 3600
        signals = self.signals
        signals.glide(ODOMETER, signals.exact(ODOMETER) + km)
        signals.glide(SERVICE, max(0.0, signals.exact(SERVICE) - km))
        left = max(0.0, signals.exact(RANGE) - km)
        signals.glide(RANGE, left)
        signals.put(FUEL, min(100, round(left / FULL_RANGE * 20) * 5), event=False)
        signals.put(LOW_FUEL, "on" if left < RESERVE else "off")
        self._move(km)

    def _move(self, km: float) -> None:
        """Towards the next stop, else east."""
        latitude, longitude = here = self.navigation.here
        stops = self.navigation.stops
        east, north = east_north(here, stops[0]) if stops else (1.0, 0.0)
        far = hypot(east, north)
        if stops and km >= far:
            latitude, longitude = stops[0]
            self.navigation.arrived()
        else:
            latitude += km * north / far / KM_PER_DEGREE
            longitude += km * east / far / (KM_PER_DEGREE * cos(radians(latitude)))
        self.signals.glide(LAT, latitude)
        self.signals.glide(LON, longitude)
