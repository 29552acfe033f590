"""Places of a kind or a name around a point, near another place, or along the route."""

import numpy as np

from navigation.search.found import Found
from navigation.search.gathering import ROWS, Asked, as_said, named_like, scored, visited, where
from navigation.search.geometry import km_from
from navigation.search.likeness import PART, REST
from navigation.search.protocol import AnyPlace
from navigation.search.query import Query
from navigation.search.ranking import DETOUR, LEAST, TWICE, Hit, is_clear, is_named, ordered

MOST = 5  # hits in a list
NEARBY = 30.0  # km: how far a category is looked for around here
AT_HAND = 5.0  # km: what counts as near another place
BESIDE_ROUTE = 1.0  # km from the line
FROM_ROUTE = 3.0  # km: farther from the route the car is not on it


def of_kind(asked: Asked, query: Query, around: AnyPlace | None) -> Found:
    """Places of a category or brand around here, or around another place: the nearest first."""
    at = (around.lat, around.lon) if around is not None else asked.here
    key = asked.map.kinds.meant(query.name)
    ids = asked.map.kinds.of(key)
    if at is None:
        return _somewhere(asked, query, ids[:MOST].tolist())
    within = query.within_km if query.within_km is not None else NEARBY if around is None else AT_HAND
    hits = []
    if len(ids):
        km = km_from(at, *where(asked, ids))
        close = np.flatnonzero(km <= within)
        order = close[np.argsort(km[close], kind="stable")]
        rest = order[4 * MOST :]
        close = np.concatenate([order[: 4 * MOST], rest[visited(asked, ids[rest])]])
        for id, far in zip(ids[close].tolist(), km[close].tolist(), strict=True):
            place = asked.map.table[id]
            if around is None or place.id != around.id:
                hits.append(Hit(place, 1.0, scored(asked, place, 1.0, far), far))
    besides = [] if hits else named_like(asked, query.name, at, within)  # a brand that is only in names
    hits = ordered([*hits, *(hit for hit in besides if around is None or hit.place.id != around.id)], TWICE)
    if not hits:
        reason = "none_within" if len(ids) or besides else "no_such_place"
        return Found(reason=reason, around=around, within_km=within, words=query.name)
    said = as_said(query.name)  # a department store that has no other name than that of its chain
    alone = (
        len(hits) == 1 or [is_named(hit.place, said) for hit in hits].count(True) == is_named(hits[0].place, said) == 1
    )
    clear = alone or around is not None or query.nearest
    return Found(tuple(hits[:MOST]), clear, "", around, within, query.name)


def _somewhere(asked: Asked, query: Query, ids: list[int]) -> Found:
    """Some places of the kind, as it is not known which are near: to choose from, unless the distance was asked for."""
    if not ids:
        return Found(reason="no_such_place", words=query.name)
    if query.nearest or query.within_km is not None:
        return Found(reason="no_position", words=query.name)
    return Found(tuple(Hit(asked.map.table[id], 1.0, 1.0) for id in ids), len(ids) == 1, words=query.name)


def named_near(asked: Asked, query: Query, around: AnyPlace | None) -> Found:
    """Places of this name near another one, or within a distance of here."""
    at = (around.lat, around.lon) if around is not None else asked.here
    if at is None:
        return Found(reason="no_position", words=query.name)
    within = query.within_km if query.within_km is not None else AT_HAND
    hits = [hit for hit in named_like(asked, query.name, at, within) if around is None or hit.place.id != around.id]
    if not hits:
        known = named_like(asked, query.name, at, None)
        reason = "none_within" if known else "no_such_place"
        return Found(reason=reason, around=around, within_km=within, words=query.name)
    return Found(tuple(hits[:MOST]), around is not None or is_clear(hits), "", around, within, query.name)


def along_route(asked: Asked, query: Query) -> Found:
    """Places ahead, beside the route."""
    if asked.line is None:
        return Found(reason="no_route", words=query.name)
    if asked.here is None:
        return Found(reason="no_position", words=query.name)
    kind = asked.map.kinds.meant(query.name)
    if kind:
        ids = asked.map.kinds.of(kind).astype(np.int64)
        like = dict.fromkeys(ids.tolist(), 1.0)
    else:
        rows = [row for each in as_said(query.name) for row in asked.map.names.rows(each, ROWS)]
        like = {int(id): row.likeness for row in reversed(rows) if row.likeness >= LEAST for id in row.places}
        for id in asked.map.names.places_with(query.name).tolist():
            like.setdefault(id, PART + REST / 2)
        ids = np.fromiter(like, np.int64, len(like))
    if not len(ids):
        return Found(reason="no_such_place", words=query.name)
    within = query.within_km if query.within_km is not None else BESIDE_ROUTE
    hits = []
    ids = ids[asked.line.near(*where(asked, ids))]
    off, at = asked.line.measure(*where(asked, ids))
    (own_off,), (own,) = (each.tolist() for each in asked.line.measure(*(np.array([x]) for x in asked.here)))
    begin = own if own_off <= FROM_ROUTE else 0.0
    for id, beside, along in zip(ids.tolist(), off.tolist(), at.tolist(), strict=True):
        if beside <= within and along > begin:
            place, ahead = asked.map.table[id], along - begin
            known = scored(asked, place, like[id], ahead + DETOUR * beside)
            hits.append(
                Hit(
                    place, like[id], known, None, beside, ahead, named=not kind and is_named(place, as_said(query.name))
                )
            )
    if not hits:
        return Found(reason="none_along", within_km=within, words=query.name)
    return Found(tuple(ordered(hits, TWICE)[:MOST]), True, "", None, within, query.name)
