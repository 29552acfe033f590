"""Search for places by name, category and brand in the project's table places.csv.

Its coordinates were entered manually in WGS84 degrees: landmarks, stations and offices to about 100 m, shops on a long
road by their building number to about 300 m. Shops move and close; the table is meant for demonstrations only. The name
of a city stands for its city hall. A word narrower than a category (국밥집, 응급실) is an alias of each place that it
fits. Distances are straight lines, shorter than by road; replies have to say so.
"""

import csv
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from navigation.words import BRANDS, CATEGORIES, MEANING, plain, readings

TABLE = Path(__file__).parent / "places.csv"
COLUMNS = ["ko", "en", "aliases", "category", "brand", "lat", "lon", "address"]
KOREA = (33.0, 38.7, 124.5, 132.0)  # degrees: south, north, west, east; the Republic of Korea and its islands
EARTH = 6371.0  # km, mean radius
MOST = 5  # places in a search result
NEARBY = 30.0  # km; places farther away are not nearby
HOME_WORDS, WORK_WORDS = ("집", "우리집", "home", "my home"), ("회사", "직장", "work", "office", "my office")


class PlacesError(ValueError):
    """The table has a bad row, or the words for home or work name no place. The message says which."""


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


@dataclass(frozen=True)
class OwnPlaces:
    """The places that "home" and "work" stand for in one car."""

    home: Place
    work: Place


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
    """Names and aliases of a place, in the form of `plain`; without its address."""
    return tuple(plain(name) for name in (place.ko, place.en, *place.aliases))


@cache
def addresses(place: Place) -> tuple[str, ...]:
    """The address in the form of `plain`, with and without city and district; never the building number alone."""
    parts = place.address.split()
    return tuple(plain("".join(parts[skip:])) for skip in range(len(parts) - 1))


def is_called(place: Place, words: str) -> bool:
    """Are the words a complete name of this place: a name, an alias, or its address with or without city and
    district?
    """
    return any(wanted in names(place) or wanted in addresses(place) for wanted in readings(words))


def search(words: str, near: tuple[float, float] | None, own: OwnPlaces | None = None) -> list[Place]:
    """At most 5 places that the words may mean: first those with this name, then those whose name contains it.

    Both groups are sorted by distance from `near` (lat, lon in degrees), without it in the table's order. `is_called`
    says whether a place was named exactly. "집" and "회사" are the places of `own`, without it those of the demo car.
    """
    wanted = plain(words)
    if wanted in map(plain, HOME_WORDS):
        return [own.home if own else home()]
    if wanted in map(plain, WORK_WORDS):
        return [own.work if own else work()]
    called = [place for place in places() if is_called(place, words)]
    parts = [part for part in readings(words) if len(part) > 1]
    similar = [
        place
        for place in places()
        if place not in called and any(part in name for part in parts for name in names(place))
    ]
    return (_nearest(called, near) + _nearest(similar, near))[:MOST]


def nearby(category_or_brand: str, near: tuple[float, float]) -> list[tuple[Place, float]]:
    """Places of a category, a brand or an alias around `near` (lat, lon in degrees), with straight-line distance in km.

    Nearest first, at most 5, none beyond 30 km; empty for an unknown word. Leading words such as "the nearest" are
    ignored.
    """
    wanted = readings(category_or_brand)
    for word in (*wanted, *(word.removesuffix("s") for word in wanted)):  # plural: "coffee shops"
        kind = MEANING.get(word, word)
        found = [place for place in places() if kind in (place.category, place.brand or None) or word in names(place)]
        if found:
            distances = ((place, distance_km(*near, place.lat, place.lon)) for place in _nearest(found, near))
            return [(place, km) for place, km in distances if km <= NEARBY][:MOST]
    return []


def _nearest(found: list[Place], near: tuple[float, float] | None) -> list[Place]:
    if near is None:
        return found
    return sorted(found, key=lambda place: distance_km(*near, place.lat, place.lon))


def home(words: str = "") -> Place:
    """The place with this complete name; "" for the demo car's home. Raises PlacesError if there is none."""
    return named(words or HOME_WORDS[0])


def work(words: str = "") -> Place:
    """The place with this complete name; "" for the demo car's place of work. Raises PlacesError if there is none."""
    return named(words or WORK_WORDS[0])


def own_places(home_words: str = "", work_words: str = "") -> OwnPlaces:
    """Home and work by their names; see home() and work(). Raises PlacesError."""
    return OwnPlaces(home(home_words), work(work_words))


def named(words: str) -> Place:
    """The first place of the table with this complete name. Raises PlacesError if there is none."""
    for place in places():
        if is_called(place, words):
            return place
    raise PlacesError(f"{words!r} names no place in {TABLE.name}")
