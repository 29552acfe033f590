"""An index of names on disk: which names sound like these words?

Rows are the different folded forms of all names (folding.py): "스타벅스" of a thousand places is one row. For every
gram (grams.py) there is the list of the rows that have it. All arrays are files of numpy, read whole when it is opened.

    build([("강남역", 0), ("Gangnam Station", 0), ("역삼역", 1)], folder)
    NameIndex.open(folder).candidates("강나멱", 5)  # [(0, 1.0), ...]
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from navigation.search.arrays import Read, array
from navigation.search.building import FORMAT, META, PARTS, Progress, SearchError, arrays_of, built
from navigation.search.folding import readings
from navigation.search.grams import GRAMS, grams_in, grams_of, joined
from navigation.search.likeness import likeness

__all__ = ["NameIndex", "Row", "SearchError", "build"]

CANDIDATES = 96  # rows that are compared sound by sound; 64 find as much among 50,000 names
MOST_POSTINGS = 400_000  # that one reading looks through, the rarest grams first; bounds the time of a query
LEAST_SHARED = 0.2  # of the weight that the best row shares; below it a row is not looked at
REST_OF_ROW = 0.2  # what the weight of a row's other grams counts against it, at the first look


@dataclass(frozen=True)
class Row:
    """A folded name, how like it is to what was asked for, and the places that are called so."""

    number: int
    likeness: float
    places: npt.NDArray[np.uint32]


def build(names: Iterable[tuple[str, int]], folder: Path, progress: Progress | None = None) -> None:
    """Write the index of (name, place id) into `folder`, which must not be there yet.

    A name without a letter of Hangul, Latin or a digit is left out. `progress` is told how many names were read.
    Memory: 40 bytes a name and some 50 MB. Raises SearchError where it cannot be written; nothing is left then.
    """
    built(names, folder, progress)


@dataclass(frozen=True)
class NameIndex:
    offsets: npt.NDArray[np.uint32]  # gram -> where its rows begin in postings; one more at the end
    postings: npt.NDArray[np.uint32]  # rows
    weights: npt.NDArray[np.uint16]  # gram -> how rare it is
    row_weights: npt.NDArray[np.uint16]  # row -> sum of the weights of its grams
    text: npt.NDArray[np.uint8]  # folded names, 0 between them
    starts: npt.NDArray[np.uint32]  # row -> where its name begins in text; one more at the end
    place_starts: npt.NDArray[np.uint32]  # row -> where its places begin in place_ids; one more at the end
    place_ids: npt.NDArray[np.uint32]

    @classmethod
    def open(cls, folder: Path, read: Read = Path.read_bytes) -> "NameIndex":
        """The index that `build` has written. Raises SearchError where it is missing, broken or of another version."""
        try:
            meta = json.loads(read(folder / META))
            if meta["format"] != FORMAT:
                raise SearchError(f"the index of names in {folder} has format {meta['format']}, not {FORMAT}: import")
            parts = {name: array(folder / f"{name}.npy", read) for name in PARTS}
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            if isinstance(error, SearchError):
                raise
            raise SearchError(f"the index of names in {folder} cannot be read: {error}") from error
        if [len(parts[name]) for name in PARTS] != meta["lengths"] or len(parts["offsets"]) != GRAMS + 1:
            raise SearchError(f"the index of names in {folder} is not complete: import the map again")
        return cls(**parts)

    @classmethod
    def of(cls, names: Iterable[tuple[str, int]]) -> "NameIndex":
        """The same in memory, for a small table."""
        return cls(**arrays_of(names))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def candidates(self, query: str, most: int) -> list[tuple[int, float]]:
        """(place id, likeness 0 to 1) of the names most like the query, the best first; each place once."""
        found: dict[int, float] = {}
        for row in self.rows(query, most):
            for place in row.places[:most]:
                found.setdefault(int(place), row.likeness)
        return list(found.items())[:most]

    def rows(self, query: str, most: int) -> list[Row]:
        """The rows most like the query in any of its readings, the best first."""
        best: dict[int, float] = {}
        for said in readings(query):
            for number, like in self._like(said):
                best[number] = max(like, best.get(number, 0.0))
        ordered = sorted(best.items(), key=lambda each: (-each[1], each[0]))[:most]
        return [Row(number, like, self.places(number)) for number, like in ordered]

    def places(self, row: int) -> npt.NDArray[np.uint32]:
        return self.place_ids[self.place_starts[row] : self.place_starts[row + 1]]

    def places_with(self, part: str) -> npt.NDArray[np.uint32]:
        """All places that have a name with these words in it, as far as grams tell: the branches of "스타벅스"."""
        found = [np.zeros(0, np.uint32)]
        for said in readings(part):
            grams = grams_in(said)
            inner = grams[(grams >= GRAMS // 64) & (grams % 64 != 0)]  # those without an end of the name
            lists = sorted((self._postings(gram) for gram in inner.tolist()), key=len)
            if not lists:
                continue
            rows = lists[0]
            for other in lists[1:]:
                rows = rows[_among(rows, other)]
            found.append(self._places_of(rows))
        return np.unique(np.concatenate(found))

    def _places_of(self, rows: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
        """Of all these rows together, which may be many."""
        begin = self.place_starts[rows].astype(np.int64)
        counts = self.place_starts[rows.astype(np.int64) + 1].astype(np.int64) - begin
        ends = np.cumsum(counts)
        at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begin - ends + counts, counts)
        ids: npt.NDArray[np.uint32] = self.place_ids[at]
        return ids

    def _postings(self, gram: int) -> npt.NDArray[np.uint32]:
        return self.postings[self.offsets[gram] : self.offsets[gram + 1]]

    def _like(self, said: bytes) -> list[tuple[int, float]]:
        grams = grams_in(said)
        rows = self._first_look(grams)
        if not len(rows):
            return []
        names = [self.text[self.starts[row] : self.starts[row + 1] - 1].tobytes() for row in rows.tolist()]
        return list(zip(rows.tolist(), likeness(said, names, self._shared(grams, rows, names)).tolist()))

    def _first_look(self, grams: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The rows that share the most weight with these grams, at most CANDIDATES."""
        begin, end = self.offsets[grams].astype(np.int64), self.offsets[grams + 1].astype(np.int64)
        shared, said = np.zeros(len(self), np.uint16), 0
        looked = 0
        for at in np.argsort(end - begin, kind="stable").tolist():
            length = int(end[at] - begin[at])
            if looked and looked + length > MOST_POSTINGS:
                break
            looked += length
            weight = self.weights[grams[at]]
            said += int(weight)
            if length:
                shared[self.postings[begin[at] : end[at]]] += weight  # a row is only once in a list
        best = int(shared.max(initial=0))
        if not best:
            return np.zeros(0, np.int64)
        rows = np.flatnonzero(shared >= max(1, int(best * LEAST_SHARED)))
        if len(rows) > CANDIDATES:
            own = shared[rows].astype(np.float32)
            score = own / (said + REST_OF_ROW * np.maximum(self.row_weights[rows] - own, 0))
            rows = rows[np.argpartition(-score, CANDIDATES)[:CANDIDATES]]
        return rows

    def _shared(
        self, grams: npt.NDArray[np.int64], rows: npt.NDArray[np.int64], names: list[bytes]
    ) -> npt.NDArray[np.float64]:
        """Dice coefficient of the grams of each row with these, weighted."""
        theirs, owner = grams_of(joined(names))
        kept = np.isin(theirs, grams)
        theirs, owner = theirs[kept], owner[kept]
        once = np.unique(owner * GRAMS + theirs)
        both = np.bincount(once // GRAMS, self.weights[once % GRAMS], len(names))
        said = int(self.weights[grams].sum(dtype=np.int64))
        return np.minimum(2 * both / np.maximum(said + self.row_weights[rows].astype(np.int64), 1), 1.0)


def _among(rows: npt.NDArray[np.uint32], others: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which of `rows` are in the sorted `others`."""
    at = np.minimum(np.searchsorted(others, rows), max(len(others) - 1, 0))
    return others[at] == rows if len(others) else np.zeros(len(rows), np.bool_)
