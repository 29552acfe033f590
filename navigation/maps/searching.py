"""The search of a map: built with the map, in a folder of it, and opened with it."""

from pathlib import Path

from navigation.maps import manifest
from navigation.maps.errors import MapError
from navigation.maps.library import Map
from navigation.maps.osm import Progress
from navigation.maps.table import PlaceTable
from navigation.search.building import SearchError
from navigation.search.search_map import SearchMap

STAGE = "search"  # as the progress calls it


def build(table: PlaceTable, folder: Path, progress: Progress) -> None:
    """Write the search of the places into the folder of their map. Raises MapError where it cannot be written."""
    try:
        SearchMap.build(table, folder / manifest.SEARCH, lambda share: progress(STAGE, share))
    except SearchError as error:
        raise MapError(str(error)) from error


def opened(found: Map) -> SearchMap:
    """The search of an open map; as its places it stays usable when the map is removed. Raises MapError."""
    try:
        return SearchMap.open(found.places, found.folder / manifest.SEARCH, found.files.read)
    except Exception as error:  # numpy reads the head of a damaged file as Python, so that any error may come of it
        raise MapError(f"the map {found.about.name} cannot be searched, import it again: {error}") from error
