"""The stops of a drive: waypoints in their order, then the destination; and what a command makes of them."""

from navigation.guidance.path import metres
from navigation.routing.protocol import Point

Stops = tuple[Point, ...]

DESTINATION, LAST, FIRST, REMOVE = "destination", "waypoint", "first", "remove"  # what a command makes of a place
SAME = 8.0  # m: a stop is this one; twice the step in which the bus has coordinates


def changed(stops: Stops, kind: str, at: Point) -> Stops:
    """The stops after one was set, put in or taken out at a place. A waypoint that is there already is moved.

    Without a destination there are no waypoints, so nothing is put in.
    """
    if kind == DESTINATION:
        return (at,)
    if not stops:
        return stops
    others = tuple(each for each in stops[:-1] if not same(each, at))
    if kind == REMOVE:
        return (*others, stops[-1])
    return (at, *others, stops[-1]) if kind == FIRST else (*others, at, stops[-1])


def same(a: Point, b: Point) -> bool:
    return metres(a, b) <= SAME


def number(stops: Stops, at: Point) -> int | None:
    """Which of the stops is at this place, counted from 0; None for none."""
    return next((index for index, each in enumerate(stops) if same(each, at)), None)
