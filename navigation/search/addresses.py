"""Addresses of a map: a road and a building number, or a district and a lot; also a number between two known ones.

Korean building numbers grow by about one in 10 m, odd on the left and even on the right. On long avenues that rule
fails, but between two known numbers of one side it holds: 9 m off at the median, 28 m for nine of ten (measured on
addresses of Seoul). Lots follow no line: one that is not known is not guessed.
"""

import re
from array import array as numbers
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from navigation.search.arrays import Read, array
from navigation.search.geometry import DEGREE
from navigation.search.index import NameIndex, build
from navigation.search.protocol import Places
from navigation.search.texts import Texts

SURE = 0.86  # likeness of the name of a road from which it counts as meant
TOGETHER = 0.015  # degrees, 1.5 km: numbers farther apart are of another road of this name
PER_NUMBER, SPARE = 0.03, 0.2  # km: known numbers farther apart than this a number, and this, say nothing of between
MOST_BESIDE = 10  # numbers, about 100 m: how far from a known number the end of a road may be
MOST_ROADS = 8  # roads of one name, and places of one address, that are looked at
ARRAYS = ("starts", "main", "sub", "lat", "lon", "places", "lots")
NAMES, STREETS = "streets", "street_names"  # the folder of the index, the files of the texts
_SPLIT = re.compile(r"(?P<street>.*[^\d\s-])\s*(?P<main>\d{1,5})(?:-(?P<sub>\d{1,4}))?\s*(?:번지)?\s*$")


@dataclass(frozen=True)
class Address:
    """Where an address is. `places` has the ids of those that have exactly it, some of them where they are many."""

    text: str  # as it is written: "서울 강남구 테헤란로 152"
    lat: float
    lon: float
    places: tuple[int, ...]
    approximate: bool  # it is between two known numbers, or beside one
    likeness: float  # of the name of its road


@dataclass(frozen=True)
class Addresses:
    streets: Texts  # as written, with city and district where they are known
    names: NameIndex  # of the streets, also without city and district
    starts: npt.NDArray[np.int64]  # street -> where its numbers begin; one more at the end
    main: npt.NDArray[np.int32]  # sorted within a street
    sub: npt.NDArray[np.int32]
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    places: npt.NDArray[np.int64]
    lots: npt.NDArray[np.bool_]  # street -> are these lots of a district?

    def find(self, street: str, main: int, sub: int = 0) -> list[Address]:
        """The addresses that may be meant, roads most like the name first."""
        found = []
        for row in self.names.rows(street, MOST_ROADS):
            if row.likeness < SURE:
                break
            for number in row.places[:MOST_ROADS].tolist():
                if (address := self._on(number, main, sub, row.likeness)) is not None:
                    found.append(address)
        return found

    def knows(self, street: str) -> bool:
        """Is there such a road, whatever the number?"""
        return any(row.likeness >= SURE for row in self.names.rows(street, 1))

    def _on(self, street: int, main: int, sub: int, likeness: float) -> Address | None:
        part = slice(int(self.starts[street]), int(self.starts[street + 1]))
        mains, subs, places = self.main[part], self.sub[part], self.places[part]
        where = np.stack([self.lat[part], self.lon[part]], axis=1)
        text = f"{self.streets[street]} {main}{f'-{sub}' if sub else ''}"
        exact = np.flatnonzero((mains == main) & (subs == sub))
        if len(exact):
            point = np.median(where[exact], axis=0)
            own = tuple(places[exact[:MOST_ROADS]].tolist())
            return _address(text, point, own, False, likeness)
        same = np.flatnonzero(mains == main)  # 152-3 of a building 152 is beside it
        if len(same):
            return _address(text, np.median(where[same], axis=0), (), True, likeness)
        if self.lots[street]:
            return None
        side = np.flatnonzero((mains - main) % 2 == 0)
        below, above = side[mains[side] < main], side[mains[side] > main]
        if len(below) and len(above):
            low, high = below[-1], above[0]
            gap = int(mains[high] - mains[low])
            if _km(where[low], where[high]) <= PER_NUMBER * gap + SPARE:
                share = (main - int(mains[low])) / gap
                return _address(text, where[low] * (1 - share) + where[high] * share, (), True, likeness)
        beside = int(np.abs(mains - main).argmin())
        if abs(int(mains[beside]) - main) <= MOST_BESIDE:
            return _address(text, where[beside], (), True, likeness)
        return None


