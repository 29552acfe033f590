"""Where on the route the car is, from positions that jitter, fail in tunnels or do not change; and whether it is there.

The figures are our choice, for receivers that are up to 15 m off and steps of 0.1 to 2 s.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from navigation.guidance.path import Metres, Near, Nearest, Path, between
from navigation.routing.protocol import Point

BACK, AHEAD = 40.0, 60.0  # m around the expected place in which a position is looked for
DRIFT = 0.15  # of the distance that was reckoned without a position
FREE = 1e9  # m: everywhere on the line
AGAINST = 40.0  # m that a piece running against the heading counts as farther off
JUMP = 0.1  # m off for each m away from the expected place
OFF = 40.0  # m beside the line: the car may have left it
BESIDE = 25.0  # m: it may have, if it also heads elsewhere
ELSEWHERE = 60.0  # degrees between heading and line
TURNED = 120.0  # degrees: against the line
MOVING = 5.0  # km/h; a heading below that says nothing
SMOOTH_OFF, SMOOTH_ALONG = 3.0, 2.0  # s: time constants of the distance beside the line and along it
LEAVING_SECONDS, LEAVING_METRES = 5.0, 50.0  # that the car must be off the line, both, before a new route is wished
TURNING_METRES = 150.0  # instead, against the line: a start in the wrong direction is turned round by the driver
PROGRESS = 0.3  # of the way driven: who gets on so far along the line is not against it, whatever the heading says
AT_U_TURN = 60.0  # m around one, in which the car may be beside the line and against it
PATIENCE = 2.0  # times as long and far there, and in the first seconds
FIRST_SECONDS = 10.0
LONGEST = 2.0  # s between two positions that count as evidence; what is longer is a tunnel
TUNNEL = 100.0  # m reckoned: the first position behind it tells where the car is, alone
AGAIN = 15.0  # s between two wishes


class Wish(StrEnum):
    """Why a new route is wished."""

    NONE = ""
    OFF_ROUTE = "off_route"
    WRONG_WAY = "wrong_way"


@dataclass(frozen=True)
class Matched:
    """Where the car is held to be."""

    along: float  # m
    off: float  # m beside the line, smoothed
    reckoned: float  # m driven since the last position; 0 with one
    on_route: bool
    wish: Wish


class Matcher:
    def __init__(self, path: Path, u_turns: tuple[float, ...] = ()) -> None:
        """`u_turns` are m along the path of those that the route has."""
        self.path, self._u_turns = path, u_turns
        self.along = 0.0
        self._off = 0.0  # m, smoothed
        self._reckoned = self._unjudged = 0.0  # m and s since the last position
        self._last: Point | None = None
        self._seconds = 0.0  # s since the first step
        self._leaving_s = self._leaving_m = self._turned_m = 0.0
        self._quiet = 0.0  # s until another wish may be had
        self._found = False  # some position was on the line
        self._nearest = FREE  # m: how near to the line the car was before that

    def step(self, position: Point | None, speed: float, heading: float | None, dt: float) -> Matched:
        """`speed` in km/h, `heading` in degrees if it is known, `dt` s since the last step."""
        driven = speed / 3.6 * dt
        self._seconds += dt
        self._quiet = max(0.0, self._quiet - dt)
        if position is None or (position == self._last and speed >= MOVING):  # the same while it moves: an old one
            self._reckon(driven, dt)
            return self._matched(Wish.NONE)
        self._last = position
        expected = min(self.along + driven, self.path.length)
        moving_to = heading if speed >= MOVING else None
        found = self._find(position, expected, moving_to)
        seconds = min(self._unjudged + dt, LONGEST)
        metres = min(self._reckoned + driven, speed / 3.6 * seconds)
        after_tunnel, advance = self._reckoned > TUNNEL, found.along - self.along + self._reckoned
        self._take(found, expected, seconds, after_tunnel)
        self._reckoned = self._unjudged = 0.0
        turned = moving_to is not None and between(moving_to, found.bearing) > TURNED and advance < PROGRESS * metres
        return self._matched(self._judge(found, speed, moving_to, turned, metres, seconds))

    def _reckon(self, driven: float, dt: float) -> None:
        """Goes on along the route; never to its end, which only a position tells."""
        self.along = max(self.along, min(self.along + driven, self.path.length - AHEAD / 2))
        self._reckoned += driven
        self._unjudged += dt

    def _find(self, position: Point, expected: float, heading: float | None) -> Nearest:
        slack = self._reckoned * DRIFT
        near = self.path.near(position, expected - BACK - slack, expected + AHEAD + slack)
        best = near.cheapest(_costs(near, expected, heading))
        if self._found and best.off <= OFF:
            return best
        everywhere = self.path.near(position, -FREE, FREE)  # it has taken a short cut, or begins elsewhere
        if not self._found:
            return everywhere.cheapest(everywhere.off + JUMP * everywhere.along)
        other = everywhere.cheapest(_costs(everywhere, expected, heading))
        return other if other.off <= BESIDE else best

    def _take(self, found: Nearest, expected: float, seconds: float, after_tunnel: bool) -> None:
        if not self._found or after_tunnel:
            self._off = found.off
        else:
            self._off += (found.off - self._off) * min(1.0, seconds / SMOOTH_OFF)
        if found.off > OFF:  # it stands still on the line until it is known where the car goes
            return
        jump = abs(found.along - expected) > BACK
        share = 1.0 if jump or not self._found else min(1.0, seconds / SMOOTH_ALONG)
        self.along = min(max(expected + (found.along - expected) * share, 0.0), self.path.length)
        self._found = True

    def _judge(
        self, found: Nearest, speed: float, heading: float | None, turned: bool, metres: float, seconds: float
    ) -> Wish:
        """Evidence grows with time and way off the line and goes with a position on it."""
        apart = between(heading, found.bearing) if heading is not None else 0.0
        if not self._found:
            self._nearest = min(self._nearest, found.off)  # it may begin beside the road, and has to get there
        most = OFF if self._found else self._nearest + OFF
        off = self._off > most or (self._found and self._off > BESIDE and apart > ELSEWHERE)
        if not off:
            self._leaving_s = self._leaving_m = 0.0
        elif speed >= MOVING:
            self._leaving_s += seconds
            self._leaving_m += metres
        self._turned_m = self._turned_m + metres if turned and not off else 0.0
        patience = PATIENCE if self._seconds < FIRST_SECONDS or self._at_u_turn() else 1.0
        if self._quiet:
            return Wish.NONE
        wish = Wish.NONE
        if self._leaving_s > LEAVING_SECONDS * patience and self._leaving_m > LEAVING_METRES * patience:
            wish = Wish.OFF_ROUTE
        elif self._turned_m > TURNING_METRES * patience:
            wish = Wish.WRONG_WAY
        if wish:
            self._quiet = AGAIN
        return wish

    def _at_u_turn(self) -> bool:
        return any(abs(each - self.along) < AT_U_TURN for each in self._u_turns)

    def _matched(self, wish: Wish) -> Matched:
        return Matched(self.along, self._off, self._reckoned, self._found and self._leaving_s == 0, wish)


def _costs(near: Near, expected: float, heading: float | None) -> Metres:
    """m beside the line, and more for pieces against the heading and away from where the car is expected."""
    against = 0.0 if heading is None else AGAINST / 180 * np.abs((heading - near.bearing + 180) % 360 - 180)
    costs: Metres = near.off + against + JUMP * np.abs(near.along - expected)
    return costs
