"""From an OpenStreetMap extract to a map: places, routing tiles, and the search over the places.

Everything is written to a folder of its own and synced; one rename makes it the map. Whoever is interrupted, killed or
has no space left leaves the map that was there before.
"""

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from navigation.maps import files, library, manifest, osm, searching, tiles
from navigation.maps.categories import KINDS
from navigation.maps.errors import MapError
from navigation.maps.library import Map
from navigation.maps.manifest import Manifest
from navigation.maps.osm import Progress
from navigation.maps.table import MapPlace, PlaceTable, PlaceWriter

Index = Callable[[PlaceTable, Path, Progress], None]  # writes what it needs into the folder of the map


@dataclass(frozen=True)
class Source:
    """What a map is made of: how it is called, its places, and the PBF file of its roads, if there are any."""

    about: Manifest  # without what is counted
    places: Iterable[MapPlace]  # read once
    roads: Callable[[Path], Path | None]  # given a folder for what it may have to write: the PBF file


def nothing(what: str, share: float) -> None:
    """A Progress that shows nothing."""


def from_extract(
    file: Path, maps: Path, name: str = "", progress: Progress = nothing, index: Index = searching.build
) -> Map:
    """The map of a file FILE.osm.pbf, in the folder of maps, not in force yet. `name` is the file's if empty.

    Raises MapError for a file that is none, has no names or ends too early, and for a folder that cannot be written.
    """
    try:
        if not file.is_file():
            raise MapError(f"{file} is no file" if file.exists() else f"there is no file {file}")
        if not file.stat().st_size:
            raise MapError(f"{file} is empty")
        with file.open("rb"):
            pass
    except OSError as error:
        raise MapError(f"{file} cannot be read: {error.strerror or error}") from error
    if find_spec("osmium") is None:
        raise MapError("importing an extract needs the package osmium: make maps installs it")
    about = blank(library.checked_name(name) if name else library.name_for(file), file.name, osm.date_of(file))
    skipped = osm.Skipped()
    return make(Source(about, osm.read(file, progress, skipped), lambda folder: file), maps, progress, index)


def blank(name: str, source: str, date: str) -> Manifest:
    """A manifest whose counts are still to come."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(name, source, date, now, (0.0, 0.0, 0.0, 0.0), 0, KINDS, {}, "", "")


def make(source: Source, maps: Path, progress: Progress = nothing, index: Index = searching.build) -> Map:
    """Import a source. Raises MapError; whatever `progress` raises ends it, too."""
    name = source.about.name
    with library.locked(maps), library.writing(maps), ExitStack() as cleanup:
        library.sweep(maps)
        new = Path(mkdtemp(prefix=library.NEW, dir=maps))
        cleanup.callback(_discard, new)
        new.chmod(0o755)  # mkdtemp's is for one user only
        with PlaceWriter(new / manifest.PLACES, KINDS) as writer:
            writer.add_all(source.places)
        if not writer.count:
            raise MapError(f"{source.about.source} has no place with a name: it is no map to search in")
        table = PlaceTable(new / manifest.PLACES, writer.count, KINDS)
        about = _routed(source, replace(_counted(source.about, table)), new, progress)
        index(table, new, progress)
        manifest.save(about, new)
        files.save(new)
        progress("writing", 0.0)
        _sync_all(new)
        number = library.next_number(maps, name)
        folder = maps / f"{name}.{number}"
        new.rename(folder)
        library.sync(maps)
        library.clear(maps, name, number)
    return library.opened(folder)


def _counted(about: Manifest, table: PlaceTable) -> Manifest:
    lats, lons = table.lat, table.lon
    bounds = (float(lats.min()), float(lons.min()), float(lats.max()), float(lons.max()))
    return replace(about, bounds=bounds, places=len(table), by_kind=table.by_kind())


def _routed(source: Source, about: Manifest, new: Path, progress: Progress) -> Manifest:
    """Builds the tiles, if that can be done here."""
    engine = tiles.engine()
    roads = source.roads(new) if engine else None
    if roads is None:
        return replace(about, note="; ".join(filter(None, (about.note, tiles.MISSING))))
    tiles.build(roads, new / manifest.TILES, progress)
    if roads.parent == new:
        roads.unlink()
    return replace(about, routing=engine)


def _sync_all(folder: Path) -> None:
    for root, _, names in os.walk(folder):
        for file in names:
            library.sync(Path(root, file))
        library.sync(Path(root))


def _discard(folder: Path) -> None:
    """What is left of an import that failed. If that cannot be removed, the next import tries again."""
    shutil.rmtree(folder, ignore_errors=True)
