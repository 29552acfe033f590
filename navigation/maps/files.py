"""Which files a map has, and what each of them was when the map was written: its length and CRC-32, in files.json.

A file is read whole into memory and compared before anything of it is used, so that what is used stays as it was
written, whatever becomes of the file: one that is mapped into memory and cut short in place ends the process.
CRC-32 is against accidents: who changes a file and files.json together is not noticed.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from navigation.maps.errors import MapError

FILE = "files.json"  # in the folder of a map: {path in the folder: [bytes, CRC-32]}
PIECE = 1 << 20  # bytes that are read at once where they are only compared


@dataclass(frozen=True)
class Files:
    """The files of the map in this folder, by their path in it: (bytes, CRC-32)."""

    folder: Path
    known: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, folder: Path) -> "Files":
        """As `save` has written them. Raises MapError."""
        path = folder / FILE
        try:
            found = json.loads(path.read_bytes())
            return cls(folder, {str(name): (int(length), int(sum)) for name, (length, sum) in found.items()})
        except OSError as error:
            raise MapError(f"{path} cannot be read: {error.strerror or error}; import the map again") from error
        except (ValueError, TypeError, AttributeError) as error:
            raise MapError(f"{path} is damaged: {error}; import the map again") from error

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(length for length, _ in self.known.values())

    def read(self, path: Path) -> bytes:
        """A file of the map. Raises MapError where it is not what was written."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise MapError(f"{path} cannot be read: {error.strerror or error}; import the map again") from error
        self._compare(path, len(data), zlib.crc32(data))
        return data

    def check_lengths(self) -> None:
        """Are all files there, and as long as they were? Reads none of them. Raises MapError."""
        for name, (length, _) in self.known.items():
            path = self.folder / name
            try:
                found = path.stat().st_size
            except OSError as error:
                raise MapError(f"{path} cannot be read: {error.strerror or error}; import the map again") from error
            if found != length:
                raise _damaged(path, f"{found} bytes instead of {length}")

    def check(self, below: Path | None = None) -> None:
        """Is every file, or every one below this folder, what was written? Reads them all. Raises MapError."""
        for name in self.known:
            path = self.folder / name
            if below is None or path.is_relative_to(below):
                try:
                    self._compare(path, *_summed(path))
                except OSError as error:
                    raise MapError(f"{path} cannot be read: {error.strerror or error}; import the map again") from error

    def _compare(self, path: Path, length: int, sum: int) -> None:
        known = self.known.get(str(path.relative_to(self.folder)))
        if known is None:
            raise _damaged(path, f"{FILE} does not have it")
        if length != known[0]:
            raise _damaged(path, f"{length} bytes instead of {known[0]}")
        if sum != known[1]:
            raise _damaged(path, "it has other bytes than were written")


def save(folder: Path) -> None:
    """Write down all files of a new map. Raises OSError."""
    found = {str(path.relative_to(folder)): _summed(path) for path in _below(folder)}
    (folder / FILE).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _below(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _summed(path: Path) -> tuple[int, int]:
    """(bytes, CRC-32) of a file as it is now. Raises OSError."""
    length, sum = 0, 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            length, sum = length + len(piece), zlib.crc32(piece, sum)
    return length, sum


def _damaged(path: Path, why: str) -> MapError:
    return MapError(f"{path} is damaged: {why}; import the map again")
