"""Which place is meant: home, work, or one by its name, near the car or near another place that was named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from navigation.atlas import Atlas, place_of
from navigation.drive import GuidedDrive
from navigation.places import Place
from navigation.routing.protocol import Line
from navigation.search.around import NEARBY
from navigation.search.find import find
from navigation.search.found import Found
from navigation.search.query import Query
from vehicle.gateway.situation import Situation
from vehicle.results.action import Offer
from vehicle.results.result import Refusal

OWN_UNKNOWN = {"home_unknown": "home", "work_unknown": "work"}  # reason of a search: kind of the refusal
POSITIONS = {"off_map": "off_map", "no_such_position": "position"}  # the same, of coordinates

Names = Sequence[tuple[str, float]]  # (name of a place, score 0 to 1 of the alternative that has it)


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


def find_place(
    kind: str, value: object, situation: Situation, atlas: Atlas, names: Names = ()
) -> Place | Refusal | Offer:
    """The place that is meant: home, work, or the one of the spoken name; several that fit equally well are offered.

    `names` are those of all alternatives of a recogniser: one of them may be a place where the one understood is none.
    """
    if kind in ("home", "work"):
        own = atlas.home if kind == "home" else atlas.work
        return place_of(own) if own is not None else Refusal("not_found", {"kind": kind})
    spoken = spoken_place(value)
    if spoken.along_route:
        return Refusal("along_route")
    found = searched(Query(spoken.name, spoken.near), situation, atlas, () if spoken.near else names)
    if not found.hits:
        return refusal(found, spoken, "place")
    offered = tuple(place_of(hit.place, hit.approximate) for hit in found.hits)
    return offered[0] if found.clear else Offer(offered)


def searched(query: Query, situation: Situation, atlas: Atlas, names: Names = (), route: Line | None = None) -> Found:
    """`route` is the line that is left to drive, if there is one."""
    here = situation.position()
    return find(atlas.search, query, here, route, atlas.history, atlas.home, atlas.work, names)


def find_along(spoken: SpokenPlace, situation: Situation, atlas: Atlas, drive: GuidedDrive) -> Found:
    """Places of a kind or a name ahead, beside the way that is left."""
    query = Query(spoken.name, spoken.near, along_route=True)
    return searched(query, situation, atlas, route=drive.ahead())


def refusal(found: Found, spoken: SpokenPlace, kind: str) -> Refusal:
    """Why nothing was found: what of the words is not known, and what is known but not near enough."""
    if found.reason == "no_position":
        return Refusal("unknown_state", {"what": "position"})
    if found.reason in OWN_UNKNOWN:
        return Refusal("not_found", {"kind": OWN_UNKNOWN[found.reason]})
    if found.reason == "near_unknown":
        return Refusal("not_found", {"kind": "near", "words": found.words})
    if found.reason == "no_such_number":
        return Refusal("not_found", {"kind": "number", "words": found.words})
    if found.reason in POSITIONS:
        return Refusal("not_found", {"kind": POSITIONS[found.reason], "words": found.words})
    if found.reason == "none_within" and found.within_km is not None:
        within = {"words": found.words, "km": found.within_km}
        if found.around is not None:
            return Refusal("not_found", {"kind": "within.around", **within, "around": place_of(found.around)})
        if found.within_km < NEARBY:  # else the driver has named no distance
            return Refusal("not_found", {"kind": "within", **within})
    words = f"{spoken.near} {spoken.name}" if spoken.near and kind == "place" else spoken.name
    return Refusal("not_found", {"kind": kind, "words": words})


def find_nearby(
    value: object, situation: Situation, atlas: Atlas
) -> tuple[Sequence[tuple[Place, float]], Place | None] | Refusal:
    """([(place of the category or brand, km in a straight line)], the place that they are near, None: near the car)."""
    spoken = spoken_place(value)
    if spoken.along_route:
        return Refusal("along_route")
    found = searched(Query(spoken.name, spoken.near, within_km=NEARBY), situation, atlas)
    named = [hit for hit in found.hits if hit.named or hit.likeness == 1.0]
    hits = sorted(named, key=lambda hit: hit.km or 0.0)
    if not hits:
        return refusal(found, spoken, "category")
    around = place_of(found.around) if found.around else None
    return [(place_of(hit.place), hit.km or 0.0) for hit in hits], around
