"""Guidance by road for the destination that the car reports: routes, new routes, what is shown and said.

It follows the status frames of the head unit, whoever has commanded it: destination, waypoints, route option, position.
Where there is no router, or no route, the head unit guides by straight lines as it does without this. It has no
thread: one calls `step`, and those of turns may ask meanwhile (see vehicle/resolving/roads.py).
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from languages import DEFAULT
from navigation import stops as way
from navigation.drive import Drive
from navigation.guidance.guide import Announcement, Progress
from navigation.guidance.matching import MOVING
from navigation.guidance.path import bearing, metres
from navigation.navigator import Navigator
from navigation.places import Place
from navigation.routing.protocol import NoRoute, Options, Point, Preference, Route, Router, RoutingUnavailable
from navigation.stops import Stops
from vehicle.cars.signals import Signals
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.guide_sender import GuideSender
from vehicle.gateway.situation import Situation

log = logging.getLogger(__name__)

HEADING_FROM = 12.0  # m between two positions that tell a heading: four steps of the position's signal
PASSED_NEAR = 150.0  # m: a waypoint that is gone and so near was reached; one farther away was removed
MOST_CALLED = 40  # stops whose names are remembered
SPEED_KEPT = 2.0  # s that the last known speed counts


class RouteGuidance:
    """`progress` is that of the last step, `problem` why there is no route although a destination is set.

    `drive`, `stops` and `preference` are replaced as a whole, so that any thread may read them.
    """

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
        self.drive: Drive | None = None  # while it is guided by road
        self.stops: Stops = ()  # still to come: waypoints, then the destination
        self.preference = Preference.RECOMMENDED
        self._router: Router | None = None
        self._navigator: Navigator | None = None
        self._sender = GuideSender(bridge)
        self._called: tuple[Place, ...] = ()  # the newest first
        self._looking = threading.Lock()  # around what `look` reads and writes
        self._seen: dict[tuple[str, ...], tuple[object, ...]] = {}  # the last commanded stops, by their signals
        self._count = 0  # of waypoints, as last reported
        self._fewer = False  # than are known: since the last look
        self._planned: Stops = ()  # stops and option that a route was asked for
        self._planned_for = Preference.RECOMMENDED
        self._from: Point | None = None  # where the heading is taken from
        self._heading: float | None = None
        self._speed = self._speed_at = 0.0

    def use(self, router: Router) -> None:
        """Routes are computed by this from now on."""
        self._router, self._navigator = router, Navigator(router)
        self._planned = ()

    def route(self, stops: Stops, prefer: Preference) -> Route | None:
        """The way through these stops, which is not driven, as the car heads now; None where there is none. For any
        thread."""
        if self._router is None:
            return None
        try:
            return self._router.route(stops, self._options(prefer))[0]
        except (NoRoute, RoutingUnavailable) as error:
            log.info("no way there: %s", error)
            return None

    def best_order(self, here: Point) -> Stops | None:
        """The stops in the order that takes the least time, the destination last; None where that is not known."""
        if self._router is None:
            return None
        stops = self.stops
        try:
            options = replace(self._options(self.preference), any_order=True)
            return self._router.route((here, *stops), options)[0].stops[1:]
        except (NoRoute, RoutingUnavailable) as error:
            log.info("no order of the stops: %s", error)
            return None

    def call(self, place: Place) -> None:
        """A stop at this place is called so. For any thread."""
        self._called = (place, *self._called)[:MOST_CALLED]

    def called(self, at: Point) -> Place | None:
        """What a stop there was called when it was set. For any thread."""
        return next((each for each in self._called if way.same(Point(each.lat, each.lon), at)), None)

    def step(self, now: float) -> Progress | None:
        """`now` in s of the state's clock, some times a second. None while nothing is guided by road."""
        self.look()
        here = self.situation.position()
        position = Point(*here) if here else None
        self._look(position, now)
        if self._navigator is None or not self.stops:
            self._end()
            return None
        if (self.stops, self.preference) != (self._planned, self._planned_for) and position:
            self._plan(position)
        found = self._navigator.step(position, self._speed, self._heading, now)
        if found is None:
            self.progress = self.drive = None
            return None
        self.progress = found.progress
        route = self._navigator.route
        self.drive = Drive(route, found.progress, self._navigator.stops) if route else None
        if found.new_route:
            self.on_route(found.new_route)
        if found.problem:
            log.warning("no new route: %s", found.problem)
        for each in found.progress.said:
            self.on_said(each)
        if not found.progress.arrived:
            self._sender.send(found.progress, self.language, now)
        return self.progress

    def _options(self, prefer: Preference) -> Options:
        return Options(prefer, language=self.language, heading=self._heading if self._speed >= MOVING else None)

    def _end(self) -> None:
        if self._navigator:
            self._navigator.cancel()
        if self.progress:
            self._sender.forget()
        self.progress, self.drive, self._planned, self.problem = None, None, (), ""

    def _plan(self, here: Point) -> None:
        """A route to the stops; where there is none it is not asked for again until something changes."""
        assert self._navigator is not None
        self._planned, self._planned_for, self.problem = self.stops, self.preference, ""
        self._sender.forget()
        try:
            route = self._navigator.go((here, *self._planned), self._options(self._planned_for))
        except (NoRoute, RoutingUnavailable) as error:
            self.problem = str(error)
            self._navigator.cancel()
            log.warning("guided by a straight line: %s", error)
        else:
            self.on_route(route)

    def look(self) -> None:
        """What the head unit says now of destination, waypoints and route option. For any thread: the car reports only
        the stop that was commanded last, so who commands several looks after each."""
        with self._looking:
            self._follow_commands()

    def _follow_commands(self) -> None:
        signals, value = self.situation.signals, self.situation.value
        if not signals.destination or value(signals.guidance) != "guiding":
            self.stops, self._seen, self._count, self._fewer = (), {}, 0, False
            return
        count = int(float(value(signals.waypoints) or 0))
        for paths in (signals.destination, signals.stop):
            lat, lon, kind = seen = tuple(value(path) for path in paths) if paths else (None, None, None)
            if seen != self._seen.get(paths) and isinstance(lat, int | float) and isinstance(lon, int | float):
                # where no destination is known, as this gateway has begun in the middle of a drive, nothing is put in
                self.stops = way.changed(self.stops, str(kind), Point(float(lat), float(lon)))
            self._seen[paths] = seen
        # count and commanded stop are in two frames: a lower count alone counts only when it is seen again
        fewer = count < self._count and count < len(self.stops) - 1
        if fewer and self._fewer:
            self._one_less()
        if not fewer or self._fewer:
            self._count = count
        self._fewer = fewer and not self._fewer
        self.preference = _preference(signals, self.situation)

    def _one_less(self) -> None:
        """A waypoint was reached, which changes no plan, or the last one was removed."""
        here = self.situation.position()
        if here and metres(Point(*here), self.stops[0]) < PASSED_NEAR:
            self.stops = self._planned = self.stops[1:]
        else:
            self.stops = (*self.stops[:-2], self.stops[-1])

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
