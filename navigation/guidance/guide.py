"""Guidance along one route, step by step.

guidance = Guidance(route)
progress = guidance.step(Point(37.4979, 127.0276), speed=50.0, heading=70.0, time=0.0)
progress.said, progress.to_next, progress.left
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from types import ModuleType

from languages import part
from navigation.guidance.announcing import Announcer, Due, Stage, reach, spoken_metres, spoken_step
from navigation.guidance.matching import AHEAD, Matched, Matcher, Wish
from navigation.guidance.path import Path, bearing, metres
from navigation.routing.protocol import SILENT, Maneuver, Point, Route, Street, Turn

ARRIVED = 25.0  # m from the end of the route
STANDING, ARRIVED_STANDING = 3.0, 60.0  # km/h and m: who stops so near has parked there
PASSED = 20.0  # m before a waypoint at which it counts as reached
POINTS = 3  # next maneuvers whose distances are shown


@dataclass(frozen=True)
class Announcement:
    """One sentence, and of a maneuver what it is about."""

    text: str
    kind: str  # start, far, near, now, waypoint, arrived, off_route, wrong_way
    language: str  # a code of languages/
    maneuver: int | None = None  # its number on the route
    metres: float = 0.0  # to it when this was said
    turn: Turn = Turn.NONE
    street: str = ""  # that is taken
    then: int | None = None  # number of the maneuver that is said with it


@dataclass(frozen=True)
class Progress:
    """Where the car is on its route, and what comes."""

    time: float  # s, as given
    at: Point  # on the route
    along: float  # m from its beginning
    off: float  # m beside it
    estimated: bool  # there was no position: reckoned by speed
    on_route: bool
    next: Maneuver | None  # with something to do; None after arrival
    number: int | None  # of it on the route
    to_next: float  # m
    points: tuple[float, ...]  # m to this one and the two behind it, as far as there are any
    left: float  # m to the destination
    seconds_left: float
    bearing: float  # degrees from the car to the destination, straight
    street: Street  # on which the car is
    limit: int  # km/h; 0 for not known
    tunnel: bool
    stops_passed: int  # waypoints behind the car
    to_stop: float  # m to the next stop: a waypoint or the destination
    arrived: bool
    wish: Wish  # of a new route from here
    said: tuple[Announcement, ...]  # now; each once

    @property
    def arrival(self) -> float:
        """s, on the clock of `time`."""
        return self.time + self.seconds_left


class Guidance:
    """One drive along a route. For a new route a new one is made."""

    def __init__(self, route: Route, language: str = "ko") -> None:
        """`language` is a code of languages/. Raises ValueError for a route without a line, ModuleNotFoundError for a
        language that there is not."""
        self.route, self._language = route, language
        self.path = Path(route.line)
        self._words: ModuleType = part(language, "guidance")
        self._at = [float(self.path.along[each.begin]) for each in route.maneuvers]
        self._stops = [float(self.path.along[leg.end]) for leg in route.legs]
        turned = (Turn.U_TURN_LEFT, Turn.U_TURN_RIGHT)
        u_turns = tuple(at for at, each in zip(self._at, route.maneuvers, strict=True) if each.turn in turned)
        self._matcher = Matcher(self.path, u_turns)
        self._announcer = Announcer(route.maneuvers)
        self._time: float | None = None
        self.stops_passed = 0  # waypoints behind the car
        self._arrived = False

    def step(self, position: Point | None, speed: float, heading: float | None, time: float) -> Progress:
        """`position` is None without a fix; `speed` in km/h by the wheels; `heading` in degrees clockwise from north,
        None if it is not known; `time` in s of any clock. Raises ValueError for a time that goes back, or no numbers.
        """
        if not (isfinite(speed) and isfinite(time) and (heading is None or isfinite(heading))):
            raise ValueError(f"speed {speed}, heading {heading} and time {time} must be numbers")
        if self._time is not None and time < self._time:
            raise ValueError(f"time goes back from {self._time} s to {time} s")
        said: list[Announcement] = []
        if self._time is None:
            said.append(self._announcement("start", self._words.start(self.route.distance, self.route.seconds)))
        dt, self._time = 0.0 if self._time is None else time - self._time, time
        found = self._matcher.step(position, max(speed, 0.0), heading, dt)
        left = max(0.0, self.path.length - found.along)
        said += self._stops_reached(found)
        if not self._arrived and position is not None and self._there(position, found, left, speed):
            self._arrived = True
            said.append(self._announcement("arrived", self._words.ARRIVED))
        number = None if self._arrived else self._next(found.along)
        if number is not None and found.on_route and not found.wish:
            due = self._announcer.due(number, self._at[number] - found.along, speed)
            said += [self._said(due, self._at[number] - found.along)] if due else []
        wish = Wish.NONE if self._arrived else found.wish
        if wish:
            said.append(self._announcement(wish.value, self._words.WISHES[wish.value]))
        return self._progress(found, left, number, wish, tuple(said), position)

    def speak(self, language: str) -> None:
        """In this language from now on, a code of languages/. Raises ModuleNotFoundError."""
        self._words, self._language = part(language, "guidance"), language

    def again(self, said: Announcement, left: float) -> Announcement:
        """The announcement of a maneuver that had to wait, `left` m before it."""
        assert said.maneuver is not None
        return self._said(Due(Stage[said.kind.upper()], said.maneuver, said.then), left)

    def coming(self, said: Announcement, speed: float) -> tuple[str, ...]:
        """What is likely to be said next of the maneuver that was just announced, the likeliest first, at `speed` km/h:
        the stages to come, "near" also for the distances beside the one that fits this speed."""
        if said.maneuver is None:
            return ()
        stages = [stage for stage in Stage if stage > Stage[said.kind.upper()]]
        away = {stage: reach(stage, speed) for stage in stages}
        wanted = [(stage, away[stage]) for stage in stages]
        if Stage.NEAR in stages:
            step = spoken_step(away[Stage.NEAR])
            wanted += [(Stage.NEAR, away[Stage.NEAR] - step), (Stage.NEAR, away[Stage.NEAR] + step)]
        then = self._announcer.then(said.maneuver)
        return tuple(dict.fromkeys(self._said(Due(stage, said.maneuver, then), at).text for stage, at in wanted))

    def _there(self, position: Point, found: Matched, left: float, speed: float) -> bool:
        if not found.on_route or self.stops_passed < len(self._stops) - 1:
            return False
        straight = metres(position, Point(float(self.path.lat[-1]), float(self.path.lon[-1])))
        if left <= ARRIVED:
            return straight <= AHEAD
        return left <= ARRIVED_STANDING and speed <= STANDING and straight <= ARRIVED_STANDING

    def _stops_reached(self, found: Matched) -> list[Announcement]:
        said = []
        while self.stops_passed < len(self._stops) - 1 and found.along >= self._stops[self.stops_passed] - PASSED:
            self.stops_passed += 1
            said.append(self._announcement("waypoint", self._words.WAYPOINT_REACHED))
        return said

    def _next(self, along: float) -> int | None:
        """The number of the next maneuver that is not silent and not behind the car."""
        return next(self._following(along), None)

    def _following(self, along: float) -> Iterator[int]:
        begin = bisect_right(self._at, along)
        begin = min(begin, len(self._at) - 1)  # at the very end the arrival is still the next
        return (at for at in range(begin, len(self._at)) if self.route.maneuvers[at].turn not in SILENT)

    def _said(self, due: Due, left: float) -> Announcement:
        of, language = self.route.maneuvers[due.number], self._language
        then = self.route.maneuvers[due.then].turn.word if due.then is not None else ""
        away, street = 0 if due.stage is Stage.NOW else spoken_metres(left), of.street.name(language)
        text = self._words.announcement(of.turn.word, away, street, of.exit, then)
        return Announcement(text, due.stage.name.lower(), language, due.number, left, of.turn, street, due.then)

    def _announcement(self, kind: str, text: str) -> Announcement:
        return Announcement(text, kind, self._language)

    def _seconds_left(self, along: float) -> float:
        """Those of the maneuvers to come, and what is left of the one under way, by its length."""
        number = max(0, bisect_right(self._at, along) - 1)
        maneuvers = self.route.maneuvers
        end = self._at[number + 1] if number + 1 < len(self._at) else self.path.length
        length = end - self._at[number]
        share = min(1.0, max(0.0, (end - along) / length)) if length > 0 else 0.0
        return share * maneuvers[number].seconds + sum(each.seconds for each in maneuvers[number + 1 :])

    def _progress(
        self,
        found: Matched,
        left: float,
        number: int | None,
        wish: Wish,
        said: tuple[Announcement, ...],
        position: Point | None,
    ) -> Progress:
        at, _ = self.path.at(found.along)
        stretch = self.route.stretches[self.route.stretch_at(self.path.index(found.along))]
        following = [] if self._arrived else list(self._following(found.along))[:POINTS]
        points = tuple(max(0.0, self._at[each] - found.along) for each in following)
        end = Point(float(self.path.lat[-1]), float(self.path.lon[-1]))
        return Progress(
            self._time or 0.0,
            at,
            found.along,
            found.off,
            estimated=found.reckoned > 0,
            on_route=found.on_route,
            next=None if number is None else self.route.maneuvers[number],
            number=number,
            to_next=points[0] if points else 0.0,
            points=points,
            left=0.0 if self._arrived else left,
            seconds_left=0.0 if self._arrived else self._seconds_left(found.along),
            bearing=bearing(position or at, end),
            street=stretch.street,
            limit=stretch.limit,
            tunnel=stretch.tunnel,
            stops_passed=self.stops_passed,
            to_stop=max(0.0, self._stops[self.stops_passed] - found.along),
            arrived=self._arrived,
            wish=wish,
            said=said,
        )
