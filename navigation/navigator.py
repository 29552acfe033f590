"""One drive from its start to its end: the route, guidance along it, and a new route where the car has left it.

navigator = Navigator(router)
route = navigator.go([here, waypoint, destination])
step = navigator.step(position, speed, heading, time=1.0)  # again and again; None when nothing is guided

No thread and no clock: a new route is computed within the step that wishes it (milliseconds). Not for several threads.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from navigation.guidance.guide import Guidance, Progress
from navigation.guidance.matching import MOVING
from navigation.routing.protocol import PLAIN, NoRoute, Options, Point, Route, Router, RoutingUnavailable


@dataclass(frozen=True)
class Step:
    """What one step came to."""

    progress: Progress
    new_route: Route | None = None  # since this step this one is in force
    problem: str = ""  # why there is no new one, though it was wished; the old one stays in force


class Navigator:
    def __init__(self, router: Router) -> None:
        self.router = router
        self.options = PLAIN
        self.guidance: Guidance | None = None
        self._stops: tuple[Point, ...] = ()  # still to come, the destination last

    @property
    def route(self) -> Route | None:
        return self.guidance.route if self.guidance else None

    @property
    def stops(self) -> tuple[Point, ...]:
        """Those still to come, the destination last; empty when nothing is guided."""
        passed = self.guidance.stops_passed if self.guidance else 0
        return self._stops[passed:]

    def go(self, stops: Sequence[Point], options: Options = PLAIN, chosen: Route | None = None) -> Route:
        """Start guidance from the first stop to the last. `chosen` is a route that the driver has picked of several.

        Raises NoRoute, RoutingUnavailable; then what was guided before stays.
        """
        route = chosen or self.router.route(stops, replace(options, alternatives=0))[0]
        self._begin(route, options)
        return route

    def change(self, here: Point, stops: Sequence[Point], options: Options) -> Route:
        """Other waypoints, another destination or preference while driving. Raises as `go` does."""
        return self.go((here, *stops), options)

    def speak(self, language: str) -> None:
        """In this language from now on, a code of languages/. Raises ModuleNotFoundError."""
        self.options = replace(self.options, language=language)
        if self.guidance:
            self.guidance.speak(language)

    def cancel(self) -> None:
        self.guidance, self._stops = None, ()

    def step(self, position: Point | None, speed: float, heading: float | None, time: float) -> Step | None:
        """See Guidance.step. None when nothing is guided: after arrival, too."""
        guidance = self.guidance
        if guidance is None:
            return None
        progress = guidance.step(position, speed, heading, time)
        if progress.arrived:
            self.cancel()
            return Step(progress)
        if not progress.wish or position is None:
            return Step(progress)
        options = replace(self.options, alternatives=0, any_order=False, heading=heading if speed >= MOVING else None)
        try:
            route = self.router.route((position, *self.stops), options)[0]
        except (NoRoute, RoutingUnavailable) as error:
            return Step(progress, problem=str(error))
        self._begin(route, self.options)
        assert self.guidance is not None
        begun = self.guidance.step(position, speed, heading, time)
        return Step(replace(begun, said=progress.said), new_route=route)

    def _begin(self, route: Route, options: Options) -> None:
        self.guidance = Guidance(route, options.language)
        self.options, self._stops = options, route.stops[1:]
