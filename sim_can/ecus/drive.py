"""Driving: wheel speeds, selector lever, brakes, daylight, odometer."""

from collections.abc import Callable
from dataclasses import dataclass

from sim_can.ecus.combustion import Combustion, work
from sim_can.ecus.drive_profiles import Moment, Profile
from sim_can.ecus.following import Following
from sim_can.frames.signals import Signals
from vehicle.can.values import known

RELEASED, PRESSED = "released", "pressed"  # of the brake pedal
COASTING = -0.6  # m/s2; stronger deceleration means that the brake pedal is pressed, assumed
UPDATE = 0.1  # s between two updates of distance and consumption
LONGEST = 1.0  # s; a longer step is divided


@dataclass(frozen=True)
class Names:
    """Status signals of driving; "" for a signal that the car does not have."""

    wheels: tuple[str, ...]  # speeds in km/h
    gear: str
    odometer: str  # km
    light: str = ""  # sensor: "bright" or "dark"
    parking_brake: str = ""
    pedal: str = ""
    service: str = ""  # km to the next service


class Driving:
    """Drives a profile from its start; a call of `drive` ends it."""

    def __init__(
        self,
        signals: Signals,
        names: Names,
        combustion: Combustion,
        profile: Profile | None = None,
        on_distance: Callable[[float], None] = lambda km: None,
    ) -> None:
        """`on_distance` is called with each distance driven, in km."""
        self.signals, self.names, self.combustion, self.profile, self.on_distance = (
            signals,
            names,
            combustion,
            profile,
            on_distance,
        )
        self.time = 0.0  # s since the start of the profile
        self._way: Following | None = None  # that is driven at the speeds of its roads
        self._shown: Moment | None = None
        self._speed = self._before = 0.0  # km/h, now and at the last update
        self._km = self._waited = 0.0
        if profile:
            self._show_profile(profile.at(0.0), 0.0)

    def drive(self, speed: float, gear: str) -> None:
        """Set speed (km/h), selector lever and, with it, the parking brake, at once."""
        self.profile, self._shown, self._way = None, None, None
        self._speed = self._before = speed
        self._wheels(speed, event=True)
        self._lever(gear, event=True)
        self._brake(self._stands(speed, gear))

    def follow(self, way: Following) -> None:
        """Drive this way at the speeds of its roads, from standing to standing in P. Ends a drive profile."""
        self.drive(0.0, "D")
        self._way = way

    def step(self, dt: float) -> None:
        while dt > 0:
            part = min(dt, LONGEST)
            self._step(part)
            dt -= part

    def _step(self, dt: float) -> None:
        if self._way:
            self._drive_on(self._way, dt)
        elif self.profile:
            self.time += dt
            self._show_profile(self.profile.at(self.time), dt)
        now = self._speed_now()
        self._km += (self._speed + now) / 2 * dt / 3600
        self._speed = now
        self._waited += dt
        if self._waited > UPDATE - 1e-6:
            self._add_up(self._waited, self._km)
            self._km = self._waited = 0.0

    def _drive_on(self, way: Following, dt: float) -> None:
        if way.ended:
            self.drive(0.0, "P")
            return
        speed = way.accelerated(dt)
        self._brake((speed - self._speed) / 3.6 / dt < COASTING)
        self._wheels(speed, event=False)

    def _speed_now(self) -> float:
        """Speed in km/h; the last one while the wheel signal is invalid."""
        wheel = self.names.wheels[0]
        return self.signals.number(wheel) if known(self.signals.values[wheel]) else self._speed

    def _stands(self, speed: float, gear: str) -> bool:
        """Is the car held by the brake pedal: standing, but not in P?"""
        return self.signals.as_decoded(self.names.wheels[0], speed) == 0 and gear != "P"

    def _show_profile(self, moment: Moment, dt: float) -> None:
        """Set the signals for which the profile changes; a value set from outside stays until then."""
        before, self._shown = self._shown, moment
        if moment == before:
            if moment.speed and self.signals.values.get(self.names.pedal) == PRESSED:
                self._brake(False)
            return
        slowing = (moment.speed - before.speed) / 3.6 / dt if before and dt else 0.0  # m/s2
        self._wheels(moment.speed, event=False)
        self._brake(slowing < COASTING or self._stands(moment.speed, moment.gear))
        if not before or before.gear != moment.gear:
            self._lever(moment.gear, event=False)
        if self.names.light and (not before or before.light != moment.light):
            self.signals.put(self.names.light, moment.light)

    def _brake(self, pressed: bool) -> None:
        if self.names.pedal:
            self.signals.put(self.names.pedal, PRESSED if pressed else RELEASED, event=False)

    def _wheels(self, speed: float, event: bool) -> None:
        first = self.names.wheels[0]
        if event or self.signals.as_decoded(first, speed) != self.signals.values[first]:
            for wheel in self.names.wheels:
                self.signals.put(wheel, speed, event)

    def _lever(self, gear: str, event: bool) -> None:
        self.signals.put(self.names.gear, gear, event)
        if self.names.parking_brake:
            self.signals.put(self.names.parking_brake, "applied" if gear == "P" else "released")

    def _add_up(self, dt: float, km: float) -> None:
        acceleration = (self._speed - self._before) / 3.6 / dt
        self._before = self._speed
        self.combustion.step(dt, km, work(self.combustion.figures, self._speed / 3.6, acceleration))
        if km <= 0:
            return
        signals, service = self.signals, self.names.service
        signals.glide(self.names.odometer, signals.exact(self.names.odometer) + km)
        if service and known(signals.values[service]):
            signals.glide(service, max(0.0, signals.exact(service) - km))
        self.on_distance(km)
