"""A Stream for recognisers that hear an utterance as a whole, and so decode all of it again for every partial.

That is done at most every half second, less often in a long utterance, and once in each pause. What was decoded in the
pause that ends the utterance is its result: the driver does not wait for it.
"""

from collections.abc import Callable

import numpy as np

from speech.protocols import RATE, Heard, RecognisedBy, Samples
from speech.quiet import Quiet

LONGEST = 15 * RATE  # samples of one utterance; what comes behind is not recognised, and `full` says so
AGAIN = RATE // 2  # samples between two decodings at least
AGAIN_SHARE = 0.25  # of the audio so far, likewise: all partials of 15 s cost as much as decoding 75 s
BLOCK = RATE // 25  # 40 ms: the level is looked at so often
PAUSE = 4  # blocks that are quiet: longer than any stop within a word, shorter than the shortest pause that ends

Decode = Callable[[Samples, bool], tuple[Heard, ...]]
"""(audio at RATE, is it to be exact) -> the alternatives, best first; () for none that is sure enough."""


class WholeStream:
    """A Stream: one utterance. For a partial `decode` may be less exact where that is faster."""

    def __init__(self, by: RecognisedBy, decode: Decode) -> None:
        self.by = by
        self.full = False  # was more said than is recognised?
        self._decode = decode
        self._audio = np.zeros(0, np.int16)
        self._quiet = Quiet(BLOCK)
        self._decoded = 0  # samples when it was decoded last
        self._rested: tuple[Heard, ...] | None = None  # what was decoded in this pause
        self._partial = ""
        self._over = False

    def accept(self, samples: Samples) -> str:
        self._check()
        room = LONGEST - len(self._audio)
        self.full |= len(samples) > room
        self._audio = np.concatenate([self._audio, samples[:room]])
        if self._quiet.accept(samples[:room]):
            self._rested = None
        if self._quiet.blocks >= PAUSE:
            if self._rested is None:
                self._rested = self._decode(self._audio, True)
                self._show(self._rested)
        elif len(self._audio) - self._decoded >= max(AGAIN, round(AGAIN_SHARE * len(self._audio))):
            self._show(self._decode(self._audio, False))
        return self._partial

    def finish(self) -> tuple[Heard, ...]:
        self._check()
        self._over = True
        if self._rested is not None or not len(self._audio):
            return self._rested or ()
        return self._decode(self._audio, True)

    def _show(self, found: tuple[Heard, ...]) -> None:
        self._decoded = len(self._audio)
        if found:
            self._partial = found[0].text

    def _check(self) -> None:
        if self._over:
            raise ValueError("the utterance is finished; a new one needs a new stream")
