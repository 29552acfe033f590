"""What is looked for: a name, and where; taken from the words where they say it themselves."""

import math
import re
from dataclasses import dataclass, replace

from languages import codes, part
from languages.numbers import parse_number

LONGEST = 100  # characters; longer words are no name
MOST_WITHIN = 1000.0  # km
_COORDINATES = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*")


@dataclass(frozen=True)
class Query:
    name: str  # or a category, a brand, an address, coordinates ("37.5, 127.03")
    near: str = ""  # another place that it shall be near; "" for here
    along_route: bool = False
    within_km: float | None = None  # of the other place, or of here
    nearest: bool = False  # the nearest one is meant, no list


def read(words: str) -> Query:
    """The query in a sentence such as "부산역 앞 우체국으로 가자", "coffee along the route".

    Without an understanding of the sentence: what is no name is cut off by the patterns of the languages.
    """
    return refined(Query(words))


def refined(query: Query) -> Query:
    """The query with what its name says besides a name: near what, how far, along the route, the nearest."""
    name = " ".join(query.name[:LONGEST].split())
    for code in codes():
        language = part(code, "places")
        query = replace(query, near=_other(query.near, language.HERE))
        name = language.TRAILING.sub("", _led(language.LEADING, name)) or name
        if (match := language.WITHIN.search(name)) and (km := _km(match, language.UNITS)) is not None:
            name = _without(match, name)
            query = replace(query, within_km=km, near=_other(match["near"] or query.near, language.HERE))
        if match := language.ALONG.search(name):
            name = _without(match, name)
            query = replace(query, along_route=True)
        if match := language.NEAREST.match(name):
            name = _without(match, name)
            query = replace(query, nearest=True)
        for pattern in language.NEAR:
            if not query.near and (match := pattern.fullmatch(name)):
                query = replace(query, near=_other(match["near"], language.HERE))
                name = match["name"].strip()
        if match := language.NEAREST.match(name):
            name = _without(match, name)
            query = replace(query, nearest=True)
        name = _led(language.LEADING, name)
    return replace(query, name=name or query.name)


def _led(leading: re.Pattern[str], name: str) -> str:
    """The name without the words that lead up to it."""
    match = leading.match(name)
    return (name[match.end() :] or name) if match else name


def _other(near: str, here: frozenset[str]) -> str:
    """The name of another place, "" where the words mean here."""
    return "" if near.strip().casefold() in here else near.strip()


def _without(match: re.Match[str], name: str) -> str:
    return " ".join(f"{name[: match.start()]} {name[match.end() :]}".split()) or name


def _km(match: re.Match[str], units: dict[str, float]) -> float | None:
    number = parse_number(match["number"].strip())
    km = None if number is None else number * units[match["unit"].casefold()]
    return km if km is not None and 0 < km <= MOST_WITHIN else None


def coordinates(words: str) -> tuple[float, float] | None:
    """(latitude, longitude) in degrees of "37.5, 127.03"; None where the words are none.

    >>> coordinates("37.5, 127.03"), coordinates("127.03 37.5"), coordinates("강남역"), coordinates("95, 200")
    ((37.5, 127.03), (37.5, 127.03), None, None)
    """
    match = _COORDINATES.fullmatch(words)
    if not match or not are_coordinates(words):
        return None
    lat, lon = float(match[1]), float(match[2])
    if abs(lat) > 90 >= abs(lon):
        lat, lon = lon, lat
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 and math.isfinite(lat + lon) else None


def are_coordinates(words: str) -> bool:
    """Are the words two numbers as those of a position, whether there is such a position or not?"""
    return any(mark in words for mark in ".,") and _COORDINATES.fullmatch(words) is not None
