"""Routes by Valhalla (github.com/valhalla/valhalla, MIT) on the tiles of a map.

router = ValhallaRouter.of(library.open_map(maps))
routes = router.route([Point(37.4979, 127.0276), Point(37.5117, 127.0592)], Options(alternatives=2))

The engine takes a stop to the nearest road, however far away that is. Here no stop is moved by more than FARTHEST. It
runs in a process of its own (navigation/engine), which lasts until the router is closed.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from contract.child_process import NoAnswer
from languages import codes, part
from navigation.engine.process import Engine
from navigation.maps import tiles
from navigation.maps.errors import MapError
from navigation.maps.library import Map
from navigation.places import distance_km
from navigation.routing import valhalla_answer
from navigation.routing.protocol import (
    FARTHEST,
    MOST_STOPS,
    PLAIN,
    SAME,
    NoRoute,
    Options,
    Point,
    Preference,
    Route,
    RoutingUnavailable,
    Why,
)
from navigation.routing.street_names import StreetNames

MISSING = "no routes: the routing engine is not installed (make maps)"
COSTING = "auto"
COSTS: Mapping[Preference, Mapping[str, Any]] = {  # of Valhalla's costing "auto"
    Preference.RECOMMENDED: {},
    Preference.FAST: {"use_highways": 1.0, "use_tolls": 1.0, "maneuver_penalty": 0, "use_living_streets": 0.5},
    Preference.FREE: {"use_tolls": 0.0},
    Preference.SHORT: {"shortest": True},
    Preference.AVOID_HIGHWAY: {"use_highways": 0.0},
}
EXCLUDED: Mapping[Preference, Mapping[str, Any]] = {  # where COSTS only make such roads dearer, some five times
    Preference.FREE: {"exclude_tolls": True},
    Preference.AVOID_HIGHWAY: {"exclude_highways": True},
}
LIMITS = {  # of a request; Valhalla's own are for a public server
    "auto": {"max_distance": 5_000_000.0, "max_locations": MOST_STOPS, "max_matrix_distance": 1_000_000.0},
    "trace": {"max_distance": 5_000_000.0, "max_shape": 1_000_000},
}
WHY = (  # words in the engine's errors -> why; an error without any of them is passed on
    ("No suitable edges", Why.FAR_FROM_ROAD),
    ("No path could be found", Why.NOT_CONNECTED),
    ("Locations are in unconnected regions", Why.NOT_CONNECTED),
    ("exceeds the max distance", Why.TOO_LONG),
    ("cannot be reached", Why.NOT_CONNECTED),
)
LOOKED_FOR = 35_000  # m around a stop for the nearest road, for the error message
AS_NEAR = 15.0  # m that a stop may be farther from a road without those that are excluded; our choice
BESIDE = 0.02  # degrees around the places of a map, about 2 km: a stop farther out is off the map
EDGE = (
    "edge.names", "edge.speed_limit", "edge.tunnel", "edge.toll", "edge.begin_shape_index", "edge.end_shape_index",
)  # fmt: skip


class ValhallaRouter:
    """The engine with the tiles of one map. For several threads."""

    def __init__(
        self,
        folder: Path,
        names: StreetNames | None = None,
        bounds: tuple[float, float, float, float] = (-90.0, -180.0, 90.0, 180.0),
    ) -> None:
        """`folder` has the tiles; `bounds` are south, west, north, east of the map. Raises RoutingUnavailable."""
        if not tiles.engine():
            raise RoutingUnavailable(MISSING)
        if not any(folder.rglob("*.gph")):
            raise RoutingUnavailable(f"no routes: there are no routing tiles in {folder}; import the map again")
        try:
            self._engine = Engine(folder, LIMITS)
        except (RuntimeError, OSError) as error:
            raise RoutingUnavailable(f"no routes: the engine cannot read {folder}: {error}") from error
        self.folder, self.names, self.bounds = folder, names or StreetNames(), bounds

    @classmethod
    def of(cls, found: Map) -> "ValhallaRouter":
        """The router of a map. Raises RoutingUnavailable: no engine, no tiles, tiles of another version of it, or
        damaged ones. Reads all tiles: 0.3 s a GB where the system has them in memory, else as long as the disk takes.
        """
        if not (engine := tiles.engine()):
            raise RoutingUnavailable(MISSING)
        if found.tiles is None:
            name, note = found.about.name, found.about.note
            raise RoutingUnavailable(f"no routes: the map {name} has no routing tiles ({note}); import it again")
        if found.about.routing != engine:
            raise RoutingUnavailable(
                f"no routes: the tiles of the map {found.about.name} are of {found.about.routing}, and {engine} is"
                " installed; import the map again"
            )
        try:
            found.files.check(found.tiles)
        except MapError as error:
            raise RoutingUnavailable(f"no routes: {error}") from error
        return cls(found.tiles, StreetNames(found.places), found.about.bounds)

    def route(self, stops: Sequence[Point], options: Options = PLAIN) -> tuple[Route, ...]:
        """See Router."""
        self._check(stops)
        if options.language not in codes():
            raise ValueError(f"there is no language {options.language!r}; there are {', '.join(codes())}")
        ask = self._engine.optimized_route if options.any_order and len(stops) > 3 else self._engine.route
        try:
            return self._routes(ask, stops, options)
        except NoAnswer as error:
            raise RoutingUnavailable(f"no routes: {error}") from error
        except RuntimeError as error:
            if options.heading is None:
                raise self._explained(error, stops) from error
        try:  # no road there runs as the car stands: it has to turn round
            return self._routes(ask, stops, replace(options, heading=None))
        except RuntimeError as error:
            raise self._explained(error, stops) from error

    def close(self) -> None:
        """Ends the engine's process; there are no routes any more."""
        self._engine.close()

    def _routes(self, ask: Callable[[str], str], stops: Sequence[Point], options: Options) -> tuple[Route, ...]:
        """Raises NoRoute, and RuntimeError as the engine does."""
        found = self._asked(ask, stops, options, COSTS[options.prefer])
        return self._without(ask, stops, options, found) if found[0].unavoided else found

    def _without(
        self, ask: Callable[[str], str], stops: Sequence[Point], options: Options, found: tuple[Route, ...]
    ) -> tuple[Route, ...]:
        """Those that have nothing unwanted, however long they are; `found` where there are none, or where they would
        begin or end beside the road that a stop is on."""
        try:
            others = self._asked(ask, stops, options, {**COSTS[options.prefer], **EXCLUDED[options.prefer]})
        except NoAnswer:
            raise
        except (NoRoute, RuntimeError):
            return found
        pairs = zip(_beside(found[0]), _beside(others[0]), strict=True) if others[0].order == found[0].order else ()
        return others if all(far <= near + AS_NEAR for near, far in pairs) else found

    def _asked(
        self, ask: Callable[[str], str], stops: Sequence[Point], options: Options, costs: Mapping[str, Any]
    ) -> tuple[Route, ...]:
        answer = json.loads(ask(json.dumps(_request(stops, options, costs))))
        trips = [answer["trip"], *(each["trip"] for each in answer.get("alternates", ()))]
        return tuple(self._route(trip, stops, options) for trip in trips)

    def _check(self, stops: Sequence[Point]) -> None:
        """Raises NoRoute for what needs no engine to be refused."""
        if len(stops) < 2:
            raise NoRoute(Why.TOO_FEW_STOPS, f"a route needs a start and a destination: {len(stops)} stops were given")
        if len(stops) > MOST_STOPS:
            raise NoRoute(Why.TOO_MANY_STOPS, f"{len(stops)} stops were given, and at most {MOST_STOPS} can be")
        for at, (a, b) in enumerate(pairwise(stops), 1):
            if _metres(a, b) < SAME:
                raise NoRoute(Why.SAME_PLACE, f"stop {at + 1} is where stop {at} is", at)
        south, west, north, east = self.bounds
        for at, stop in enumerate(stops):
            if not (south - BESIDE <= stop.lat <= north + BESIDE and west - BESIDE <= stop.lon <= east + BESIDE):
                raise NoRoute(Why.OFF_THE_MAP, f"stop {at + 1} at {stop.lat:.5f}, {stop.lon:.5f} is off the map", at)

    def _route(self, trip: Any, stops: Sequence[Point], options: Options) -> Route:
        edges = [self._edges(leg["shape"]) for leg in trip["legs"]]
        route = valhalla_answer.route(trip, edges, stops, options, self.names)
        for at, metres in enumerate(_beside(route)):
            if metres > FARTHEST:  # it is nearer to a road that nothing leads to
                raise _far(route.order[at], metres)
        return route

    def _edges(self, shape: str) -> list[Any]:
        """The edges under a leg's line; none where the engine cannot follow its own line."""
        filters = {"action": "include", "attributes": list(EDGE)}
        body = {"encoded_polyline": shape, "costing": COSTING, "shape_match": "edge_walk", "filters": filters}
        try:
            return list(json.loads(self._engine.trace_attributes(json.dumps(body)))["edges"])
        except NoAnswer:
            raise
        except RuntimeError:  # then streets come from the maneuvers, and there are no speed limits
            return []

    def _explained(self, error: RuntimeError, stops: Sequence[Point]) -> Exception:
        """What an error of the engine means. Its errors have a text and nothing else."""
        if not any(self.folder.rglob("*.gph")):
            return RoutingUnavailable(f"no routes: the tiles in {self.folder} are gone; the map was removed")
        why = next((why for words, why in WHY if words in str(error)), None)
        if why is Why.FAR_FROM_ROAD:
            far = [(self._nearest(stop), at) for at, stop in enumerate(stops)]
            metres, at = max(far, key=lambda each: each[0] if each[0] is not None else LOOKED_FOR)
            return _far(at, metres)
        if why is Why.NOT_CONNECTED:
            return NoRoute(why, "the roads of the map do not lead from one stop to the other")
        if why is Why.TOO_LONG:
            return NoRoute(why, "the stops are too far apart")
        return RoutingUnavailable(f"no routes: the engine failed: {error}")

    def _nearest(self, stop: Point) -> float | None:
        """m to the nearest road; None if there is none within LOOKED_FOR."""
        place = {"lat": stop.lat, "lon": stop.lon, "search_cutoff": LOOKED_FOR}
        try:
            found = json.loads(
                self._engine.locate(json.dumps({"locations": [place], "costing": COSTING, "verbose": True}))
            )
        except RuntimeError:
            return None
        return min((float(edge["distance"]) for edge in found[0].get("edges") or ()), default=None)


