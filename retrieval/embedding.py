"""Texts as vectors. Knows which model is meant by a name; hides how it is run.

The default model runs on onnxruntime alone: torch, transformers and sentence-transformers are imported only to
rebuild it once (`e5`) or when a setting names another model.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from dannguon.errors import ModelError
from dannguon.retrieval import e5

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """A model that maps texts to unit vectors whose inner product is similarity.

    `name` changes whenever the vectors would: what is cached under one name is valid for it.
    """

    dimension: int
    name: str

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length `dimension` for each text, in order, each of norm 1."""
        ...

    def query(self, text: str) -> Vectors:
        """Return one vector of length `dimension` and norm 1."""
        ...


def load_embedder(cache: Path, name: str | None = None) -> Embedder:
    """Return the embedded model (None), or the sentence-transformers model of a folder or hub name.

    The embedded model is rebuilt under `cache` when it is not there yet, which takes about half a minute.

    Raises:
        ModelError: the model cannot be rebuilt or loaded; says what to do.
    """
    if name is None:
        return OnnxEmbedder(e5.rebuild(cache))
    return SentenceTransformersEmbedder(name)


class OnnxEmbedder:
    """The embedded model, run by onnxruntime on an export in `folder`/onnx; safe to share between threads."""

    _BATCH_TOKENS = 512
    """Padded tokens a run: what fits the cache of a core; 2048 took a third longer."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(e5.POSITIONS)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle cores are other people's
        self._session = onnxruntime.InferenceSession(
            folder / "onnx" / "model.onnx", options, providers=["CPUExecutionProvider"]
        )
        self.name = folder.name
        self.dimension = int(self._session.get_outputs()[0].shape[1])

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed([f"passage: {text}" for text in texts])

    def query(self, text: str) -> Vectors:
        vector: Vectors = self._embed([f"query: {text}"])[0]
        return vector

    def _embed(self, texts: Sequence[str]) -> Vectors:
        """Long and short texts run apart, so that padding costs little."""
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for rows in _batches([len(ids) for ids in tokens], self._BATCH_TOKENS):
            vectors[rows] = self._run([tokens[row] for row in rows])
        return vectors

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        shape = (len(tokens), max(map(len, tokens)))
        ids, mask = np.full(shape, e5.PAD, np.int64), np.zeros(shape, np.int64)
        for row, text in enumerate(tokens):
            ids[row, : len(text)], mask[row, : len(text)] = text, 1
        (vectors,) = self._session.run(["vectors"], {"ids": ids, "mask": mask})
        return np.asarray(vectors, np.float32)


def _batches(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Split row numbers, shortest first, so that rows × longest stays within `limit` (a row alone may exceed it)."""
    batches: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not batches or (len(batches[-1]) + 1) * lengths[row] > limit:
            batches.append([])
        batches[-1].append(row)
    return batches


class SentenceTransformersEmbedder:
    """Any sentence-transformers model. Prompts "query" and "passage" are used where the model defines them."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model: SentenceTransformer = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                f"Không nạp được mô hình nhúng {name!r}: hãy kiểm tra DANNGUON_EMBEDDING (tên hoặc thư mục)."
            ) from error
        self.name = name
        self.dimension = self._model.get_embedding_dimension() or self.query("").size

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, "passage")

    def query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([text], "query")[0]
        return vector

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        prompt_name = prompt if prompt in self._model.prompts else None
        vectors = self._model.encode(list(texts), prompt_name=prompt_name, normalize_embeddings=True)
        return np.asarray(vectors, np.float32).reshape(len(texts), -1)
