"""Places that are not looked for by likeness: home and work, coordinates, addresses; and the one to be near to."""

from dataclasses import replace

import numpy as np

from languages import codes, part
from languages.language import load
from navigation.search.folding import letters
from navigation.search.found import Found
from navigation.search.gathering import Asked, as_said, named_like
from navigation.search.geometry import km_from
from navigation.search.protocol import NOWHERE, AnyPlace, Spot
from navigation.search.query import coordinates
from navigation.search.ranking import Hit, score

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
        return None
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
    found = []
    for said in as_said(words):
        for street, main, sub in parsed(said):
            for each in asked.map.addresses.find(street, main, sub):
                place: AnyPlace = Spot(NOWHERE, each.text, each.lat, each.lon, road_address=each.text)
                if each.place >= 0:
                    place = asked.map.table[each.place]
                km = None
                if asked.here is not None:
                    km = float(km_from(asked.here, np.array([each.lat]), np.array([each.lon]))[0])
                hit = Hit(place, each.likeness, score(each.likeness, km), km, approximate=each.approximate)
                found.append(replace(hit, named=each.likeness == 1.0))
        if found:
            break
    return found
