"""The exported model for MASSIVE: text to an intent and a tag for each word, on one thread.

Columns of the logits: weight (of a token in its utterance's intent), intents, tags (read at the first token of a word).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlu.engine.description import MODEL, TOKENISER
from nlu.engine.engine import open_session
from nlu.engine.tokeniser import Tokeniser
from nlu.massive.slot_tags import CERTAIN, best_tags
from nlu.training.network import REACH

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Labels:
    """What the columns of the logits stand for; column 0 is the weight."""

    intents: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def columns(self) -> int:
        return 1 + len(self.intents) + len(self.tags)


def encode(text: str, tokeniser: Tokeniser) -> tuple[list[int], list[int]]:
    """(ids (tokens,), the token at which each word begins (words,)), for a text with single spaces.

    The context token is row 0, so that token i of the text is row i + 1, and 0 stands for a word at whose begin no
    token is.
    """
    cut = tokeniser.cut(text)
    begins = {0} | {i + 1 for i, c in enumerate(text) if c == " "}
    first: dict[int, int] = {}
    for i, (begin, end) in enumerate(zip(cut.begin, cut.end, strict=True), start=1):
        if begin in begins and end > begin:
            first.setdefault(begin, i)
    return [len(tokeniser), *cut.ids], [first.get(begin, 0) for begin in sorted(begins)]


class ExportedModel:
    """The exported model: text to (intent, tags), one thread."""

    def __init__(self, folder: Path, labels: Labels) -> None:
        self._session = open_session(folder / MODEL)
        self.tokeniser, self.labels = Tokeniser(folder / TOKENISER), labels

    def understand(self, text: str) -> tuple[str, list[str]]:
        """(intent, one tag a word), for a text in lower case with single spaces."""
        ids, words = encode(text, self.tokeniser)
        empty = len(self.tokeniser) + 1
        padded, positions = np.array([empty, *ids, empty]), np.arange(len(ids))
        apart = np.clip(positions[None] - positions[:, None], -REACH, REACH) + REACH
        windows = padded[positions[:, None] + np.arange(3)]  # (tokens, 3)
        logits: Floats = self._session.run(None, {"windows": windows, "apart": apart})[0]  # (tokens, columns)
        weight = np.exp(logits[:, 0] - logits[:, 0].max())
        intents = 1 + len(self.labels.intents)
        intent = self.labels.intents[int((weight @ logits[:, 1:intents]).argmax())]
        scores = logits[words, intents:]  # (words, tags)
        for word in (i for i, at in enumerate(words) if not at):  # without a token: outside
            scores[word] = -CERTAIN
            scores[word, 0] = CERTAIN
        return intent, [self.labels.tags[tag] for tag in best_tags(scores)]
