"""Many texts as two arrays: all of them in UTF-8, and where each begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from navigation.search.arrays import Read, array


@dataclass(frozen=True)
class Texts:
    blob: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.uint32]  # one more at the end

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        encoded = [text.encode() for text in texts]
        starts = np.cumsum([0, *map(len, encoded)])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts.astype(np.uint32))

    @classmethod
    def open(cls, folder: Path, name: str, read: Read = Path.read_bytes) -> "Texts":
        """Raises OSError or ValueError where the files cannot be used."""
        return cls(*(array(folder / f"{name}.{part}.npy", read) for part in ("blob", "starts")))

    def save(self, folder: Path, name: str) -> None:
        np.save(folder / f"{name}.blob.npy", self.blob)
        np.save(folder / f"{name}.starts.npy", self.starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, at: int) -> str:
        return self.blob[self.starts[at] : self.starts[at + 1]].tobytes().decode()
