"""The weights in a file of CTranslate2 (model.bin, version 6): where each of them lies, so that some can be changed.

The file is a head, then of each weight its name, shape, type and numbers, all little-endian; behind them other names of
the same weights. The format is that of CTranslate2's python/ctranslate2/specs/model_spec.py.
"""

import shutil
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

VERSION = 6
TYPES = {0: "<f4", 1: "<i1", 2: "<i2", 3: "<i4", 4: "<f2"}  # NumPy's name of each that the file has numbers for


@dataclass(frozen=True)
class Place:
    """Where the numbers of one weight are."""

    offset: int  # bytes from the start of the file
    shape: tuple[int, ...]
    type: str  # NumPy's

    @property
    def size(self) -> int:
        """Bytes."""
        return int(np.prod(self.shape, dtype=np.int64)) * np.dtype(self.type).itemsize


def places(file: BinaryIO) -> dict[str, Place]:
    """Of every weight, by its name. Raises ValueError for another format and a file that ends too soon."""
    if (version := _number(file, "I")) != VERSION:
        raise ValueError(f"the file has version {version}, not {VERSION}")
    _name(file)  # what kind of model it is
    _number(file, "I")  # and of which edition
    found = {}
    for _ in range(_number(file, "I")):
        name = _name(file)
        shape = tuple(_number(file, "I") for _ in range(_number(file, "B")))
        kind, size = _number(file, "B"), _number(file, "I")
        place = Place(file.tell(), shape, TYPES.get(kind, ""))
        if not place.type or size != place.size:
            raise ValueError(f"{name} has {size} bytes of type {kind}, which its shape {shape} does not")
        found[name] = place
        file.seek(size, 1)
    return found


def weights(path: Path) -> dict[str, npt.NDArray[np.generic]]:
    """Every weight by its name. Raises ValueError as `places` does."""
    with path.open("rb") as file:
        return {name: _read(file, place) for name, place in places(file).items()}


def change(path: Path, learned: Mapping[str, npt.NDArray[np.generic]]) -> None:
    """Puts into the file what was learned beside it. For a weight NAME that is NAME/up (rows, rank) and NAME/down
    (rank, columns), whose product is added to it, or NAME itself, which takes its place.

    Raises ValueError where the file has no such weight, or another shape of it; nothing is written then."""
    with path.open("r+b") as file:
        where = places(file)
        added = {name.removesuffix("/up").removesuffix("/down") for name in learned if name not in where}
        for name in added:
            _check(f"{name}/weight", where, learned[f"{name}/up"].shape[:1] + learned[f"{name}/down"].shape[1:])
        for name in learned.keys() & where.keys():
            _check(name, where, learned[name].shape)
        for name, place in where.items():  # one after the other: all of them are 180 MB
            if name in learned:
                _write(file, place, learned[name])
            elif (part := name.removesuffix("/weight")) in added:
                up, down = (learned[f"{part}/{each}"].astype(np.float32) for each in ("up", "down"))
                _write(file, place, _read(file, place).astype(np.float32) + up @ down)


def keep_rows(path: Path, name: str, rows: Sequence[int]) -> None:
    """Writes the file anew with these rows alone of the weight, in this order. Raises ValueError where there is no such
    weight, or no such row."""
    with path.open("rb") as file:
        where = places(file)
        if name not in where:
            raise ValueError(f"it has no {name}")
        place = where[name]
        if not all(0 <= row < place.shape[0] for row in rows):
            raise ValueError(f"{name} has {place.shape[0]} rows")
        kept = _read(file, place)[list(rows)]
        file.seek(0)
        head = place.offset - 5 - 4 * len(place.shape)  # shape, type and size stand before the numbers
        before, behind = file.read(head), place.offset + place.size
        described = struct.pack(f"<{kept.ndim}I", *kept.shape) + struct.pack("<BI", _type(place), kept.nbytes)
        with path.with_suffix(".new").open("wb") as writing:
            writing.write(before + described + kept.tobytes())
            file.seek(behind)
            shutil.copyfileobj(file, writing, 1 << 20)
    path.with_suffix(".new").replace(path)


def _type(place: Place) -> int:
    return next(number for number, name in TYPES.items() if name == place.type)


def _check(name: str, where: Mapping[str, Place], shape: tuple[int, ...]) -> None:
    if name not in where:
        raise ValueError(f"it has no {name}")
    if shape != where[name].shape:
        raise ValueError(f"{name} is {where[name].shape}, and what was learned of it {shape}")


def _write(file: BinaryIO, place: Place, numbers: npt.NDArray[np.generic]) -> None:
    file.seek(place.offset)
    file.write(numbers.astype(place.type).tobytes())


def _read(file: BinaryIO, place: Place) -> npt.NDArray[np.generic]:
    file.seek(place.offset)
    return np.frombuffer(file.read(place.size), place.type).reshape(place.shape)


def _number(file: BinaryIO, kind: str) -> int:
    read = file.read(struct.calcsize(f"<{kind}"))
    try:
        return int(struct.unpack(f"<{kind}", read)[0])
    except struct.error:
        raise ValueError("the file ends too soon") from None


def _name(file: BinaryIO) -> str:
    return file.read(_number(file, "H")).rstrip(b"\0").decode()