def _address(
    text: str, point: npt.NDArray[np.float64], places: tuple[int, ...], approximate: bool, likeness: float
) -> Address:
    return Address(text, float(point[0]), float(point[1]), places, approximate, likeness)


def _km(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> float:
    return float(np.hypot(a[0] - b[0], (a[1] - b[1]) * np.cos(np.radians(a[0]))) * DEGREE)


def split(address: str) -> tuple[str, int, int] | None:
    """(street, building number, number behind the dash or 0) of a written address, None where it has no number.

    >>> split("서울 강남구 선릉로86길 40-4"), split("역삼동 737"), split("서울 강남구")
    (('서울 강남구 선릉로86길', 40, 4), ('역삼동', 737, 0), None)
    """
    match = _SPLIT.fullmatch(address)
    return (match["street"].strip(), int(match["main"]), int(match["sub"] or 0)) if match else None


def addresses_of(table: Places) -> Addresses:
    """Looked up place by place; 40 bytes an address while it is made."""
    number: dict[tuple[str, bool], int] = {}
    groups, mains, subs, ids = numbers("q"), numbers("i"), numbers("i"), numbers("q")
    for id in range(len(table)):
        place = table[id]
        for text, lot in ((place.road_address, False), (place.lot_address, True)):
            if text and (parts := split(text)):
                groups.append(number.setdefault((parts[0], lot), len(number)))
                mains.append(parts[1])
                subs.append(parts[2])
                ids.append(id)
    group, main, sub = np.array(groups, np.int64), np.array(mains, np.int32), np.array(subs, np.int32)
    place_ids = np.array(ids, np.int64)
    lat, lon = np.asarray(table.lat)[place_ids], np.asarray(table.lon)[place_ids]
    piece = _pieces(group, lat, lon)
    order = np.lexsort((sub, main, piece))
    first = np.unique(piece[order], return_index=True)[1]
    written = list(number)
    streets = tuple(written[group[order[at]]][0] for at in first.tolist())
    lots = np.array([written[group[order[at]]][1] for at in first.tolist()], np.bool_)
    return Addresses(
        Texts.of(streets), NameIndex.of(_tails(streets)), np.r_[first, len(order)].astype(np.int64),
        main[order], sub[order], lat[order], lon[order], place_ids[order], lots,
    )  # fmt: skip


def _tails(streets: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """A street with city and district, with the district, and alone."""
    for at, street in enumerate(streets):
        words = street.split()
        for skip in range(len(words)):
            yield " ".join(words[skip:]), at


def _pieces(
    group: npt.NDArray[np.int64], lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """A number for each road: those of one name that lie far apart are several.

    A gap of TOGETHER in latitude, or then in longitude, parts them; twice, so that each is parted both ways.
    """
    piece = group
    for along in (lat, lon, lat, lon):
        order = np.lexsort((along, piece))
        new = (np.diff(piece[order], prepend=-1) != 0) | (np.abs(np.diff(along[order], prepend=np.inf)) > TOGETHER)
        parted = np.empty(len(piece), np.int64)
        parted[order] = np.cumsum(new) - 1
        piece = parted
    return piece


def save(addresses: Addresses, folder: Path) -> None:
    """As files in a folder."""
    build(_tails(tuple(addresses.streets[at] for at in range(len(addresses.streets)))), folder / NAMES)
    addresses.streets.save(folder, STREETS)
    for name in ARRAYS:
        np.save(folder / f"address_{name}.npy", getattr(addresses, name))


def load(folder: Path, read: Read = Path.read_bytes) -> Addresses:
    """Raises OSError or ValueError where the files cannot be used."""
    arrays = [array(folder / f"address_{name}.npy", read) for name in ARRAYS]
    found = Addresses(Texts.open(folder, STREETS, read), NameIndex.open(folder / NAMES, read), *arrays)
    if len(found.starts) != len(found.streets) + 1 or len({len(each) for each in arrays[1:6]}) != 1:
        raise ValueError("the addresses are not complete")
    return found
