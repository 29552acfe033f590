"""How the car moves: its speed by the wheels, and its heading by where it has been, as nothing on the bus says it."""

from navigation.guidance.path import bearing, metres
from navigation.routing.protocol import Point
from vehicle.gateway.situation import Situation

HEADING_FROM = 12.0  # m between two positions that tell a heading: four steps of the position's signal
SPEED_KEPT = 2.0  # s that the last known speed counts


class Motion:
    """`speed` in km/h; `heading` in degrees clockwise from north, None while it is not known."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self.speed = 0.0
        self.heading: float | None = None
        self._speed_at = 0.0  # s, when the speed was known last
        self._from: Point | None = None  # where the heading is taken from

    def look(self, position: Point | None, now: float) -> None:
        """`now` in s of the state's clock."""
        speed = self._situation.speed(now)
        if speed is not None:
            self.speed, self._speed_at = speed, now
        elif now - self._speed_at > SPEED_KEPT:
            self.speed = 0.0
        if position is None:
            return
        if self._from is None:
            self._from = position
        elif metres(self._from, position) >= HEADING_FROM:
            self.heading, self._from = bearing(self._from, position), position
