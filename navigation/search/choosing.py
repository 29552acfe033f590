"""Which of a list that was just offered: "두 번째 거", "가까운 데로", "강남역에 있는 거", "the last one".

The answer is the numbers that are left, counted from 1 as the list was read out: one number is what `dialog.select`
takes, several are a shorter list to offer again, none says that the words chose nothing.
"""

import math
from collections.abc import Sequence

import numpy as np

from languages import codes, part
from languages.numbers import parse_number
from navigation.search.around import AT_HAND
from navigation.search.folding import letters, readings
from navigation.search.gathering import Asked
from navigation.search.geometry import Point, km_from, positions
from navigation.search.index import NameIndex
from navigation.search.landmarks import landmark
from navigation.search.protocol import Offered
from navigation.search.search_map import SearchMap

LIKE = 0.7  # likeness from which the words are a name, or a part of one, in the list
LEAD = 0.1  # before the next one


def choose(
    places: Sequence[Offered], words: str | float, here: Point | None = None, map: SearchMap | None = None
) -> tuple[int, ...]:
    """The numbers, from 1, of the places that are meant; the nearest first where it is about distance.

    `words` may be a number as understood. `here` is needed for "the nearest one", `map` for "the one at ...".
    """
    if not places:
        return ()
    if isinstance(words, int | float):
        return _numbered(words, len(places))
    return _said(places, words.strip(), here, map)


def _said(places: Sequence[Offered], text: str, here: Point | None, map: SearchMap | None) -> tuple[int, ...]:
    for code in codes():
        language = part(code, "places")
        words = language.TRAILING.sub("", text)
        thing = language.THING.sub("", words).strip()
        if language.TOP.search(words):
            return (1,)
        if language.LAST.search(words):
            return (len(places),)
        if language.ORDINAL.search(words) or words.isdigit():
            number = parse_number(thing)
            if number is None:
                number = parse_number(words)
            if number is not None:
                return _numbered(number, len(places))
        if language.OTHERS.search(words):
            continue  # not this one: who says so is asked again
        if language.FARTHEST.search(words) and here is not None:
            return (_by_distance(places, here)[-1],)
        if language.CLOSEST.search(words) and here is not None and not _near(places, words, here, map, code):
            return (_by_distance(places, here)[0],)
        if found := _near(places, words, here, map, code):
            return found
    return _called(places, text)


def _numbered(number: float, count: int) -> tuple[int, ...]:
    whole = math.isfinite(number) and number == int(number) and 1 <= number <= count
    return (int(number),) if whole else ()


def _by_distance(places: Sequence[Offered], point: Point) -> list[int]:
    km = km_from(point, *positions(places))
    return [int(at) + 1 for at in np.argsort(km, kind="stable")]


def _called(places: Sequence[Offered], words: str) -> tuple[int, ...]:
    """Those whose name has the words in it, or is most like them."""
    said = {form for code in codes() for form in (letters(part(code, "places").THING.sub("", words)),) if form}
    inside = [
        at
        for at, place in enumerate(places, 1)
        if any(each in letters(name) for each in said for name in (place.ko, place.en, *place.aliases))
    ]
    if inside:
        return tuple(inside)
    index = NameIndex.of(
        (name, at) for at, place in enumerate(places, 1) for name in (place.ko, place.en, *place.aliases)
    )
    for each in sorted(said, key=len):
        if not readings(each):
            continue
        found = [like for like in index.candidates(each, len(places)) if like[1] >= LIKE]
        if found:
            return tuple(at for at, like in found if like >= found[0][1] - LEAD)
    return ()


def _near(
    places: Sequence[Offered], words: str, here: Point | None, map: SearchMap | None, code: str
) -> tuple[int, ...]:
    """Those at another place that the words name: "강남역에 있는 거"."""
    if map is None:
        return ()
    match = part(code, "places").AT.fullmatch(words)
    if match is None:
        return ()
    around = landmark(Asked(map, here), match["near"])
    if around is None:
        return ()
    point = (around.lat, around.lon)
    km = km_from(point, *positions(places))
    close = [at for at in _by_distance(places, point) if km[at - 1] <= AT_HAND]
    if not close:
        return ()
    nearest = km[close[0] - 1]
    return tuple(at for at in close if km[at - 1] <= max(1.0, 2 * nearest))
