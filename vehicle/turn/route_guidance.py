"""Guidance by road for the destination that the car reports: routes, new routes, what is shown and said.

It follows the status frames of the head unit, whoever has commanded it: destination, waypoints, route option, position.
Where there is no router, or no route, the head unit guides by straight lines as it does without this. No thread.
"""

import logging
from collections.abc import Callable

from languages import DEFAULT
from navigation.guidance.guide import Announcement, Progress
from navigation.guidance.matching import MOVING
from navigation.guidance.path import bearing, metres
from navigation.navigator import Navigator
from navigation.routing.protocol import NoRoute, Options, Point, Preference, Route, Router, RoutingUnavailable
from vehicle.cars.signals import Signals
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.guide_sender import GuideSender
from vehicle.gateway.situation import Situation

log = logging.getLogger(__name__)

HEADING_FROM = 12.0  # m between two positions that tell a heading: four steps of the position's signal
PASSED_NEAR = 150.0  # m: a waypoint that is gone and so near was reached; one farther away was removed
SPEED_KEPT = 2.0  # s that the last known speed counts
Stops = tuple[Point, ...]


class RouteGuidance:
    """`progress` is that of the last step, `problem` why there is no route although a destination is set."""

    def __init__(
        self,
        bridge: Bridge,
        situation: Situation,
        on_route: Callable[[Route], None] = lambda route: None,
        on_said: Callable[[Announcement], None] = lambda said: None,
        language: str = DEFAULT,
    ) -> None:
        """`on_route` gets every route that comes into force, `on_said` every sentence when its time has come."""
        self.situation, self.language = situation, language
        self.on_route, self.on_said = on_route, on_said
        self.progress: Progress | None = None
        self.problem = ""
        self._navigator: Navigator | None = None
        self._sender = GuideSender(bridge)
        self._stops = Stops()  # waypoints, then the destination
        self._seen: tuple[object, ...] = ()  # the last commanded stop
        self._count = 0  # of waypoints, as last reported
        self._option = Preference.RECOMMENDED
        self._planned = Stops()  # stops and option that a route was asked for
        self._planned_for = Preference.RECOMMENDED
        self._from: Point | None = None  # where the heading is taken from
        self._heading: float | None = None
        self._speed = self._speed_at = 0.0

    def use(self, router: Router) -> None:
        """Routes are computed by this from now on."""
        self._navigator = Navigator(router)
        self._planned = ()

    def step(self, now: float) -> Progress | None:
        """`now` in s of the state's clock, some times a second. None while nothing is guided by road."""
        self._follow_commands()
        if self._navigator is None or not self._stops:
            self._end()
            return None
        here = self.situation.position()
        position = Point(*here) if here else None
        self._look(position, now)
        if (self._stops, self._option) != (self._planned, self._planned_for) and position:
            self._plan(position)
        found = self._navigator.step(position, self._speed, self._heading, now)
        if found is None:
            self.progress = None
            return None
        self.progress = found.progress
        if found.new_route:
            self.on_route(found.new_route)
        if found.problem:
            log.warning("no new route: %s", found.problem)
        for each in found.progress.said:
            self.on_said(each)
        if not found.progress.arrived:
            self._sender.send(found.progress, self.language, now)
        return self.progress

    def _end(self) -> None:
        if self._navigator:
            self._navigator.cancel()
        if self.progress:
            self._sender.forget()
        self.progress, self._planned, self.problem = None, (), ""

    def _plan(self, here: Point) -> None:
        """A route to the stops; where there is none it is not asked for again until something changes."""
        assert self._navigator is not None
        self._planned, self._planned_for, self.problem = self._stops, self._option, ""
        self._sender.forget()
        heading = self._heading if self._speed >= MOVING else None
        options = Options(self._option, language=self.language, heading=heading)
        try:
            route = self._navigator.go((here, *self._stops), options)
        except (NoRoute, RoutingUnavailable) as error:
            self.problem = str(error)
            self._navigator.cancel()
            log.warning("guided by a straight line: %s", error)
        else:
            self.on_route(route)

    def _follow_commands(self) -> None:
        """What the head unit says of destination, waypoints and route option."""
        signals, value = self.situation.signals, self.situation.value
        if not signals.destination or value(signals.guidance) != "guiding":
            self._stops, self._seen, self._count = (), (), 0
            return
        lat, lon, kind = seen = tuple(value(path) for path in signals.destination)
        count = int(float(value(signals.waypoints) or 0))
        if seen != self._seen and isinstance(lat, int | float) and isinstance(lon, int | float):
            self._seen, stop = seen, Point(float(lat), float(lon))
            if kind != "waypoint":
                self._stops = (stop,)
            elif self._stops:  # else this gateway has begun in the middle of a drive and knows no destination
                self._stops = (*self._stops[:-1], stop, self._stops[-1])
        if count < self._count and len(self._stops) > 1:
            self._one_less()
        self._count = count
        self._option = _preference(signals, self.situation)

    def _one_less(self) -> None:
        """A waypoint was reached, which changes no plan, or the last one was removed."""
        here = self.situation.position()
        if here and metres(Point(*here), self._stops[0]) < PASSED_NEAR:
            self._stops = self._stops[1:]
            self._planned = self._stops
        else:
            self._stops = (*self._stops[:-2], self._stops[-1])

    def _look(self, position: Point | None, now: float) -> None:
        """Speed by the wheels; the heading by positions far enough apart, as nothing on the bus says it."""
        speed = self.situation.speed(now)
        if speed is not None:
            self._speed, self._speed_at = speed, now
        elif now - self._speed_at > SPEED_KEPT:
            self._speed = 0.0
        if position is None:
            return
        if self._from is None:
            self._from = position
        elif metres(self._from, position) >= HEADING_FROM:
            self._heading, self._from = bearing(self._from, position), position


def _preference(signals: Signals, situation: Situation) -> Preference:
    try:
        return Preference(str(situation.value(signals.route_option)))
    except ValueError:  # not reported, or an option of that car alone
        return Preference.RECOMMENDED
