"""Vectors to rows. Knows when exact search is still quick; hides FAISS."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import faiss
import numpy as np

from dannguon.retrieval.embedding import Vectors

_EXACT_UP_TO = 200_000
_NEIGHBOURS = 32


class DenseIndex:
    """Inner products with the vectors of one generation; the id of a vector is its record's row."""

    def __init__(self, path: Path) -> None:
        """Open what `write_dense` wrote to `path`; the file is mapped, not read."""
        self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)

    def search(self, query: Vectors, k: int, rows: Iterable[int] | None = None) -> dict[int, float]:
        """The `k` rows nearest to a unit vector with their cosines; among `rows` only, when given."""
        found = min(k, self._index.ntotal)
        parameters = None
        if rows is not None:
            selector = faiss.IDSelectorBatch(np.fromiter(rows, np.int64))
            flat = isinstance(self._index, faiss.IndexFlat)
            parameters = faiss.SearchParameters(sel=selector) if flat else faiss.SearchParametersHNSW(sel=selector)
        if not found:
            return {}
        scores, ids = self._index.search(query[None], found, params=parameters)
        return {int(row): float(score) for row, score in zip(ids[0], scores[0], strict=True) if row >= 0}

    def similarity(self, query: Vectors, rows: Iterable[int]) -> dict[int, float]:
        """The cosine of a unit vector to each of these rows."""
        wanted = np.fromiter(rows, np.int64)
        if not wanted.size:
            return {}
        scores = self._index.reconstruct_batch(wanted) @ query
        return dict(zip(wanted.tolist(), scores.tolist(), strict=True))


def write_dense(path: Path, vectors: Vectors) -> None:
    """Write vectors (row i of the array is record row i): exact up to 200,000, a graph of neighbours beyond."""
    count, dimension = vectors.shape
    if count <= _EXACT_UP_TO:
        index = faiss.IndexFlatIP(dimension)
    else:
        index = faiss.IndexHNSWFlat(dimension, _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    index.add(vectors)
    faiss.write_index(index, str(path))
