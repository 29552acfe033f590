"""Which map to drive on, and where a place of it is."""

from pathlib import Path

from navigation import places
from navigation.maps import demo, importing, library
from navigation.maps.errors import MapError
from navigation.maps.library import Map
from navigation.maps.osm import Progress
from navigation.routing.protocol import Point
from navigation.words import plain, readings


def map_to_drive(maps: Path, name: str = "", progress: Progress = importing.nothing) -> Map:
    """The map of this name, else the one in force, else the demo map, which is made if need be. Raises MapError, and
    whatever `progress` raises while it is made."""
    if name or library.in_use(maps):
        return library.open_map(maps, name)
    return demo.ensure(maps, progress)


def place(found: Map, words: str) -> tuple[str, Point]:
    """Name and position of the place that is called so on the map. Raises MapError if there is none."""
    wanted = readings(words)
    for each in places.search(words, None):
        south, west, north, east = found.about.bounds
        if places.is_called(each, words) and south <= each.lat <= north and west <= each.lon <= east:
            return each.ko, Point(each.lat, each.lon)
    for name, row in found.places.names():
        if plain(name) in wanted:
            there = found.places[row]
            return name, Point(there.lat, there.lon)
    raise MapError(f"there is no place {words!r} on the map {found.about.name}")
