"""The facts that answer a question about the way: the next turn, the street, why this way, how far another place is.

Each has "answer": "road" with the topic, or "far". What is asked is a topic, or words that hold one in a language.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from languages import codes, part
from navigation.atlas import Atlas, place_of
from navigation.drive import GuidedDrive, Left
from navigation.guidance.announcing import spoken_metres
from navigation.places import Place, distance_km
from navigation.routing.protocol import Point, Preference
from navigation.search.query import Query, refined
from navigation.stops import same
from vehicle.gateway.situation import Situation
from vehicle.resolving import stops
from vehicle.resolving.finding import Names, refusal, searched, spoken_place
from vehicle.resolving.roads import Roads
from vehicle.results.result import Refusal

Facts = Mapping[str, Any]
TOPICS = ("next", "street", "limit", "why", "toll", "destination", "stops")
HERE_TOO = ("street", "limit")  # can be told without guidance
NOW = 30.0  # m: a turn so near is told without its distance
AROUND = 0.008  # degrees, about 800 m, so that a way there has several roads
FRESH = 3.0  # s since the last step of guidance: the head unit shows a straight line then, too
SLOWER = 60.0  # s from which another way counts as faster


def asked(value: object) -> str:
    """The topic that is asked for; "" where none is known."""
    if value in TOPICS:
        return str(value)
    words = str(value or "").strip()
    return next((topic for code in codes() for topic, words_of in _topics(code) if words_of.search(words)), "")


@cache
def _topics(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((topic, re.compile(words)) for topic, words in part(code, "rules.road").TOPICS.items())


def road(value: object, situation: Situation, roads: Roads | None, atlas: Atlas) -> Facts:
    """A fact of the way, or why it is not known: "idle", "straight" (a straight line is shown) or "unknown"."""
    drive, kind = roads.drive if roads else None, next_of_kind(str(value or ""), atlas)
    topic = "" if kind else asked(value)
    if kind and drive:
        return _ahead(kind, drive, situation, atlas)
    if not (topic or kind):
        return {"answer": "road", "topic": "unknown"}
    if topic in HERE_TOO and not drive:
        return _here(topic, situation, roads)
    if situation.value(situation.signals.guidance) != "guiding":
        return {"answer": "road", "topic": "idle"}
    if drive is None and topic not in ("destination", "stops"):
        return {"answer": "road", "topic": "straight"}
    return {"answer": "road", "topic": topic, **_facts(topic, situation, drive, roads, atlas)}


def _facts(
    topic: str, situation: Situation, drive: GuidedDrive | None, roads: Roads | None, atlas: Atlas
) -> dict[str, Any]:
    if topic in ("destination", "stops") or drive is None:
        found = roads.stops if roads else ()
        left = [drive.left_to(stop) if drive else None for stop in found]
        return {"stops": tuple(zip([stops.called(stop, roads, atlas) for stop in found], left, strict=True))}
    if topic == "next":
        at = drive.progress.to_next
        return {"turn": drive.progress.next, "metres": spoken_metres(at) if at > NOW else 0}
    if topic == "why":
        return _why(situation, drive, roads)
    if topic == "toll":
        return {"metres": drive.toll_ahead()}
    return {"stretch": drive.stretch()}


def _why(situation: Situation, drive: GuidedDrive, roads: Roads | None) -> dict[str, Any]:
    """`slower`: s by which the fastest way would be faster."""
    here, slower = situation.position(), 0.0
    fastest = roads.route((Point(*here), *drive.stops), Preference.FAST) if roads and here else None
    if fastest:
        slower = drive.progress.seconds_left - fastest.seconds
    return {
        "prefer": drive.route.prefer.value,
        "left": Left(drive.progress.left, drive.progress.seconds_left),
        "toll": drive.toll_ahead() is not None,
        "motorway": drive.route.motorway,
        "slower": slower if slower >= SLOWER else 0.0,
        "compared": fastest is not None,
    }


def _here(topic: str, situation: Situation, roads: Roads | None) -> Facts:
    """Of the road under the car: the one on which most ways from here begin, to all four sides."""
    at, begins = situation.position(), []
    if at is not None and roads is not None:
        for north, east in ((AROUND, 0.0), (0.0, AROUND), (-AROUND, 0.0), (0.0, -AROUND)):
            route = roads.route((Point(*at), Point(at[0] + north, at[1] + east)), Preference.SHORT)
            begins += [route.stretches[0]] if route else []
    if not begins:
        guided = situation.value(situation.signals.guidance) == "guiding"
        return {"answer": "road", "topic": "straight" if guided else "idle"}
    streets = [each.street for each in begins]
    likely = [each for each in begins if streets.count(each.street) == max(map(streets.count, streets))]
    return {"answer": "road", "topic": topic, "stretch": max(likely, key=lambda each: each.limit > 0)}


def left(situation: Situation, roads: Roads | None, now: float) -> Left | None:
    """What is left of the way that is guided; of one that has just changed, of the new one. None by a straight line."""
    if roads is None or not roads.stops:
        return None
    drive, here = roads.drive, situation.position()
    if drive is not None and len(drive.stops) == len(roads.stops) and all(map(same, drive.stops, roads.stops)):
        fresh = now - drive.progress.time <= FRESH
        return Left(drive.progress.left, drive.progress.seconds_left) if fresh else None
    route = roads.route((Point(*here), *roads.stops), roads.preference) if here else None
    return Left(route.distance, route.seconds) if route else None


def next_of_kind(words: str, atlas: Atlas) -> str:
    """The kind of place whose next one is asked for: "다음 휴게소"; "" for other words."""
    for code in codes():
        words = re.sub(rf"^{part(code, 'rules.road').NEXT_ONE}", "", words)
    name = refined(Query(words)).name
    return name if atlas.search.kinds.meant(name) else ""


def _ahead(kind: str, drive: GuidedDrive, situation: Situation, atlas: Atlas) -> Facts:
    """The first place of a kind on the way."""
    found = searched(Query(kind, along_route=True), situation, atlas, route=drive.ahead())
    hits = sorted(found.hits, key=lambda hit: hit.ahead_km or 0.0)
    first = (place_of(hits[0].place), hits[0].ahead_km or 0.0) if hits else None
    return {"answer": "road", "topic": "ahead", "first": first, "words": kind}


def far(value: object, situation: Situation, roads: Roads | None, atlas: Atlas, names: Names) -> Facts | Refusal:
    """How far a place is from here, and how long it takes; nothing is driven. By road where a way there is known.

    Of several places that fit it is the first: the nearest of a kind.
    """
    spoken = spoken_place(value)
    here = situation.position()
    if here is None:
        return Refusal("unknown_state", {"what": "position"})
    drive, stop = (roads.drive, stops.meant(spoken, roads, atlas)) if roads else (None, None)
    if drive and stop and (left := drive.left_to(Point(stop[1].lat, stop[1].lon))):
        return {"answer": "far", "place": stop[1], "left": left, "by_road": True, "stop": True}
    found = searched(Query(spoken.name, spoken.near, nearest=True), situation, atlas, names)
    if not found.hits:
        return refusal(found, spoken, "place")
    return far_place(place_of(found.hits[0].place, found.hits[0].approximate), here, roads)


def far_place(place: Place, here: tuple[float, float], roads: Roads | None) -> Facts:
    """The same of a place that is known."""
    facts = {"answer": "far", "place": place, "stop": False}
    prefer = roads.preference if roads else Preference.RECOMMENDED
    route = roads.route((Point(*here), Point(place.lat, place.lon)), prefer) if roads else None
    if route:
        return {**facts, "left": Left(route.distance, route.seconds), "by_road": True}
    km = distance_km(*here, place.lat, place.lon)
    return {**facts, "left": Left(km * 1000, 0.0), "by_road": False}
