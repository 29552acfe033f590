"""The demo map: the tables in navigation/demo and navigation/places.csv as the source of an import.

found = demo.ensure(library.default_folder())  # a Map; it takes about a second when it is not there yet
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.util import find_spec
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

from navigation import demo, places
from navigation.maps import importing, library, tiles
from navigation.maps.categories import BRIDGES
from navigation.maps.errors import MapError
from navigation.maps.importing import Source, nothing
from navigation.maps.library import Map
from navigation.maps.osm import Progress
from navigation.maps.shapes import Point, halfway
from navigation.maps.table import MapPlace

NAME = "demo"
FOLDER = Path(demo.__file__).parent
ROADS, CROSSINGS = FOLDER / "roads.csv", FOLDER / "crossings.csv"
ROAD_COLUMNS, CROSSING_COLUMNS = ["road", "en", "class", "km/h", "lanes", "crossings"], ["crossing", "en", "lat", "lon"]
CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "residential")  # of OpenStreetMap's key highway
NEXT, BEND, NAMELESS = ">", "/", "·"  # in the tables: the next crossing, a bend as lat/lon, a crossing without a name
BESIDE = 0.3  # km from a road: places of places.csv that are on this map; farther away none can be driven to
KM = 111.2  # a degree of latitude
DATE = "2026-11-30"  # when the tables were typed
LICENCE, ATTRIBUTION = "Apache-2.0", "typed by this project"
SCHEMATIC = "schematic: straight roads, crossings within some 150 m, no one-way roads, no turn restrictions"


@dataclass(frozen=True)
class Crossing:
    """Where roads meet."""

    name: str  # with NAMELESS in it: of the table only
    en: str
    at: Point


@dataclass(frozen=True)
class Road:
    """One road from end to end."""

    name: str
    en: str
    highway: str  # of CLASSES
    speed: int  # km/h
    lanes: int  # of both directions
    points: tuple[Crossing, ...]  # bends have no name

    @property
    def line(self) -> list[Point]:
        return [each.at for each in self.points]


def ensure(maps: Path, progress: Progress = nothing) -> Map:
    """The demo map in this folder: imported if it is not there, or was made of other tables or without the routing
    engine that there is now. Raises MapError."""
    try:
        there = library.open_map(maps, NAME)
        there.files.check()
    except MapError:  # none, another format, damaged: made again
        there = None
    wanted = source().about.source
    if there and there.about.source == wanted and (there.about.routing or not tiles.engine()):
        return there
    return importing.make(source(), maps, progress)


def source() -> Source:
    """What the demo map is made of. Raises MapError for a bad row of the tables."""
    tables = sha256(b"".join(path.read_bytes() for path in (ROADS, CROSSINGS, places.TABLE))).hexdigest()[:12]
    about = importing.blank(NAME, f"demo tables {tables}", DATE)
    about = replace(about, note=SCHEMATIC, licence=LICENCE, attribution=ATTRIBUTION)
    return Source(about, _places(), _pbf)


def roads(file: Path = ROADS, crossings_file: Path = CROSSINGS) -> tuple[Road, ...]:
    """Raises MapError with file and line for a bad row."""
    known = crossings(crossings_file)
    found = []
    for where, row in _rows(file, ROAD_COLUMNS):
        name, en, highway, speed, lanes, through = row
        if highway not in CLASSES:
            raise MapError(f"{where}: no class {highway!r}; there are {', '.join(CLASSES)}")
        points = tuple(_point(each.strip(), known, where) for each in through.split(NEXT))
        if len(points) < 2:
            raise MapError(f"{where}: a road needs two crossings")
        try:
            found.append(Road(name, en, highway, int(speed), int(lanes), points))
        except ValueError as error:
            raise MapError(f"{where}: {error}") from error
    return tuple(found)


def crossings(file: Path = CROSSINGS) -> dict[str, Crossing]:
    """By name. Raises MapError with file and line for a bad row."""
    found: dict[str, Crossing] = {}
    for where, (name, en, lat, lon) in _rows(file, CROSSING_COLUMNS):
        if found.setdefault(name, Crossing(name, en, _position(lat, lon, where))).en != en or not name:
            raise MapError(f"{where}: the crossing {name!r} is there twice or has no name")
    return found


def _point(text: str, known: dict[str, Crossing], where: str) -> Crossing:
    if BEND in text:
        lat, _, lon = text.partition(BEND)
        return Crossing("", "", _position(lat, lon, where))
    if text not in known:
        raise MapError(f"{where}: there is no crossing {text!r}")
    return known[text]


def _position(lat: str, lon: str, where: str) -> Point:
    try:
        at = float(lat), float(lon)
    except ValueError as error:
        raise MapError(f"{where}: {error}") from error
    south, north, west, east = places.KOREA
    if not (south <= at[0] <= north and west <= at[1] <= east):
        raise MapError(f"{where}: {lat}, {lon} is not in South Korea")
    return at


def _rows(file: Path, columns: list[str]) -> Iterator[tuple[str, list[str]]]:
    """(file and line, cells); lines that begin with # are remarks."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            if next(rows, None) != columns:
                raise MapError(f"{file.name} line 1: the columns must be {','.join(columns)}")
            for row in rows:
                where = f"{file.name} line {rows.line_num}"
                if row and not row[0].startswith("#"):
                    if len(row) != len(columns):
                        raise MapError(f"{where}: {len(row)} columns instead of {len(columns)}")
                    yield where, [cell.strip() for cell in row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MapError(f"{file}: {error}") from error


def _places() -> Iterator[MapPlace]:
    """The places of places.csv beside a road; roads, bridges and crossings by their names."""
    lines = [road.line for road in roads()]
    for place in places.places():
        if min(_km_to(line, (place.lat, place.lon)) for line in lines) <= BESIDE:
            own = (place.ko, place.en, place.aliases, place.category, place.brand, "", place.lat, place.lon)
            yield MapPlace(0, *own, place.address, "")
    for road in roads():
        kind = "bridge" if road.name.endswith(BRIDGES) else "road"
        yield MapPlace(0, road.name, road.en, (), kind, "", "", *halfway(road.line), "", "")
    for crossing in crossings().values():
        if NAMELESS not in crossing.name:
            yield MapPlace(0, crossing.name, crossing.en, (), "junction", "", "", *crossing.at, "", "")


def _km_to(line: list[Point], point: Point) -> float:
    """From a point to the nearest one on a line."""
    east = KM * cos(radians(point[0]))
    flat = [((lat - point[0]) * KM, (lon - point[1]) * east) for lat, lon in line]
    found = []
    for (ay, ax), (by, bx) in pairwise(flat):
        whole = (bx - ax) ** 2 + (by - ay) ** 2
        share = max(0.0, min(1.0, -(ax * (bx - ax) + ay * (by - ay)) / whole)) if whole else 0.0
        found.append(hypot(ax + share * (bx - ax), ay + share * (by - ay)))
    return min(found)


def _pbf(folder: Path) -> Path | None:
    """The roads as OSM PBF, for the builder of the tiles; None where osmium is not installed."""
    if find_spec("osmium") is None:
        return None
    import osmium
    from osmium.osm.mutable import Node, Way

    path = folder / "demo.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        numbers: dict[Point, int] = {}
        for road in roads():
            for each in road.points:
                if each.at not in numbers:
                    numbers[each.at] = len(numbers) + 1
                    signals = {"highway": "traffic_signals", "name": each.name, "name:en": each.en}
                    tags = signals if each.name and NAMELESS not in each.name else {}
                    lat, lon = each.at
                    writer.add_node(Node(id=numbers[each.at], version=1, location=(lon, lat), tags=tags))
        for number, road in enumerate(roads(), 1):
            tags = {"highway": road.highway, "name": road.name, "name:ko": road.name, "name:en": road.en}
            tags |= {"maxspeed": str(road.speed), "lanes": str(road.lanes), "oneway": "no"}
            nodes = [numbers[each.at] for each in road.points]
            writer.add_way(Way(id=number, version=1, nodes=nodes, tags=tags))
    return path
