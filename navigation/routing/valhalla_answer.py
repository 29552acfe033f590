"""An answer of Valhalla as a Route. The numbers of its maneuvers: valhalla.github.io/valhalla/api/turn-by-turn."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from navigation.routing import polyline
from navigation.routing.protocol import Leg, Maneuver, Options, Point, Route, Street, Stretch, Turn
from navigation.routing.street_names import StreetNames

TURNS = {
    1: Turn.DEPART, 2: Turn.DEPART, 3: Turn.DEPART, 4: Turn.ARRIVE, 5: Turn.ARRIVE_RIGHT, 6: Turn.ARRIVE_LEFT,
    7: Turn.STRAIGHT, 8: Turn.STRAIGHT, 9: Turn.SLIGHT_RIGHT, 10: Turn.RIGHT, 11: Turn.SHARP_RIGHT,
    12: Turn.U_TURN_RIGHT, 13: Turn.U_TURN_LEFT, 14: Turn.SHARP_LEFT, 15: Turn.LEFT, 16: Turn.SLIGHT_LEFT,
    17: Turn.RAMP_STRAIGHT, 18: Turn.RAMP_RIGHT, 19: Turn.RAMP_LEFT, 20: Turn.EXIT_RIGHT, 21: Turn.EXIT_LEFT,
    22: Turn.STRAIGHT, 23: Turn.KEEP_RIGHT, 24: Turn.KEEP_LEFT, 25: Turn.MERGE, 26: Turn.ROUNDABOUT_ENTER,
    27: Turn.ROUNDABOUT_EXIT, 28: Turn.FERRY_ENTER, 29: Turn.FERRY_EXIT, 37: Turn.MERGE_RIGHT, 38: Turn.MERGE_LEFT,
}  # fmt: skip
KM = 1000.0  # m


def route(
    trip: Any, edges: Sequence[Sequence[Any]], stops: Sequence[Point], options: Options, names: StreetNames
) -> Route:
    """A route of the engine's trip. `edges` are, for each leg, those under its line, or none."""
    lines, legs, maneuvers, stretches = [], [], [], []
    begin = 0
    for number, (found, under) in enumerate(zip(trip["legs"], edges, strict=True)):
        line = polyline.decode(found["shape"])
        lines.append(line[1:] if number else line)
        last = number == len(trip["legs"]) - 1
        end = begin + len(line) - 1
        legs.append(Leg(begin, end, found["summary"]["length"] * KM, found["summary"]["time"]))
        maneuvers += [_maneuver(each, begin, options.language, names) for each in found["maneuvers"]]
        if not last:
            at = maneuvers[-1]
            maneuvers[-1] = Maneuver(Turn.WAYPOINT, at.street, 0.0, 0.0, at.begin, at.instruction)
        stretches += _stretches(under, begin, names) or _of_maneuvers(found["maneuvers"], begin, names)
        begin = end
    order = tuple(int(each.get("original_index", at)) for at, each in enumerate(trip["locations"]))
    summary = trip["summary"]
    return Route(
        tuple(stops[each] for each in order),
        order,
        summary["length"] * KM,
        summary["time"],
        np.concatenate(lines),
        tuple(legs),
        tuple(_without_departures(maneuvers)),
        tuple(_merged(stretches)),
        toll=bool(summary.get("has_toll")),
        motorway=bool(summary.get("has_highway")),
        ferry=bool(summary.get("has_ferry")),
        prefer=options.prefer,
    )


def _maneuver(found: Any, begin: int, language: str, names: StreetNames) -> Maneuver:
    taken = found.get("begin_street_names") or found.get("street_names") or []
    street = names.street(taken[0] if taken else "")
    text: str = found["instruction"]
    for said in (found.get("begin_street_names"), found.get("street_names")):
        if said:  # all names of a street, such as 올림픽로/90: the first is said
            text = text.replace("/".join(said), names.street(said[0]).name(language))
    return Maneuver(
        TURNS.get(found["type"], Turn.STRAIGHT),
        street,
        found["length"] * KM,
        found["time"],
        begin + found["begin_shape_index"],
        text.strip(),
        found.get("roundabout_exit_count", 0),
    )


def _without_departures(maneuvers: list[Maneuver]) -> list[Maneuver]:
    """At a waypoint one goes on: departing from there is no maneuver of its own."""
    kept = maneuvers[:1]
    for before, each in pairwise(maneuvers):
        if each.turn is Turn.DEPART and before.turn is Turn.WAYPOINT:
            kept[-1] = Maneuver(before.turn, each.street, each.distance, each.seconds, before.begin, before.instruction)
        else:
            kept.append(each)
    return kept


def _stretches(edges: Sequence[Any], begin: int, names: StreetNames) -> list[Stretch]:
    return [
        Stretch(
            begin + edge["begin_shape_index"],
            names.street((edge.get("names") or [""])[0]),
            _limit(edge.get("speed_limit")),
            bool(edge.get("tunnel")),
            bool(edge.get("toll")),
        )
        for edge in edges
    ]


def _limit(found: Any) -> int:
    """km/h. "unlimited" is shown as none is: 0."""
    return int(found) if isinstance(found, int | float) else 0


def _of_maneuvers(found: Sequence[Any], begin: int, names: StreetNames) -> list[Stretch]:
    return [
        Stretch(begin + each["begin_shape_index"], _street(each, names), 0, False, bool(each.get("toll")))
        for each in found[:-1]
    ]


def _street(maneuver: Any, names: StreetNames) -> Street:
    taken = maneuver.get("street_names") or [""]
    return names.street(taken[0])


def _merged(stretches: list[Stretch]) -> list[Stretch]:
    """Without those that differ from the one before in nothing but where they begin."""
    kept: list[Stretch] = []
    for each in stretches:
        if not kept or kept[-1] != Stretch(kept[-1].begin, each.street, each.limit, each.tunnel, each.toll):
            kept.append(each)
    return kept or [Stretch(0, Street(), 0, False, False)]
