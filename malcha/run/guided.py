"""Guidance by road beside the gateway: its thread, the map that is in force, and the simulated car that follows it."""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from malcha.run.children import STOP_DEADLINE
from malcha.run.drive_places import map_to_drive
from malcha.run.route_drive import speeds
from navigation.guidance.guide import Announcement
from navigation.maps import importing, library, tiles
from navigation.maps.errors import MapError
from navigation.maps.osm import Progress
from navigation.routing.protocol import Route, RoutingUnavailable
from navigation.routing.valhalla import ValhallaRouter
from vehicle.gateway.bridge import Bridge
from vehicle.gateway.situation import Situation
from vehicle.turn.route_guidance import RouteGuidance

log = logging.getLogger(__name__)

EVERY = 0.2  # s between two steps


def router(maps: Path | None, name: str, progress: Progress = importing.nothing) -> ValhallaRouter:
    """On the map of this name in the folder, else on the one in force, else on the demo map. To be closed. `progress`
    may raise to end the making of the demo map.

    Raises MapError, RoutingUnavailable.
    """
    if name == library.NO_MAP:
        raise RoutingUnavailable("no map is wanted: guided by straight lines")
    if not tiles.engine():
        raise RoutingUnavailable("the routing engine is not installed (make maps): guided by straight lines")
    return ValhallaRouter.of(map_to_drive(maps or library.default_folder(), name, progress))


def told(car: Any, follow: bool, route: Route) -> None:
    """The simulated car takes this way; with `follow` it sets off by itself."""
    points = [(float(lat), float(lon)) for lat, lon in route.line]
    legs = [points[leg.begin : leg.end + 1] for leg in route.legs]
    try:
        car.follow(legs, speeds(route) if follow else ())
    except ValueError as error:  # a route of one point
        log.warning("the simulated car does not follow the route: %s", error)


@contextmanager
def guided(
    bridge: Bridge, car: Any = None, follow: bool = False, maps: Path | None = None, name: str = ""
) -> Iterator[RouteGuidance]:
    """Guidance for as long as this lasts. `car` is the simulated car of this process, if there is one; `maps` and
    `name` are as for the search (malcha/run/places.py).

    The map is opened beside it; until then, and where there is none, the head unit guides by straight lines.
    """

    def on_route(route: Route) -> None:
        log.info("route: %.1f km, %.0f min", route.distance / 1000, route.seconds / 60)
        if car is not None:
            told(car, follow, route)

    def on_said(said: Announcement) -> None:
        log.info("guidance: %s", said.text)

    guidance = RouteGuidance(bridge, Situation(bridge.state, bridge.car.signals), on_route, on_said)
    stopping = threading.Event()

    def going_on(what: str, share: float) -> None:
        if stopping.is_set():
            raise MapError("the gateway stopped while the map was made")

    def run() -> None:
        try:
            found = router(maps, name, going_on)
        except (MapError, RoutingUnavailable) as error:
            guidance.problem = str(error)
            log.info("%s", error)
            return
        with closing(found):
            guidance.use(found)
            while not stopping.wait(EVERY):
                try:
                    guidance.step(bridge.clock())
                except Exception:  # one bad step must not end guidance; the head unit shows straight lines meanwhile
                    log.exception("a step of guidance failed")

    thread = threading.Thread(target=run, name="guidance", daemon=True)
    if bridge.car.signals.guide:
        thread.start()
    try:
        yield guidance
    finally:
        stopping.set()
        if thread.ident is not None:
            thread.join(STOP_DEADLINE)
