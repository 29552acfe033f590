"""How much a folded name is like what was said: 0 to 1, by edit distance over the sounds and by shared grams.

Edit distance (Levenshtein: a sound more, less or another costs 1) is computed for all candidates at once, in numpy:

- whole: of the words and the name, over the longer of both;
- inside: of the words and the best part of the name ("스타벅스" of "스타벅스 강남R점"), over the words;
- around: of the name and the best part of the words ("강남역" in "강남역으로"), over the name.

The likeness is the greatest of

    whole
    inside x (PART + REST x sounds said / sounds of the name)
    around x (PART + REST x sounds of the name / sounds said)
    SHUFFLED x grams in common / grams of both (Dice, weighted by how rare they are): for words in another order

Parts count only from FEWEST sounds on: two sounds are in every other name.
"""

import numpy as np
import numpy.typing as npt

PART, REST = 0.72, 0.23  # a part is never as good as the whole with one wrong sound of ten; our choice, see docs
SHUFFLED = 0.93
FEWEST = 4  # sounds
LONGEST = 96  # sounds of a name that are compared

Floats = npt.NDArray[np.float64]


def table(names: list[bytes]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """(names as rows of sounds, filled up with 0; their lengths)."""
    names = [name[:LONGEST] for name in names]
    lengths = np.fromiter(map(len, names), np.int64, len(names))
    width = int(lengths.max(initial=1))
    flat = np.frombuffer(b"".join(name.ljust(width, b"\0") for name in names), np.uint8)
    return flat.reshape(len(names), width), lengths


def likeness(said: bytes, names: list[bytes], shared: Floats) -> Floats:
    """0 to 1 of each name; `shared` is the Dice coefficient of its grams with those of `said`."""
    if not names or not said:
        return np.zeros(len(names))
    said = said[:LONGEST]
    whole, inside, around = edits(said, *table(names))
    long, lengths = len(said), np.fromiter((min(len(name), LONGEST) for name in names), np.int64, len(names))
    cover = np.minimum(long, lengths) / np.maximum(long, lengths)
    parts = PART + REST * cover
    found = np.maximum(1 - whole / np.maximum(long, lengths), SHUFFLED * shared)
    if long >= FEWEST:
        found = np.maximum(found, np.where(lengths >= long, (1 - inside / long) * parts, 0.0))
    within = (lengths >= FEWEST) & (lengths <= long)
    return np.maximum(found, np.where(within, (1 - around / np.maximum(lengths, 1)) * parts, 0.0))


def edits(said: bytes, names: npt.NDArray[np.uint8], lengths: npt.NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Edits (whole, inside, around) between `said` and each row; see the module.

    One step a sound of `said`, for all rows and columns at once: a sound too many in the name is a running minimum.
    """
    count, width = names.shape
    columns = np.arange(width + 1, dtype=np.int16)
    rows = np.arange(count)
    # three blocks: whole, inside (the name may begin anywhere), around (the words may begin anywhere)
    now = np.tile(columns, (3, count, 1))
    now[1] = 0
    around = now[2, rows, lengths].copy()
    for step, sound in enumerate(said, 1):
        other = (names != sound).astype(np.int16)
        nxt = now + 1
        np.minimum(nxt[:, :, 1:], now[:, :, :-1] + other, out=nxt[:, :, 1:])
        nxt[:2, :, 0] = step
        nxt[2, :, 0] = 0
        now = np.minimum.accumulate(nxt - columns, axis=2) + columns
        np.minimum(around, now[2, rows, lengths], out=around)
    beyond = columns[None, :] > lengths[:, None]
    inside = np.where(beyond, np.int16(np.iinfo(np.int16).max), now[1]).min(axis=1)
    return now[0, rows, lengths].astype(float), inside.astype(float), around.astype(float)
