"""Places that are not looked for by likeness: home and work, coordinates, addresses; and the one to be near to."""

import numpy as np

from languages import codes, part
from languages.language import load
from navigation.search.addresses import Address
from navigation.search.folding import letters
from navigation.search.found import Found
from navigation.search.gathering import Asked, as_said, named_like
from navigation.search.geometry import km_from, positions
from navigation.search.protocol import NOWHERE, AnyPlace, Spot
from navigation.search.query import are_coordinates, coordinates
from navigation.search.ranking import SAME, Hit, beside, ordered, score

BEYOND = 0.5  # degrees around the map in which coordinates are still taken
LANDMARK = 0.7  # likeness of a place that others shall be near; it is named with fewer words than a destination


def own_place(asked: Asked, words: str) -> Found | None:
    for code in codes():
        language = part(code, "places")
        bare = load(code).grammar.bare(words)
        for own, called, reason in (
            (asked.home, language.HOME, "home_unknown"),
            (asked.work, language.WORK, "work_unknown"),
        ):
            if {letters(words), letters(bare)} & set(map(letters, called)):
                return _clear(own, words) if own is not None else Found(reason=reason, words=words)
    return None


def at_coordinates(asked: Asked, words: str) -> Found | None:
    point = coordinates(words)
    if point is None:
        return Found(reason="no_such_position", words=words) if are_coordinates(words) else None
    lat, lon = np.asarray(asked.map.table.lat), np.asarray(asked.map.table.lon)
    if not len(lat):
        return Found(reason="off_map", words=words)
    inside = (
        lat.min() - BEYOND <= point[0] <= lat.max() + BEYOND and lon.min() - BEYOND <= point[1] <= lon.max() + BEYOND
    )
    text = f"{point[0]:.6g}, {point[1]:.7g}"
    return _clear(Spot(NOWHERE, text, *point, en=text), words) if inside else Found(reason="off_map", words=words)


def _clear(place: AnyPlace, words: str) -> Found:
    return Found((Hit(place, 1.0, 1.0, named=True),), True, words=words)


def landmark(asked: Asked, words: str) -> AnyPlace | None:
    """The place that another one shall be near: the nearest of the names that are most like it."""
    own = own_place(asked, words) or at_coordinates(asked, words)
    if own is not None:
        return own.hits[0].place if own.hits else None
    hits = named_like(asked, words, asked.here, None) or by_address(asked, words)
    return hits[0].place if hits and (hits[0].named or hits[0].likeness >= LANDMARK) else None


def parsed(words: str) -> list[tuple[str, int, int]]:
    return [each for code in codes() for each in part(code, "places").address(words)]


def by_address(asked: Asked, words: str) -> list[Hit]:
    """The addresses that the words may be, the best first; a place that has one alone stands for it."""
    for said in as_said(words):
        found = [
            _addressed(asked, each)
            for street, main, sub in parsed(said)
            for each in asked.map.addresses.find(street, main, sub)
        ]
        if found:
            exact = [hit for hit in found if not hit.approximate]
            return _apart(ordered(exact or found))
    return []


def _addressed(asked: Asked, address: Address) -> Hit:
    place: AnyPlace = Spot(NOWHERE, address.text, address.lat, address.lon, road_address=address.text)
    having = [asked.map.table[id] for id in address.places]
    if len({letters(each.ko) for each in having}) == 1:
        place = having[0]
    km = None if asked.here is None else float(km_from(asked.here, *positions([address]))[0])
    known = score(address.likeness, km)
    return Hit(place, address.likeness, known, km, approximate=address.approximate, named=address.likeness == 1.0)


def _apart(hits: list[Hit]) -> list[Hit]:
    """Without those that are where a better one is: a road is on the map with its town and without it."""
    kept: list[Hit] = []
    for hit in hits:
        if not beside(hit, kept, SAME):
            kept.append(hit)
    return kept
