"""Which place of a map is at a point."""

import numpy as np

from navigation.search.geometry import Point, km_from
from navigation.search.protocol import AnyPlace
from navigation.search.search_map import SearchMap

AT = 0.02  # km: two steps in which the bus has coordinates, and what a map is rounded to


def named_at(map: SearchMap, point: Point) -> AnyPlace | None:
    """The nearest place with a name within AT km; None for none."""
    if not len(map.table):
        return None
    km = km_from(point, np.asarray(map.table.lat), np.asarray(map.table.lon))
    for id in np.argsort(km, kind="stable")[:8].tolist():
        if km[id] <= AT and map.table[id].ko:
            return map.table[id]
    return None
