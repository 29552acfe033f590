"""Making an index of names: in passes over files, so that a country needs little memory.

1. Names are folded; forms and place ids go to a temporary file, and a hash of 64 bits of each stays in memory.
2. The different forms are the rows, sorted by nothing but their first appearance; the places of each are collected.
3. The grams of all rows are counted, and in one more pass the rows are put where the counts say.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import numpy as np
import numpy.typing as npt

from navigation.search.folding import readings
from navigation.search.grams import GRAMS, grams_of
from navigation.search.likeness import LONGEST

FORMAT = 1
META = "names.json"
PARTS = ("offsets", "postings", "weights", "row_weights", "text", "starts", "place_starts", "place_ids")
CHUNK = 50_000  # names or rows at a time
RAREST = 8.0  # of the weight of a gram: this many times the natural logarithm of how rare it is

Progress = Callable[[int], None]
Arrays = dict[str, npt.NDArray[Any]]
T = TypeVar("T", bound=np.generic)


class SearchError(ValueError):
    """An index cannot be written or read. The message says why."""


def built(names: Iterable[tuple[str, int]], folder: Path, progress: Progress | None) -> None:
    """See index.build. Written beside `folder`, and renamed when all of it is on the disk."""
    if folder.exists():
        raise SearchError(f"{folder} is there already: remove it, or write the index somewhere else")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise SearchError(f"the index of names cannot be written: {why(error)}") from error
    try:
        _write(names, beside, progress)
        beside.chmod(0o755)
        beside.rename(folder)
        sync(folder.parent)
    except OSError as error:
        raise SearchError(f"the index of names cannot be written: {why(error)}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)  # it is not there any more where all went well


def why(error: OSError) -> str:
    """The reason in words. Of a full disk numpy says only how much it could write."""
    return str(error) if error.errno else f"no space left on the disk? {error}"


def arrays_of(names: Iterable[tuple[str, int]]) -> Arrays:
    """The arrays of an index by the names of PARTS, in memory."""
    with tempfile.TemporaryDirectory() as scratch:
        _write(names, Path(scratch), None)
        return {name: np.load(Path(scratch) / f"{name}.npy") for name in PARTS}


def _write(names: Iterable[tuple[str, int]], folder: Path, progress: Progress | None) -> None:
    with tempfile.TemporaryFile(dir=folder) as forms:
        hashes, lengths, ids = _fold(names, forms, progress)
        row_of, first = _rows(hashes)
        del hashes
        rows = int(first.sum())
        order = np.argsort(row_of, kind="stable")
        _save(folder, "place_ids", ids[order])
        _save(folder, "place_starts", _starts(np.bincount(row_of, minlength=rows)))
        del row_of, order, ids
        starts = _starts(lengths[first].astype(np.int64) + 1) + 1  # the text begins with a 0
        _save(folder, "starts", starts)
        text = _array(folder, "text", np.uint8, int(starts[-1]) if rows else 1)
        _copy(forms, lengths, first, text)
    counts = sum((np.bincount(gram, minlength=GRAMS) for gram, _ in _pairs(text, starts)), np.zeros(GRAMS, np.int64))
    offsets = _starts(counts)
    weights = np.where(counts > 0, np.maximum(1, np.rint(RAREST * np.log(1 + rows / np.maximum(counts, 1)))), 0)
    # a gram that no row has is as rare as can be: it counts against a name that lacks it
    weights = np.where(counts > 0, weights, np.rint(RAREST * np.log(1 + rows))).astype(np.uint16)
    _save(folder, "offsets", offsets)
    _save(folder, "weights", weights)
    postings = _array(folder, "postings", np.uint32, int(offsets[-1]))
    row_weights = _array(folder, "row_weights", np.uint16, rows)
    _fill(text, starts, offsets, weights, postings, row_weights)
    parts = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in PARTS]
    (folder / META).write_text(json.dumps({"format": FORMAT, "lengths": [len(part) for part in parts]}))
    for file in folder.iterdir():
        sync(file)
    sync(folder)


def _fold(
    names: Iterable[tuple[str, int]], forms: IO[bytes], progress: Progress | None
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """(hash, length, place id) of every folded form; the forms one behind the other in the file."""
    hashes, lengths, ids = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint8)], [np.zeros(0, np.uint32)]
    source, read = iter(names), 0
    while chunk := list(islice(source, CHUNK)):
        folded = [(form[:LONGEST], place) for name, place in chunk for form in readings(name)]
        forms.write(b"".join(form for form, _ in folded))
        digest = b"".join(blake2b(form, digest_size=8).digest() for form, _ in folded)
        hashes.append(np.frombuffer(digest, np.uint64))
        lengths.append(np.fromiter((len(form) for form, _ in folded), np.uint8, len(folded)))
        ids.append(np.fromiter((place for _, place in folded), np.uint32, len(folded)))
        read += len(chunk)
        if progress:
            progress(read)
    return np.concatenate(hashes), np.concatenate(lengths), np.concatenate(ids)


def _rows(hashes: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """(row of each form, is it the first of its row?); rows are numbered as they first appear."""
    _, at, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    first = np.zeros(len(hashes), np.bool_)
    first[at] = True
    number = np.cumsum(first) - 1
    return number[at][inverse], first


def _copy(
    forms: IO[bytes], lengths: npt.NDArray[np.uint8], first: npt.NDArray[np.bool_], text: npt.NDArray[np.uint8]
) -> None:
    """The first form of each row, one behind the other with a 0 between them."""
    forms.seek(0)
    to = 1
    for begin in range(0, len(lengths), CHUNK):
        long, kept = lengths[begin : begin + CHUNK].astype(np.int64), first[begin : begin + CHUNK]
        sounds = np.frombuffer(forms.read(int(long.sum())), np.uint8)
        sounds, long = sounds[np.repeat(kept, long)], long[kept]
        # where each sound goes: its place among the sounds, and one more for each name that ended before it
        places = np.arange(len(sounds)) + np.repeat(np.arange(len(long)), long)
        text[to + places] = sounds
        to += len(sounds) + len(long)


def _pairs(
    text: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64]
) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """(gram, row) of CHUNK rows at a time, each pair once, sorted by gram and row."""
    rows = len(starts) - 1
    for begin in range(0, rows, CHUNK):
        end = min(begin + CHUNK, rows)
        gram, row = grams_of(np.asarray(text[starts[begin] - 1 : starts[end]]))
        pair = np.unique((gram << 32) | (row + begin))
        yield pair >> 32, pair & 0xFFFFFFFF


def _fill(
    text: npt.NDArray[np.uint8],
    starts: npt.NDArray[np.int64],
    offsets: npt.NDArray[np.int64],
    weights: npt.NDArray[np.uint16],
    postings: npt.NDArray[np.uint32],
    row_weights: npt.NDArray[np.uint16],
) -> None:
    cursor = offsets[:-1].copy()
    for gram, row in _pairs(text, starts):
        begins = np.flatnonzero(np.r_[True, gram[1:] != gram[:-1]])
        counts = np.diff(np.r_[begins, len(gram)])
        rank = np.arange(len(gram)) - np.repeat(begins, counts)
        postings[cursor[gram] + rank] = row
        cursor[gram[begins]] += counts
        low = int(row.min())
        total = np.bincount(row - low, weights[gram])
        row_weights[low : low + len(total)] = np.minimum(total, 65_535)


def _starts(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _save(folder: Path, name: str, values: npt.NDArray[np.generic]) -> None:
    if values.dtype == np.int64:
        if values.max(initial=0) > 0xFFFFFFFF:
            raise SearchError(f"there are too many names for one index: {name} has numbers of more than 32 bits")
        values = values.astype(np.uint32)
    np.save(folder / f"{name}.npy", values)


def _array(folder: Path, name: str, dtype: type[T], length: int) -> npt.NDArray[T]:
    """A file of numpy that is filled bit by bit."""
    path = folder / f"{name}.npy"
    if length == 0:
        np.save(path, np.zeros(0, dtype))
        return np.zeros(0, dtype)
    filled: npt.NDArray[T] = np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=(length,))
    return filled


def sync(path: Path) -> None:
    """Put a file or a folder onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
