"""All that a search needs of one map: its table, and the index of names, the kinds and the addresses made from it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from navigation.search import addresses, kinds
from navigation.search.addresses import Address, addresses_of
from navigation.search.arrays import Read
from navigation.search.building import SearchError, sync, why
from navigation.search.index import NameIndex, Row, build
from navigation.search.kinds import kinds_of
from navigation.search.protocol import Places, names

NAMES = "names"  # the folder of the index
AT_ONCE = 4096  # places between two steps of the progress
READING, INDEXED, SORTED = 0.5, 0.8, 0.9  # shares of the time: names read; index written; kinds written


def all_names(table: Places, progress: Callable[[float], None] | None = None) -> Iterator[tuple[str, int]]:
    """(name, place id) of every name in the table; `progress` is told the share of the places, 0 to 1."""
    for id in range(len(table)):
        if progress and id % AT_ONCE == 0:
            progress(id / len(table))
        for name in names(table[id]):
            yield name, id


class Names(Protocol):
    """What a search asks an index of names."""

    def rows(self, query: str, most: int) -> list[Row]: ...
    def places_with(self, part: str) -> npt.NDArray[np.uint32]: ...


class OfKind(Protocol):
    """What a search asks about categories and brands."""

    def meant(self, words: str) -> str: ...
    def of(self, key: str) -> npt.NDArray[np.uint32]: ...


class ByAddress(Protocol):
    """What a search asks about addresses."""

    def find(self, street: str, main: int, sub: int = 0) -> list[Address]: ...
    def knows(self, street: str) -> bool: ...


@dataclass(frozen=True)
class SearchMap:
    """A table of places with what finds in it."""

    table: Places
    names: Names
    kinds: OfKind
    addresses: ByAddress

    @classmethod
    def of(cls, table: Places) -> "SearchMap":
        """In memory, for a small table."""
        return cls(table, NameIndex.of(all_names(table)), kinds_of(table), addresses_of(table))

    @classmethod
    def build(cls, table: Places, folder: Path, progress: Callable[[float], None] | None = None) -> None:
        """Write what is made from the table into `folder`, which must not be there yet.

        `progress` is told the share that is done, 0 to 1. Raises SearchError where it cannot be written; nothing is
        left.
        """
        if folder.exists():
            raise SearchError(f"{folder} is there already: remove it, or write somewhere else")
        beside = None
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
            told = progress or (lambda share: None)
            build(all_names(table, lambda read: told(READING * read)), beside / NAMES)
            told(INDEXED)
            kinds.save(kinds_of(table), beside)
            told(SORTED)
            addresses.save(addresses_of(table), beside)
            told(1.0)
            for file in beside.iterdir():
                sync(file)
            beside.chmod(0o755)
            beside.rename(folder)
            sync(folder.parent)
        except OSError as error:
            raise SearchError(f"the search of this map cannot be written: {why(error)}") from error
        finally:
            if beside is not None:
                shutil.rmtree(beside, ignore_errors=True)  # it is not there any more where all went well

    @classmethod
    def open(cls, table: Places, folder: Path, read: Read = Path.read_bytes) -> "SearchMap":
        """What `build` has written for this table. Raises SearchError where it is missing, broken or of another one."""
        index = NameIndex.open(folder / NAMES, read)
        if len(index.place_ids) and int(np.max(index.place_ids)) >= len(table):
            raise SearchError(f"the search in {folder} is not of this map: import the map again")
        try:
            return cls(table, index, kinds.load(folder, read), addresses.load(folder, read))
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise SearchError(f"the search of the map in {folder} cannot be read: {error}") from error
