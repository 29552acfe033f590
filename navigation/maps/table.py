"""The places of a map: columns, read whole when they are opened; strings in one UTF-8 blob.

    lat.f8, lon.f8       degrees WGS84, 8 bytes a place, little-endian
    kind.u1              its number in the list of kinds of the map
    ends.u8              where the text of each place ends in text.utf8
    text.utf8            a place: ko, en, aliases (joined by GROUP), brand, branch, road address, lot address, opening
                         hours, joined by UNIT

A place is read in about 3 microseconds. What is open stays as it was read, whatever becomes of the files.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navigation.maps.errors import MapError

UNIT, GROUP = "\x1f", "\x1e"  # the separators of ASCII; importing takes control characters out of names
FIELDS = 8
Read = Callable[[Path], bytes]
LAT, LON, KIND, ENDS, TEXT = "lat.f8", "lon.f8", "kind.u1", "ends.u8", "text.utf8"
ROWS_AT_ONCE = 16_384  # written at once: some MB


@dataclass(frozen=True)
class MapPlace:
    """One place of a map. A string is empty where the map does not say it; ko and en both are for an address alone."""

    id: int  # its row; it holds for this import only
    ko: str  # the Korean name, else the local one
    en: str
    aliases: tuple[str, ...]  # other, older and shorter names in any language
    category: str  # of navigation.maps.categories.KINDS
    brand: str  # a key of navigation.words.BRANDS where it is one of these
    branch: str
    lat: float  # degrees north, WGS84
    lon: float  # degrees east
    road_address: str  # city, road, number
    lot_address: str  # city, quarter, lot
    opening_hours: str = ""  # as OpenStreetMap writes them: "Mo-Fr 09:00-18:00"


class PlaceTable:
    """The places of a map by their row, 0 to len - 1."""

    def __init__(self, folder: Path, count: int, kinds: Sequence[str], read: Read = Path.read_bytes) -> None:
        """`read` reads a file. Raises MapError if a column is missing or is not as long as `count` rows need."""
        self.kinds = tuple(kinds)
        self.lat: NDArray[np.float64] = _column(read, folder / LAT, "<f8", count)
        self.lon: NDArray[np.float64] = _column(read, folder / LON, "<f8", count)
        self.kind: NDArray[np.uint8] = _column(read, folder / KIND, "u1", count)
        self._ends: NDArray[np.uint64] = _column(read, folder / ENDS, "<u8", count)
        self._text = _bytes(read, folder / TEXT)
        if count and (len(self._text) != int(self._ends[-1]) or int(self.kind.max()) >= len(self.kinds)):
            raise MapError(f"{folder} is damaged: its columns do not fit together; import the map again")

    def __len__(self) -> int:
        return len(self.lat)

    def __getitem__(self, row: int) -> MapPlace:
        """Raises IndexError for a row that is none, MapError for one that is damaged."""
        if not 0 <= row < len(self):
            raise IndexError(f"row {row} of {len(self)} places")
        ko, en, aliases, *rest = self._fields(row)
        brand, branch, road, lot, opening = rest
        kind = self.kinds[self.kind[row]]
        spoken = tuple(aliases.split(GROUP)) if aliases else ()
        lat, lon = float(self.lat[row]), float(self.lon[row])
        return MapPlace(row, ko, en, spoken, kind, brand, branch, lat, lon, road, lot, opening)

    def __iter__(self) -> Iterator[MapPlace]:
        return (self[row] for row in range(len(self)))

    def names(self) -> Iterator[tuple[str, int]]:
        """(name, row) of every name: Korean, English, aliases. What a search index is built from."""
        for row in range(len(self)):
            ko, en, aliases, *_ = self._fields(row)
            for name in dict.fromkeys((ko, en, *aliases.split(GROUP))):
                if name:
                    yield name, row

    def by_kind(self) -> dict[str, int]:
        """How many places there are of each kind that there is, most first."""
        counts = np.bincount(self.kind, minlength=len(self.kinds))
        found = {kind: int(number) for kind, number in zip(self.kinds, counts) if number}
        return dict(sorted(found.items(), key=lambda each: -each[1]))

    def _fields(self, row: int) -> list[str]:
        """Raises MapError where the text of the row is not what was written."""
        begin = int(self._ends[row - 1]) if row else 0
        try:
            found = self._text[begin : int(self._ends[row])].decode("utf-8").split(UNIT)
        except (UnicodeDecodeError, OverflowError) as error:
            raise MapError(f"the places of the map are damaged, row {row}: {error}; import the map again") from error
        if len(found) != FIELDS:
            raise MapError(f"the places of the map are damaged, row {row}: {len(found)} texts; import the map again")
        return found


class PlaceWriter:
    """Writes the columns row by row, with memory for ROWS_AT_ONCE of them. Raises OSError."""

    def __init__(self, folder: Path, kinds: Sequence[str]) -> None:
        folder.mkdir(parents=True)
        self._files = {name: (folder / name).open("xb") for name in (LAT, LON, KIND, ENDS, TEXT)}
        self._kinds = {kind: number for number, kind in enumerate(kinds)}
        self._points: list[tuple[float, float]] = []
        self._numbers: list[int] = []
        self._ends: list[int] = []
        self._texts: list[bytes] = []
        self._end = 0  # of the text so far
        self.count = 0

    def __enter__(self) -> "PlaceWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Writes the last rows, if nothing went wrong before."""
        try:
            if error is None:
                self._flush()
        finally:
            for file in self._files.values():
                file.close()

    def add(self, place: MapPlace) -> None:
        """One more row; the place's own id does not count."""
        aliases = GROUP.join(place.aliases)
        tail = (place.brand, place.branch, place.road_address, place.lot_address, place.opening_hours)
        text = UNIT.join((place.ko, place.en, aliases, *tail)).encode("utf-8", "replace")
        self._end += len(text)
        self._texts.append(text)
        self._ends.append(self._end)
        self._points.append((place.lat, place.lon))
        self._numbers.append(self._kinds[place.category])
        self.count += 1
        if len(self._texts) >= ROWS_AT_ONCE:
            self._flush()

    def add_all(self, places: Iterable[MapPlace]) -> None:
        for place in places:
            self.add(place)

    def _flush(self) -> None:
        points = np.array(self._points, "<f8").reshape(-1, 2)
        rows = {
            LAT: points[:, 0].tobytes(),
            LON: points[:, 1].tobytes(),
            KIND: bytes(self._numbers),
            ENDS: np.array(self._ends, "<u8").tobytes(),
            TEXT: b"".join(self._texts),
        }
        for name, data in rows.items():
            self._files[name].write(data)
        for waiting in (self._points, self._numbers, self._ends, self._texts):
            waiting.clear()


def _column(read: Read, path: Path, kind: str, count: int) -> NDArray[Any]:
    data = _bytes(read, path)
    if len(data) != count * np.dtype(kind).itemsize:
        raise MapError(f"{path} is damaged: {len(data)} bytes for {count} places; import the map again")
    return np.frombuffer(data, kind)


def _bytes(read: Read, path: Path) -> bytes:
    try:
        return read(path)
    except OSError as error:
        raise MapError(f"{path} cannot be read: {error.strerror or error}") from error
