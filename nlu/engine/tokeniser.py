"""From a normalised text to tokens, with the characters that each covers. The same code trains and serves."""

from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import sentencepiece

SPACE = "▁"  # SentencePiece's mark for a space, written before the word
UNKNOWN = "\ufffd"  # stands for a character the tokeniser has no piece for, so that lengths add up


@dataclass(frozen=True)
class Tokens:
    """The pieces of one normalised text. Token i covers text[begin[i]:end[i]], the space before a word excluded."""

    ids: list[int]  # (tokens,)
    begin: list[int]  # (tokens,) characters; a piece that is only a space has begin == end
    end: list[int]  # (tokens,) characters


class Tokeniser:
    """SentencePiece unigram over normalised text, with character offsets."""

    def __init__(self, path: Path) -> None:
        """Reads a .spm file. Raises OSError or RuntimeError where it cannot be read."""
        self._processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.pieces: list[str] = [self._processor.id_to_piece(i) for i in range(self._processor.get_piece_size())]
        self._lengths = [len(piece) for piece in self.pieces]
        self._spaced = [int(piece.startswith(SPACE)) for piece in self.pieces]
        self._characters = frozenset(piece for piece in self.pieces if len(piece) == 1) | {" "}

    def __len__(self) -> int:
        return len(self.pieces)

    def cut(self, text: str) -> Tokens:
        """The tokens of `text`, which languages.text.normalise has returned."""
        if not self._characters.issuperset(text):
            text = "".join(c if c in self._characters else UNKNOWN for c in text)
        ids = self._processor.encode(text)
        # from -1: the first piece begins with a space that the text has not
        ends = list(accumulate([self._lengths[i] for i in ids], initial=-1))
        begin = [min(at + self._spaced[i], after) for i, at, after in zip(ids, ends, ends[1:], strict=False)]
        return Tokens(ids, begin, ends[1:])
