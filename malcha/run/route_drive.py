"""A drive along a route without a bus: the car of the simulation follows it, guidance watches, step by step."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from navigation.navigator import Navigator, Step
from navigation.routing.protocol import Point, Route
from sim_can.ecus.following import Following, Moment

STEP = 0.5  # s between two positions
SLOWEST = 10.0  # km/h where the map has no limit and the engine expects a walk
PATIENCE = 4.0  # times as long as the engine expects; then something is wrong


@dataclass(frozen=True)
class Now:
    """One step of a drive."""

    time: float  # s since its start
    car: Moment
    step: Step


def speeds(route: Route) -> list[float]:
    """km/h for each piece of the line: the limit of the road, else what the engine expects up to the next turn."""
    begins = [each.begin for each in route.stretches]
    turns = [each.begin for each in route.maneuvers]
    found = []
    for piece in range(len(route.line) - 1):
        limit = route.stretches[max(0, bisect_right(begins, piece) - 1)].limit
        maneuver = route.maneuvers[max(0, bisect_right(turns, piece) - 1)]
        expected = maneuver.distance / maneuver.seconds * 3.6 if maneuver.seconds else 0.0
        found.append(float(limit) if limit else max(SLOWEST, expected))
    return found


def following(route: Route) -> Following:
    """The simulated car on this route."""
    return Following([(float(lat), float(lon)) for lat, lon in route.line], speeds(route))


def drive(navigator: Navigator, route: Route, step: float = STEP) -> Iterator[Now]:
    """From the beginning of a route, which the navigator guides, to arrival. Positions are exact."""
    car, time = following(route), 0.0
    while time < route.seconds * PATIENCE + 60:
        now = car.now() if not time else car.step(step)
        found = navigator.step(Point(*now.at), now.speed, now.heading, time)
        if found is None:
            return
        yield Now(time, now, found)
        if found.progress.arrived:
            return
        time += step
