"""Which map to drive on, and which place of it is meant."""

from dataclasses import dataclass
from pathlib import Path

from navigation.atlas import Atlas, place_of
from navigation.maps import demo, importing, library
from navigation.maps.errors import MapError
from navigation.maps.library import Map
from navigation.maps.osm import Progress
from navigation.places import Place
from navigation.routing.protocol import Point
from navigation.search.find import find
from navigation.search.found import Found
from navigation.search.query import Query
from navigation.search.ranking import Hit, is_clear

NUMBER = "#"  # in "스타벅스#2": the second of the list that "스타벅스" gives
ALIKE, LIKE = 3, 0.5  # names that are told where nothing is found, and how like the words they are
WHY = {  # reason of a search -> a sentence; others are "there is no place"
    "no_name": "{said!r} names no place",
    "home_unknown": "home is not set, or not on the map {map}",
    "work_unknown": "work is not set, or not on the map {map}",
    "near_unknown": "{words!r} is not on the map {map}, so nothing can be looked for near it",
    "no_such_number": "the street of {words!r} is on the map {map}, the number is not",
    "none_within": "there is no {words!r} within {km:g} km{around} on the map {map}",
    "no_position": "what is near {words!r} is only known of a stop behind the first",
    "no_route": "{said!r} is along a route, and there is none yet: name the place",
    "off_map": "{said!r} is off the map {map}",
    "no_such_position": "{said!r} is no position: latitudes reach to 90 degrees, longitudes to 180",
}


@dataclass(frozen=True)
class Several:
    """The places that the words may mean, the best first, with km in a straight line from where the car is then, None
    where that is not known."""

    places: tuple[tuple[Place, float | None], ...]

    @property
    def nearest(self) -> int | None:
        """The number of the nearest one, from 1."""
        far = [(km, number) for number, (_, km) in enumerate(self.places, 1) if km is not None]
        return min(far)[1] if far else None


def map_to_drive(maps: Path, name: str = "", progress: Progress = importing.nothing) -> Map:
    """The map of this name, else the one in force, else the demo map, which is made if need be. Raises MapError, and
    whatever `progress` raises while it is made."""
    if name or library.in_use(maps):
        return library.open_map(maps, name)
    return demo.ensure(maps, progress)


def place(found: Map, atlas: Atlas, words: str, here: Point | None = None) -> tuple[str, Point] | Several:
    """Name and position of the place that is meant, as the gateway finds it, seen from `here`; several where that is
    not clear. A number of their list may be behind the words: "스타벅스#2". `atlas` is that of the map.

    Raises MapError if there is none on the map.
    """
    name, mark, number = words.rpartition(NUMBER)
    said = name if mark and number.isdecimal() else words
    answer = find(atlas.search, Query(said), (here.lat, here.lon) if here else None, home=atlas.home, work=atlas.work)
    hits = [hit for hit in answer.hits if _on(found, hit)]
    if not hits or (answer.clear and answer.hits[0].named and answer.hits[0] not in hits):
        raise MapError(_why_none(found, atlas, said, answer))
    if said != words:
        if not 1 <= int(number) <= len(hits):
            raise MapError(f"{words!r}: there are {len(hits)} places for {said!r}, counted from 1")
        return _stop(hits[int(number) - 1])
    if (answer.clear and hits[0] == answer.hits[0]) or (len(hits) == 1 and is_clear(hits)):
        return _stop(hits[0])
    return Several(tuple((place_of(hit.place, hit.approximate), hit.km) for hit in hits))


def _stop(hit: Hit) -> tuple[str, Point]:
    return place_of(hit.place, hit.approximate).ko, Point(hit.place.lat, hit.place.lon)


def _on(found: Map, hit: Hit) -> bool:
    """Is it within the bounds of the map? What the project's table has besides may be anywhere in the country."""
    south, west, north, east = found.about.bounds
    return south <= hit.place.lat <= north and west <= hit.place.lon <= east


def _why_none(found: Map, atlas: Atlas, said: str, answer: Found) -> str:
    map = found.about.name
    if answer.hits:
        return f"{place_of(answer.hits[0].place).ko} is off the map {map}"
    if answer.reason in WHY:
        around = f" of {place_of(answer.around).ko}" if answer.around else ""
        facts = {"said": said, "words": answer.words, "map": map, "km": answer.within_km or 0, "around": around}
        return WHY[answer.reason].format(**facts)
    rows = [row for row in atlas.search.names.rows(said, ALIKE) if row.likeness >= LIKE]
    alike = dict.fromkeys(place_of(atlas.search.table[int(row.places[0])]).ko for row in rows)
    told = f"there is no place {said!r} on the map {map}"
    return f"{told}; most like it: {', '.join(alike)}" if alike else told
