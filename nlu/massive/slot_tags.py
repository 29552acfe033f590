"""Sequences of tags in which "I" comes only inside of its slot: the likeliest one, and the loss that teaches it.

Columns are "O", then "B" and "I" of each slot. Training and benchmark on MASSIVE only.
"""

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

CERTAIN = 1e4  # logit of what cannot be otherwise
IGNORE = -100  # the tag of no word, or of one that is not trained on

Floats = npt.NDArray[np.float32]


def best_tags(scores: Floats) -> list[int]:
    """The columns (words,) of the best sequence; `scores` (words, tags) are added up."""
    likeliest: list[int] = scores.argmax(axis=1).tolist()
    if all(
        tag == 0 or tag % 2 or before in (tag - 1, tag) for before, tag in zip([0, *likeliest], likeliest, strict=False)
    ):
        return likeliest
    best = scores[0].copy()
    best[2::2] = -CERTAIN
    begin, inside = np.arange(1, len(best), 2), np.arange(2, len(best), 2)
    came = []  # for each word (tags,): the tag before each tag in the best sequence that ends in it
    for word in scores[1:]:
        before = np.full(len(best), best.argmax())
        before[inside] = np.where(best[begin] >= best[inside], begin, inside)
        best = best[before] + word
        came.append(before)
    tags = [int(best.argmax())]
    for before in reversed(came):
        tags.append(int(before[tags[-1]]))
    return tags[::-1]


def sequence_loss(scores: Tensor, tags: Tensor) -> Tensor:
    """(B,): minus the log probability of `tags` among all sequences that `best_tags` may choose.

    scores (B, words, tags), tags (B, words). A word whose tag is IGNORE is outside, whatever its scores. The others
    make a sequence that may be chosen.
    """
    known = (tags != IGNORE)[..., None]
    scores = torch.cat(
        [scores[..., :1].masked_fill(~known, 0.0), scores[..., 1:].masked_fill(~known, -CERTAIN)], dim=-1
    )
    right = scores.gather(2, tags.clamp(min=0)[..., None])[..., 0].sum(dim=1)
    inside = torch.arange(scores.shape[2]) % 2 == 0
    inside[0] = False
    total = scores[:, 0].masked_fill(inside, -CERTAIN)  # (B, tags): of all ways to a tag
    for word in scores.unbind(dim=1)[1:]:
        anywhere = torch.logsumexp(total, dim=1, keepdim=True)  # (B, 1)
        within = torch.logaddexp(total[:, 1::2], total[:, 2::2])  # (B, slots)
        total = (
            torch.cat([anywhere, torch.stack([anywhere.expand_as(within), within], dim=-1).flatten(1)], dim=1) + word
        )
    return torch.logsumexp(total, dim=1) - right
