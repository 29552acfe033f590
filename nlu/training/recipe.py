"""What differs between the networks that can be trained on the sentences: tokeniser, network, optimisers, file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from nlu.engine.tokeniser import Tokeniser
from nlu.sampling.utterance import Utterance
from nlu.training.export import write_onnx
from nlu.training.loop import AVERAGE, RATE, two_optimisers
from nlu.training.network import HEADS, Network
from nlu.training.vocabulary import first_embeddings, write_tokeniser

EMBEDDING = 256  # width of a token's embedding
BATCH = 96  # utterances


@dataclass(frozen=True)
class Recipe:
    """One kind of network. A network has `padding` (the id of the empty row) and gives logits for ids and a mask."""

    write_tokeniser: Callable[[Iterable[Utterance], Path], None]
    network: Callable[[Tokeniser, int, int], Any]  # (tokeniser, contexts, columns) -> network
    optimisers: Callable[[Any], Sequence[torch.optim.Optimizer]]  # their rates are the highest
    write: Callable[[Any, Path, bool], None]  # (network, path, quantised): the ONNX file
    batch: int = BATCH  # utterances
    average: float = AVERAGE  # what the running mean of the weights keeps in a step


def small_network(tokeniser: Tokeniser, contexts: int, columns: int) -> Network:
    return Network(first_embeddings(tokeniser, EMBEDDING), contexts, columns)


SMALL = Recipe(
    write_tokeniser,
    small_network,
    lambda network: two_optimisers(network, RATE),
    lambda network, path, quantised: write_onnx(network.arrays(), HEADS, path, quantised),
)
