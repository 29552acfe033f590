"""Answers to questions about the way: see vehicle/resolving/road_questions.py."""

from collections.abc import Callable, Mapping
from typing import Any

from languages import part
from navigation.drive import Left
from navigation.guidance.announcing import spoken_metres
from navigation.places import Place
from navigation.routing.protocol import Turn
from vehicle.replies.reply_context import MOST_LISTED, ReplyContext, length, tenths
from vehicle.results.result import Result

STOP = "nav.waypoint"  # whose noun it is
MINUTE = 60.0  # s
NEAR = 30.0  # m that are said of a stop that is as good as reached
NO_FACT = {"unknown": "road", "idle": "remaining.no_route", "straight": "road.straight"}  # topic -> sentence


def road(result: Result, context: ReplyContext) -> str:
    facts = result.details
    topic = facts["topic"]
    return context.say(NO_FACT[topic]) if topic in NO_FACT else BY_TOPIC[topic](facts, context)


def following(facts: Mapping[str, Any], context: ReplyContext) -> str:
    """The next turn, as guidance says it."""
    turn = facts["turn"]
    if turn is None:
        return context.say("road")
    if turn.turn.arrives or turn.turn is Turn.WAYPOINT:
        where = part(context.code, "guidance").distance(facts["metres"] or NEAR)
        return context.say("road.next.stop" if turn.turn is Turn.WAYPOINT else "road.next.end", distance=where)
    street = turn.street.name(context.code)
    said: str = part(context.code, "guidance").announcement(turn.turn.word, facts["metres"], street, turn.exit)
    return said


def street(facts: Mapping[str, Any], context: ReplyContext) -> str:
    name = facts["stretch"].street.name(context.code)
    return context.say("road.street", street=name) if name else context.say("road.street.none")


def limit(facts: Mapping[str, Any], context: ReplyContext) -> str:
    kmh = facts["stretch"].limit
    return context.say("road.limit", number=kmh) if kmh else context.say("road.limit.none")


def why(facts: Mapping[str, Any], context: ReplyContext) -> str:
    """The option in force, the length, what it costs, and how it compares with the fastest way."""
    sentences = [
        context.say(f"road.why.{facts['prefer']}"),
        context.say("road.left", way=length(facts["left"], context)),
    ]
    kinds = [key for key in ("toll", "motorway") if facts[key]]
    sentences += [context.say(f"road.why.{'.'.join(kinds)}")] if kinds else []
    if facts["slower"]:
        longer = part(context.code, "guidance").duration(facts["slower"])
        sentences.append(context.say("road.why.slower", longer=longer))
    elif facts["compared"]:
        sentences.append(context.say("road.why.fastest"))
    return context.language.grammar.together(sentences)


def toll(facts: Mapping[str, Any], context: ReplyContext) -> str:
    metres = facts["metres"]
    if metres is None:
        return context.say("road.toll.none")
    distance = part(context.code, "guidance").distance(metres)
    return context.say("road.toll", distance=distance) if metres else context.say("road.toll.here")


def destination(facts: Mapping[str, Any], context: ReplyContext) -> str:
    place, left = facts["stops"][-1] if facts["stops"] else (None, None)
    key = "road.destination" if place else "road.destination.none"
    said = context.say(key, place=named(place, context)) if place else context.say(key)
    more = [context.say("road.left", way=length(left, context))] if left else []
    return context.language.grammar.together([said, *more])


def stops(facts: Mapping[str, Any], context: ReplyContext) -> str:
    """The waypoints that are left."""
    found = facts["stops"][:-1]
    if not found:
        return context.say("road.stops.none")
    if len(found) == 1:
        ((place, left),) = found
        return stop("road.stops.one", place, left, context)
    lines = [stop("road.stop", place, left, context) for place, left in found]
    return context.say("road.stops", count=len(lines), places=context.language.grammar.listed(lines))


def stop(key: str, place: Place | None, left: Left | None, context: ReplyContext) -> str:
    """A stop, with its distance where that is known."""
    name = named(place, context)
    if left is None:
        return context.say(key, place=name)
    return context.say(f"{key}.far", place=name, km=tenths(left.metres / 1000))


def named(place: Place | None, context: ReplyContext) -> str:
    """Its name; a stop that has none is called a stop."""
    return context.language.grammar.name(place) if place else context.language.nouns[STOP]


def ahead(facts: Mapping[str, Any], context: ReplyContext) -> str:
    """The first place of a kind on the way."""
    if facts["first"] is None:
        return context.say("refused.not_found.along", words=facts["words"])
    place, km = facts["first"]
    return context.say("road.ahead", place=named(place, context), distance=away(km, context))


def far(result: Result, context: ReplyContext) -> str:
    """How far a place is, and how long it takes; in a straight line without a time."""
    facts = result.details
    name, left = named(facts["place"], context), facts["left"]
    if not facts["by_road"]:
        return context.say("far.straight", place=name, km=tenths(left.metres / 1000))
    return context.say("far.stop" if facts["stop"] else "far", place=name, way=length(left, context))


def along(result: Result, context: ReplyContext) -> str:
    """Places ahead as a numbered list; a single one as a question for a yes or no."""
    found = result.details["places"]
    grammar = context.language.grammar
    if len(found) == 1:
        place, km, _ = found[0]
        return context.say("along.one", place=grammar.name(place), distance=away(km, context))
    lines = [line(at, place, km, later, context) for at, (place, km, later) in enumerate(found[:MOST_LISTED], 1)]
    key = "along.several" if len(found) <= MOST_LISTED else "along.of"
    return context.say(key, count=len(found), listed=len(lines), places=grammar.listed(lines))


def line(number: int, place: Place, km: float, later: float | None, context: ReplyContext) -> str:
    fields = {"number": number, "place": named(place, context), "distance": away(km, context)}
    if later is None or later < MINUTE / 2:
        return context.say("list.place.ahead", **fields)
    return context.say("list.place.detour", **fields, minutes=round(later / MINUTE))


def away(km: float, context: ReplyContext) -> str:
    """A distance ahead, rounded as guidance says it."""
    said: str = part(context.code, "guidance").distance(max(spoken_metres(km * 1000), NEAR))
    return said


BY_TOPIC: Mapping[str, Callable[[Mapping[str, Any], ReplyContext], str]] = {
    "next": following,
    "street": street,
    "limit": limit,
    "why": why,
    "toll": toll,
    "destination": destination,
    "stops": stops,
    "ahead": ahead,
}
