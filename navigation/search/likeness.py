"""How much a folded name is like what was said: 0 to 1, by edit distance over the sounds and by shared grams.

Edit distance (Levenshtein: a sound more, less or another costs 1) is computed for all candidates at once, in numpy: 0.5
to 0.9 ms for 160 of them, where a loop over rapidfuzz needs 0.2 and difflib 3.0 ms; not worth a dependency of 12 MB.

- whole: of the words and the name, over the longer of both;
- inside: of the words and the best part of the name ("스타벅스" of "스타벅스 강남R점"), over the words;
- around: of the name and the best part of the words ("강남역" in "강남역으로"), over the name.

The likeness is the greatest of

    whole
    inside x (PART + REST x sounds said / sounds of the name)
    around x (LEFT + LEFT_REST x sounds of the name / sounds said)
    TURNED x of the words and the best part of the name said twice, over the words, where both are as long: two words
        in another order ("메가박스 코엑스" in "코엑스메가박스코엑스메가박스")
    SHUFFLED x grams in common / grams of both (Dice, weighted by how rare they are): more words in another order

Parts count only from FEWEST sounds on: two sounds are in every other name.
"""

import numpy as np
import numpy.typing as npt

PART, REST = 0.72, 0.23  # a part is never as good as the whole with one wrong sound of ten; our choice
LEFT, LEFT_REST = 0.66, 0.12  # words that are no part of the name are left over: it is offered, never just taken
TURNED, SHUFFLED = 0.96, 0.93
GOOD = 0.9  # where a name is as like as this, none is turned
MOST_TURNED = 24  # names, those that share the most
FEWEST = 4  # sounds
WRONG_IN = 5  # sounds of a part one may be wrong: in four of them something else is as near
LEAST_COVER = 0.35  # of what was said; a shorter name in it is there by chance
LONGEST = 96  # sounds of a name that are compared
MOST_SAID = 64  # sounds of the words that are compared: the bits of one number; some 25 syllables
ONE = np.uint64(1)

Floats = npt.NDArray[np.float64]


def likeness(said: bytes, names: list[bytes], shared: Floats) -> Floats:
    """0 to 1 of each name; `shared` is the Dice coefficient of its grams with those of `said`."""
    if not names or not said:
        return np.zeros(len(names))
    said = said[:MOST_SAID]
    names = [name[:LONGEST] for name in names]
    whole, inside, around = edits(said, names)
    long, lengths = len(said), np.fromiter((min(len(name), LONGEST) for name in names), np.int64, len(names))
    cover = np.minimum(long, lengths) / np.maximum(long, lengths)
    parts = PART + REST * cover
    found = np.maximum(1 - whole / np.maximum(long, lengths), SHUFFLED * shared)
    if long >= FEWEST:
        part = (lengths >= long) & (inside * WRONG_IN <= long)
        found = np.maximum(found, np.where(part, (1 - inside / long) * parts, 0.0))
    within = (lengths >= FEWEST) & (lengths <= long) & (cover >= LEAST_COVER) & (around * WRONG_IN <= lengths)
    found = np.maximum(found, np.where(within, (1 - around / np.maximum(lengths, 1)) * (LEFT + LEFT_REST * cover), 0.0))
    turned = np.flatnonzero((shared >= 0.5) & (cover >= 0.8) & (found < TURNED))
    if len(turned) and found.max() < GOOD:
        turned = turned[np.argsort(-shared[turned], kind="stable")[:MOST_TURNED]]
        twice = [names[at][:LONGEST] * 2 for at in turned.tolist()]
        found[turned] = np.maximum(found[turned], TURNED * (1 - edits(said, twice)[1] / long))
    return found


def edits(said: bytes, names: list[bytes]) -> tuple[Floats, Floats, Floats]:
    """Edits (whole, inside, around) between `said`, 1 to MOST_SAID sounds, and each name; see the module.

    A column of the table of edit distances is two words of 64 bits, where it goes up and where down by one from sound
    to sound of `said` (Myers 1999, Hyyro 2003); each step is one sound of all names at once. Names are sorted by their
    length, so that those that have ended are left as they are.
    """
    lengths = np.fromiter(map(len, names), np.int64, len(names))
    order = np.argsort(-lengths, kind="stable")
    width, count, long = int(lengths.max(initial=0)), len(names), len(said)
    sounds = np.frombuffer(b"".join(names[at].ljust(width, b"\0") for at in order.tolist()), np.uint8)
    masks = np.zeros(256, np.uint64)
    for at, sound in enumerate(said):
        masks[sound] |= np.uint64(1 << at)
    equal = masks[sounds.reshape(count, width).T]  # (width, names)
    up = np.full((3, count), ~np.uint64(0))
    up[2] = 0  # the words may begin anywhere
    down = np.zeros_like(up)
    begins = np.array([[1], [0], [1]], np.uint64)  # the name may begin anywhere: the second
    edit = np.full((2, count), long, np.int64)
    least = edit[1].copy()
    top = np.uint64(long - 1)
    for step, going in enumerate(np.searchsorted(-lengths[order], -np.arange(width), side="left").tolist()):
        same, pv, mv = equal[step, :going], up[:, :going], down[:, :going]
        across = (((same & pv) + pv) ^ pv) | same
        more, less = mv | ~(across | pv), pv & across
        edit[:, :going] += ((more[:2] >> top) & ONE).astype(np.int64) - ((less[:2] >> top) & ONE).astype(np.int64)
        np.minimum(least[:going], edit[1, :going], out=least[:going])
        more, less = (more << ONE) | begins, less << ONE
        keep = same | mv
        up[:, :going] = less | ~(keep | more)
        down[:, :going] = more & keep
    at_sound = np.arange(long, dtype=np.uint64)
    changes = ((up[2, :, None] >> at_sound) & ONE).astype(np.int64) - ((down[2, :, None] >> at_sound) & ONE)
    around = lengths[order] + np.minimum(np.cumsum(changes.astype(np.int64), axis=1).min(axis=1), 0)
    found = np.empty((3, count))
    found[:, order] = edit[0], least, around
    return found[0], found[1], found[2]
