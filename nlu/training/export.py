"""The trained network as ONNX: the graph is written by hand, so that it holds the operators it needs and no other.

Weights are stored as int8, GROUP neighbours with one scale. The embedding stays int8 in memory; the other weights
become float when the session starts (ONNX Runtime folds constants), because on a CPU without VNNI float products of
some fifteen rows are as fast as int8 ones, and agree better.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET, MICROSOFT_OPSET = 17, 1
EPSILON = 1e-5  # of the norms; that of network.py
GROUP = 32  # weights of one scale
Array = npt.NDArray[np.float32]


class Graph:
    """Operators (ONNX: nodes) and constants under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, op: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> str:
        """Appends a node; returns the name of its first output."""
        name = f"{op}_{len(self.nodes)}"
        names = [name] + [f"{name}_{i}" for i in range(1, outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, name=name, domain=domain, **attributes))
        return name

    def constant(self, name: str, array: npt.NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def weight(self, name: str, array: Array, quantised: bool) -> str:
        """A matrix (in, out), as int8 with one float scale for GROUP inputs of an output where `quantised`."""
        if not quantised:
            return self.constant(name, array.astype(np.float32))
        codes, scales = quantise(array.T)
        inputs, outputs = array.shape
        whole = self.add("Cast", self.constant(f"{name}_int8", codes.T), to=TensorProto.FLOAT)
        groups = self.add("Reshape", whole, self.constant(f"{name}_groups", np.array([-1, GROUP, outputs], np.int64)))
        scaled = self.add("Mul", groups, self.constant(f"{name}_scale", scales.T[:, None]))
        return self.add("Reshape", scaled, self.constant(f"{name}_shape", np.array([inputs, outputs], np.int64)))


def quantise(array: Array) -> tuple[npt.NDArray[np.int8], Array]:
    """(codes (rows, columns), scales (rows, columns / GROUP)): array (rows, columns) is about codes * scales.

    Raises ValueError where GROUP does not divide the columns.
    """
    rows, columns = array.shape
    if columns % GROUP:
        raise ValueError(f"{columns} columns: not a multiple of {GROUP}")
    groups = array.reshape(rows, -1, GROUP)
    scales = np.maximum(np.abs(groups).max(axis=2), 1e-8).astype(np.float32) / 127.0
    codes = np.clip(np.rint(groups / scales[..., None]), -127, 127).astype(np.int8)
    return codes.reshape(rows, columns), scales


def write_onnx(weights: Mapping[str, Array], heads: int, path: Path, quantised: bool = True) -> None:
    """Writes the network to `path`. `weights` are those of `network.Network.arrays`; matrices are (in, out).

    The graph takes `windows` (tokens, 3) int64, the ids before, at and after each token, and `apart` (tokens, tokens)
    int64, the clipped distance from each token to each other, counted from 0; it gives `logits` (tokens, labels)
    float32.
    """
    graph = Graph()
    x = _embedding(graph, weights["embedding"], quantised)  # 3 * embedding values a token
    flat = graph.constant("flat", np.array([1, -1, 3 * weights["embedding"].shape[1]], np.int64))
    x = graph.add("Reshape", x, flat)  # (1, tokens, 3 * embedding)
    x = graph.add("MatMul", x, graph.weight("window", weights["window"], quantised))
    x = graph.add(
        "Relu", graph.add("Add", x, graph.constant("window_bias", weights["window_bias"]))
    )  # (1, tokens, width)
    bias = graph.add(
        "Gather", graph.constant("distance", weights["distance"][None]), "apart", axis=2
    )  # (1, heads, tokens, tokens)
    normed = graph.add(
        "SimplifiedLayerNormalization", x, graph.constant("norm0", weights["norm0.scale"]), axis=-1, epsilon=EPSILON
    )
    layer = 0
    while f"layer{layer}.qkv" in weights:
        name = f"layer{layer}"
        qkv, qkv_bias = (
            graph.weight(f"{name}.qkv", weights[f"{name}.qkv"], quantised),
            graph.constant(f"{name}.qkv_bias", weights[f"{name}.qkv_bias"]),
        )
        mixed = graph.add("Attention", normed, qkv, qkv_bias, "", "", bias, domain="com.microsoft", num_heads=heads)
        mixed = graph.add("MatMul", mixed, graph.weight(f"{name}.out", weights[f"{name}.out"], quantised))
        normed, x = _skip_norm(graph, mixed, x, weights, f"{name}.out_bias", f"norm{2 * layer + 1}")
        wide = graph.add("MatMul", normed, graph.weight(f"{name}.wide", weights[f"{name}.wide"], quantised))
        wide = graph.add(
            "Relu", graph.add("Add", wide, graph.constant(f"{name}.wide_bias", weights[f"{name}.wide_bias"]))
        )
        narrow = graph.add("MatMul", wide, graph.weight(f"{name}.narrow", weights[f"{name}.narrow"], quantised))
        normed, x = _skip_norm(graph, narrow, x, weights, f"{name}.narrow_bias", f"norm{2 * layer + 2}")
        layer += 1
    flat = graph.add("Squeeze", normed, graph.constant("first", np.array([0], np.int64)))
    head, head_bias = (
        graph.weight("head", weights["head"], quantised),
        graph.constant("head_bias", weights["head_bias"]),
    )
    graph.nodes.append(helper.make_node("Gemm", [flat, head, head_bias], ["logits"], name="logits"))
    write_graph(graph, weights["head"].shape[1], path)


def write_graph(graph: Graph, labels: int, path: Path) -> None:
    """Writes the graph with the inputs and the output that the engine knows (see `write_onnx`); `labels` columns."""
    made = helper.make_graph(
        graph.nodes,
        "malcha",
        [
            helper.make_tensor_value_info("windows", TensorProto.INT64, ["tokens", 3]),
            helper.make_tensor_value_info("apart", TensorProto.INT64, ["tokens", "tokens"]),
        ],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["tokens", labels])],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT_OPSET)]
    onnx.save(helper.make_model(made, opset_imports=opsets, ir_version=8, producer_name="malcha"), str(path))


def _embedding(graph: Graph, array: Array, quantised: bool) -> str:
    """The rows of `array` (pieces, size) at `windows`.

    Kept as int8 with one float scale for GROUP columns where `quantised`.
    """
    if not quantised:
        return graph.add("Gather", graph.constant("embedding", array), "windows")
    codes, scales = quantise(array)
    many = 3 * scales.shape[1]  # groups of a window
    rows = graph.add(
        "Cast", graph.add("Gather", graph.constant("embedding_int8", codes), "windows"), to=TensorProto.FLOAT
    )
    rows = graph.add("Reshape", rows, graph.constant("embedding_groups", np.array([-1, many, GROUP], np.int64)))
    scale = graph.add("Gather", graph.constant("embedding_scale", scales), "windows")  # (tokens, 3, size / GROUP)
    scale = graph.add("Reshape", scale, graph.constant("embedding_scales", np.array([-1, many, 1], np.int64)))
    return graph.add("Mul", rows, scale)  # (tokens, 3 * size / GROUP, GROUP)


def _skip_norm(graph: Graph, x: str, skip: str, weights: Mapping[str, Array], bias: str, norm: str) -> tuple[str, str]:
    """(normed, sum) of x + skip + bias, with the root-mean-square norm."""
    names = [graph.constant(n, weights[n]) for n in (f"{norm}.scale", bias)]
    normed = graph.add(
        "SkipSimplifiedLayerNormalization", x, skip, *names, outputs=4, domain="com.microsoft", epsilon=EPSILON
    )
    return normed, f"{normed}_3"
