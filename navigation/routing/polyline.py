"""Lines as Valhalla writes them: differences in millionths of a degree, five bits a letter."""

import numpy as np

from navigation.routing.protocol import Line

SCALE = 1e-6  # degrees
OFFSET, MORE, BITS = 63, 0x20, 5  # added to every letter; set where the number goes on; bits of a letter


def decode(text: str) -> Line:
    """Raises ValueError for what is no such line."""
    letters = np.frombuffer(text.encode(), np.uint8).astype(np.int64) - OFFSET
    if letters.size and (letters.min() < 0 or letters.max() >= 2 * MORE or letters[-1] >= MORE):
        raise ValueError("the line is damaged")
    ends = np.flatnonzero(letters < MORE)
    if ends.size % 2:
        raise ValueError("the line is damaged: a latitude has no longitude")
    begins = np.concatenate(([0], ends[:-1] + 1)) if ends.size else ends
    place = np.arange(letters.size) - np.repeat(begins, ends - begins + 1)
    numbers = np.add.reduceat((letters % MORE) << (BITS * place), begins) if ends.size else letters
    signed = np.where(numbers & 1, ~(numbers >> 1), numbers >> 1)
    return signed.reshape(-1, 2).cumsum(axis=0) * SCALE
