"""The first layers of the encoder, trained on, with our contexts and heads: token ids to logits, as nlu/training's.

Row 0 is a context token. Positions count from 0, norms come after each sum, the activation is GELU with erf: as in the
encoder. Its word embeddings stay as they are; the contexts have embeddings of their own.
"""

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from nlu.large.weights import Encoder

LONGEST = 512  # tokens
DROPOUT = 0.1
TOKEN_DROPOUT = 0.05  # of the tokens are hidden in training
UNKNOWN = 3  # the encoder's row for a piece that it does not have


class Block(nn.Module):  # type: ignore[misc]  # mypy skips torch
    """One layer of the encoder: attention and a two-layer perceptron, each added and normed after."""

    def __init__(self, encoder: Encoder, layer: int) -> None:
        super().__init__()
        self.heads = encoder.heads

        def tensor(name: str) -> Tensor:
            return torch.from_numpy(encoder.tensors[f"l{layer}.{name}"].copy())

        def linear(name: str) -> nn.Linear:
            weight = tensor(f"{name}.w")
            made = nn.Linear(weight.shape[1], weight.shape[0])
            made.weight.data, made.bias.data = weight, tensor(f"{name}.b")
            return made

        def norm(name: str) -> nn.LayerNorm:
            made = nn.LayerNorm(encoder.width, encoder.epsilon)
            made.weight.data, made.bias.data = tensor(f"{name}.w"), tensor(f"{name}.b")
            return made

        self.query, self.key, self.value, self.out = linear("q"), linear("k"), linear("v"), linear("ao")
        self.wide, self.narrow = linear("fi"), linear("fo")
        self.norm1, self.norm2 = norm("aln"), norm("oln")

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x (B, T, width), bias (B, 1, 1, T) -> (B, T, width)."""
        b, t, width = x.shape
        q, k, v = (
            part(x).view(b, t, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )  # (B, heads, T, width / heads)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(b, t, width)
        x = self.norm1(x + F.dropout(self.out(mixed), DROPOUT, self.training))
        return self.norm2(x + F.dropout(self.narrow(F.gelu(self.wide(x))), DROPOUT, self.training))


class LargeNetwork(nn.Module):  # type: ignore[misc]
    """Token ids to logits. Ids from `first` on are contexts, the last one is the empty row for padding."""

    table: Tensor  # (pieces, width), not trained

    def __init__(self, encoder: Encoder, rows: npt.NDArray[np.int64], contexts: int, columns: int) -> None:
        """`rows` (pieces,) are the encoder's rows of our pieces, -1 where it has none."""
        super().__init__()
        self.first, self.padding = len(rows), len(rows) + contexts
        self.register_buffer("table", torch.from_numpy(encoder.rows(np.where(rows < 0, UNKNOWN, rows))))
        begin = encoder.rows(np.zeros(contexts + 1, np.int64))  # of its mark for the begin of a sentence
        self.context = nn.Parameter(torch.from_numpy(begin))
        places, kinds = (encoder.tensors[f"emb.{name}"].reshape(-1, encoder.width) for name in ("pos", "type"))
        self.positions = nn.Parameter(torch.from_numpy(places[:LONGEST] + kinds[0]))
        self.norm = nn.LayerNorm(encoder.width, encoder.epsilon)
        self.norm.weight.data, self.norm.bias.data = (
            torch.from_numpy(encoder.tensors[f"emb.ln.{name}"].copy()) for name in "wb"
        )
        self.layers = nn.ModuleList(Block(encoder, layer) for layer in range(encoder.layers))
        self.head = nn.Linear(encoder.width, columns)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids (B, T) int64, mask (B, T) bool -> logits (B, T, columns) float32; products are bfloat16 in training."""
        if self.training:
            hidden = torch.rand(ids.shape) < TOKEN_DROPOUT
            hidden[:, 0] = False
            ids = ids.masked_fill(hidden, self.padding)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            own = ids >= self.first
            words = F.embedding(ids.clamp(max=self.first - 1), self.table)
            x = torch.where(own[..., None], F.embedding((ids - self.first).clamp(min=0), self.context), words)
            x = F.dropout(self.norm(x + self.positions[: ids.shape[1]]), DROPOUT, self.training)
            bias = torch.where(mask, 0.0, -1e4)[:, None, None, :].to(x.dtype)
            for layer in self.layers:
                x = layer(x, bias)
            logits: Tensor = self.head(F.dropout(x, DROPOUT, self.training))
        return logits.float()
