"""From what was said to tokens: normalise, tell the language, cut into pieces. The same code trains and serves."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import sentencepiece

from languages.numbers import parse_number

__all__ = ["MAX_CHARACTERS", "SPACE", "Tokeniser", "Tokens", "language", "normalise", "parse_number"]

MAX_CHARACTERS = 500  # longer than any breath; keeps one request's cost bounded
SPACE = "▁"  # SentencePiece's mark for a space, written before the word
UNKNOWN = "\ufffd"  # stands for a character the tokeniser has no piece for, so that lengths add up

_FOLD: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width forms
_FOLD |= {0x3000: " ", ord("’"): "'", ord("‘"): "'", ord("`"): "'", ord("−"): "-", ord("–"): "-", ord("℃"): "°c"}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_HANGUL = re.compile("[가-힣]")
_PLAIN = re.compile("[a-z0-9가-힣 ]*")  # nothing to drop
_NOT_SAID = re.compile(  # all but letters, digits and the marks inside "22.5", "-5", "driver's", "r&b"
    r"[^\w\s.'&-]|_|[ㄱ-ㅣ]"  # other marks, emoji, lone jamo
    r"|(?<!\d)\.|\.(?!\d)|(?<![^\W\d])'|'(?![^\W\d])|(?<!\b[a-z])&|&(?![a-z]\b)|(?<!\s)(?<!^)-|-(?!\d)"
)


def normalise(text: str) -> str:
    """`text` as a recogniser would have written it: lower case, single spaces, no punctuation outside numbers.

    Raises ValueError where nothing is left or `text` is longer than MAX_CHARACTERS.

    >>> normalise("  Set it to ２２.5℃, please!"), normalise("창문 30%로…"), normalise("It’s 1,440 kHz")
    ('set it to 22.5 degrees please', '창문 30퍼센트로', "it's 1440 khz")
    """
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"text has {len(text)} characters; the longest understood is {MAX_CHARACTERS}")
    folded = unicodedata.normalize("NFC", text.translate(_FOLD)).lower()
    if not _PLAIN.fullmatch(folded):
        korean = _HANGUL.search(folded) is not None
        folded = re.sub(r" ?%", "퍼센트" if korean else " percent ", folded)
        folded = re.sub(r" ?°[cf]?", "도" if korean else " degrees ", folded)
        folded = _NOT_SAID.sub(" ", _THOUSANDS.sub("", folded))
        folded = "".join(c for c in folded if c.isprintable() or c.isspace())
    words = " ".join(folded.split())
    if not words:
        raise ValueError("text is empty: there is no word in it")
    if len(words) > MAX_CHARACTERS:
        raise ValueError(f"text has {len(words)} characters; the longest understood is {MAX_CHARACTERS}")
    return words


def language(text: str) -> str:
    """ "ko" or "en": a Hangul syllable weighs as much as two Latin letters; "ko" where there are neither."""
    hangul = len(_HANGUL.findall(text))
    latin = sum("a" <= c <= "z" for c in text.lower())
    return "en" if latin > 2 * hangul else "ko"


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
        """The tokens of `text`, which `normalise` has returned."""
        if not self._characters.issuperset(text):
            text = "".join(c if c in self._characters else UNKNOWN for c in text)
        ids = self._processor.encode(text)
        ends = list(
            accumulate([self._lengths[i] for i in ids], initial=-1)
        )  # the first piece has a space that the text has not
        begin = [min(at + self._spaced[i], after) for i, at, after in zip(ids, ends, ends[1:], strict=False)]
        return Tokens(ids, begin, ends[1:])
