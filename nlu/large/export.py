"""The larger network as ONNX, with the inputs and outputs of the small one, so that the same engine runs it.

Weights are stored as int8, GROUP neighbours with one scale; all but the embedding become float when the session starts.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from onnx import TensorProto, helper

from nlu.large.network import LargeNetwork
from nlu.training.export import GROUP, Array, Graph, quantise, write_graph


def write_large(network: LargeNetwork, path: Path, quantised: bool = True) -> None:
    """Writes the network to `path`.

    Of the inputs (nlu/training/export.py) `windows` gives the ids in its middle column; `apart` is not needed.
    """
    graph = Graph()
    middle = graph.constant("middle", np.array([1], np.int64))
    ids = graph.add("Gather", "windows", middle, axis=1)
    ids = graph.add("Reshape", ids, graph.constant("one_row", np.array([1, -1], np.int64)))  # (1, tokens)
    table = np.concatenate([_array(network.table), _array(network.context)])
    count = graph.add("Slice", graph.add("Shape", ids), middle, graph.constant("two", np.array([2], np.int64)))
    positions = graph.constant("positions", _array(network.positions).astype(np.float16))
    places = graph.add("Slice", positions, graph.constant("zero", np.array([0], np.int64)), count)
    places = graph.add("Cast", places, to=TensorProto.FLOAT)
    x = graph.add("Add", _embedding(graph, table, ids, quantised), places)  # (1, tokens, width)
    x = _norm(graph, x, network.norm, "norm")
    for at, layer in enumerate(network.layers):
        parts = (layer.query, layer.key, layer.value)
        qkv = np.concatenate([_array(part.weight).T for part in parts], axis=1)
        qkv_bias = graph.constant(f"layer{at}.qkv_bias", np.concatenate([_array(part.bias) for part in parts]))
        weight = graph.weight(f"layer{at}.qkv", qkv, quantised)
        mixed = graph.add("Attention", x, weight, qkv_bias, domain="com.microsoft", num_heads=layer.heads)
        mixed = _linear(graph, mixed, layer.out, f"layer{at}.out", quantised)
        x = _norm(graph, graph.add("Add", x, mixed), layer.norm1, f"layer{at}.norm1")
        wide = _linear(graph, x, layer.wide, f"layer{at}.wide", quantised)
        narrow = _linear(
            graph, graph.add("Gelu", wide, domain="com.microsoft"), layer.narrow, f"layer{at}.narrow", quantised
        )
        x = _norm(graph, graph.add("Add", x, narrow), layer.norm2, f"layer{at}.norm2")
    flat = graph.add("Squeeze", x, graph.constant("first", np.array([0], np.int64)))
    head = graph.weight("head", _array(network.head.weight).T, quantised)
    head_bias = graph.constant("head_bias", _array(network.head.bias))
    graph.nodes.append(helper.make_node("Gemm", [flat, head, head_bias], ["logits"], name="logits"))
    write_graph(graph, network.head.out_features, path)


def _array(tensor: torch.Tensor) -> Array:
    made: npt.NDArray[np.float32] = tensor.detach().float().numpy()
    return made


def _embedding(graph: Graph, table: Array, ids: str, quantised: bool) -> str:
    """(1, tokens, width): the rows of `table` at `ids`."""
    if not quantised:
        return graph.add("Gather", graph.constant("embedding", table), ids)
    codes, scales = quantise(table)
    many, width = scales.shape[1], table.shape[1]
    rows = graph.add("Cast", graph.add("Gather", graph.constant("embedding_int8", codes), ids), to=TensorProto.FLOAT)
    rows = graph.add("Reshape", rows, graph.constant("embedding_groups", np.array([-1, many, GROUP], np.int64)))
    scale = graph.add("Gather", graph.constant("embedding_scale", scales), ids)  # (1, tokens, width / GROUP)
    scale = graph.add("Reshape", scale, graph.constant("embedding_scales", np.array([-1, many, 1], np.int64)))
    whole = graph.constant("embedding_rows", np.array([1, -1, width], np.int64))
    return graph.add("Reshape", graph.add("Mul", rows, scale), whole)


def _linear(graph: Graph, x: str, linear: torch.nn.Linear, name: str, quantised: bool) -> str:
    product = graph.add("MatMul", x, graph.weight(name, _array(linear.weight).T, quantised))
    return graph.add("Add", product, graph.constant(f"{name}_bias", _array(linear.bias)))


def _norm(graph: Graph, x: str, norm: torch.nn.LayerNorm, name: str) -> str:
    weight, bias = (
        graph.constant(f"{name}.weight", _array(norm.weight)),
        graph.constant(f"{name}.bias", _array(norm.bias)),
    )
    return graph.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=norm.eps)
