"""What destinations are looked for in: the map of the configuration and the project's table, or the table alone."""

import logging
from dataclasses import replace

from malcha.config.effective import Effective
from navigation import atlas
from navigation.atlas import Atlas
from navigation.maps import demo, library, searching
from navigation.maps.errors import MapError
from navigation.maps.library import Map
from navigation.places import PlacesError
from navigation.search.protocol import AnyPlace
from navigation.search.search_map import SearchMap

log = logging.getLogger(__name__)


def places(config: Effective) -> Atlas:
    """The places of the configuration; one line of the log says which map they are of.

    A map that cannot be used is a warning, and the table takes its place: the car has more to do than to navigate. Home
    or work may then be places that nobody knows. Raises ConfigError where the words for them name no place that is
    there, PlacesError for a table that is broken.
    """
    try:
        return atlas_of(opened(config), config)
    except MapError as error:
        log.warning("%s; places are looked for in the project's table instead", error)
        return with_own(atlas.of_table(), config, lost=True)


def atlas_of(found: tuple[Map, SearchMap] | None, config: Effective) -> Atlas:
    """The places of an opened map and of the table; without a map those of the table. Raises ConfigError, MapError for
    a map that is damaged where nobody has looked before."""
    if found is None:
        log.info("places are looked for in the project's table: no map is in force")
        return with_own(atlas.of_table(), config)
    map, search = found
    try:
        together = atlas.of_map(search, map.about.name)
    except PlacesError:
        raise
    except (ValueError, IndexError) as error:
        raise MapError(f"the map {map.about.name} is damaged, import it again: {error}") from error
    about = f"{len(map.places)} places, data of {map.about.source_date}, {map.about.attribution}"
    log.info("places are looked for in the map %s (%s) and in the project's table", map.about.name, about)
    return with_own(together, config)


def opened(config: Effective) -> tuple[Map, SearchMap] | None:
    """The map of the configuration, else the one in force; None where there is none or none is wanted. Raises MapError.

    Imported again meanwhile, the new one is opened.
    """
    wanted = config.settings.navigation
    if wanted.map == library.NO_MAP:
        return None
    maps = wanted.maps or library.default_folder()
    name = wanted.map or library.in_use(maps)
    while name:
        found = library.open_map(maps, name)
        try:
            return found, searching.opened(found)
        except MapError:
            if found.folder.is_dir():
                raise
    return None


def with_own(found: Atlas, config: Effective, lost: bool = False) -> Atlas:
    """The same with home and work of the configuration; `lost`: the map that they may be on is not there.

    Those of the demo car are of the table and of the demo map. On any other map somebody else lives there: where the
    configuration names none, there is none.
    """
    demo_car = found.map in ("", demo.NAME)
    own: dict[str, AnyPlace | None] = {each: getattr(found, each) if demo_car else None for each in ("home", "work")}
    for key in own:
        words = getattr(config.settings, key)
        try:
            own[key] = atlas.own(found.search, words) if words else own[key]
        except PlacesError as error:
            if not lost:
                raise config.error(key, f"must be empty, or name a place: {error}") from error
            log.warning("%s is not known: %s", key, error)
            own[key] = None
    return replace(found, home=own["home"], work=own["work"])
