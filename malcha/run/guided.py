"""Guidance by road beside the gateway: its thread, its map, the kept drive, the simulated car that follows it."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from malcha.config.effective import Effective
from malcha.run.beside import beside
from malcha.run.drive_places import map_to_drive
from malcha.run.punctual import database
from malcha.run.route_drive import speeds
from navigation.guidance.guide import Announcement
from navigation.maps import importing, library, tiles
from navigation.maps.errors import MapError
from navigation.maps.osm import Progress
from navigation.routing.protocol import Route, Router, RoutingUnavailable
from navigation.routing.valhalla import ValhallaRouter
from vehicle.turn.drive_database import KeptDriveError
from vehicle.turn.kept_drive import Drive, KeptDrive
from vehicle.turn.route_guidance import RouteGuidance

log = logging.getLogger(__name__)

EVERY = 0.2  # s between two steps
OPENED_WITHIN = 3.0  # s that a start waits for a map to be open: 0.5 s on idle cores; the demo map takes longer to make


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


def kept_drive(config: Effective, car: str) -> KeptDrive:
    """Where the drive is kept: as configured, else in the user's state directory. A file that cannot be used is a
    warning, and the drive is forgotten at the end."""
    try:
        return KeptDrive(car, config.settings.gateway.drive or database(f"{car}-drive"))
    except (KeptDriveError, RuntimeError) as error:  # RuntimeError: there is no home directory
        log.warning("%s; after a restart it will not be known", error)
        return KeptDrive(car)


@contextmanager
def guided(config: Effective, guidance: RouteGuidance, clock: Callable[[], float], car: Any = None) -> Iterator[None]:
    """Guidance for as long as this lasts. `car` is the simulated car of this process, if there is one.

    The map is opened beside it, and waited for OPENED_WITHIN; until it is open, and where there is none, the head unit
    guides by straight lines.
    """
    news, opened = threading.Event(), threading.Event()
    wanted, follow = config.settings.navigation, config.settings.simulation.follow

    def on_route(route: Route) -> None:
        log.info("route: %.1f km, %.0f min", route.distance / 1000, route.seconds / 60)
        if car is not None:
            told(car, follow, route)

    def run(stopping: threading.Event) -> None:
        def going_on(what: str, share: float) -> None:
            if stopping.is_set():
                raise MapError("the gateway stopped while the map was made")

        try:
            guidance.routers.use(router(wanted.maps, wanted.map, going_on))
        except (MapError, RoutingUnavailable) as error:
            log.info("%s", error)
        finally:
            opened.set()
        while not stopping.is_set():
            try:
                guidance.step(clock())
            except Exception:  # one bad step must not end guidance; the head unit shows straight lines meanwhile
                log.exception("a step of guidance failed")
            close(guidance.routers.unused())
            news.wait(EVERY)
            news.clear()
        close(guidance.end())

    guidance.routes.join(on_route)
    guidance.said.join(log_said)
    guidance.interrupted.join(log_interrupted)
    guidance.hurry = news.set
    with beside("guidance", run, news.set):
        opened.wait(OPENED_WITHIN)
        yield


def log_said(said: Announcement) -> None:
    log.info("guidance: %s", said.text)


def log_interrupted(drive: Drive) -> None:
    where = next(iter(drive.stops[-1].names.values()), f"{drive.stops[-1].at.lat:.4f}, {drive.stops[-1].at.lon:.4f}")
    log.warning("a drive to %s was interrupted and can be resumed: malcha say resume navigation", where)


def close(routers: Iterable[Router]) -> None:
    """Those that nobody uses any more."""
    for each in routers:
        if isinstance(each, ValhallaRouter):
            each.close()
