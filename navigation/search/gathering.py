"""Places by their names, with what is needed to order them: the part of a search that all ways of asking share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from languages import codes
from languages.language import load
from navigation.search.folding import readings
from navigation.search.geometry import Line, Point, km_from, positions
from navigation.search.likeness import PART, REST
from navigation.search.protocol import AnyPlace, names
from navigation.search.query import LONGEST
from navigation.search.ranking import LEAST, Hit, Visit, is_named, ordered, score
from navigation.search.search_map import SearchMap

ROWS = 40  # names that are looked at
OF_ONE_NAME = 20  # places of one name, the nearest
AT_PLACE = 0.1  # km: a visit this near was one to the place
CELL = 0.002  # degrees: no side of it is shorter than AT_PLACE up to 60 degrees north
ROW = 1_000_000  # more than there are cells around the earth
FEWEST = 4  # sounds of words that are looked for inside names

Ids = npt.NDArray[np.uint32] | npt.NDArray[np.int64]


@dataclass(frozen=True)
class Asked:
    """What holds for all alternatives of one question."""

    map: SearchMap
    here: Point | None
    line: Line | None = None
    history: Sequence[Visit] = ()
    home: AnyPlace | None = None
    work: AnyPlace | None = None
    is_open: Callable[[AnyPlace], bool | None] | None = None


def as_said(words: str) -> tuple[str, ...]:
    """The words, and the words without a particle behind them."""
    return tuple(dict.fromkeys((words, *(load(code).grammar.bare(words) for code in codes()))))


def named_like(asked: Asked, words: str, near: Point | None, within: float | None) -> list[Hit]:
    """Places by their names, the best first."""
    if len(words) > LONGEST:
        return []
    said = as_said(words)
    like: dict[int, float] = {}
    for each in said:
        for row in asked.map.names.rows(each, ROWS):
            if row.likeness < LEAST:
                break
            for id in closest(asked, row.places, near, OF_ONE_NAME).tolist():
                like[id] = max(row.likeness, like.get(id, 0.0))
    part = said[-1]
    sounds = max(map(len, readings(part)), default=0)
    inside = asked.map.names.places_with(part) if sounds >= FEWEST else np.zeros(0, np.uint32)
    for id in closest(asked, inside, near, ROWS).tolist():
        if id not in like:
            long = min(max(map(len, readings(name)), default=sounds) for name in names(asked.map.table[id]))
            like[id] = PART + REST * min(1.0, sounds / max(long, 1))
    return ordered(hits_of(asked, like, said, near, within))


def hits_of(
    asked: Asked, like: dict[int, float], spoken: Sequence[str], near: Point | None, within: float | None
) -> list[Hit]:
    if not like:
        return []
    ids = np.fromiter(like, np.int64, len(like))
    km = None if near is None else km_from(near, *where(asked, ids))
    hits = []
    for at, id in enumerate(ids.tolist()):
        far = None if km is None else float(km[at])
        if within is not None and (far is None or far > within):
            continue
        place = asked.map.table[id]
        known = scored(asked, place, like[id], far)
        hits.append(Hit(place, like[id], known, far, named=is_named(place, spoken)))
    return hits


def scored(asked: Asked, place: AnyPlace, like: float, km: float | None) -> float:
    visits = 0
    if asked.history:
        at = km_from((place.lat, place.lon), *positions(asked.history)) < AT_PLACE
        there = (asked.history[each] for each in np.flatnonzero(at).tolist())
        visits = sum(visit.times for visit in there if visit.of(place))
    closed = asked.is_open is not None and asked.is_open(place) is False
    return score(like, km, visits, closed)


def where(asked: Asked, ids: Ids) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Latitudes and longitudes, in degrees."""
    return np.asarray(asked.map.table.lat)[ids], np.asarray(asked.map.table.lon)[ids]


def closest(asked: Asked, ids: Ids, near: Point | None, most: int) -> Ids:
    """Those of the places that are nearest to the point, so many, and those that were driven to; in no order."""
    if len(ids) <= most:
        return ids
    taken = np.zeros(len(ids), bool)
    taken[: most if near is None else 0] = True
    if near is not None:
        taken[np.argpartition(km_from(near, *where(asked, ids)), most)[:most]] = True
    return ids[taken | visited(asked, ids)]


def visited(asked: Asked, ids: Ids) -> npt.NDArray[np.bool_]:
    """Which of the places may have been driven to: those in the cells of a grid around the visits."""
    if not asked.history:
        return np.zeros(len(ids), bool)
    at = _cells(*positions(asked.history))
    around = [at + north * ROW + east for north in (-1, 0, 1) for east in (-1, 0, 1)]
    return np.isin(_cells(*where(asked, ids)), np.concatenate(around))


def _cells(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    return np.floor(lat / CELL).astype(np.int64) * ROW + np.floor(lon / CELL).astype(np.int64)
