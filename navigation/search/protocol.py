"""What the search needs of a table of places, and such a table made of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from navigation import places

NOWHERE = -1  # id of a spot that is no place of the table: coordinates, or an address between two known ones

Degrees = npt.NDArray[np.float64]


class Offered(Protocol):
    """What is offered: a place of a map or of the project's table."""

    @property
    def ko(self) -> str: ...
    @property
    def en(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


class AnyPlace(Offered, Protocol):
    """One place: the fields of MapPlace."""

    @property
    def id(self) -> int: ...
    @property
    def category(self) -> str: ...
    @property
    def brand(self) -> str: ...
    @property
    def branch(self) -> str: ...
    @property
    def road_address(self) -> str: ...
    @property
    def lot_address(self) -> str: ...
    @property
    def opening_hours(self) -> str: ...


class Places(Protocol):
    """A table of places: `table[id]` for id from 0 to len - 1."""

    @property
    def lat(self) -> Degrees:
        """Shape (places,), degrees north."""

    @property
    def lon(self) -> Degrees:
        """Shape (places,), degrees east."""

    def __len__(self) -> int: ...
    def __getitem__(self, id: int, /) -> AnyPlace: ...


@dataclass(frozen=True)
class Spot:
    """A place as a value; "" for what is not known."""

    id: int
    ko: str
    lat: float  # degrees north, WGS84
    lon: float  # degrees east, WGS84
    en: str = ""
    aliases: tuple[str, ...] = ()
    category: str = ""
    brand: str = ""
    branch: str = ""
    road_address: str = ""
    lot_address: str = ""
    opening_hours: str = ""  # as OpenStreetMap writes them


class Listed:
    """A table made of a list, in memory; the id of each place is its place in the list."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        self.spots = spots
        self.lat = np.array([spot.lat for spot in spots], np.float64)
        self.lon = np.array([spot.lon for spot in spots], np.float64)

    def __len__(self) -> int:
        return len(self.spots)

    def __getitem__(self, id: int, /) -> AnyPlace:
        return self.spots[id]


def listed(table: Sequence[places.Place]) -> Listed:
    """The project's own table, or another one of its kind; an id is the number of the row."""
    return Listed([
        Spot(
            at, place.ko, place.lat, place.lon, place.en, place.aliases, place.category, place.brand,
            road_address=place.address,
        )
        for at, place in enumerate(table)
    ])  # fmt: skip


def names(place: AnyPlace) -> tuple[str, ...]:
    """All names of a place, each once."""
    with_branch = f"{place.brand} {place.branch}" if place.brand and place.branch else ""
    return tuple(dict.fromkeys(name for name in (place.ko, place.en, *place.aliases, with_branch) if name))
