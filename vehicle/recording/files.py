"""Opening of recorded files: plain, compressed, or standard input; and their lines, with what is damaged in them."""

import gzip
import io
import shutil
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

MOST_LINE = 1 << 20  # bytes of a line that are kept: more than the longest line of an audit
IN_MEMORY = 1 << 24  # bytes of a pipe that are kept in memory; more go into a file that has no name
STANDARD_INPUT = Path("-")
GZIP = b"\x1f\x8b"  # first bytes of a compressed file
CUT_OFF = (EOFError, zlib.error, gzip.BadGzipFile)  # raised where a compressed file is damaged or not complete


@lru_cache(maxsize=16)
def all_of(path: Path, which: object) -> IO[bytes]:
    """All that comes out of a pipe, so that it can be read again. `which` tells two pipes of one name apart."""
    kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else path.open("rb") as stream:
        shutil.copyfileobj(stream, kept)
    return cast(IO[bytes], kept)


@contextmanager
def opened(path: Path) -> "Iterator[io.BufferedReader[Any]]":
    """A recorded file, read from its beginning: "-" is standard input; compressed or not is told by its content.

    Raises OSError.
    """
    with ExitStack() as stack:
        where = None if path == STANDARD_INPUT else path.stat()
        if where is None or not (stat.S_ISREG(where.st_mode) or stat.S_ISDIR(where.st_mode)):
            kept = all_of(path, (where.st_dev, where.st_ino) if where else sys.stdin)
            kept.seek(0)
            found: io.BufferedReader[Any] = io.BufferedReader(cast(io.RawIOBase, kept))
            stack.callback(found.detach)  # it stays open
        else:
            found = stack.enter_context(path.open("rb"))
        if found.peek(len(GZIP)).startswith(GZIP):
            inside = stack.enter_context(gzip.GzipFile(fileobj=found, mode="rb"))
            found = io.BufferedReader(cast(io.RawIOBase, inside))
        yield found


def named(path: Path) -> str:
    """What a message calls this file."""
    return "standard input" if path == STANDARD_INPUT else str(path)


class Lines(Iterator[str]):
    """The lines of a file, each with its line break. NUL bytes are left out and counted.

    NUL bytes are what stands in the place of lines that were cut off the file while it was still being written.
    """

    def __init__(self, file: io.BufferedReader, encoding: str = "ascii") -> None:
        self.number = 0  # of the line returned last, from 1
        self.whole = True  # did that line end with a line break? Not the last line after a crash
        self.nuls = 0  # NUL bytes so far
        self.first_nul = 0  # number of the first line with one
        self._file, self._encoding = file, encoding

    def __next__(self) -> str:
        kept, ended = b"", False
        while not ended and (raw := self._file.readline(MOST_LINE)):
            ended = raw.endswith(b"\n")
            clean = raw.replace(b"\0", b"")
            if len(clean) < len(raw):
                self.nuls += len(raw) - len(clean)
                self.first_nul = self.first_nul or self.number + 1
            kept = (kept + clean)[:MOST_LINE]
        if not kept and not ended:
            raise StopIteration
        self.number += 1
        self.whole = ended
        return kept.decode(self._encoding, errors="replace")
