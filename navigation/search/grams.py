"""Three sounds in a row (3-grams) of folded names, as numbers below GRAMS; both ends of a name count as a sound 0."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from navigation.search.folding import ALPHABET

GRAMS = ALPHABET**3

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]


def joined(folded: Iterable[bytes]) -> Bytes:
    """Folded names in one array with a 0 before, between and behind them."""
    return np.frombuffer(b"\0" + b"".join(each + b"\0" for each in folded), np.uint8)


def grams_of(text: Bytes) -> tuple[Numbers, Numbers]:
    """(gram, number of its name from 0) of names as `joined` puts them; a gram that a name has twice comes twice."""
    middle = np.flatnonzero(text[1:-1]) + 1
    wide = text.astype(np.int64)
    grams = (wide[middle - 1] * ALPHABET + wide[middle]) * ALPHABET + wide[middle + 1]
    return grams, np.cumsum(text == 0)[middle] - 1


def grams_in(folded: bytes) -> Numbers:
    """The different grams of one name, ascending."""
    return np.unique(grams_of(joined([folded]))[0])
