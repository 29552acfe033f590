"""Names of a map that are likely to be said as a destination from where the car is: what a recogniser listens for.

Kinds that one drives to from afar come first; then what is near at hand. Names of the project's table are listened for
anyway and do not count.
"""

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from languages import language_of
from languages.language import load
from navigation.atlas import Atlas, place_of
from navigation.history import Visited
from navigation.search.geometry import Point, km_from
from navigation.search.protocol import AnyPlace
from navigation.words import CATEGORIES

MOST = 400  # names
MOST_VISITED = 50  # more, of places that were driven to
FROM_AFAR = (
    "station", "mall", "hospital", "airport", "landmark", "park", "hotel", "museum", "library", "market", "district",
    "office", "sports", "cinema", "mart", "school",
)  # fmt: skip
AFAR, AT_HAND = 20.0, 5.0  # km: how far away these are looked for, and the other kinds that people ask for
SHARE_OF_AFAR = 0.75  # of the names, where there are so many
LOOKED_AT = 4  # places for each name that is wanted: many have none, or one of another language
SHORTEST, LONGEST = 2, 20  # letters of a name


def names_near(atlas: Atlas, here: Point, code: str, known: Collection[str] = (), most: int = MOST) -> tuple[str, ...]:
    """At most `most` names in a language that are not `known`: home and work, then those from afar, then the others,
    the nearest first; none where no map is in force."""
    if not atlas.map:
        return ()
    own = [_name(place, code) for place in (atlas.home, atlas.work) if place is not None]
    found = dict.fromkeys(name for name in own if name and name not in known)
    others = [kind for kind in CATEGORIES if kind not in FROM_AFAR]
    for kinds, within, until in ((FROM_AFAR, AFAR, int(most * SHARE_OF_AFAR)), (others, AT_HAND, most)):
        for name in _nearest(atlas, here, kinds, within, code, LOOKED_AT * most):
            if len(found) >= until:
                break
            if name not in known:
                found[name] = None
    return tuple(found)


def visited_names(visited: Sequence[Visited], code: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Names in a language, that are not `known`, of the places that were driven to: the newest first, MOST_VISITED at
    most."""
    called = (each.names.get(code, "") for each in visited)
    return tuple(dict.fromkeys(name for name in called if _said(name, code) and name not in known))[:MOST_VISITED]


def _nearest(atlas: Atlas, here: Point, kinds: Sequence[str], within: float, code: str, most: int) -> Iterator[str]:
    """Names of places of these kinds, the nearest first."""
    table = atlas.search.table
    ids = np.concatenate([atlas.search.kinds.of(kind) for kind in kinds]).astype(np.int64)
    km = km_from(here, np.asarray(table.lat)[ids], np.asarray(table.lon)[ids])
    close = np.flatnonzero(km <= within)
    for id in ids[close[np.argsort(km[close], kind="stable")][:most]].tolist():
        if name := _name(table[id], code):
            yield name


def _name(place: AnyPlace, code: str) -> str:
    """How a place is called in a language; "" where it has no name of it, or none that is said as a whole."""
    name = load(code).grammar.name(place_of(place)) if place.ko else ""
    return name if _said(name, code) else ""


def _said(name: str, code: str) -> bool:
    """Is it a name of the language that is said as a whole?"""
    letters = any(map(str.isalpha, name))  # coordinates have none
    return letters and SHORTEST <= len(name.replace(" ", "")) <= LONGEST and language_of(name) == code
