"""The map in force, followed while the gateway runs: another one is opened beside that in use and takes its place."""

import logging
from contextlib import AbstractContextManager
from pathlib import Path

from malcha.config.effective import Effective
from malcha.config.keys import ConfigError
from malcha.run.beside import repeatedly
from malcha.run.guided import router
from malcha.run.places import atlas_of, opened
from navigation.maps import library
from navigation.maps.errors import MapError
from navigation.routing.protocol import RoutingUnavailable
from vehicle.turn.assistant import Assistant

log = logging.getLogger(__name__)

EVERY = 5.0  # s between two looks


class MapInForce:
    """Of one gateway. For one thread."""

    def __init__(self, config: Effective, assistant: Assistant) -> None:
        self._config, self._assistant = config, assistant
        self._seen = self._folder()

    def look(self) -> bool:
        """Is there another map than with the last look, and is it used from now on? Errors are logged once."""
        found = self._folder()
        if found == self._seen:
            return False
        self._seen = found
        if found is None:
            log.warning("the map in force was removed; its places stay known until the end, its roads may be lost")
            return False
        try:
            self._use()
        except (MapError, RoutingUnavailable, ConfigError) as error:
            log.warning("the map %s cannot be used, the one before stays: %s", found.name, error)
            return False
        log.info("the map %s is used from now on", found.name)
        return True

    def _use(self) -> None:
        """Places and roads together, or none of them."""
        wanted, guidance = self._config.settings.navigation, self._assistant.guidance
        atlas = atlas_of(opened(self._config), self._config)
        if guidance is not None:
            guidance.routers.use(router(wanted.maps, wanted.map))
        self._assistant.atlas = atlas

    def _folder(self) -> Path | None:
        wanted = self._config.settings.navigation
        if wanted.map == library.NO_MAP:
            return None
        try:
            return library.in_force(wanted.maps or library.default_folder(), wanted.map)
        except MapError as error:
            log.debug("%s", error)
            return None


def map_followed(config: Effective, assistant: Assistant) -> AbstractContextManager[None]:
    """For as long as this lasts."""
    return repeatedly("map", MapInForce(config, assistant).look, EVERY)
