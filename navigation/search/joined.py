"""A map and a few places besides, searched as one map: a place of either may be near one of the other.

The places besides have the numbers behind those of the map.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from navigation.search.addresses import Address
from navigation.search.index import Row
from navigation.search.protocol import AnyPlace, Listed, Places, Spot
from navigation.search.search_map import ByAddress, Names, OfKind, SearchMap

Ids = npt.NDArray[np.uint32]


def joined(first: SearchMap, besides: Sequence[Spot]) -> SearchMap:
    """The map with these places in it, whose own ids do not count. Indexing them takes about 1 ms each."""
    if not besides:
        return first
    behind = len(first.table)
    second = SearchMap.of(Listed([replace(spot, id=behind + at) for at, spot in enumerate(besides)]))
    return SearchMap(
        JoinedPlaces(first.table, second.table),
        JoinedNames(first.names, second.names, behind),
        JoinedKinds(first.kinds, second.kinds, behind),
        JoinedAddresses(first.addresses, second.addresses, behind),
    )


class JoinedPlaces:
    """`table[id]` of both; 16 bytes of memory a place."""

    def __init__(self, first: Places, second: Places) -> None:
        self._first, self._second = first, second
        self.lat = np.concatenate([first.lat, second.lat])
        self.lon = np.concatenate([first.lon, second.lon])

    def __len__(self) -> int:
        return len(self.lat)

    def __getitem__(self, id: int, /) -> AnyPlace:
        behind = len(self._first)
        return self._first[id] if id < behind else self._second[id - behind]


@dataclass(frozen=True)
class JoinedNames:
    first: Names
    second: Names
    behind: int  # the number of the first place of the second

    def rows(self, query: str, most: int) -> list[Row]:
        """The rows most like the query, the best first; a row of the second has a negative number."""
        others = (
            Row(-1 - row.number, row.likeness, _behind(row.places, self.behind))
            for row in self.second.rows(query, most)
        )
        return sorted((*self.first.rows(query, most), *others), key=lambda row: -row.likeness)[:most]

    def places_with(self, part: str) -> Ids:
        return np.concatenate([self.first.places_with(part), _behind(self.second.places_with(part), self.behind)])


@dataclass(frozen=True)
class JoinedKinds:
    first: OfKind
    second: OfKind
    behind: int

    def meant(self, words: str) -> str:
        return self.first.meant(words) or self.second.meant(words)

    def of(self, key: str) -> Ids:
        return np.concatenate([self.first.of(key), _behind(self.second.of(key), self.behind)])


@dataclass(frozen=True)
class JoinedAddresses:
    first: ByAddress
    second: ByAddress
    behind: int

    def find(self, street: str, main: int, sub: int = 0) -> list[Address]:
        others = (
            replace(each, places=tuple(place + self.behind for place in each.places))
            for each in self.second.find(street, main, sub)
        )
        return sorted((*self.first.find(street, main, sub), *others), key=lambda each: -each.likeness)

    def knows(self, street: str) -> bool:
        return self.first.knows(street) or self.second.knows(street)


def _behind(ids: Ids, behind: int) -> Ids:
    return (ids.astype(np.int64) + behind).astype(np.uint32)
