"""The seams to LangChain: our search as its retriever, its embeddings as ours. Nothing else imports LangChain here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from dannguon.kb import KnowledgeBase
from dannguon.labels import label
from dannguon.models import Record
from dannguon.retrieval.embedding import Vectors
from dannguon.retrieval.search import Engine


class DanNguonRetriever(BaseRetriever):
    """Records as LangChain documents, best first: `k` of them, from `documents` (slugs) only when given.

    A document's id is the record's id, its content the record's whole printed text; `metadata` holds what a
    citation needs and the printed fields under their English names.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    kb: KnowledgeBase
    engine: Engine
    k: int = 10
    documents: tuple[str, ...] = ()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        hits = self.engine.search(query, self.k if k is None else k, documents=self.documents)
        return [self._document(self.kb.records[hit.row], hit.score) for hit in hits]

    def _document(self, record: Record, score: float) -> Document:
        source = self.kb.document(record.document)
        metadata: dict[str, Any] = {
            "id": record.id,
            "score": score,
            "source": source.file,
            "document": record.document,
            "document_number": source.number,
            "label": label(record, source),
            "lines": list(record.lines),
            "page": record.page,
            "fields": {field.value: cell.text for field, cell in record.fields.items()},
        }
        return Document(id=record.id, page_content=record.text, metadata=metadata)


class LangChainEmbedder:
    """Any LangChain embeddings in place of ours. `name` has to change when the model does: vectors are kept by it."""

    def __init__(self, embeddings: Embeddings, name: str) -> None:
        """One query is embedded to learn the dimension."""
        self._embeddings = embeddings
        self.name = name
        self.dimension = self.query("chiều dài").size

    def passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return _unit(self._embeddings.embed_documents(list(texts)))

    def query(self, text: str) -> Vectors:
        vector: Vectors = _unit([self._embeddings.embed_query(text)])[0]
        return vector


def _unit(vectors: Sequence[Sequence[float]]) -> Vectors:
    array = np.asarray(vectors, np.float32)
    lengths = np.linalg.norm(array, axis=1, keepdims=True)
    unit: Vectors = array / np.maximum(lengths, np.finfo(np.float32).tiny)
    return unit
