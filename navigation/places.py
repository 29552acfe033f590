"""Places by name, by category and by brand, from a table of our own: places.csv.

Its coordinates are typed by hand in WGS84 degrees: landmarks, stations and offices to about 100 m, shops on a long road by
their building number, to about 300 m. Shops move and close: the table is a demo's, not a guide's. A city's name stands for its
city hall. A word narrower than its category (국밥집, 응급실) is an alias of each place it fits.
Distances are straight lines, shorter than any road: label them so when they are spoken.
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
MOST = 5  # places in an answer
NEARBY = 30.0  # km; what is farther is not "around here"
HOME_WORDS, WORK_WORDS = ("집", "우리집", "home", "my home"), ("회사", "직장", "work", "office", "my office")


class PlacesError(ValueError):
    """The table has a bad row, or the words for home or work name no place. Says which line or words."""


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
    """What "home" and "work" are for the people of one car."""

    home: Place
    work: Place


def load(path: Path = TABLE) -> tuple[Place, ...]:
    """The rows of a table. Raises PlacesError with file and line for a row that does not hold."""
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
                        raise PlacesError(f"{where}: the name {name} is taken")
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
    """All that a place is called, plain; the address not among them."""
    return tuple(plain(name) for name in (place.ko, place.en, *place.aliases))


@cache
def addresses(place: Place) -> tuple[str, ...]:
    """The place's address, plain, with and without its city and district; never the building number alone."""
    parts = place.address.split()
    return tuple(plain("".join(parts[skip:])) for skip in range(len(parts) - 1))


def is_called(place: Place, words: str) -> bool:
    """Do the words name this place whole: a name, an alias, or its address with or without city and district?"""
    return any(wanted in names(place) or wanted in addresses(place) for wanted in readings(words))


def search(words: str, near: tuple[float, float] | None, own: OwnPlaces | None = None) -> list[Place]:
    """Places that the words may name, at most 5: those called so, then those whose name contains them; each nearest first.

    `near` is (lat, lon) in degrees; without it the table's order counts. Ask `is_called` whether the first is sure.
    "집" and "회사" are those of `own`, without it the demo car's.
    """
    wanted = plain(words)
    if wanted in map(plain, HOME_WORDS):
        return [own.home if own else home()]
    if wanted in map(plain, WORK_WORDS):
        return [own.work if own else work()]
    called = [place for place in places() if is_called(place, words)]
    parts = [part for part in readings(words) if len(part) > 1]
    alike = [
        place
        for place in places()
        if place not in called and any(part in name for part in parts for name in names(place))
    ]
    return (_nearest(called, near) + _nearest(alike, near))[:MOST]


def nearby(category_or_brand: str, near: tuple[float, float]) -> list[tuple[Place, float]]:
    """Places of a category, a brand or a narrower kind around (lat, lon), with their straight-line distance in km.

    Nearest first, at most 5, none beyond 30 km. Empty for a word that is in no table. "The nearest car park" is a car park.
    """
    wanted = readings(category_or_brand)
    for word in (*wanted, *(word.removesuffix("s") for word in wanted)):  # coffee shops
        kind = MEANING.get(word, word)
        found = [place for place in places() if kind in (place.category, place.brand or None) or word in names(place)]
        if found:
            apart = ((place, distance_km(*near, place.lat, place.lon)) for place in _nearest(found, near))
            return [(place, km) for place, km in apart if km <= NEARBY][:MOST]
    return []


def _nearest(found: list[Place], near: tuple[float, float] | None) -> list[Place]:
    if near is None:
        return found
    return sorted(found, key=lambda place: distance_km(*near, place.lat, place.lon))


def home(words: str = "") -> Place:
    """The place that these words name whole; empty: the demo car's home. Raises PlacesError if they name none."""
    return named(words or HOME_WORDS[0])


def work(words: str = "") -> Place:
    """The place that these words name whole; empty: the demo car's work. Raises PlacesError if they name none."""
    return named(words or WORK_WORDS[0])


def own_places(home_words: str = "", work_words: str = "") -> OwnPlaces:
    """Both of them. Raises PlacesError."""
    return OwnPlaces(home(home_words), work(work_words))


def named(words: str) -> Place:
    """The first place of the table that the words name whole. Raises PlacesError."""
    for place in places():
        if is_called(place, words):
            return place
    raise PlacesError(f"{words!r} names no place in {TABLE.name}")
