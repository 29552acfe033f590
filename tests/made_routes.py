"""Routes without an engine, and a car that drives along them."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

import numpy as np

from navigation.guidance.guide import Guidance, Progress
from navigation.guidance.path import DEGREE, Path
from navigation.routing.protocol import Leg, Maneuver, Point, Preference, Route, Street, Stretch, Turn

LAT, LON = 37.5, 127.03
EAST = DEGREE * np.cos(np.radians(LAT))  # m of a degree of longitude


def point(east: float, north: float) -> Point:
    """m from the corner of the made routes."""
    return Point(LAT + north / DEGREE, LON + east / EAST)


def route(
    corners: list[tuple[float, float]],
    turns: list[Turn],
    speed: float = 50.0,
    stops: tuple[int, ...] = (),
    limit: int = 50,
    tunnel: tuple[int, ...] = (),
) -> Route:
    """Straight pieces between corners (m east, m north), with a turn at each inner corner; `speed` in km/h.

    `stops` are the numbers of corners that are waypoints, `tunnel` those of pieces under ground.
    """
    assert len(turns) == len(corners) - 2
    line = np.array([(each.lat, each.lon) for each in (point(*corner) for corner in corners)])
    lengths = [float(each) for each in Path(line).lengths]
    all_turns = [Turn.DEPART, *turns, Turn.ARRIVE]
    maneuvers = tuple(
        Maneuver(turn, street(at), length, length / speed * 3.6, at, turn.word)
        for at, (turn, length) in enumerate(zip(all_turns, [*lengths, 0.0], strict=True))
    )
    ends = [0, *stops, len(corners) - 1]
    legs = tuple(Leg(a, b, sum(lengths[a:b]), sum(lengths[a:b]) / speed * 3.6) for a, b in pairwise(ends))
    stretches = tuple(Stretch(at, street(at), limit, at in tunnel, False) for at in range(len(lengths)))
    points = tuple(point(*corners[each]) for each in ends)
    order = tuple(range(len(points)))
    return Route(
        points, order, sum(lengths), sum(lengths) / speed * 3.6, line, legs, maneuvers, stretches,
        toll=False, motorway=False, ferry=False, prefer=Preference.RECOMMENDED,
    )  # fmt: skip


def street(number: int) -> Street:
    return Street(f"{number}번길", f"Street {number}")


def drive(
    guidance: Guidance,
    speed: float = 50.0,
    step: float = 0.5,
    jitter: float = 0.0,
    seed: int = 1,
    fix: Callable[[float], bool] = lambda along: True,
    heading: Callable[[float, float], float | None] = lambda along, bearing: bearing,
    end: float | None = None,
) -> Iterator[Progress]:
    """Along the route at `speed` km/h; positions are up to `jitter` m off, `fix` says where there is one (m along)."""
    random, path, along, time = Random(seed), guidance.path, 0.0, 0.0
    while along < (path.length + 5 if end is None else end):
        at, bearing = path.at(along)
        spread = (random.uniform(-jitter, jitter) for _ in range(2))
        seen = Point(at.lat + next(spread) / DEGREE, at.lon + next(spread) / EAST)
        yield guidance.step(seen if fix(along) else None, speed, heading(along, bearing), time)
        along, time = along + speed / 3.6 * step, time + step
