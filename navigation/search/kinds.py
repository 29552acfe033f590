"""Categories and brands: which one is meant, and which places are of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from languages import codes, part
from navigation.search.arrays import Read, array
from navigation.search.folding import letters, readings
from navigation.search.protocol import Places
from navigation.words import BRANDS, CATEGORIES, bare

Ids = npt.NDArray[np.uint32]

FILE, IDS = "kinds.json", "kinds.npy"


@cache
def spoken() -> dict[bytes, str]:
    """{folded word: category or brand} in all languages."""
    tables: list[Mapping[str, Iterable[str]]] = [CATEGORIES, BRANDS, *(part(code, "places").KINDS for code in codes())]
    found: dict[bytes, str] = {}
    for table in tables:
        for key, words in table.items():
            for word in words:
                for form in readings(word):
                    found.setdefault(form, key)
    return found


@dataclass(frozen=True)
class Kinds:
    """The places of each category and brand of a map."""

    places: Mapping[str, Ids]  # category or brand -> ids
    brands: Mapping[bytes, str]  # folded name of a brand of the map -> brand

    def meant(self, words: str) -> str:
        """The category or brand that the words are, "" for none; one of which the map has no place counts, too."""
        for name in dict.fromkeys((words, bare(words), bare(words).removesuffix("s"))):
            for form in readings(name):
                if key := spoken().get(form) or self.brands.get(form):
                    return key
        return ""

    def of(self, key: str) -> Ids:
        return self.places.get(key, np.zeros(0, np.uint32))


def kinds_of(table: Places) -> Kinds:
    """Looked up place by place. A place without a brand of ours has that of the word that its name begins with."""
    words = sorted(((letters(word), key) for key, words in BRANDS.items() for word in words), reverse=True)
    by_start: dict[str, list[tuple[str, str]]] = {}
    for word, key in words:
        by_start.setdefault(word[:2], []).append((word, key))  # longest first: "이마트24" before "이마트"
    found: dict[str, list[int]] = {}
    known = set(BRANDS)
    for id in range(len(table)):
        place = table[id]
        found.setdefault(place.category, []).append(id)
        brand = place.brand
        if brand not in known:
            name = letters(place.ko)
            brand = next(
                (key for word, key in by_start.get(name[:2], ()) if len(word) > 2 and name.startswith(word)), brand
            )
        if brand:
            found.setdefault(brand, []).append(id)
    found.pop("", None)
    return _kinds({key: np.array(ids, np.uint32) for key, ids in found.items()})


def _kinds(places: Mapping[str, Ids]) -> Kinds:
    return Kinds(places, {form: key for key in places if key not in CATEGORIES for form in readings(key)})


def save(kinds: Kinds, folder: Path) -> None:
    """As two files: the ids one kind behind the other, and the number of each."""
    (folder / FILE).write_text(json.dumps({key: len(ids) for key, ids in kinds.places.items()}), encoding="utf-8")
    np.save(folder / IDS, np.concatenate([np.zeros(0, np.uint32), *kinds.places.values()]))


def load(folder: Path, read: Read = Path.read_bytes) -> Kinds:
    """Raises OSError, ValueError or TypeError where the files cannot be used."""
    counts = json.loads(read(folder / FILE))
    ids = array(folder / IDS, read)
    ends = np.cumsum(list(counts.values()), dtype=np.int64).tolist()
    if (ends[-1] if ends else 0) != len(ids):
        raise ValueError(f"{IDS} is not complete")
    return _kinds({key: ids[end - counts[key] : end] for key, end in zip(counts, ends, strict=True)})
