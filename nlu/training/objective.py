"""What the network is trained for: where each command starts, what it does, where, what its value. Training only.

The columns of the logits are those of `examples.Labels`.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from nlu.training.examples import IGNORE, Batch, Labels
from nlu.training.network import Network

SMOOTHING = 0.03  # of the intents


def loss(network: Network, labels: Labels, batch: Batch) -> Tensor:
    """The sum of the losses of starts, tags, intents, zones and value words; a scalar."""
    logits = network(batch.ids, batch.mask)  # (B, T, columns)
    slices = labels.slices
    part = {name: logits[..., a:b] for name, (a, b) in slices.items()}
    tokens = batch.mask.clone()
    tokens[:, 0] = False  # the context token
    utterances = len(batch.ids)
    start = (
        F.binary_cross_entropy_with_logits(part["start"][..., 0][tokens], batch.start[tokens], reduction="sum")
        / utterances
    )
    tags = (
        F.cross_entropy(part["tag"].flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORE, reduction="sum")
        / utterances
    )
    there = batch.zone != IGNORE
    zone = F.binary_cross_entropy_with_logits(part["zone"][there], batch.zone[there], reduction="sum") / utterances

    member, pooled = pool(logits, labels, batch)
    real = batch.pairs != IGNORE  # (B, S)
    intent = F.cross_entropy(intents(pooled, labels)[real], batch.pairs[real], label_smoothing=SMOOTHING)
    a, b = slices["word"]
    words = F.cross_entropy(pooled[..., a:b][real], batch.words[real])
    highest = part["zone"][:, None].masked_fill(~member[..., None], -1e4).amax(dim=2)  # (B, S, zones)
    zones = F.binary_cross_entropy_with_logits(highest[real], batch.zones[real], reduction="sum") / int(real.sum())
    return intent + 0.5 * words + zones + 0.3 * zone + start + 0.75 * tags


def pool(logits: Tensor, labels: Labels, batch: Batch) -> tuple[Tensor, Tensor]:
    """The tokens of each segment, member (B, S, T) bool, and their weighted mean logits, (B, S, columns)."""
    segments = torch.arange(batch.pairs.shape[1])
    member = batch.segment[:, None, :] == segments[:, None]  # (B, S, T)
    weight = logits[..., labels.slices["weight"][0]]  # (B, T)
    share = torch.softmax(weight[:, None].masked_fill(~member, -1e4), dim=-1) * member  # (B, S, T)
    return member, share @ logits


def intents(pooled: Tensor, labels: Labels) -> Tensor:
    """(..., columns) -> (..., pairs): function logit + op logit of every pair that the catalogue has."""
    (f, _), (o, _) = labels.slices["function"], labels.slices["op"]
    pairs = torch.tensor(labels.pairs)
    return pooled[..., f + pairs[:, 0]] + pooled[..., o + pairs[:, 1]]
