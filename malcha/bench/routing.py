"""Routes of the engine on each map: how many a second, how soon, how soon a new one, and how much memory.

Each map is measured in a process of its own. Routes lead between random places of the map, the same for the same seed;
places that cannot be driven to are counted and left out. What is measured:

- route: one call of the router, with streets, limits and maneuvers as plain values;
- three: the same with two alternatives;
- again: a new route from 60 m beside the middle of the last one, as after leaving it, until guidance has begun on it;
- step: one step of guidance along the route;
- first: the first route of the process, which reads the tiles;
- memory: resident, before the engine is loaded, with it open, and after all routes.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from rich.table import Table

from malcha.bench import own_process
from navigation.guidance.guide import Guidance
from navigation.guidance.path import DEGREE
from navigation.guidance.path import Path as Way
from navigation.maps import demo, importing, library
from navigation.routing.protocol import NoRoute, Options, Point, Route
from navigation.routing.valhalla import MISSING, ValhallaRouter

Figures = dict[str, Any]
BESIDE = 60.0  # m
LONGEST = 300.0  # s for one map
STEPS = 50  # of guidance for each route


def measure(rounds: int, extracts: Path | None = None, seed: int = 0) -> Figures:
    """{map: figures} of the demo map and of each *.osm.pbf in the folder, with `rounds` routes each; {"missing": why}
    without the engine. Raises MapError, StartError."""
    if find_spec("valhalla") is None or find_spec("osmium") is None:
        return {"missing": MISSING}
    found: Figures = {"rounds": rounds, "seed": seed}
    with tempfile.TemporaryDirectory() as folder:
        for made in _maps(Path(folder), extracts):
            name = made.about.name
            arguments = (made.folder.parent, name, rounds, seed)
            found[name] = own_process.figures(f"the routes on {name}", LONGEST, "routing", *arguments)
    return found


def _maps(folder: Path, extracts: Path | None) -> Iterator[library.Map]:
    yield demo.ensure(folder)
    for file in sorted(extracts.glob("*.osm.pbf")) if extracts else ():
        yield importing.from_extract(file, folder)


def one_map(maps: Path, name: str, rounds: int, seed: int) -> Figures:
    """The figures of one map, in this process. Raises MapError, RoutingUnavailable."""
    before, random = _memory(), Random(seed)
    found = library.open_map(maps, name)
    router = ValhallaRouter.of(found)
    opened = _memory()
    routes, times, cpu, refused, first = list[Route](), list[float](), list[float](), 0, 0.0
    while len(routes) < rounds and refused < 20 * rounds:
        ends = _places(found, random)
        began, began_cpu = time.perf_counter(), time.process_time()
        try:
            route = router.route(ends)[0]
        except NoRoute:
            refused += 1
            continue
        if not routes:
            first = time.perf_counter() - began
        else:
            times.append(time.perf_counter() - began)
            cpu.append(time.process_time() - began_cpu)
        routes.append(route)
    three = [_seconds(partial(router.route, route.stops, Options(alternatives=2))) for route in routes]
    again = [each for each in (_again(router, route) for route in routes) if each is not None]
    steps = [each for route in routes[:20] for each in _steps(route)]
    return {
        "routes": len(routes),
        "refused": refused,
        "km_mean": round(sum(route.distance for route in routes) / max(1, len(routes)) / 1000, 2),
        "routes_per_s": round(len(times) / sum(times), 1) if times else 0.0,
        "route": _spread(times),
        "route_cpu": _spread(cpu),
        "three": _spread(three),
        "again": _spread(again),
        "step": _spread(steps),
        "first_ms": round(first * 1000, 1),
        "memory_mb": [before, opened, _memory()],
        "tiles_mb": round(library.size(found.folder / "tiles") / 1e6, 2),
    }


def _places(found: library.Map, random: Random) -> tuple[Point, Point]:
    places = found.places
    rows = random.sample(range(len(places)), 2)
    return (
        Point(float(places.lat[rows[0]]), float(places.lon[rows[0]])),
        Point(float(places.lat[rows[1]]), float(places.lon[rows[1]])),
    )


def _again(router: ValhallaRouter, route: Route) -> float | None:
    """s until guidance has begun on a new route; None if there is no road near where the car would be."""
    way = Way(route.line)
    at, bearing = way.at(way.length / 2)
    beside = Point(at.lat + BESIDE / DEGREE, at.lon)
    began = time.perf_counter()
    try:
        new = router.route((beside, route.stops[-1]), Options(heading=bearing))[0]
    except NoRoute:
        return None
    Guidance(new).step(beside, 30.0, bearing, 0.0)
    return time.perf_counter() - began


def _steps(route: Route) -> Iterator[float]:
    guidance, way = Guidance(route), Way(route.line)
    between = way.length / STEPS / 50.0 * 3.6  # s
    for number in range(STEPS):
        at, bearing = way.at(way.length * number / STEPS)
        yield _seconds(partial(guidance.step, at, 50.0, bearing, number * between))


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _spread(times: list[float]) -> Figures:
    """ms, at the median and at the 99th percentile."""
    ordered = sorted(times) or [0.0]
    p50, p99 = (round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 3) for share in (0.5, 0.99))
    return {"p50_ms": p50, "p99_ms": p99, "times": len(times)}


def _memory() -> float:
    """MB of this process in memory; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return round(pages * 4096 / 1e6, 1)


def table(found: Figures) -> Table:
    """A row for each map."""
    shown = Table(title=f"Routes, {found.get('rounds', 0)} on each map; ms at p50 / p99")
    for column in ("map", "km", "routes/s", "route", "three", "again", "step", "first ms", "memory MB", "refused"):
        shown.add_column(column, justify="left" if column == "map" else "right")
    if "missing" in found:
        shown.add_row(str(found["missing"]))
    for name, row in found.items():
        if isinstance(row, dict):
            spreads = [
                f"{row[key]['p50_ms']:.2f} / {row[key]['p99_ms']:.2f}" for key in ("route", "three", "again", "step")
            ]
            memory = " > ".join(f"{each:.0f}" for each in row["memory_mb"])
            cells = (f"{row['km_mean']:.1f}", f"{row['routes_per_s']:.0f}", *spreads, f"{row['first_ms']:.0f}", memory)
            shown.add_row(name, *cells, str(row["refused"]))
    return shown


if __name__ == "__main__":
    maps, name, rounds, seed = sys.argv[1:]
    print(json.dumps(one_map(Path(maps), name, int(rounds), int(seed))))
