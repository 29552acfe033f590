"""The places of an OpenStreetMap extract, read as a stream by osmium (package `osmium`, C++ inside).

Two passes: relations for which ways they are made of; then everything. Memory: 16 bytes a node of the extract for
positions, and what navigation.maps.gathering keeps. Needs no routing engine.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from languages import part
from navigation.maps.categories import kind_of, stays_nameless
from navigation.maps.errors import MapError
from navigation.maps.gathering import Exits, Lines, Once
from navigation.maps.named import aliases, brand_and_branch, clean, name_and_english, road_and_lot
from navigation.maps.shapes import Point, length, middle, outline, weighted
from navigation.maps.table import MapPlace

Progress = Callable[[str, float], None]  # (what is done now, share of it 0 to 1); raising in it ends the import

NAMES = ("name", "name:ko", "name:en", "bridge:name", "tunnel:name")
WANTED = (*NAMES, "addr:housenumber", "amenity", "shop", "railway")  # keys without which nothing is a place
AREA_TYPES = frozenset(("multipolygon", "boundary", "site"))  # of relations; routes and restrictions are no places
LABELS = frozenset(("label", "admin_centre"))  # members of a relation that say where its name stands
LINES = frozenset(("road", "bridge", "tunnel"))
TELL_EVERY = 20_000  # objects between two calls of progress, some 50 ms
LOCATIONS = "sparse_mmap_array"  # anonymous memory, grows without copying


@dataclass
class Skipped:
    """Objects that are places and could not be used."""

    nowhere: int = 0  # without a position: cut off at the edge of the extract
    unreadable: int = 0  # not UTF-8


@dataclass
class _Members:
    """What relations need of others: ways for their border, nodes for their label; and what was found of the ways."""

    ways: set[int] = field(default_factory=set)
    outlines: dict[int, tuple[float, float, float]] = field(default_factory=dict)

    def way(self, way: Any) -> bool:
        """As a filter of osmium: is this way to be left out?"""
        return way.id not in self.ways and not any(key in way.tags for key in WANTED)


def date_of(path: Path) -> str:
    """YYYY-MM-DD of the data as the header of the file has it, else of the file. Raises MapError."""
    import osmium

    with _faults(path):
        with osmium.io.Reader(_pbf(path), osmium.osm.osm_entity_bits.NOTHING) as reader:
            said = reader.header().get("osmosis_replication_timestamp", "")
        return said[:10] or datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


def read(path: Path, progress: Progress, skipped: Skipped) -> Iterator[MapPlace]:
    """Every place of the extract, its id 0. Raises MapError for a file that is no PBF, or ends too early."""
    with _faults(path):
        members = _members(path, progress)
        yield from _places(path, members, progress, skipped)


def _members(path: Path, progress: Progress) -> _Members:
    import osmium

    members = _Members()
    bits = osmium.osm.osm_entity_bits
    for relation in osmium.FileProcessor(_pbf(path), bits.RELATION).with_filter(osmium.filter.KeyFilter(*NAMES)):
        if relation.tags.get("type") in AREA_TYPES:
            members.ways.update(each.ref for each in relation.members if each.type == "w" and each.role != "inner")
    progress("places", 0.0)
    return members


def _places(path: Path, members: _Members, progress: Progress, skipped: Skipped) -> Iterator[MapPlace]:
    import osmium

    bits = osmium.osm.osm_entity_bits
    locations = osmium.index.create_map(LOCATIONS)
    located = osmium.NodeLocationsForWays(locations)
    located.ignore_errors()
    tagged = osmium.filter.KeyFilter(*WANTED).enable_for(bits.NODE | bits.RELATION)
    once, lines, exits = Once(), Lines(), Exits()
    share = _Share(path)
    with osmium.io.Reader(_pbf(path), bits.NODE | bits.WAY | bits.RELATION) as reader:
        for number, found in enumerate(osmium.OsmFileIterator(reader, members, located, tagged)):
            if number % TELL_EVERY == 0:
                progress("places", share.now())
            try:
                if found.is_way():
                    points = [(node.lat, node.lon) for node in found.nodes if node.location.valid()]
                    if points and found.id in members.ways:
                        members.outlines[found.id] = outline(points)
                    where, far = (middle(points, "highway" in found.tags), length(points)) if points else (None, 0.0)
                elif found.is_node():
                    where, far = (found.lat, found.lon) if found.location.valid() else None, 0.0
                elif found.tags.get("type") in AREA_TYPES:
                    where, far = _middle_of(found.members, members, locations), 0.0
                else:
                    continue
                tags = dict(found.tags)
            except UnicodeDecodeError:
                skipped.unreadable += 1
                continue
            if "boundary" in tags and found.is_way() and not found.is_closed():
                continue  # a piece of a border, which may be called "Spain - Andorra"
            for place in _of(tags, where):
                if where is None:
                    skipped.nowhere += 1
                elif place.category in LINES or "waterway" in tags:
                    lines.add(place, far)
                elif place.category == "exit":
                    exits.add_exit(clean(tags.get("ref", "")), place)
                elif once.is_new(place):
                    if place.category == "station":
                        exits.add_station(place)
                    yield place
    yield from filter(once.is_new, lines.places())
    yield from filter(once.is_new, exits.places())


def _middle_of(parts: Any, members: _Members, locations: Any) -> Point | None:
    """Of a relation: its label, else the middle of its border as far as it is in the extract."""
    for member in parts:
        if member.type == "n" and member.role in LABELS:
            try:
                at = locations.get(member.ref)
            except KeyError:
                continue
            return at.lat, at.lon
    border = [members.outlines[each.ref] for each in parts if each.type == "w" and each.ref in members.outlines]
    return weighted(border) if border else None


def _of(tags: Mapping[str, str], where: Point | None) -> Iterator[MapPlace]:
    """The places that an object is: mostly one; a road on a bridge with a name is two."""
    lat, lon = where or (0.0, 0.0)
    for key in ("bridge", "tunnel"):
        if named := clean(tags.get(f"{key}:name:ko") or tags.get(f"{key}:name", "")):
            english = clean(tags.get(f"{key}:name:en", ""))
            yield MapPlace(0, named, english, (), key, "", "", lat, lon, "", "")
    kind = kind_of(tags)
    ko, en = name_and_english(tags)
    road, lot = road_and_lot(tags)
    if not kind and (ko or not (road or lot)):
        return  # a name alone tells nothing: a mast, a row of trees
    if not ko and not stays_nameless(kind, tags) and kind != "exit":
        if not (road or lot) or kind == "road":
            return
        kind = "address"
    if kind == "station" and ("railway" in tags or tags.get("train") == "yes" or tags.get("subway") == "yes"):
        ko, en = part("ko", "map_names").station(ko), part("en", "map_names").station(en)
    brand, branch = brand_and_branch(tags, kind, ko)
    opening = clean(tags.get("opening_hours", ""))
    yield MapPlace(0, ko, en, aliases(tags, (ko, en)), kind, brand, branch, lat, lon, road, lot, opening)


def _pbf(path: Path) -> Any:
    """Whatever the file is called, PBF is expected in it."""
    import osmium

    return osmium.io.File(str(path), "pbf")


class _faults:
    """What osmium says of a file, with its name: its errors are RuntimeErrors without a class of their own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: object) -> None:
        if isinstance(error, RuntimeError) and type(error) is RuntimeError:
            raise MapError(f"{self.path} cannot be read as an OpenStreetMap extract: {error}") from error


class _Share:
    """How much of a file was read, from the offset of osmium's descriptor; 0 where /proc does not tell."""

    def __init__(self, path: Path) -> None:
        self._file = path.stat()
        self._descriptor = ""

    def now(self) -> float:
        try:
            name = self._descriptor or self._found()
            text = Path(f"/proc/self/fdinfo/{name}").read_text(encoding="ascii")
            return min(1.0, int(text.split()[1]) / max(1, self._file.st_size))
        except (OSError, ValueError, IndexError):
            return 0.0

    def _found(self) -> str:
        for name in os.listdir("/proc/self/fd"):
            try:
                if os.path.samestat(os.stat(f"/proc/self/fd/{name}"), self._file):
                    self._descriptor = name
                    return name
            except OSError:
                continue  # closed meanwhile
        raise OSError("not open")
