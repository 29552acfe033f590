"""The project's table of places, places.csv. What finds in it is navigation/search.

Its coordinates were entered manually in WGS84 degrees: landmarks, stations and offices to about 100 m, shops on a long
road by their building number to about 300 m; a park or an estate may stand at the gate that is driven to. Shops move
and close; the table is meant for demonstrations only. The name of a city stands for its city hall. A word narrower than
a category (국밥집, 응급실) is an alias of each place that it fits. Distances are straight lines, shorter than by road;
replies have to say so.
"""

import csv
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from navigation.words import BRANDS, CATEGORIES, plain, readings

TABLE = Path(__file__).parent / "places.csv"
COLUMNS = ["ko", "en", "aliases", "category", "brand", "lat", "lon", "address"]
KOREA = (33.0, 38.7, 124.5, 132.0)  # degrees: south, north, west, east; the Republic of Korea and its islands
EARTH = 6371.0  # km, mean radius
HOME, WORK = "집", "회사"  # how those of the demo car are called in the table


class PlacesError(ValueError):
    """The table has a bad row, or words that must name a place name none. The message says which."""


@dataclass(frozen=True)
class Place:
    """One row of the table."""

    ko: str
    en: str
    aliases: tuple[str, ...]  # both languages, as spoken or as a recogniser writes them
    category: str  # a key of words.CATEGORIES
    brand: str  # a key of words.BRANDS, or empty
    lat: float  # degrees north, WGS84
    lon: float  # degrees east, WGS84
    address: str  # road address, or empty


def only_named(ko: str, en: str, lat: float, lon: float) -> Place:
    """A place of which nothing is known but its names and where it is."""
    return Place(ko, en, (), "", "", lat, lon, "")


def load(path: Path = TABLE) -> tuple[Place, ...]:
    """The rows of a table. Raises PlacesError with file and line for an invalid row."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            if next(rows, None) != COLUMNS:
                raise PlacesError(f"{path.name} line 1: the columns must be {','.join(COLUMNS)}")
            places: dict[str, Place] = {}
            for row in rows:
                where = f"{path.name} line {rows.line_num}"
                place = _place(row, where)
                for name in (place.ko, place.en):
                    if places.setdefault(plain(name), place) is not place:
                        raise PlacesError(f"{where}: the name {name} is already used")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PlacesError(f"{path}: {error}") from error
    return tuple(dict.fromkeys(places.values()))


def _place(row: list[str], where: str) -> Place:
    if len(row) != len(COLUMNS):
        raise PlacesError(f"{where}: {len(row)} columns instead of {len(COLUMNS)}")
    ko, en, aliases, category, brand, lat, lon, address = (cell.strip() for cell in row)
    if not plain(ko) or not plain(en):
        raise PlacesError(f"{where}: a place needs a name in both languages")
    if category not in CATEGORIES:
        raise PlacesError(f"{where}: no category {category!r}")
    if brand and brand not in BRANDS:
        raise PlacesError(f"{where}: no brand {brand!r}")
    try:
        position = float(lat), float(lon)
    except ValueError as error:
        raise PlacesError(f"{where}: {error}") from error
    south, north, west, east = KOREA
    if not (south <= position[0] <= north and west <= position[1] <= east):
        raise PlacesError(f"{where}: {lat}, {lon} is not in South Korea")
    spoken = tuple(alias.strip() for alias in aliases.split("|") if alias.strip())
    return Place(ko, en, spoken, category, brand, *position, address)


@cache
def places() -> tuple[Place, ...]:
    """The project's own table, loaded once."""
    return load()


def distance_km(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Straight-line distance in km between two points given in degrees (haversine)."""
    north, east = radians(b_lat - a_lat) / 2, radians(b_lon - a_lon) / 2
    return (
        2 * EARTH * asin(min(1.0, sqrt(sin(north) ** 2 + cos(radians(a_lat)) * cos(radians(b_lat)) * sin(east) ** 2)))
    )


@cache
def names(place: Place) -> tuple[str, ...]:
    """Names and aliases of a place, in the form of `plain`."""
    return tuple(plain(name) for name in (place.ko, place.en, *place.aliases))


def is_called(place: Place, words: str) -> bool:
    """Are the words a complete name or alias of this place?"""
    return any(wanted in names(place) for wanted in readings(words))


def named(words: str) -> Place:
    """The first place of the table with this complete name. Raises PlacesError if there is none."""
    for place in places():
        if is_called(place, words):
            return place
    raise PlacesError(f"{words!r} names no place in {TABLE.name}")
