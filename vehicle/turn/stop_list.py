"""All stops on the way at once: in the order that takes the least time, or none of them any more.

The car takes one stop a command, so these are several, done one after the other; the last one speaks for all.
"""

from collections.abc import Mapping
from dataclasses import replace

from contract.values import Command
from languages.language import load
from navigation.atlas import of_table
from navigation.places import Place, only_named
from navigation.routing.protocol import Point
from navigation.stops import Stops, number
from vehicle.resolving import stops
from vehicle.results.result import Outcome, Result
from vehicle.turn.context import CommandRequest, TurnContext, request_for

FIRST = Command("nav.next_stop", "do")  # what puts a stop before all others
REMOVE = Command("nav.waypoint", "remove")
STOP = "nav.waypoint"  # whose noun a stop without a name is called by
FEWEST = 3  # stops, the destination among them, that have an order


def best_order(request: CommandRequest, turn: TurnContext) -> list[Result | CommandRequest]:
    """The commands, to be done one after the other, each only once the one before is confirmed; or an answer."""
    roads, here = turn.guidance, turn.situation.position()
    if not turn.situation.has_waypoint(turn.clock()):
        return [answered(request, "order.few")]
    if roads is None or here is None or roads.drive is None:
        return [answered(request, "order.unknown")]
    now = roads.stops
    if len(now) < FEWEST:
        return [answered(request, "order.few")]
    best = roads.best_order(Point(*here))
    if best is None:
        return [answered(request, "order.unknown")]
    moved = to_move(now, best)
    if not moved:
        return [answered(request, "order.best")]
    return steps(FIRST, moved, {"order": tuple(place_of(stop, turn) for stop in best[:-1])}, turn)


def no_stops(request: CommandRequest, turn: TurnContext) -> list[Result | CommandRequest]:
    """The commands that remove every waypoint; where none is known, the last one that the car has."""
    if not turn.situation.has_waypoint(turn.clock()):
        return [answered(request, "road.stops.none")]
    known = turn.guidance.stops[:-1] if turn.guidance else ()
    return steps(REMOVE, known, {"none_left": True}, turn) if known else [request_for(REMOVE, turn.car)]


def steps(
    command: Command, each_of: Stops, told: Mapping[str, object], turn: TurnContext
) -> list[Result | CommandRequest]:
    """The command for each stop; the last one tells what has come of all."""
    places = [place_of(stop, turn) for stop in each_of]
    each = [replace(command, value=load(turn.lang).grammar.name(place)) for place in places]
    made = [request_for(one, turn.car, place=place) for one, place in zip(each, places, strict=True)]
    return [*(replace(one, told={"part": True}) for one in made[:-1]), replace(made[-1], told=told)]


def to_move(now: Stops, best: Stops) -> Stops:
    """The stops to put first, one after the other, so that `now` becomes `best`; as few as there can be."""
    at = [number(now, stop) for stop in best[:-1]]
    kept = len(at)
    while kept and (kept == len(at) or (at[kept - 1] or 0) < (at[kept] or 0)):
        kept -= 1
    return tuple(reversed(best[:kept]))


def place_of(stop: Point, turn: TurnContext) -> Place:
    """The stop as a place, where it is on the bus."""
    place = stops.called(stop, turn.guidance, turn.atlas or of_table())
    if place is None:
        ko, en = (load(code).nouns[STOP] for code in ("ko", "en"))
        place = only_named(ko, en, stop.lat, stop.lon)
    return replace(place, lat=stop.lat, lon=stop.lon)


def answered(request: CommandRequest, kind: str) -> Result:
    return Result(request.command, Outcome.ANSWERED, "", {"answer": kind}, request.function)
