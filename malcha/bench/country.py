"""A map with as many places as a country has: how long it takes to make and to open, and what a search costs on it.

The places are made, the same for the same seed: names by combining (languages/ko/made_places.py), in clusters about as
unequal as towns, a third of them with a road address; of the shops of a chain one in ten is called by its brand alone.
Each step runs in a process of its own, so that its memory is its own:

- make: as an import does behind the reading of its file, without tiles: places, index, kinds, addresses;
- open: as the gateway does, with the places of the project's table that the map does not have;
- ask: QUESTIONS searches of each of WAYS, for the first time each.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from rich.table import Table

from languages.ko import made_places
from malcha.bench import own_process
from navigation import atlas
from navigation.atlas import Atlas
from navigation.maps import importing, library, searching
from navigation.maps.table import MapPlace
from navigation.places import KOREA
from navigation.search.find import find
from navigation.search.geometry import Point
from navigation.search.query import Query
from navigation.words import BRANDS, CATEGORIES

Figures = dict[str, Any]
PLACES = 1_000_000
QUESTIONS = 25  # of each way
LONGEST = 3600.0  # s of one step
NAME, ROADS, TOWNS = "country", 40_000, 400
NUMBERED, BRAND_ALONE = 3, 10  # one place in so many
SPREAD = 0.03  # degrees, the standard deviation of a town
RSS = {"RssAnon": "own", "RssFile": "of_files"}  # of /proc/self/status


def measure(places: int = PLACES, seed: int = 0) -> Figures:
    """Raises StartError."""
    with tempfile.TemporaryDirectory() as folder:
        return _step("make", folder, places, seed) | _step("ask", folder, places, seed)


def _step(what: str, folder: str, places: int, seed: int) -> Figures:
    return own_process.figures(f"{what} of {places} places", LONGEST, "country", what, folder, places, seed)


def make(maps: Path, places: int, seed: int) -> Figures:
    began, busy = time.perf_counter(), time.process_time()
    times: dict[str, float] = {}

    def told(stage: str, share: float) -> None:
        times.setdefault(stage, time.perf_counter() - began)

    source = importing.Source(importing.blank(NAME, "made", "2026-11-30"), made(places, seed), lambda folder: None)
    found = importing.make(source, maps, told)
    whole = time.perf_counter() - began
    search = library.size(found.folder / "search")
    return {
        "places": len(found.places),
        "make_s": round(whole, 1),
        "make_cpu_s": round(time.process_time() - busy, 1),
        "search_s": round(times["writing"] - times[searching.STAGE], 1),
        "make_peak_mb": peak(),
        "search_mb": round(search / 1e6),
        "map_mb": round(library.size(found.folder) / 1e6),
    }


def made(places: int, seed: int) -> Iterator[MapPlace]:
    """So many places; the same again for the same seed."""
    random = Random(seed)
    towns = [_point(random) for _ in range(TOWNS)]
    weights = [1 / rank for rank in range(1, TOWNS + 1)]
    names, kinds = made_places.names(random), list(CATEGORIES)
    for row in range(places):
        name = next(names)
        brand = name.split()[0]
        if brand in BRANDS and row % BRAND_ALONE == 0:
            name = brand
        town = random.choices(range(TOWNS), weights)[0]
        lat, lon = (random.gauss(at, SPREAD) for at in towns[town])
        address = ""
        if row % NUMBERED == 0:
            road = random.randrange(ROADS)
            number = random.randrange(1, 400)
            lat, lon = (
                each + shift * number / 1e4 for each, shift in zip(_of_road(road, towns), (1, 0.3), strict=True)
            )
            address = f"{road_name(road)} {number}"
        own = brand if brand in BRANDS else ""
        yield MapPlace(row, name, "", (), random.choice(kinds), own, "", lat, lon, address, "")


def road_name(road: int) -> str:
    """Of so many roads: "강남로", "강남12길"."""
    number, at = divmod(road, len(made_places.QUARTERS))
    quarter = made_places.QUARTERS[at]
    return f"{quarter}{number}길" if number else f"{quarter}로"


def _of_road(road: int, towns: list[Point]) -> Point:
    """Where a road begins."""
    own = Random(road)
    lat, lon = towns[own.randrange(len(towns))]
    return own.gauss(lat, SPREAD), own.gauss(lon, SPREAD)


def _point(random: Random) -> Point:
    south, north, west, east = KOREA
    return random.uniform(south + 1, north - 1), random.uniform(west + 2, east - 3)


def ask(maps: Path, places: int, seed: int) -> Figures:
    """Opened as the gateway does, and asked."""
    before = resident()
    began = time.perf_counter()
    found = library.open_map(maps, NAME)
    search = searching.opened(found)
    opened = time.perf_counter() - began
    with_table = atlas.of_map(search, NAME)
    whole, after = time.perf_counter() - began, resident()
    figures: Figures = {"open_ms": round(opened * 1e3, 1), "open_with_table_ms": round(whole * 1e3)}
    every: list[float] = []
    right: list[bool] = []
    ways: Figures = {}
    for way, queries in questions(with_table, places, seed).items():
        took = []
        for query, wanted, here in queries:
            began = time.perf_counter()
            answer = find(with_table.search, query, here)
            took.append((time.perf_counter() - began) * 1e3)
            if wanted is not None:
                right.append(wanted in [hit.place.id for hit in answer.hits])
        every += took
        ways[way] = spread(took)
    memory = {"before": before, "open": after, "asked": resident()}
    figures |= spread(every) | {"questions": len(every), "named_in_list": round(sum(right) / max(1, len(right)), 3)}
    return figures | {"ways": ways, "memory_mb": memory}


def questions(known: Atlas, places: int, seed: int) -> dict[str, list[tuple[Query, int | None, Point]]]:
    """{way: [(query, id of the place that is named or None, where the car is)]}; the car is at one of the places."""
    random, table = Random(seed + 1), known.search.table
    at = [table[row] for row in random.sample(range(places), QUESTIONS)]
    here = [(place.lat, place.lon) for place in at]
    numbers = (count(random.randrange(ROADS), 7), count(1, 13))
    roads = [f"{road_name(road % ROADS)} {number % 400}" for road, number in islice(zip(*numbers), QUESTIONS)]
    kinds, brands = ([words[0] for words in table.values()] for table in (CATEGORIES, BRANDS))

    def heard(how: str) -> list[tuple[Query, int | None, Point]]:
        texts = [made_places.misheard(place.ko, how, random) for place in at]
        return [(Query(text), place.id, point) for text, place, point in zip(texts, at, here, strict=True)]

    def said(texts: list[str], near: list[str] | None = None) -> list[tuple[Query, int | None, Point]]:
        others = near or [""] * len(texts)
        return [(Query(text, other), None, point) for text, other, point in zip(texts, others, here, strict=True)]

    return {
        "a name, spacing": heard("spacing"),
        "a name, two wrong sounds": heard("two"),
        "a name, several errors": heard("several"),
        "a kind": said(random.choices(kinds, k=QUESTIONS)),
        "a brand": said(random.choices(brands, k=QUESTIONS)),
        "a kind near a place": said(random.choices(kinds, k=QUESTIONS), [place.ko for place in at]),
        "an address": said(roads),
        "a word of many names": said(random.choices(made_places.KINDS, k=QUESTIONS)),
    }


def spread(took: list[float]) -> Figures:
    """ms at the median and the 99th percentile."""
    ordered = sorted(took)
    p50, p99 = (round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2) for share in (0.5, 0.99))
    return {"p50_ms": p50, "p99_ms": p99}


def summary(found: Figures) -> str:
    memory = found["memory_mb"]["asked"]
    return (
        f"{found['places']} made places: made in {found['make_s']:.0f} s with {found['make_peak_mb']} MB, "
        f"{found['map_mb']} MB on disk, opened in {found['open_with_table_ms']} ms, asked with "
        f"{memory['own']:.0f} MB and {memory['of_files']:.0f} MB of file pages"
    )


def table(found: Figures) -> Table:
    """A row for each way of asking."""
    shown = Table()
    for column in ("asked for", "p50 ms", "p99 ms"):
        shown.add_column(column, justify="left" if column == "asked for" else "right")
    for way, row in {**found["ways"], "all": found}.items():
        shown.add_row(way, f"{row['p50_ms']:.1f}", f"{row['p99_ms']:.1f}")
    return shown


def peak() -> int:
    """MB that this process had in memory at most."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)


def resident() -> dict[str, float]:
    """MB of this process in memory: its own, and pages of files, which the system takes back where it needs them; 0
    where /proc does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return {"own": 0.0, "of_files": 0.0}
    kb = {key: float(value.split()[0]) for key, _, value in (line.partition(":") for line in lines) if key in RSS}
    return {name: round(kb.get(key, 0.0) * 1.024 / 1e3) for key, name in RSS.items()}


STEPS = {"make": make, "ask": ask}

if __name__ == "__main__":
    what, maps, number, seed = sys.argv[1:]
    print(json.dumps(STEPS[what](Path(maps), int(number), int(seed)), ensure_ascii=False))
