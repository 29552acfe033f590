"""The network: token ids to logits, one row of columns a token.

What the columns mean is the task's: objective.py here, nlu/massive/model.py there.

Row 0 is a context token (nothing said before / a last command / a question pending). The engine runs the same
arithmetic from ONNX (export.py).
"""

import math

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, LAYERS = 128, 4, 2
REACH = 12  # tokens: distances beyond count as this one
EPSILON = 1e-5
DROPOUT = 0.12
TOKEN_DROPOUT = 0.05  # of the tokens are hidden in training


class Layer(nn.Module):  # type: ignore[misc]  # mypy skips torch
    """Attention and a two-layer perceptron, each normed before and added after."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.RMSNorm(width, EPSILON), nn.RMSNorm(width, EPSILON)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x (B, T, width), bias (B, HEADS, T, T) -> (B, T, width)."""
        b, t, width = x.shape
        q, k, v = (
            self.qkv(self.norm1(x)).view(b, t, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        )  # (B, HEADS, T, width / HEADS)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(b, t, width)
        x = x + self.out(mixed)
        return x + self.narrow(torch.relu(self.wide(self.norm2(x))))


class Network(nn.Module):  # type: ignore[misc]
    """Token ids to logits.

    The embedding is a fixed table plus a learned difference, so that words never seen in training stay near the words
    that they are like.
    """

    table: Tensor  # (rows, embedding)

    def __init__(
        self,
        embedding: npt.NDArray[np.float32],
        contexts: int,
        columns: int,
        dropout: float = DROPOUT,
        hidden: float = TOKEN_DROPOUT,
        width: int = WIDTH,
    ) -> None:
        """`embedding` (pieces, width of one embedding) is extended by a row a context and an empty one for padding.

        `width` is that of the layers, a multiple of HEADS.
        """
        super().__init__()
        pieces, size = embedding.shape
        self.padding, self.dropout, self.hidden = pieces + contexts, dropout, hidden
        self.register_buffer("table", torch.cat([torch.from_numpy(embedding), torch.zeros(contexts + 1, size)]))
        self.learned = nn.Embedding(self.padding + 1, size, padding_idx=self.padding, sparse=True)
        nn.init.zeros_(self.learned.weight)
        self.window = nn.Linear(3 * size, width)
        self.distance = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 1))
        self.layers = nn.ModuleList(Layer(width) for _ in range(LAYERS))
        self.norm = nn.RMSNorm(width, EPSILON)
        self.head = nn.Linear(width, columns)
        for layer in self.layers:  # residual branches scaled down with depth
            for linear in (layer.out, layer.narrow):
                nn.init.normal_(linear.weight, std=1 / math.sqrt(linear.in_features * 2 * LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids (B, T) int64, mask (B, T) bool -> logits (B, T, columns)."""
        if self.training:
            hidden = torch.rand(ids.shape) < self.hidden
            hidden[:, 0] = False
            ids = ids.masked_fill(hidden, self.padding)
        x = F.embedding(ids, self.table) + self.learned(ids)  # (B, T, embedding)
        edges = F.pad(F.dropout(x, self.dropout, self.training), (0, 0, 1, 1))
        x = torch.relu(self.window(torch.cat([edges[:, :-2], edges[:, 1:-1], edges[:, 2:]], dim=-1)))  # (B, T, width)
        x = F.dropout(x, self.dropout, self.training)
        positions = torch.arange(ids.shape[1])
        apart = (positions[None] - positions[:, None]).clamp(-REACH, REACH) + REACH  # (T, T)
        bias = self.distance[:, apart] + torch.where(mask, 0.0, -1e4)[:, None, None, :]  # (B, HEADS, T, T)
        for layer in self.layers:
            x = layer(x, bias)
        logits: Tensor = self.head(F.dropout(self.norm(x), self.dropout, self.training))
        return logits

    def arrays(self) -> dict[str, npt.NDArray[np.float32]]:
        """The weights under the names of export.py; matrices are (in, out)."""
        made = {
            "embedding": self.table + self.learned.weight,
            "distance": self.distance,
            "norm0.scale": self.layers[0].norm1.weight,
        }
        made |= {
            "window": self.window.weight.T,
            "window_bias": self.window.bias,
            "head": self.head.weight.T,
            "head_bias": self.head.bias,
        }
        for at, layer in enumerate(self.layers):
            after = self.layers[at + 1].norm1 if at + 1 < LAYERS else self.norm
            made |= {f"norm{2 * at + 1}.scale": layer.norm2.weight, f"norm{2 * at + 2}.scale": after.weight}
            for name in ("qkv", "out", "wide", "narrow"):
                linear = getattr(layer, name)
                made |= {f"layer{at}.{name}": linear.weight.T, f"layer{at}.{name}_bias": linear.bias}
        return {name: tensor.detach().numpy().astype(np.float32) for name, tensor in made.items()}
