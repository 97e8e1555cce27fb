"""The index of vectors: a row has one or several, and a large index finds what an exact one finds."""

from pathlib import Path

import numpy as np
import pytest

from dannguon.retrieval import dense
from dannguon.retrieval.dense import DenseIndex, write_dense

COUNTS = [1 + row % 3 for row in range(60)]


def unit_vectors(count: int) -> np.ndarray:
    vectors = np.random.default_rng(0).standard_normal((count, 16), np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def written(folder: Path) -> DenseIndex:
    write_dense(folder, unit_vectors(sum(COUNTS)), COUNTS)
    return DenseIndex(folder)


def test_the_signs_of_vectors_find_what_exact_search_finds(tmp_path, monkeypatch):
    exact = written(tmp_path / "exact")
    monkeypatch.setattr(dense, "_EXACT_UP_TO", 10)
    signs = written(tmp_path / "signs")
    for query in unit_vectors(5):
        assert signs.search(query, 8) == exact.search(query, 8)
        assert signs.search(query, 8, rows=range(20)) == exact.search(query, 8, rows=range(20))
        assert signs.similarity(query, [3, 7]) == pytest.approx(exact.similarity(query, [3, 7]))


def test_a_row_is_as_near_as_the_mean_of_its_whole_and_its_nearest_part(tmp_path):
    write_dense(tmp_path / "index", np.eye(3, dtype=np.float32), [1, 2])
    index = DenseIndex(tmp_path / "index")
    assert index.similarity(np.array([1, 0, 0], np.float32), [0]) == {0: 1.0}
    assert index.similarity(np.array([0, 0.6, 0.8], np.float32), [1]) == pytest.approx({1: (0.6 + 0.8) / 2})
