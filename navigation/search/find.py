"""Which place is meant: one clear hit, a short list, or nothing and the reason.

found = find(opened, Query("우체국", near="부산역"), here=(37.5, 127.03))
found.hits[0].place.ko if found.clear else found.reason or [hit.place.ko for hit in found.hits]
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from languages import codes, part
from navigation.search.around import MOST, along_route, named_near, of_kind
from navigation.search.folding import letters
from navigation.search.found import Found
from navigation.search.gathering import Asked, named_like
from navigation.search.geometry import Line, Point
from navigation.search.landmarks import at_coordinates, by_address, landmark, own_place, parsed
from navigation.search.protocol import AnyPlace
from navigation.search.query import LONGEST, Query, refined
from navigation.search.ranking import Hit, Visit, is_clear, ordered
from navigation.search.search_map import SearchMap

log = logging.getLogger(__name__)

CERTAIN = 0.85  # likeness of a place that is only named by its place in the words: "강남역" of "강남역 스타벅스"
SCORED = 0.15  # what an alternative of the recogniser loses for each 1.0 of score below the best


def find(
    map: SearchMap,
    query: Query,
    here: Point | None = None,
    route: npt.ArrayLike | None = None,
    history: Sequence[Visit] = (),
    home: AnyPlace | None = None,
    work: AnyPlace | None = None,
    alternatives: Sequence[tuple[str, float]] = (),
    is_open: Callable[[AnyPlace], bool | None] | None = None,
) -> Found:
    """The place that is meant by `query`, seen from `here` (latitude and longitude in degrees; None: not known).

    `route`: the line that is driven, shape (points, 2) in degrees. `history`: of places equally like the words those
    that were driven to come first. `alternatives`: other texts of the name with the recogniser's scores, 0 to 1; the
    query's own counts as the best. `is_open`: is a place open now, None where that is not known. Raises ValueError for
    a route that is no line.
    """
    line = None if route is None else Line(np.asarray(route, np.float64))
    asked = Asked(map, here, line, history, home, work, is_open)
    best = max((value for _, value in alternatives), default=1.0)
    found: Found | None = None
    merged: list[Hit] = []
    for text, value in ((query.name, best), *alternatives):
        if found is not None and text == query.name:
            continue
        lost = SCORED * max(0.0, best - value)
        one = _of_sound_map(asked, replace(query, name=text))
        if found is None or (one.hits and (not found.hits or one.hits[0].score - lost > found.hits[0].score)):
            found = one
        merged += [replace(hit, score=hit.score - lost, named=hit.named and not lost) for hit in one.hits]
        if one.clear and one.hits[0].named and not lost:
            return one
    assert found is not None
    if not alternatives or found.clear:
        return found
    return replace(found, hits=tuple(ordered(merged)[:MOST]))


def _of_sound_map(asked: Asked, said: Query) -> Found:
    """A place that a damaged map hides is not found; what else the car is asked for it does."""
    try:
        return _one(asked, said)
    except (IndexError, ValueError) as error:
        log.warning("the map is damaged, import it again; %r is not found: %r", said.name, error)
        return Found(reason="no_such_place", words=said.name)


def _one(asked: Asked, said: Query) -> Found:
    if not letters(said.name) or any(said.name.strip() in part(code, "text").THERE for code in codes()):
        return Found(reason="no_name")
    if len(said.name) > LONGEST:
        return Found(reason="no_such_place", words=said.name[:LONGEST])
    whole = own_place(asked, said.name) or at_coordinates(asked, said.name)
    if whole is not None:
        return whole
    if asked.history and (urgent(said.name) or refined(said).nearest):  # whatever was driven to before
        asked = replace(asked, history=())
    # a kind is no name, and half the names of a country may have its word in them
    by_name = not (said.near or said.along_route or asked.map.kinds.meant(said.name))
    direct = named_like(asked, said.name, asked.here, None) if by_name else []
    if direct and direct[0].named:
        return _found(direct, said.name)
    query = refined(said)
    if query.along_route:
        return along_route(asked, query)
    around: AnyPlace | None = None
    if query.near:
        around = landmark(asked, query.near)
        if around is None:
            return Found(reason="near_unknown", words=query.near)
    if asked.map.kinds.meant(query.name):
        return of_kind(asked, query, around)
    if around is not None or query.within_km is not None:
        return named_near(asked, query, around)
    return _anywhere(asked, query, direct if by_name and query.name == said.name else None)


def _found(hits: Sequence[Hit], words: str, nearest: bool = False) -> Found:
    taken = hits[0].named and (nearest or urgent(words))
    return Found(tuple(hits[:MOST]), taken or is_clear(hits), words=words)


def urgent(words: str) -> bool:
    """Is the nearest one needed, as of an emergency room?"""
    return letters(words) in {letters(each) for code in codes() for each in part(code, "places").URGENT}


def _anywhere(asked: Asked, query: Query, direct: list[Hit] | None) -> Found:
    """By its name; as an address; as a branch, or a kind behind the name of a place ("강남역 스타벅스")."""
    hits = direct if direct is not None else named_like(asked, query.name, asked.here, None)
    if hits and hits[0].named:
        return _found(hits, query.name, query.nearest)
    numbers = by_address(asked, query.name)
    if numbers:
        return _found(numbers, query.name)
    split = _split(asked, query)
    if split is not None and (not hits or split.hits[0].score > hits[0].score):
        return split
    if hits:
        return _found(hits, query.name, query.nearest)
    known = any(asked.map.addresses.knows(street) for street, _, _ in parsed(query.name))
    return Found(reason="no_such_number" if known else "no_such_place", words=query.name)


def _split(asked: Asked, query: Query) -> Found | None:
    """ "강남역 스타벅스", "스타벅스 강남역점": a kind and the place that it is near. A branch is only offered.

    Where no space parts the two, the place must be named as it is: any syllables are like some name.
    """
    words = query.name.split()
    compact = "".join(words)
    spaced = [len("".join(words[:at])) for at in range(1, len(words))]
    for cut in spaced or range(2, len(compact) - 1):
        for kind, place in ((compact[cut:], compact[:cut]), (compact[:cut], compact[cut:])):
            if not asked.map.kinds.meant(kind):
                continue
            near = place
            for code in codes():
                near = near.removesuffix(part(code, "places").BRANCH)
            hits = named_like(asked, near, asked.here, None)
            if not hits or not (hits[0].named or (spaced and hits[0].likeness >= CERTAIN)):
                continue
            if asked.map.kinds.meant(kind) in (hits[0].place.category, hits[0].place.brand):
                return _found(hits[:1], query.name)  # "소피텔 호텔" is that hotel, and none beside it
            found = of_kind(asked, replace(query, name=kind), hits[0].place)
            if found.hits:
                return replace(found, clear=found.clear and near == place)
    return None
