"""Vectors to rows. Knows when exact search is still quick; hides FAISS and that a row may have several vectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from dannguon.retrieval.embedding import Vectors

_EXACT_UP_TO = 200_000
_NEIGHBOURS = 32
_VECTORS = "vectors.faiss"
_STARTS = "starts.npy"


class DenseIndex:
    """Nearness to the records of one generation; safe to share between threads.

    A row is as near as the mean of its whole text's cosine and of the nearest of its other vectors'.
    """

    def __init__(self, folder: Path) -> None:
        """Open what `write_dense` wrote into `folder`."""
        self._index = faiss.read_index(str(folder / _VECTORS))
        self._starts: NDArray[np.int64] = np.load(folder / _STARTS)

    def search(self, query: Vectors, k: int, rows: Iterable[int] | None = None) -> list[int]:
        """The rows of the `k` vectors nearest to a unit vector, ascending; among `rows` only, when given."""
        k = min(k, self._index.ntotal)
        if not k:
            return []
        selected = None if rows is None else faiss.IDSelectorBatch(self._vectors_of(rows))
        _, ids = self._index.search(query[None], k, params=self._parameters(selected))
        found = ids[0][ids[0] >= 0]
        return [int(row) for row in np.unique(np.searchsorted(self._starts, found, side="right") - 1)]

    def similarity(self, query: Vectors, rows: Iterable[int]) -> dict[int, float]:
        """The nearness of these rows to a unit vector, in [-1, 1]."""
        wanted = np.fromiter(rows, np.int64)
        if not wanted.size:
            return {}
        cosines = self._index.reconstruct_batch(self._vectors_of(wanted.tolist())) @ query
        counts = self._starts[wanted + 1] - self._starts[wanted]
        first = np.cumsum(counts) - counts
        whole = cosines[first].copy()
        cosines[first[counts > 1]] = -1.0
        nearness = (whole + np.maximum.reduceat(cosines, first)) / 2
        return dict(zip(wanted.tolist(), nearness.tolist(), strict=True))

    def _vectors_of(self, rows: Iterable[int]) -> NDArray[np.int64]:
        return np.concatenate([np.arange(self._starts[row], self._starts[row + 1]) for row in rows])

    def _parameters(self, selected: faiss.IDSelector | None) -> Any:
        if selected is None:
            return None
        flat = isinstance(self._index, faiss.IndexFlat)
        kind: Any = faiss.SearchParameters if flat else faiss.SearchParametersHNSW  # type: ignore[attr-defined]
        return kind(sel=selected)


def write_dense(folder: Path, vectors: Vectors, counts: Sequence[int]) -> None:
    """Write vectors into `folder`, which is made: exact up to 200,000, a graph of neighbours beyond.

    Row 0 has the first counts[0] vectors, row 1 the next counts[1], …; the first of each is its whole text's.
    """
    folder.mkdir()
    count, dimension = vectors.shape
    index: faiss.Index = faiss.IndexFlatIP(dimension)
    if count > _EXACT_UP_TO:
        index = faiss.IndexHNSWFlat(dimension, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    index.add(vectors)
    faiss.write_index(index, str(folder / _VECTORS))
    np.save(folder / _STARTS, np.cumsum([0, *counts], dtype=np.int64))
