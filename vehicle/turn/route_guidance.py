"""Guidance by road for the destination that the car reports: routes, new routes, what is shown and said.

It follows the status frames of the head unit, whoever has commanded it: destination, waypoints, route option, position.
Where there is no router, or no route, the head unit guides by straight lines as it does without this. It has no
thread: one calls `step`, and those of turns may ask meanwhile (see vehicle/resolving/roads.py).
"""

import logging
import math
import threading
from collections.abc import Callable
from dataclasses import replace

from languages import DEFAULT
from navigation.drive import GuidedDrive
from navigation.guidance.guide import Progress
from navigation.guidance.matching import MOVING
from navigation.guidance.path import metres
from navigation.navigator import Navigator
from navigation.places import Place
from navigation.routing.protocol import NoRoute, Options, Point, Preference, Route, Router, RoutingUnavailable
from navigation.stops import Stops
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.guide_sender import GuideSender
from vehicle.gateway.motion import Motion
from vehicle.gateway.situation import Situation
from vehicle.results.way import HERE, Way, no_way, way_of
from vehicle.turn.announcing import Announcing
from vehicle.turn.commanded_stops import SAME, CommandedStops
from vehicle.turn.history import History
from vehicle.turn.kept_drive import Drive, KeptDrive
from vehicle.turn.listeners import Listeners
from vehicle.turn.router_in_force import RouterInForce
from vehicle.turn.talk import Talk

log = logging.getLogger(__name__)

AGAIN, SELDOM = 15.0, 240.0  # s until a route is asked for again that the engine did not give, or none from where
# the car was: each time twice as long; our choice


