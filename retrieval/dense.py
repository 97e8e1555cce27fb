"""Vectors to rows. Knows when exact search is still quick; hides FAISS and that a row may have several vectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from dannguon.retrieval.embedding import Vectors

_EXACT_UP_TO = 20_000
"""Vectors that one core compares in about 7 ms."""
_LOOKED_AT = 10
"""Times as many vectors as wanted are compared exactly, after a look at the signs of all: of the nearest hundred among
400,000 that lie like real ones, 997 in 1000 are found."""
_VECTORS = "vectors.faiss"
_STARTS = "starts.npy"


class DenseIndex:
    """Nearness to the records of one generation; safe to share between threads.

    A row is as near as the mean of its whole text's cosine and of the nearest of its other vectors'.
    """

    def __init__(self, folder: Path) -> None:
        """Open what `write_dense` wrote into `folder`."""
        self._index: faiss.Index = faiss.read_index(str(folder / _VECTORS))
        self._exact = _exact(self._index)
        self._starts: NDArray[np.int64] = np.load(folder / _STARTS)

    def search(self, query: Vectors, k: int, rows: Iterable[int] | None = None) -> list[int]:
        """The rows of the `k` vectors nearest to a unit vector, ascending; among `rows` only, when given."""
        k = min(k, self._index.ntotal)
        if not k:
            return []
        if rows is None:
            _, ids = self._index.search(query[None], k)
        else:
            wanted = self._vectors_of(np.fromiter(rows, np.int64))
            chosen = faiss.SearchParameters(sel=faiss.IDSelectorBatch(wanted))  # type: ignore[call-arg]
            _, ids = self._exact.search(query[None], k, params=chosen)
        found = ids[0][ids[0] >= 0]
        return [int(row) for row in np.unique(np.searchsorted(self._starts, found, side="right") - 1)]

    def similarity(self, query: Vectors, rows: Iterable[int]) -> dict[int, float]:
        """The nearness of these rows to a unit vector, in [-1, 1]."""
        wanted = np.fromiter(rows, np.int64)
        if not wanted.size:
            return {}
        cosines = self._exact.reconstruct_batch(self._vectors_of(wanted)) @ query
        counts = self._starts[wanted + 1] - self._starts[wanted]
        first = np.cumsum(counts) - counts
        whole = cosines[first].copy()
        cosines[first[counts > 1]] = -1.0
        nearness = (whole + np.maximum.reduceat(cosines, first)) / 2
        return dict(zip(wanted.tolist(), nearness.tolist(), strict=True))

    def _vectors_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        counts = self._starts[rows + 1] - self._starts[rows]
        before = np.cumsum(counts) - counts
        return np.repeat(self._starts[rows] - before, counts) + np.arange(counts.sum())


def _exact(index: faiss.Index) -> faiss.Index:
    """The vectors themselves, behind their signs where there are any."""
    return faiss.downcast_index(index.refine_index) if isinstance(index, faiss.IndexRefine) else index


def write_dense(folder: Path, vectors: Vectors, counts: Sequence[int]) -> None:
    """Write vectors into `folder`, which is made: compared one by one up to 20,000, by their signs first beyond.

    Row 0 has the first counts[0] vectors, row 1 the next counts[1], …; the first of each is its whole text's.
    """
    folder.mkdir()
    count, dimension = vectors.shape
    index: faiss.Index = faiss.IndexFlatIP(dimension)
    if count > _EXACT_UP_TO:
        index = faiss.IndexRefineFlat(faiss.IndexRaBitQFastScan(dimension, faiss.METRIC_INNER_PRODUCT))
        index.k_factor = _LOOKED_AT
        index.train(vectors)
    index.add(vectors)
    faiss.write_index(index, str(folder / _VECTORS))
    np.save(folder / _STARTS, np.cumsum([0, *counts], dtype=np.int64))