def _beside(route: Route) -> list[float]:
    """m from each stop to the road that it is reached on."""
    ends = [route.legs[0].begin, *(leg.end for leg in route.legs)]
    return [_metres(stop, Point(*map(float, route.line[end]))) for stop, end in zip(route.stops, ends, strict=True)]


def _request(stops: Sequence[Point], options: Options, costs: Mapping[str, Any]) -> dict[str, Any]:
    places: list[dict[str, Any]] = [
        {"lat": stop.lat, "lon": stop.lon, "search_cutoff": int(FARTHEST)} for stop in stops
    ]
    if options.heading is not None:
        places[0]["heading"] = round(options.heading) % 360
    return {
        "locations": places,
        "costing": COSTING,
        "costing_options": {COSTING: dict(costs)},
        "language": part(options.language, "text").LOCALES[0],
        "units": "kilometers",
        "alternates": options.alternatives if len(stops) == 2 else 0,
    }


def _far(at: int, metres: float | None) -> NoRoute:
    where = "there is no road near" if metres is None else f"the nearest road is {metres:.0f} m away"
    return NoRoute(Why.FAR_FROM_ROAD, f"stop {at + 1} cannot be driven to: {where}", at, metres)


def _metres(a: Point, b: Point) -> float:
    return distance_km(a.lat, a.lon, b.lat, b.lon) * 1000
