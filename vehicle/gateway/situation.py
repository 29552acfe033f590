"""The state of the car that policy and answers depend on: speed, gear, ignition, call, guidance, position.

A value that the car does not report counts as the unsafe case.
"""

from dataclasses import dataclass

from vehicle.can.values import SignalValue
from vehicle.cars.signals import Signals
from vehicle.gateway.state import State

SPEED_TOO_OLD = 0.2  # s; with an older speed the car counts as moving
GEAR_TOO_OLD = 0.2  # s; with an older gear the car does not count as parked


@dataclass(frozen=True)
class Situation:
    """Reads the state of a car by the meaning of its signals. `now` is a time of the state's clock, in s."""

    state: State
    signals: Signals

    def value(self, path: str) -> SignalValue | None:
        """Value of a status signal; None if the car has no such signal (path "") or no valid value was received."""
        return self.state.value(path) if path else None

    def speed(self, now: float) -> float | None:
        """Speed of the fastest wheel in km/h, None if not received within 200 ms."""
        values = [self.state.value(path, newer_than=now - SPEED_TOO_OLD) for path in self.signals.wheels]
        return None if None in values else max(float(value) for value in values)  # type: ignore[arg-type]

    def driving(self, now: float) -> str:
        """One of "parked", "idling" (standing, not in P) and "moving"; an unknown speed counts as moving."""
        kmh = self.speed(now)
        if kmh is None or kmh >= self.signals.standstill:
            return "moving"
        gear = self.state.value(self.signals.gear, newer_than=now - GEAR_TOO_OLD)
        return "parked" if gear == "P" else "idling"

    def ignition_on(self, now: float) -> bool:
        return self.value(self.signals.ignition) in ("on", "start")

    def parked(self, now: float) -> bool:
        return self.driving(now) == "parked"

    def bright_or_standing(self, now: float) -> bool:
        """Is the car standing, or is it bright outside? False only while driving in the dark."""
        return self.driving(now) != "moving" or self.value(self.signals.light_sensor) == "bright"

    def guiding(self, now: float) -> bool:
        return self.value(self.signals.guidance) == "guiding"

    def has_waypoint(self, now: float) -> bool:
        return bool(self.value(self.signals.waypoints))

    def ringing(self, now: float) -> bool:
        return self.value(self.signals.call) == "incoming"

    def calling(self, now: float) -> bool:
        return self.value(self.signals.call) in ("incoming", "dialling", "active")

    def position(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees, None if the car has not reported it."""
        if not self.signals.position:
            return None
        lat, lon = (self.state.value(path) for path in self.signals.position)
        return None if lat is None or lon is None else (float(lat), float(lon))
