"""English by the Moonshine network: every word may be said; phrases only mend names that it nearly understood.

The network hears whole utterances, so partial words come from decoding all of it again: at most every half second, less
often in a long one, and once in each pause. What was decoded in the pause that ends the utterance is its result: the
driver does not wait for it.
"""

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from speech.pcm import SILENCE, level
from speech.protocols import RATE, Heard, RecognisedBy, Samples
from speech.recognising.moonshine import PACKAGE, Moonshine, Text, version
from speech.recognising.names import Names

LONGEST = 15 * RATE  # samples of one utterance; what comes behind is not recognised, and `full` says so
WIDTH = 4  # texts that the beam search keeps at a time
AGAIN = RATE // 2  # samples between two decodings at least
AGAIN_SHARE = 0.25  # of the audio so far, likewise: all partials of 15 s cost as much as decoding 75 s
BLOCK = RATE // 25  # 40 ms: the level is looked at so often
PAUSE = 4  # blocks that are quiet: longer than any stop within a word, shorter than the shortest pause that ends
QUIET = 20.0  # dB below the loudest block
SURE_ENOUGH = 0.6  # of speech in another language and of noise next to nothing has more, see docs/speech_to_text.md

_NOT_SAID = re.compile(r"[^\w\s.'%°&:-]|(?<!\d)[.:]|[.:](?!\d)|(?<!\w)['-]|['-](?!\w)")


def cleaned(text: str) -> str:
    """What the network writes, as it would be typed without capitals and marks.

    >>> cleaned("Set it to 22.5 degrees, please."), cleaned("\\"'Is the A.C. on?'"), cleaned("It's 5:30 P.M.")
    ('set it to 22.5 degrees please', 'is the a c on', "it's 5:30 p m")
    """
    lower = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1 ", text.lower().replace("’", "'"))
    return " ".join(_NOT_SAID.sub(" ", lower).split())


def ranked(texts: Sequence[Text]) -> tuple[Heard, ...]:
    """The alternatives with their scores, best first; those that differ in capitals and marks are one.

    The scores add up to the mean probability of a piece of the best text: near 1 where every piece was clear. They are
    shared out by how probable each text is.
    """
    found: dict[str, float] = {}
    pieces: dict[str, int] = {}
    for each in texts:
        if words := cleaned(each.text):
            found[words] = found.get(words, 0.0) + math.exp(each.log_probability)
            pieces.setdefault(words, each.pieces)
    total = sum(found.values())
    if not total:
        return ()
    order = sorted(found, key=lambda words: -found[words])
    mean = min(1.0, found[order[0]]) ** (1 / pieces[order[0]])
    return tuple(Heard(words, mean * found[words] / total) for words in order)


def sure_enough(found: Sequence[Heard]) -> bool:
    return sum(each.score for each in found) >= SURE_ENOUGH


class MoonshineEnglish:
    """A Recogniser. Streams may run in several threads at once; each belongs to one thread at a time."""

    language = "en"
    name = "moonshine-en"

    def __init__(self, folder: Path | None = None) -> None:
        """Loads the network of the package, or of `folder`. Raises SpeechUnavailable."""
        self.network = Moonshine(folder)
        self.version = f"{PACKAGE} {version() if folder is None else folder.name}"
        self._names: tuple[tuple[str, ...], Names] = ((), Names(()))

    def stream(self, phrases: Sequence[str] = ()) -> "MoonshineStream":
        """A new utterance. A phrase that sounds like a part of what was heard may stand for it: names."""
        known, names = self._names
        if known != (key := tuple(phrases)):
            names = Names(key)
            self._names = key, names
        return MoonshineStream(self.network, RecognisedBy(self.name, self.version), names)


class MoonshineStream:
    """A Stream: one utterance."""

    def __init__(self, network: Any, by: RecognisedBy, names: Names) -> None:
        self.by = by
        self.full = False  # was more said than is recognised?
        self._network, self._names = network, names
        self._audio = np.zeros(0, np.int16)
        self._levelled = 0  # samples of whole blocks whose level is known
        self._loudest = SILENCE
        self._quiet = 0  # blocks at the end that are quiet
        self._decoded = 0  # samples when it was decoded last
        self._rested: tuple[Heard, ...] | None = None  # what was decoded in this pause
        self._partial = ""
        self._over = False

    def accept(self, samples: Samples) -> str:
        self._check()
        room = LONGEST - len(self._audio)
        self.full |= len(samples) > room
        self._audio = np.concatenate([self._audio, samples[:room]])
        self._listen()
        new = len(self._audio) - self._decoded
        if self._quiet >= PAUSE:
            if self._rested is None and self._loudest > SILENCE:
                self._rested = self._heard(WIDTH)
                self._show(self._rested)
        elif new >= max(AGAIN, round(AGAIN_SHARE * len(self._audio))):
            self._show(self._heard(1))
        return self._partial

    def finish(self) -> tuple[Heard, ...]:
        self._check()
        self._over = True
        if not len(self._audio):
            return ()
        found = self._rested if self._rested is not None else self._heard(WIDTH)
        return found if sure_enough(found) else ()

    def _heard(self, width: int) -> tuple[Heard, ...]:
        """The alternatives of all audio so far."""
        audio = self._network.encoded(self._audio)
        texts = self._network.texts(audio, width)
        return ranked(self._names.mended(texts, lambda sentences: self._network.weighed(audio, sentences)))

    def _listen(self) -> None:
        """Is it quiet now?"""
        while len(self._audio) - self._levelled >= BLOCK:
            dbfs = level(self._audio[self._levelled : self._levelled + BLOCK])
            self._levelled += BLOCK
            self._loudest = max(self._loudest, dbfs)
            if dbfs > self._loudest - QUIET:
                self._quiet, self._rested = 0, None
            else:
                self._quiet += 1

    def _show(self, found: tuple[Heard, ...]) -> None:
        self._decoded = len(self._audio)
        if sure_enough(found):
            self._partial = found[0].text

    def _check(self) -> None:
        if self._over:
            raise ValueError("the utterance is finished; a new one needs a new stream")
