"""What a search has found: one clear hit, a short list, or nothing and the reason."""

from dataclasses import dataclass

from navigation.search.protocol import AnyPlace
from navigation.search.ranking import Hit

REASONS = (
    "no_name",  # nothing was said that could be a name; "there" is none
    "no_such_place",
    "no_such_number",  # the road is known, the building number is not, nor are its neighbours
    "home_unknown",
    "work_unknown",
    "near_unknown",  # the place that it shall be near is not on the map
    "none_within",  # there are such places, but none within the distance
    "no_position",  # where the car is is not known, and it has to be
    "no_route",  # along the route, and there is none
    "none_along",
    "off_map",  # coordinates outside the map
    "no_such_position",  # coordinates that are none on the earth
)


@dataclass(frozen=True)
class Found:
    """`clear`: the first hit is meant. Without hits `reason` is one of REASONS."""

    hits: tuple[Hit, ...] = ()  # the best first, MOST at most
    clear: bool = False
    reason: str = ""
    around: AnyPlace | None = None  # the place that they are near; None: here
    within_km: float | None = None  # the distance that was looked in
    words: str = ""  # the name that was looked for, of the alternative that found it
