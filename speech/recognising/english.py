"""English by the Moonshine network: every word may be said; phrases only mend names that it nearly understood."""

import math
import re
from collections.abc import Sequence
from pathlib import Path

from speech.protocols import Heard, RecognisedBy, Samples
from speech.recognising.moonshine import PACKAGE, Moonshine, Text, version
from speech.recognising.names import Names
from speech.recognising.whole import WholeStream

WIDTH = 4  # texts that the beam search keeps at a time
LEAST_SHARE = 0.001  # of all the texts: what is less probable is no alternative
SURE_ENOUGH = 0.6  # what the scores add up to at least: next to nothing of another language or of noise has so much
NOISE = ("you", "so")  # all that the network writes for noise without a voice, with up to 0.9. Nobody says it alone

_NOT_SAID = re.compile(r"[^\w\s.'%°&:-]|(?<!\d)[.:]|[.:](?!\d)|(?<!\w)['-]|['-](?!\w)")


def cleaned(text: str) -> str:
    """What a network writes, as it would be typed without capitals and marks.

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
    return tuple(Heard(words, mean * found[words] / total) for words in order if found[words] >= LEAST_SHARE * total)


def words(found: tuple[Heard, ...]) -> tuple[Heard, ...]:
    """The same where it is English speech; () where it is more likely noise or another language."""
    if sum(each.score for each in found) < SURE_ENOUGH or found[0].text in NOISE:
        return ()
    return found


class MoonshineEnglish:
    """A Recogniser. Streams may run in several threads at once; each belongs to one thread at a time."""

    language = "en"
    name = "moonshine-en"

    def __init__(self, folder: Path | None = None) -> None:
        """Loads the network of the package, or of `folder`. Raises SpeechUnavailable."""
        self.network = Moonshine(folder)
        self.version = f"{PACKAGE} {version() if folder is None else folder.name}"
        self._names: tuple[tuple[str, ...], Names] = ((), Names(()))

    def stream(self, phrases: Sequence[str] = ()) -> WholeStream:
        """A new utterance. A phrase that sounds like a part of what was heard may stand for it: names."""
        known, names = self._names
        if known != (key := tuple(phrases)):
            names = Names(key)
            self._names = key, names

        def decode(samples: Samples, exact: bool) -> tuple[Heard, ...]:
            audio = self.network.encoded(samples)
            texts = self.network.texts(audio, WIDTH if exact else 1)
            return words(ranked(names.mended(texts, lambda sentences: self.network.weighed(audio, sentences))))

        return WholeStream(RecognisedBy(self.name, self.version), decode)
