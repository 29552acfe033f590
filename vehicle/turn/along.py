"""Places on the way: which stop is meant, and a list of those ahead with what each costs."""

from collections.abc import Sequence
from dataclasses import replace

from contract.values import Command
from navigation.atlas import of_table, place_of
from navigation.routing.protocol import Point
from navigation.search.query import Query, refined
from navigation.search.ranking import Hit
from vehicle.cars.wiring import Write
from vehicle.replies.reply_context import MOST_LISTED
from vehicle.resolving import stops
from vehicle.resolving.finding import SpokenPlace, find_along, refusal, spoken_place
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext

STOP_BY = Command("nav.waypoint", "add")


def wished(request: CommandRequest, turn: TurnContext) -> CommandRequest | Result:
    """The command with its place, where it is a stop that is there already, or the one of its kind on the way. Several
    of a kind are listed. Any other place is left to be looked for by its name."""
    spoken, roads, function = spoken_place(request.command.value), turn.guidance, request.function
    on_way = function.value is not None and function.value.on_way
    if not (on_way or spoken.along_route):
        return request
    atlas = turn.atlas or of_table()
    target = function.ops[request.command.op]
    takes_away = isinstance(target, Write) and target.named is not None
    if not spoken.name:
        return last_one(request, turn) if takes_away else request
    on_list = stops.meant(spoken, roads, atlas) if roads else None
    if on_list and roads and on_list[0] < len(roads.stops) - 1:
        return replace(request, place=on_list[1])
    if takes_away:
        known = roads is not None and len(roads.stops) > 0
        return request.refused(Refusal("not_found", {"kind": "stop", "words": spoken.name})) if known else request
    query = refined(Query(spoken.name, spoken.near))
    if roads is None or roads.drive is None:
        return request.refused(Refusal("along_route")) if spoken.along_route else request
    if query.near or not (spoken.along_route or atlas.search.kinds.meant(query.name)):
        return request
    hits = found(spoken, turn)
    if isinstance(hits, Refusal):
        return request.refused(hits)
    if len(hits) == 1 or query.nearest:
        return replace(request, place=place_of(hits[0].place))
    return listed(request, hits, request.command, turn)


def last_one(request: CommandRequest, turn: TurnContext) -> CommandRequest:
    """The command with the last waypoint, so that the reply can say which one is gone; as it is where none is known."""
    roads = turn.guidance
    if roads is None or len(roads.stops) < 2:
        return request
    stop = roads.stops[-2]
    place = stops.called(stop, roads, turn.atlas or of_table())
    return request if place is None else replace(request, place=replace(place, lat=stop.lat, lon=stop.lon))


def found(spoken: SpokenPlace, turn: TurnContext) -> Sequence[Hit] | Refusal:
    """The places ahead, the nearest first; or why there are none to be had."""
    drive = turn.guidance.drive if turn.guidance else None
    if drive is None:
        return Refusal("along_route")
    hits = find_along(spoken, turn.situation, turn.atlas or of_table(), drive)
    if hits.reason in ("none_along", "no_such_place"):
        return Refusal("not_found", {"kind": "along", "words": hits.words})
    if not hits.hits:
        return refusal(hits, spoken, "category")
    return sorted(hits.hits, key=lambda hit: hit.ahead_km or 0.0)


def listed(request: CommandRequest, hits: Sequence[Hit], place_for: Command, turn: TurnContext) -> Result:
    """The list, to choose from; `place_for` is what the chosen one is for."""
    places = tuple(place_of(hit.place) for hit in hits)
    turn.session.offer(places, place_for, turn.clock(), MOST_LISTED)
    costs = [detour(hit, turn) for hit in hits[:MOST_LISTED]] + [None] * (len(hits) - MOST_LISTED)
    ahead = tuple((place, hit.ahead_km or 0.0, cost) for place, hit, cost in zip(places, hits, costs, strict=True))
    details = {"answer": "along", "places": ahead}
    return Result(request.command, Outcome.ANSWERED, "", details, request.function)


def detour(hit: Hit, turn: TurnContext) -> float | None:
    """How many s later one arrives by way of this place; None where that is not known."""
    here, roads = turn.situation.position(), turn.guidance
    if here is None or roads is None or roads.drive is None:
        return None
    stops_by = (Point(*here), Point(hit.place.lat, hit.place.lon), *roads.drive.stops)
    route = roads.route(stops_by, roads.preference)
    return None if route is None else max(0.0, route.seconds - roads.drive.progress.seconds_left)
