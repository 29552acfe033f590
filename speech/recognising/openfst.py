"""What files of OpenFst begin with, and their tables of words, read and written.

The format is that of OpenFst 1.8 (fst/fst.cc, symbol-table.cc), all little-endian: texts have their length before them.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MAGIC, MAGIC_SYMBOLS = 2125659606, 2125658996
SYMBOLS_OF_INPUT, SYMBOLS_OF_OUTPUT = 1, 2  # flags of a head


@dataclass(frozen=True)
class Head:
    """Of a file, or of a part of one."""

    kind: bytes
    arc: bytes
    version: int
    flags: int
    properties: int
    start: int  # the first state
    states: int
    arcs: int

    def bytes(self) -> bytes:
        numbers = struct.pack("<iiQqqq", *(getattr(self, name) for name in list(self.__dataclass_fields__)[2:]))
        return struct.pack("<i", MAGIC) + text(self.kind) + text(self.arc) + numbers


def text(letters: bytes) -> bytes:
    return struct.pack("<i", len(letters)) + letters


class Reader:
    """Reads one thing after the other. Every call raises ValueError where the data is something else, or ends."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def numbers(self, kinds: str) -> tuple[Any, ...]:
        """As `struct` calls their kinds."""
        try:
            found = struct.unpack_from(f"<{kinds}", self.data, self.at)
        except struct.error:
            raise ValueError("the file ends too soon") from None
        self.at += struct.calcsize(f"<{kinds}")
        return found

    def text(self) -> bytes:
        (length,) = self.numbers("i")
        found = self.data[self.at : self.at + length]
        if len(found) != length:
            raise ValueError("the file ends too soon")
        self.at += length
        return found

    def head(self, kind: bytes) -> Head:
        """Of this kind."""
        (magic,) = self.numbers("i")
        if magic != MAGIC or (found := self.text()) != kind:
            raise ValueError(f"this is no file of OpenFst of the kind {kind.decode()}")
        return Head(found, self.text(), *self.numbers("iiQqqq"))

    def symbols(self) -> tuple[bytes, int, int]:
        """The head of a table of words: its title, the next free number, and how many `entries` follow."""
        (magic,) = self.numbers("i")
        if magic != MAGIC_SYMBOLS:
            raise ValueError("this is no table of words of OpenFst")
        title = self.text()
        return title, *self.numbers("qq")

    def entries(self, count: int) -> Iterator[tuple[bytes, bytes, int]]:
        """Of so many words each: as it stands in the file, the word itself, its number."""
        data, at, length, number = self.data, self.at, struct.Struct("<i"), struct.Struct("<q")
        try:
            for _ in range(count):
                word = at + length.size
                end = word + length.unpack_from(data, at)[0]
                yield data[at : end + number.size], data[word:end], number.unpack_from(data, end)[0]
                at = end + number.size
        except struct.error:
            raise ValueError("the file ends too soon") from None
        self.at = at


def symbols_head(title: bytes, free: int, count: int) -> bytes:
    """See `Reader.symbols`."""
    return struct.pack("<i", MAGIC_SYMBOLS) + text(title) + struct.pack("<qq", free, count)
