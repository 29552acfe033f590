"""map.json: what a map is, where it comes from and in which format it lies there. Written last, so that a folder
without it is no map."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from navigation.maps.errors import MapError, MapVersionError

FORMAT = 3  # of the folder; goes up with a change that another program would read wrongly. 2 had no files.json
FILE, PLACES, SEARCH, TILES = "map.json", "places", "search", "tiles"  # in the folder of a map
LICENCE, ATTRIBUTION = "ODbL 1.0", "© OpenStreetMap contributors"  # openstreetmap.org/copyright


@dataclass(frozen=True)
class Manifest:
    """What is known of a map without opening its columns."""

    name: str
    source: str  # the name of the file that it was made from
    source_date: str  # YYYY-MM-DD: of the data as the file says, else of the file
    imported: str  # UTC, ISO 8601
    bounds: tuple[float, float, float, float]  # degrees: south, west, north, east of what is in it
    places: int
    kinds: tuple[str, ...]  # by the number in the column
    by_kind: dict[str, int]
    routing: str  # the engine and version that built the tiles; empty: there are none
    note: str  # what somebody who drives by it has to know; why there are no tiles
    licence: str = LICENCE
    attribution: str = ATTRIBUTION
    format: int = FORMAT


def save(about: Manifest, folder: Path) -> None:
    """Raises OSError."""
    text = json.dumps(asdict(about), ensure_ascii=False, indent=1)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def load(folder: Path) -> Manifest:
    """Raises MapVersionError for another format, MapError for what is no map or is damaged."""
    path = folder / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise MapError(f"{folder} is no map: it has no {FILE}") from error
    except OSError as error:
        raise MapError(f"{path} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise MapError(f"{path} is damaged: {error}") from error
    version = found.get("format") if isinstance(found, dict) else None
    if version != FORMAT:
        raise MapVersionError(
            f"{folder} is a map of format {version}, and this program reads format {FORMAT}: import it again"
        )
    try:
        values = {each.name: found[each.name] for each in fields(Manifest)}
        return Manifest(**values | {"bounds": tuple(values["bounds"]), "kinds": tuple(values["kinds"])})
    except (KeyError, TypeError) as error:
        raise MapError(f"{path} is damaged: {error!r}; import the map again") from error
