"""Our search as a LangChain retriever passes LangChain's own tests; their embeddings can take the place of ours."""

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_tests.integration_tests import RetrieversIntegrationTests

from dannguon.retrieval.langchain import DanNguonRetriever, LangChainEmbedder

from .fakes import engine_of, task

RECORDS = [task(f"plan/PL1/{n}", f"Nhiệm vụ chuyển đổi số thứ {n}") for n in range(1, 7)]


class TestStandard(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _engine(self, tmp_path):
        self.engine = engine_of(tmp_path, RECORDS)

    @property
    def retriever_constructor(self):
        return DanNguonRetriever

    @property
    def retriever_constructor_params(self):
        return {"kb": self.engine.kb, "engine": self.engine}

    @property
    def retriever_query_example(self):
        return "chuyển đổi số"


def test_a_document_carries_what_a_citation_needs(tmp_path):
    engine = engine_of(tmp_path, RECORDS)
    document = DanNguonRetriever(kb=engine.kb, engine=engine, k=1).invoke("nhiệm vụ thứ 3")[0]
    assert document.id == document.metadata["id"] == "plan/PL1/3"
    assert document.metadata["fields"] == {"name": "Nhiệm vụ chuyển đổi số thứ 3"}


def test_langchain_embeddings_become_unit_vectors():
    embedder = LangChainEmbedder(DeterministicFakeEmbedding(size=8), "fake")
    assert embedder.dimension == 8
    assert (embedder.passages(["một", "hai"]) ** 2).sum(1) == pytest.approx(1, abs=1e-5)
    assert embedder.passages([]).shape == (0, 8)
