"""English names of streets: the engine knows one name of each, the table of places of the map has both."""

import logging
import threading

import numpy as np

from navigation.maps.errors import MapError
from navigation.maps.table import PlaceTable
from navigation.routing.protocol import Street

log = logging.getLogger(__name__)

ROADS = ("road", "bridge", "tunnel")  # kinds of places whose names streets have


class StreetNames:
    """Local name of a street -> Street. Read when the first one is asked for, some 10 us a road of the map, and the
    table is let go. For several threads."""

    def __init__(self, places: PlaceTable | None = None) -> None:
        self._places, self._lock = places, threading.Lock()
        self._english: dict[str, str] = {}

    def street(self, name: str) -> Street:
        with self._lock:
            if self._places is not None:
                self._english, self._places = english(self._places), None
        return Street(name, self._english.get(name, name)) if name else Street()


def english(table: PlaceTable) -> dict[str, str]:
    """The English name of each road that has one."""
    kinds = [number for number, kind in enumerate(table.kinds) if kind in ROADS]
    rows = (table[int(row)] for row in np.flatnonzero(np.isin(table.kind, kinds)))
    try:
        return {place.ko: place.en for place in rows if place.en}
    except MapError as error:
        log.warning("streets have no English names: %s", error)
        return {}
