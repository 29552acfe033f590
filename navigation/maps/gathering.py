"""What is one place for a driver and several objects in OpenStreetMap: roads, stations with exits, doubles.

Memory: about 100 bytes a place for Once, 500 a named road for Lines.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from math import floor

from languages import part
from navigation.maps.categories import AREAS
from navigation.maps.table import MapPlace
from navigation.places import distance_km
from navigation.words import plain

Cell = tuple[int, int]
NEAR = [(row, column) for row in (-1, 0, 1) for column in (-1, 0, 1)]

SAME, SAME_AREA = 0.0005, 0.003  # degrees, 55 and 330 m: the node and the outline of a shop, of a station; our choice
LINE_CELL = 0.03  # degrees, 3.3 km: ways of one name that are this near are one road; our choice
WHOLE_UP_TO, PIECE = 0.3, 0.25  # degrees: a longer road has a place for each piece of 28 km
EXIT_WITHIN = 0.5  # km from its station; the longest passages in Seoul are about 400 m


def cell(lat: float, lon: float, size: float) -> Cell:
    return floor(lat / size), floor(lon / size)


class Once:
    """Which places were there before: of the same kind and name, and near. Keeps one hash a place."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def is_new(self, place: MapPlace) -> bool:
        """True at the first time; objects come as nodes, ways, relations, so the node of a station wins."""
        row, column = cell(place.lat, place.lon, SAME_AREA if place.category in AREAS else SAME)
        what = hash((place.category, plain(place.ko) or plain(place.brand), place.road_address, place.lot_address))
        if any(hash((what, row + north, column + east)) in self._seen for north, east in NEAR):
            return False
        self._seen.add(hash((what, row, column)))
        return True


class Lines:
    """Roads, bridges, tunnels and rivers, which are drawn as many ways: by name, and by where they are."""

    def __init__(self) -> None:
        self._ways: defaultdict[tuple[str, str], dict[Cell, tuple[float, MapPlace]]] = defaultdict(dict)

    def add(self, way: MapPlace, length: float) -> None:
        """A way with its point halfway. Of a name and a cell the longest one is kept."""
        cells = self._ways[way.category, plain(way.ko)]
        here = cell(way.lat, way.lon, LINE_CELL)
        if here not in cells or length > cells[here][0]:
            cells[here] = (length, way)

    def places(self) -> Iterator[MapPlace]:
        """One place for a road that hangs together, at its longest way."""
        for cells in self._ways.values():
            for group in _touching(set(cells)):
                for piece in _pieces(group):
                    yield max((cells[each] for each in piece), key=lambda found: found[0])[1]


def _touching(cells: set[Cell]) -> Iterator[list[Cell]]:
    """Groups of cells that touch each other."""
    while cells:
        group = [cells.pop()]
        for row, column in group:  # grows while it is walked through
            for north, east in NEAR:
                if (other := (row + north, column + east)) in cells:
                    cells.remove(other)
                    group.append(other)
        yield group


def _pieces(group: list[Cell]) -> Iterator[list[Cell]]:
    rows, columns = [row for row, _ in group], [column for _, column in group]
    if max(max(rows) - min(rows), max(columns) - min(columns)) * LINE_CELL <= WHOLE_UP_TO:
        yield group
        return
    pieces: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for row, column in group:
        pieces[cell(row * LINE_CELL, column * LINE_CELL, PIECE)].append((row, column))
    yield from pieces.values()


class Exits:
    """Exits of stations, which in the map have a number and no name. They come before their station or after it."""

    def __init__(self) -> None:
        self._exits: list[tuple[str, MapPlace]] = []
        self._stations: defaultdict[Cell, list[MapPlace]] = defaultdict(list)

    def add_station(self, station: MapPlace) -> None:
        self._stations[cell(station.lat, station.lon, SAME_AREA)].append(station)

    def add_exit(self, number: str, place: MapPlace) -> None:
        """`number` as on the sign: 10, 3-1; "" for one that has a name only."""
        self._exits.append((number, place))

    def places(self) -> Iterator[MapPlace]:
        """The exits by the name of the nearest station; one with neither station nor name is left out."""
        for number, place in self._exits:
            station = self._nearest(place)
            if station and number:
                ko, en = ((station.ko, "ko"), (station.en, "en"))
                named = [
                    part(code, "map_names").EXIT.format(station=of, number=number) if of else ""
                    for of, code in (ko, en)
                ]
                others = tuple(name for name in (place.ko, *place.aliases) if name and plain(name) != plain(number))
                yield replace(place, ko=named[0], en=named[1], aliases=others)
            elif station and place.ko:
                yield replace(place, aliases=(*place.aliases, f"{station.ko} {place.ko}"))
            elif place.ko:
                yield place

    def _nearest(self, place: MapPlace) -> MapPlace | None:
        row, column = cell(place.lat, place.lon, SAME_AREA)
        around = [(row + north, column + east) for north in range(-2, 3) for east in range(-2, 3)]
        found = [station for each in around for station in self._stations.get(each, ())]
        km = {id(each): distance_km(place.lat, place.lon, each.lat, each.lon) for each in found}
        nearest = min(found, key=lambda each: km[id(each)], default=None)
        return nearest if nearest and km[id(nearest)] <= EXIT_WITHIN else None
