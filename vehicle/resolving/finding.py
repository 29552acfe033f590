"""Which place is meant: home, work, or one by its name, near the car or near another place that was named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from languages import part
from navigation import places
from navigation.places import OwnPlaces, Place
from navigation.search.around import NEARBY
from navigation.search.find import find
from navigation.search.found import Found
from navigation.search.protocol import AnyPlace, listed
from navigation.search.query import Query
from navigation.search.search_map import SearchMap
from vehicle.gateway.situation import Situation
from vehicle.results.action import Offer
from vehicle.results.result import Refusal


@dataclass(frozen=True)
class SpokenPlace:
    """A place in the words of the speaker; "" for what was not said."""

    name: str  # or a category, or a brand
    near: str = ""  # another place that it shall be near
    along_route: bool = False


def spoken_place(value: object) -> SpokenPlace:
    """The value of a command as a place: words are its name."""
    if isinstance(value, Mapping):
        name, near = (str(value.get(part, "")).strip() for part in ("name", "near"))
        return SpokenPlace(name, near, bool(value.get("along_route")))
    return SpokenPlace("" if value is None else str(value).strip())


@cache
def search_map() -> SearchMap:
    """The project's table, made ready for searching: 0.3 s at the first question."""
    return SearchMap.of(listed(places.places()))


def find_place(kind: str, value: object, situation: Situation, own: OwnPlaces) -> Place | Refusal | Offer:
    """The place that is meant: home, work, or the one of the spoken name; several that fit equally well are offered."""
    if kind == "home":
        return own.home
    if kind == "work":
        return own.work
    spoken = spoken_place(value)
    if spoken.along_route:
        return Refusal("along_route")
    found = searched(Query(spoken.name, spoken.near), situation, own)
    if not found.hits:
        return refusal(found, spoken, "place")
    offered = tuple(place_of(hit.place, hit.approximate) for hit in found.hits)
    return offered[0] if found.clear else Offer(offered)


def searched(query: Query, situation: Situation, own: OwnPlaces) -> Found:
    home, work = (row(place) for place in (own.home, own.work))
    return find(search_map(), query, situation.position(), home=home, work=work)


def row(place: Place) -> AnyPlace:
    """The place as a row of the table; home and work are always one."""
    return search_map().table[places.places().index(place)]


def place_of(found: AnyPlace, approximate: bool = False) -> Place:
    """As a place of the table; coordinates and addresses that are in no row have only a name and where they are.

    The name of an address whose place is not known exactly says so.
    """
    if found.id >= 0:
        return places.places()[found.id]
    names = {"ko": found.ko, "en": found.en or found.ko}
    if approximate:
        names = {code: part(code, "places").ABOUT.format(address=name) for code, name in names.items()}
    return Place(names["ko"], names["en"], (), "", "", found.lat, found.lon, found.road_address)


def refusal(found: Found, spoken: SpokenPlace, kind: str) -> Refusal:
    """Why nothing was found; the words that are not known, be it of the other place."""
    if found.reason == "no_position":
        return Refusal("unknown_state", {"what": "position"})
    if found.reason == "near_unknown":
        return Refusal("not_found", {"kind": "place", "words": found.words})
    words = f"{spoken.near} {spoken.name}" if spoken.near and kind == "place" else spoken.name
    return Refusal("not_found", {"kind": kind, "words": words})


def find_nearby(
    value: object, situation: Situation, own: OwnPlaces
) -> tuple[Sequence[tuple[Place, float]], Place | None] | Refusal:
    """([(place of the category or brand, km in a straight line)], the place that they are near, None: near the car)."""
    spoken = spoken_place(value)
    if spoken.along_route:
        return Refusal("along_route")
    found = searched(Query(spoken.name, spoken.near, within_km=NEARBY), situation, own)
    named = [hit for hit in found.hits if hit.named or hit.likeness == 1.0]
    hits = sorted(named, key=lambda hit: hit.km or 0.0)
    if not hits:
        return refusal(found, spoken, "category")
    around = place_of(found.around) if found.around else None
    return [(place_of(hit.place), hit.km or 0.0) for hit in hits], around
