"""A simulated car in a process of its own finds its way itself: nobody can tell it, as no line of a route is on a bus.

It asks the same engine on the same map as the gateway does, so the ways are the same. A new route that the gateway
finds on the way, after the car was set elsewhere, is not followed.
"""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from malcha.config.effective import Effective
from malcha.run.beside import repeatedly
from malcha.run.guided import router, told
from navigation.routing.protocol import NoRoute, Options, Point, Preference, Router, RoutingUnavailable

log = logging.getLogger(__name__)

EVERY = 0.2  # s between two looks whether there are other stops


class OwnWay:
    """Of one simulated car, a sim_can.car.Car. For one thread."""

    def __init__(self, car: Any, router: Router, option: str) -> None:
        """`option` is the status signal with the route option; "" for none."""
        self._car, self._router, self._option = car, router, option
        self._tried: tuple[object, ...] = ()

    def look(self) -> bool:
        """A way to stops that have none; was one found? What was tried is not tried again. Errors are logged."""
        guide = self._car.ecus.navigation
        stops = guide.unrouted if guide is not None else ()
        wanted = (stops, prefer := preference(self._car.values.get(self._option)))
        if not stops:
            self._tried = ()
        if not stops or wanted == self._tried:
            return False
        self._tried = wanted
        try:
            route = self._router.route([Point(*guide.here), *(Point(*stop) for stop in stops)], Options(prefer))[0]
        except (NoRoute, RoutingUnavailable) as error:
            log.warning("the simulated car drives straight on: %s", error)
            return False
        told(self._car, True, route)
        return True


def preference(word: object) -> Preference:
    try:
        return Preference(str(word))
    except ValueError:  # an option of that car alone
        return Preference.RECOMMENDED


@contextmanager
def own_way(config: Effective, car: Any, option: str) -> Iterator[None]:
    """For as long as this lasts, if it is configured. Raises MapError, RoutingUnavailable."""
    if not config.settings.simulation.follow:
        yield
        return
    wanted = config.settings.navigation
    with closing(router(wanted.maps, wanted.map)) as found, repeatedly("way", OwnWay(car, found, option).look, EVERY):
        yield
