"""In which order places are offered, and when one of them is meant without asking.

    score = likeness - FAR x log2(1 + km) + KNOWN (if it was driven to) - CLOSED (if it is closed now)
    KNOWN grows to KNOWN + MORE with OFTEN visits

likeness is 1 for the name itself and for every place of a category; km is the straight line from here, or from the
place that it shall be near. Along a route km is how far ahead it is, plus DETOUR times its distance from the line. So
a wrong sound in ten (0.1) weighs as much as 31 km, and a place that was driven to is before one that is four times as
near. KNOWN + MORE is less than LEAD: which of two is meant is not decided by the history alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from navigation.search.folding import letters
from navigation.search.geometry import km_from, positions
from navigation.search.protocol import AnyPlace, names

FAR = 0.02
KNOWN, MORE = 0.04, 0.02
OFTEN = 5  # visits
CLOSED = 0.3
DETOUR = 4.0  # there and back, at half the speed of the road one is on
LEAST = 0.66  # likeness below which a name is not what was said
SURE = 0.8  # likeness from which a name that leads is meant without asking
LEAD = 0.07  # of score, before the next one
SAME = 0.3  # km: places of one name closer than this are one to the driver: entrances of a station
TWICE = 0.03  # km: the same of two shops of one chain, where the chain was asked for; closer is one that is there twice
ELSEWHERE = 20.0  # km: of two places of one name, one so much farther is not meant


@dataclass(frozen=True)
class Hit:
    """A place that may be meant."""

    place: AnyPlace
    likeness: float  # 0 to 1
    score: float
    km: float | None = None  # straight line from here, or from the place that it shall be near
    off_km: float | None = None  # from the route
    ahead_km: float | None = None  # on the route, to where it is nearest
    approximate: bool = False  # an address between known ones
    named: bool = False  # called exactly so


@dataclass(frozen=True)
class Visit:
    """A place that was driven to, from the history. Without names it is whatever is there."""

    lat: float  # degrees north
    lon: float  # degrees east
    times: int = 1
    names: tuple[str, ...] = ()

    def of(self, place: AnyPlace) -> bool:
        """Is the place, which is there, called so?"""
        called = (*names(place), f"{place.ko} {place.branch}")
        return not self.names or bool({letters(each) for each in self.names} & {letters(each) for each in called})


def score(likeness: float, km: float | None, visits: int = 0, closed: bool = False) -> float:
    far = FAR * log2(1 + km) if km else 0.0
    known = KNOWN + MORE * (min(visits, OFTEN) - 1) / (OFTEN - 1) if visits else 0.0
    return likeness - far + known - (CLOSED if closed else 0.0)


def is_named(place: AnyPlace, words: Sequence[str]) -> bool:
    """Is one of these words, but for spaces and case, a whole name of the place?"""
    own = {letters(name) for name in names(place)}
    return any(letters(each) in own for each in words)


def ordered(hits: Sequence[Hit], same: float = SAME) -> list[Hit]:
    """The best first; those called exactly so before all others, and one of several of one name within `same` km."""
    kept: list[Hit] = []
    ids, called = set[int](), dict[str, list[Hit]]()  # of those kept
    for hit in sorted(hits, key=lambda each: (not each.named, -each.score)):
        others = called.setdefault(letters(hit.place.ko), []) if hit.place.ko else []
        if hit.place.id in ids or beside(hit, others, same):
            continue
        kept.append(hit)
        others.append(hit)
        if hit.place.id >= 0:
            ids.add(hit.place.id)
    return kept


def beside(hit: Hit, others: Sequence[Hit], within: float) -> bool:
    """Is one of the others within so many km?"""
    if not others:
        return False
    return bool(km_from((hit.place.lat, hit.place.lon), *positions(each.place for each in others)).min() < within)


def is_clear(hits: Sequence[Hit]) -> bool:
    """Is the first of these, as `ordered`, the one that is meant?"""
    if not hits or hits[0].likeness < SURE:
        return False
    if len(hits) == 1:
        return True
    first, second = hits[:2]
    if first.named and second.named:
        return first.km is not None and second.km is not None and second.km - first.km > ELSEWHERE
    only = first.likeness == 1.0 > second.likeness  # it sounds so: "인천공항 이터미널"
    return first.named or only or first.score - second.score >= LEAD
