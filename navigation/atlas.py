"""What the destinations of one car are looked for in: the map in force, and of the project's table what it has besides.

    atlas = of_map(searching.opened(found), found.about.name)
    find(atlas.search, Query("강남역"), here, home=atlas.home, work=atlas.work)

Both are one map to the search. A place of the table that the map has, too, is left out, so that none is offered twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from languages import language_of, part
from navigation import places
from navigation.places import HOME, WORK, Place, PlacesError
from navigation.search.find import find
from navigation.search.folding import letters
from navigation.search.geometry import km_from
from navigation.search.joined import joined
from navigation.search.protocol import NOWHERE, AnyPlace, Spot, listed, names
from navigation.search.query import Query
from navigation.search.ranking import Visit, is_named
from navigation.search.search_map import SearchMap
from navigation.words import CATEGORIES

SAME_NAME = 1.0  # km: a place of the table is one of the map that is called so; the table is up to 0.3 km off
SAME_BRAND = 0.5  # km: and so is a shop of a chain, whatever its branch is called


@dataclass(frozen=True)
class Atlas:
    """`home` and `work` are None where they are places of a map that is not there. `history` are the places that were
    driven to."""

    search: SearchMap
    home: AnyPlace | None
    work: AnyPlace | None
    map: str = ""  # the name of the map; "" for the project's table alone
    history: tuple[Visit, ...] = ()

    def has(self, words: str) -> bool:
        """Are the words, as they are, the whole name of a place?"""
        return any(is_named(place, (words,)) for place in called(self.search, words))


@cache
def of_table() -> Atlas:
    """The project's table alone, with the home and the work of the demo car: 0.3 s the first time."""
    search = SearchMap.of(listed(places.places()))
    return Atlas(search, demo_place(HOME), demo_place(WORK))


def of_map(map: SearchMap, name: str) -> Atlas:
    """A map, with the places of the table that it does not have. Home and work are those of the demo car."""
    search = joined(map, besides(map, listed(places.places()).spots))
    return Atlas(search, demo_place(HOME), demo_place(WORK), name)


def besides(map: SearchMap, spots: Sequence[Spot]) -> list[Spot]:
    """Those that the map does not have: no place of such a name near by, and none of the brand nearer still."""
    return [spot for spot in spots if not _has(map, spot)]


def _has(map: SearchMap, spot: Spot) -> bool:
    if spot.brand and _near(map, map.kinds.of(spot.brand), spot, SAME_BRAND):
        return True
    called = {letters(name) for name in names(spot)}
    return any(
        called & {letters(name) for name in names(map.table[id])}
        for name in names(spot)
        for id in _near(map, map.names.places_with(name), spot, SAME_NAME)
    )


def _near(map: SearchMap, ids: npt.NDArray[np.uint32], spot: Spot, within: float) -> list[int]:
    """Those of the places that are within so many km of it."""
    lat, lon = np.asarray(map.table.lat)[ids], np.asarray(map.table.lon)[ids]
    found: list[int] = ids[km_from((spot.lat, spot.lon), lat, lon) <= within].tolist()
    return found


def own(search: SearchMap, words: str) -> AnyPlace:
    """The one place of this name or address, for home and work. Raises PlacesError where there is none, or several."""
    hits = called(search, words)
    if not hits:
        raise PlacesError(f"{words!r} is no name or address on the map or in {places.TABLE.name}")
    if len(hits) > 1:
        raise PlacesError(f"there are several places called {words!r}: their addresses tell them from each other")
    return hits[0]


def called(search: SearchMap, words: str) -> list[AnyPlace]:
    """The places that have the words as a whole name or address."""
    return [hit.place for hit in find(search, Query(words)).hits if hit.named]


def demo_place(words: str) -> AnyPlace:
    """A place of the table, as home and work of the demo car are called in it. Raises PlacesError."""
    (spot,) = listed([places.named(words)]).spots
    return replace(spot, id=NOWHERE)


def place_of(found: AnyPlace, approximate: bool = False) -> Place:
    """As a place that is spoken of: with its branch, and one without a name as its kind or its address.

    The name of an address whose place is not known exactly says so.
    """
    address = found.road_address or found.lot_address
    called = {"ko": found.ko, "en": found.en or found.ko}
    if found.branch and found.branch not in found.ko:
        called["ko"] = f"{found.ko} {found.branch}".strip()
    for code, name in called.items():
        called[code] = name or address or kind_name(found.category, code)
        if approximate:
            called[code] = part(code, "places").ABOUT.format(address=called[code])
    own = (called["ko"], called["en"], found.aliases, found.category, found.brand)
    return Place(*own, found.lat, found.lon, address)


def kind_name(category: str, code: str) -> str:
    """The word for a kind in a language, such as 화장실; the key of the map for one that nobody asks for."""
    words = CATEGORIES.get(category, ())
    return next((word for word in words if language_of(word) == code), category)
