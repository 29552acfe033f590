"""The car as it drives: wheels, lever, brakes, light, odometer, position. It goes straight to where navigation wants it."""

from math import cos, hypot, radians

from sim_can.ecus.combustion import Engine, work
from sim_can.ecus.drive_profiles import GEAR, LIGHT, Moment, Profile
from sim_can.ecus.navigation import KM_PER_DEGREE, LAT, LON, Navigation, east_north
from sim_can.frames.signals import Signals, on_wire
from vehicle.can import codec

WHEELS = tuple(f"WHL_SPD11.WHL_SPD_{wheel}" for wheel in ("FL", "FR", "RL", "RR"))
PARKING_BRAKE, PEDAL = "EPB11.EPB_STATUS", "EMS12.BRAKE_ACT"
ODOMETER, SERVICE = "CLU12.CF_Clu_Odometer", "VA_CAR_STS.ServiceDistance"
RELEASED, PRESSED = "released", "pressed"  # of the brake pedal
COASTING = -0.6  # m/s2, slowing down more than this takes the brake, assumed
UPDATE = 0.1  # s between two readings of what adds up
LONGEST = 1.0  # s, a longer step of a profile is driven in parts


def stands(speed: float, gear: str) -> bool:
    """Does the foot brake hold the car?"""
    return on_wire(WHEELS[0], speed) == 0 and gear != "P"


class Drive:
    """A profile is driven from its start; a hand on wheel or lever (`drive`) ends it."""

    def __init__(self, signals: Signals, navigation: Navigation, engine: Engine, profile: Profile | None = None):
        self.signals, self.navigation, self.engine, self.profile = signals, navigation, engine, profile
        self.time = 0.0  # s since the start of the profile
        self._shown: Moment | None = None
        self._speed = self._before = 0.0  # km/h, now and at the last reading
        self._km = self._waited = 0.0
        if profile:
            self._follow(profile.at(0.0), 0.0)

    def drive(self, speed: float, gear: str) -> None:
        """Set speed (km/h), selector lever and, with it, the parking brake, at once."""
        self.profile, self._shown = None, None
        self._speed = self._before = speed
        self._wheels(speed, event=True)
        self._lever(gear, event=True)
        self.signals.put(PEDAL, PRESSED if stands(speed, gear) else RELEASED, event=False)

    def step(self, dt: float) -> None:
        while dt > 0:
            part = min(dt, LONGEST)
            self._step(part)
            dt -= part

    def _step(self, dt: float) -> None:
        if self.profile:
            self.time += dt
            self._follow(self.profile.at(self.time), dt)
        now = self._speed_now()
        self._km += (self._speed + now) / 2 * dt / 3600
        self._speed = now
        self._waited += dt
        if self._waited > UPDATE - 1e-6:
            self._add_up(self._waited, self._km)
            self._km = self._waited = 0.0

    def _speed_now(self) -> float:
        """km/h; while the wheel says nothing of use, as before."""
        shown = self.signals.values[WHEELS[0]]
        return codec.number(WHEELS[0], shown) if codec.known(shown) else self._speed

    def _follow(self, moment: Moment, dt: float) -> None:
        """Show what the profile says where that changes: a hand on a signal stays until then."""
        before, self._shown = self._shown, moment
        if moment == before:
            if moment.speed and self.signals.values[PEDAL] == PRESSED:
                self.signals.put(PEDAL, RELEASED, event=False)
            return
        slowing = (moment.speed - before.speed) / 3.6 / dt if before and dt else 0.0  # m/s2
        self._wheels(moment.speed, event=False)
        self.signals.put(
            PEDAL, PRESSED if slowing < COASTING or stands(moment.speed, moment.gear) else RELEASED, event=False
        )
        if not before or before.gear != moment.gear:
            self._lever(moment.gear, event=False)
        if not before or before.light != moment.light:
            self.signals.put(LIGHT, moment.light)

    def _wheels(self, speed: float, event: bool) -> None:
        if event or on_wire(WHEELS[0], speed) != self.signals.values[WHEELS[0]]:
            for wheel in WHEELS:
                self.signals.put(wheel, speed, event)

    def _lever(self, gear: str, event: bool) -> None:
        self.signals.put(GEAR, gear, event)
        self.signals.put(PARKING_BRAKE, "applied" if gear == "P" else "released")

    def _add_up(self, dt: float, km: float) -> None:
        acceleration = (self._speed - self._before) / 3.6 / dt
        self._before = self._speed
        self.engine.step(dt, km, work(self._speed / 3.6, acceleration))
        if km <= 0:
            return
        signals = self.signals
        signals.glide(ODOMETER, signals.exact(ODOMETER) + km)
        if codec.known(signals.values[SERVICE]):
            signals.glide(SERVICE, max(0.0, signals.exact(SERVICE) - km))
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
