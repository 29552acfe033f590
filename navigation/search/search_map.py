"""All that a search needs of one map: its table, and the index of names, the kinds and the addresses made from it."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from navigation.search import addresses, kinds
from navigation.search.addresses import Addresses, addresses_of
from navigation.search.building import Progress, SearchError, sync
from navigation.search.index import NameIndex, build
from navigation.search.kinds import Kinds, kinds_of
from navigation.search.protocol import Places, names

NAMES = "names"  # the folder of the index


def all_names(table: Places) -> Iterator[tuple[str, int]]:
    """(name, place id) of every name in the table."""
    for id in range(len(table)):
        for name in names(table[id]):
            yield name, id


@dataclass(frozen=True)
class SearchMap:
    """A table of places with what finds in it."""

    table: Places
    names: NameIndex
    kinds: Kinds
    addresses: Addresses

    @classmethod
    def of(cls, table: Places) -> "SearchMap":
        """In memory, for a small table."""
        return cls(table, NameIndex.of(all_names(table)), kinds_of(table), addresses_of(table))

    @classmethod
    def build(cls, table: Places, folder: Path, progress: Progress | None = None) -> None:
        """Write what is made from the table into `folder`, which must not be there yet.

        `progress` is told how many names were read. Raises SearchError where it cannot be written; nothing is left.
        """
        if folder.exists():
            raise SearchError(f"{folder} is there already: remove it, or write somewhere else")
        beside = None
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
            build(all_names(table), beside / NAMES, progress)
            kinds.save(kinds_of(table), beside)
            addresses.save(addresses_of(table), beside)
            for file in beside.iterdir():
                sync(file)
            beside.chmod(0o755)
            beside.rename(folder)
            sync(folder.parent)
        except OSError as error:
            raise SearchError(f"the search of this map cannot be written: {error}") from error
        finally:
            if beside is not None:
                shutil.rmtree(beside, ignore_errors=True)  # it is not there any more where all went well

    @classmethod
    def open(cls, table: Places, folder: Path) -> "SearchMap":
        """What `build` has written for this table. Raises SearchError where it is missing, broken or of another one."""
        index = NameIndex.open(folder / NAMES)
        if len(index.place_ids) and int(np.max(index.place_ids)) >= len(table):
            raise SearchError(f"the search in {folder} is not of this map: import the map again")
        try:
            return cls(table, index, kinds.load(folder), addresses.load(folder))
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise SearchError(f"the search of the map in {folder} cannot be read: {error}") from error
