"""Whisper in PyTorch, with the weights of CTranslate2's file, and small changes beside them that can be learned.

Beside each weight (rows, columns) lie two narrow ones, up (rows, rank) and down (rank, columns), whose product is added
to it (LoRA; Hu et al. 2021), so that what was learned is 4 MB and not 145. Norms are learned as they are.
"""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from torch import nn

HEAD = 64  # width of an attention head, in all sizes of Whisper

Weights = Mapping[str, npt.NDArray[np.generic]]  # by their names in the file


class Changeable(nn.Module):  # type: ignore[misc]  # PyTorch need not be there
    """A linear layer that stays as it is, and its change, which is nothing at first."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, rank: int) -> None:
        super().__init__()
        rows, columns = weight.shape
        self.register_buffer("weight", weight)
        self.register_buffer("bias", bias)
        self.down = nn.Parameter(torch.randn(rank, columns) / math.sqrt(columns))
        self.up = nn.Parameter(torch.zeros(rows, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.linear(x, self.weight, self.bias) + F.linear(F.linear(x, self.down), self.up)


class Network(nn.Module):  # type: ignore[misc]
    """Audio and the pieces before -> the state from which the next piece is told."""

    def __init__(self, weights: Weights, rank: int) -> None:
        super().__init__()
        numbers = {name: torch.tensor(np.asarray(each, np.float32)) for name, each in weights.items()}
        layers = [name.removesuffix("/weight") for name in numbers if "/linear_" in name and name.endswith("/weight")]
        self.linear = nn.ModuleDict(
            {_key(name): Changeable(numbers[f"{name}/weight"], numbers[f"{name}/bias"], rank) for name in layers}
        )
        self.first_norms = {_key(name): numbers[name] for name in numbers if "layer_norm/" in name}
        self.norms = nn.ParameterDict({key: each.clone() for key, each in self.first_norms.items()})
        for name in ("encoder/conv1", "encoder/conv2"):
            self.register_buffer(_key(f"{name}/weight"), numbers[f"{name}/weight"])
            self.register_buffer(_key(f"{name}/bias"), numbers[f"{name}/bias"])
        for name in ("encoder/position_encodings/encodings", "decoder/position_encodings/encodings"):
            self.register_buffer(_key(name), numbers[name])
        self.register_buffer("pieces", numbers["decoder/embeddings/weight"])
        self.depth = {
            side: len({name.split("/")[1] for name in layers if name.startswith(side)})
            for side in ("encoder", "decoder")
        }

    def encode(self, mel: torch.Tensor) -> torch.Tensor:
        """(batch, bands, frames of 10 ms) -> (batch, steps of 20 ms, width)."""
        x = F.gelu(F.conv1d(mel, *self._both("encoder/conv1"), padding=1))
        x = F.gelu(F.conv1d(x, *self._both("encoder/conv2"), stride=2, padding=1)).transpose(1, 2)
        x = x + self._buffer("encoder/position_encodings/encodings")[: x.shape[1]]
        for number in range(self.depth["encoder"]):
            x = self._thinks(self._looks_at_itself(x, f"encoder/layer_{number}"), f"encoder/layer_{number}")
        return self._norm("encoder", x)

    def decode(self, pieces: torch.Tensor, audio: torch.Tensor) -> torch.Tensor:
        """(batch, pieces), what `encode` gave -> (batch, pieces, width)."""
        x = self.pieces[pieces] + self._buffer("decoder/position_encodings/encodings")[: pieces.shape[1]]
        for number in range(self.depth["decoder"]):
            here = f"decoder/layer_{number}"
            x = self._looks_at_itself(x, here, causal=True)
            asked = self._linear(f"{here}/attention/linear_0", self._norm(f"{here}/attention", x))
            keys, values = self._linear(f"{here}/attention/linear_1", audio).chunk(2, -1)
            x = x + self._linear(f"{here}/attention/linear_2", _attention(asked, keys, values))
            x = self._thinks(x, here)
        return self._norm("decoder", x)

    def logits(self, states: torch.Tensor) -> torch.Tensor:
        """(..., width) -> (..., pieces)."""
        return states @ self.pieces.T

    def learned(self, share: float = 1.0) -> dict[str, npt.NDArray[np.float16]]:
        """What was learned, or a share of it, as speech/recognising/weights_file.py puts it into the file."""
        found: dict[str, torch.Tensor] = {}
        for key, each in self.linear.items():
            found |= {f"{_name(key)}/up": share * each.up, f"{_name(key)}/down": each.down}
        for key, norm in self.norms.items():
            found[_name(key)] = torch.lerp(self.first_norms[key], norm, share)
        return {name: each.detach().numpy().astype(np.float16) for name, each in found.items()}

    def take_up(self, learned: Weights, share: float) -> None:
        """Begins where `learned` left off, which has this share of it. Raises ValueError for one of another rank,
        KeyError for one of another network."""
        with torch.no_grad():
            for key, each in self.linear.items():
                for mine, name, its in ((each.up, "up", share), (each.down, "down", 1.0)):
                    found = torch.tensor(np.asarray(learned[f"{_name(key)}/{name}"], np.float32))
                    if found.shape != mine.shape:
                        raise ValueError(f"{_name(key)}/{name} is {tuple(found.shape)}, not {tuple(mine.shape)}")
                    mine.copy_(found / its)
            for key, norm in self.norms.items():
                found = torch.tensor(np.asarray(learned[_name(key)], np.float32))
                norm.copy_(torch.lerp(self.first_norms[key], found, 1 / share))

    def _looks_at_itself(self, x: torch.Tensor, here: str, causal: bool = False) -> torch.Tensor:
        looked = self._norm(f"{here}/self_attention", x)
        asked, keys, values = self._linear(f"{here}/self_attention/linear_0", looked).chunk(3, -1)
        return x + self._linear(f"{here}/self_attention/linear_1", _attention(asked, keys, values, causal))

    def _thinks(self, x: torch.Tensor, here: str) -> torch.Tensor:
        inner = F.gelu(self._linear(f"{here}/ffn/linear_0", self._norm(f"{here}/ffn", x)))
        return x + self._linear(f"{here}/ffn/linear_1", inner)

    def _linear(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return self.linear[_key(name)](x)  # type: ignore[no-any-return]  # a module answers anything

    def _norm(self, here: str, x: torch.Tensor) -> torch.Tensor:
        gamma, beta = (self.norms[_key(f"{here}/layer_norm/{each}")] for each in ("gamma", "beta"))
        return F.layer_norm(x, gamma.shape, gamma, beta)

    def _buffer(self, name: str) -> torch.Tensor:
        return getattr(self, _key(name))  # type: ignore[no-any-return]

    def _both(self, name: str) -> tuple[torch.Tensor, torch.Tensor]:
        return self._buffer(f"{name}/weight"), self._buffer(f"{name}/bias")


def _attention(asked: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, causal: bool = False) -> torch.Tensor:
    heads: Any = [each.unflatten(-1, (-1, HEAD)).transpose(1, 2) for each in (asked, keys, values)]
    return F.scaled_dot_product_attention(*heads, is_causal=causal).transpose(1, 2).flatten(-2)


def _key(name: str) -> str:
    """PyTorch's modules must not have the file's names as they are."""
    return name.replace("/", "-")


def _name(key: str) -> str:
    return key.replace("-", "/")
