"""The peers: their chunks know their lines, and each finds what its recipe finds."""

import numpy as np
import pytest

from dannguon.eval.peers import peers, split

pytest.importorskip("langchain_text_splitters", reason="the extra `peers` is not installed")

TEXTS = {
    "a": "\n\n".join(f"Nhiệm vụ {n}: " + "nội dung " * 60 for n in range(1, 6)),
    "b": "Thành lập quỹ đầu tư mạo hiểm.\nHạn Quý I/2026.",
}


class LengthEmbedder:
    """Texts of equal length are equal: enough to know which chunk comes first."""

    dimension = 1
    name = "length"

    def passages(self, texts):
        return np.array([[len(text)] for text in texts], np.float32)

    def query(self, text):
        return np.array([len(text)], np.float32)


def test_chunks_cover_the_lines_they_were_cut_from():
    for chunk in split(TEXTS):
        lines = TEXTS[chunk.document].split("\n")[chunk.lines[0] - 1 : chunk.lines[1]]
        assert chunk.quote in "\n".join(lines)


def test_stock_faiss_returns_the_nearest_chunk_first():
    dense, *_ = peers(TEXTS, LengthEmbedder()).values()
    assert dense("x" * len(TEXTS["b"]), 1)[0].document == "b"


def test_bm25_finds_words_and_the_ensemble_fuses_both():
    _, words, both = peers(TEXTS, LengthEmbedder()).values()
    assert words("quỹ đầu tư mạo hiểm", 3)[0].document == "b"
    assert "b" in {hit.document for hit in both("quỹ đầu tư mạo hiểm", 3)}
