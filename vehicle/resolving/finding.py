"""Which place is meant: home, work, or one by its name, near the car or near another place that was named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from navigation import places
from navigation.places import OwnPlaces, Place
from vehicle.gateway.situation import Situation
from vehicle.results.action import Offer
from vehicle.results.result import Refusal

AT_HAND = 5.0  # km in a straight line, within which a place counts as near another one; our choice


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


def find_place(kind: str, value: object, situation: Situation, own: OwnPlaces) -> Place | Refusal | Offer:
    """The place that is meant: home, work, or the one of the spoken name; several that fit equally well are offered."""
    if kind == "home":
        return own.home
    if kind == "work":
        return own.work
    spoken = spoken_place(value)
    if spoken.along_route:
        return Refusal("along_route")
    if spoken.near:
        return find_near(spoken, situation, own)
    found = places.search(spoken.name, situation.position(), own)
    if not found:
        return Refusal("not_found", {"kind": "place", "words": spoken.name})
    if len(found) > 1 and not places.is_called(found[0], spoken.name):
        return Offer(tuple(found))
    return found[0]


def find_near(spoken: SpokenPlace, situation: Situation, own: OwnPlaces) -> Place | Refusal:
    """The nearest of that name or category to the other place: "the post office at Busan station"."""
    around = landmark(spoken.near, situation, own)
    if isinstance(around, Refusal):
        return around
    at = around.lat, around.lon
    found = [place for place, _ in places.nearby(spoken.name, at)] or places.search(spoken.name, at, own)
    near = [place for place in found if places.distance_km(*at, place.lat, place.lon) <= AT_HAND and place != around]
    return near[0] if near else Refusal("not_found", {"kind": "place", "words": f"{spoken.near} {spoken.name}"})


def landmark(words: str, situation: Situation, own: OwnPlaces) -> Place | Refusal:
    """The place that another one shall be near: the best match of its name."""
    found = places.search(words, situation.position(), own)
    return found[0] if found else Refusal("not_found", {"kind": "place", "words": words})


def find_nearby(
    value: object, situation: Situation, own: OwnPlaces
) -> tuple[Sequence[tuple[Place, float]], Place | None] | Refusal:
    """([(place of the category or brand, km in a straight line)], the place that they are near, None: near the car)."""
    spoken = spoken_place(value)
    if spoken.along_route:
        return Refusal("along_route")
    around = landmark(spoken.near, situation, own) if spoken.near else None
    if isinstance(around, Refusal):
        return around
    position = (around.lat, around.lon) if around else situation.position()
    if position is None:
        return Refusal("unknown_state", {"what": "position"})
    found = places.nearby(spoken.name, position)
    return (found, around) if found else Refusal("not_found", {"kind": "category", "words": spoken.name})