class RouteGuidance:
    """`progress` is that of the last step, `problem` why there is no route although a destination is set.

    `routes` tells every route that comes into force, `interrupted` once a drive that can be resumed; for `said` and
    `coming` see Announcing. `hurry` is called when the next step should come at once.
    """

    def __init__(
        self,
        bridge: Bridge,
        situation: Situation,
        talk: Talk | None = None,
        kept: KeptDrive | None = None,
        epoch: float = 0.0,
        language: str = DEFAULT,
        history: History | None = None,
    ) -> None:
        """`epoch` is when the bridge's clock was 0, in s since 1970. `kept` is where the drive is kept; without it, it
        ends with this process. `history` has the places that were driven to; without it one beside the drive."""
        self.situation, self.language, self.epoch = situation, language, epoch
        self._announcing = Announcing(talk or Talk(bridge.clock))
        self.said, self.coming = self._announcing.said, self._announcing.coming
        self.routes, self.interrupted = Listeners[Route](), Listeners[Drive]()
        self.hurry: Callable[[], None] = lambda: None
        self.progress: Progress | None = None
        self.problem = ""
        self.routers = RouterInForce()
        self._navigator: Navigator | None = None  # with the current router
        self._sender = GuideSender(bridge)
        kept = kept or KeptDrive(bridge.car.name)
        self.history = history or History(kept)
        self._commanded = CommandedStops(bridge, situation, kept, bridge.clock() + epoch, self.history)
        self._told: Drive | None = None  # the interrupted one that was told
        self._clock = bridge.clock
        self._looking = threading.Lock()  # around what `look` reads and writes
        self.drive: GuidedDrive | None = None  # while it is guided by road
        self._planned: tuple[Point, ...] = ()  # stops and option that a route was asked for
        self._planned_for = Preference.RECOMMENDED
        self._way: Way | None = None  # what came of it
        self._again, self._pause = math.inf, AGAIN  # s of the clock, when it is asked for once more, and s until then
        self._motion = Motion(situation)

    @property
    def resumable(self) -> Drive | None:
        """The drive that the head unit has lost."""
        return self._commanded.interrupted

    @property
    def destination(self) -> Point | None:
        """Where it is guided to; None while it is not. Any thread."""
        return stops[-1] if (stops := self._commanded.stops) else None

    @property
    def guides(self) -> bool:
        """Is there a router?"""
        return self.routers.any

    def end(self) -> list[Router]:
        """Nothing is guided any more; all routers that there were."""
        self._navigator = None
        return self.routers.end()

    def named(self, place: Place) -> None:
        """A stop is about to be commanded that is called so. Any thread."""
        self._commanded.named(place)

    def called(self, at: Point) -> Place | None:
        """What a stop there was called when it was commanded, in this process or the one before. Any thread."""
        return self._commanded.called(at)

    @property
    def stops(self) -> Stops:
        """Those to come, the destination last, as the head unit was commanded them. Any thread."""
        return self._commanded.stops

    @property
    def preference(self) -> Preference:
        return self._commanded.option

    def route(self, stops: Stops, prefer: Preference) -> Route | None:
        """The way through these stops, which is not driven, as the car heads now; None where there is none. Any
        thread."""
        return self._other(stops, self._options(prefer))

    def best_order(self, here: Point) -> Stops | None:
        """The stops in the order that takes the least time, the destination last; None where that is not known."""
        found = self._other((here, *self.stops), replace(self._options(self.preference), any_order=True))
        return found.stops[1:] if found else None

    def _other(self, stops: Stops, options: Options) -> Route | None:
        navigator = self._navigator
        if navigator is None:
            return None
        try:
            return navigator.router.route(stops, options)[0]
        except (NoRoute, RoutingUnavailable) as error:
            log.info("no way there: %s", error)
            return None

    def look(self) -> None:
        """Take in what the head unit says of the stops and the route option. Any thread."""
        with self._looking:
            navigator, commanded = self._navigator, self._commanded
            commanded.step(self._clock() + self.epoch, navigator.stops if navigator else ())
            if commanded.reached:
                self._planned = commanded.stops  # which changes no plan

    def way_to(self, place: Place) -> Way | None:
        """How it goes to this destination by road, or why it does not; None: that is not known, or not yet. Any
        thread."""
        planned, way = self._planned, self._way
        if way is None or not planned or metres(planned[-1], Point(place.lat, place.lon)) >= SAME:
            return None
        if planned != self._commanded.stops:  # the way that was driven until now, with stops
            return None
        if (drive := self.drive) is None:
            return way
        return way_of(drive.progress.left, drive.progress.seconds_left, drive.unavoided)

    def step(self, now: float) -> Progress | None:
        """`now` in s of the state's clock, some times a second. None while nothing is guided by road."""
        commanded = self._commanded
        self.look()
        self._tell_interrupted()
        if router := self.routers.change():
            self._navigator = Navigator(router)
            self._planned, self._way = (), None  # what was guided by another one is planned anew
        here = self.situation.position()
        position = Point(*here) if here else None
        self._motion.look(position, now)
        if self._navigator is None or not commanded.stops:
            self._end()
            self._say(now)
            return None
        changed = (commanded.stops, commanded.option) != (self._planned, self._planned_for)
        if changed:
            self._pause = AGAIN
        if (changed or now >= self._again) and position:
            self._plan(position)
        if self._navigator.options.language != self.language:
            self._navigator.speak(self.language)
        found = self._navigator.step(position, self._motion.speed, self._motion.heading, now)
        self.progress = found.progress if found else None
        way = self._navigator.route
        self.drive = GuidedDrive(way, found.progress, self._navigator.stops) if way and found else None
        if found and found.new_route:
            self._new_route(found.new_route)
        if found and found.problem:
            log.warning("no new route: %s", found.problem)
        self._say(now)
        if found and not found.progress.arrived:
            self._sender.send(found.progress, self.language, now)
        return self.progress

    def _tell_interrupted(self) -> None:
        drive = self._commanded.interrupted
        if drive is not None and drive != self._told:
            self.interrupted.tell(drive)
        self._told = drive

    def _end(self) -> None:
        if self._navigator:
            self._navigator.cancel()
        if self.progress:
            self._sender.forget()
        self.progress, self.drive, self._planned, self._way, self.problem = None, None, (), None, ""
        self._again = math.inf

    def _say(self, now: float) -> None:
        guidance = self._navigator.guidance if self._navigator else None
        self._announcing.step(now, guidance, self.progress, self._motion.speed)

    def _new_route(self, route: Route) -> None:
        self._announcing.new_route()
        self.routes.tell(route)

    def _plan(self, here: Point) -> None:
        """A route to the stops. Where there is none to a stop it is not asked for again until something changes; an
        engine that failed may do better soon, and the car may be on the map or near a road then."""
        assert self._navigator is not None
        stops, option = self._commanded.stops, self._commanded.option
        known, self.problem, self._again = self.problem, "", math.inf
        self._sender.forget()
        try:
            route = self._navigator.go((here, *stops), self._options(option))
        except (NoRoute, RoutingUnavailable) as error:
            self.problem, way = str(error), no_way(error)
            self._navigator.cancel()
            self._announcing.new_route()
            if isinstance(error, RoutingUnavailable) or error.stop == HERE:
                self._again, self._pause = self._clock() + self._pause, min(2 * self._pause, SELDOM)
            if self.problem != known:
                log.warning("guided by a straight line: %s", error)
        else:
            way = way_of(route.distance, route.seconds, route.unavoided)
            self._new_route(route)
        self.progress = self.drive = None  # it is of another way
        self._way = way  # before what it is for: see way_to
        self._planned, self._planned_for = stops, option

    def _options(self, prefer: Preference) -> Options:
        heading = self._motion.heading if self._motion.speed >= MOVING else None
        return Options(prefer, language=self.language, heading=heading)
