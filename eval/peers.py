"""What a user would build instead, on the same texts. Knows stock recipes; hides their libraries (extra `peers`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import faiss
import numpy as np

from dannguon.eval.ranking import Hit, Search
from dannguon.retrieval.embedding import Embedder

CHUNK, OVERLAP = 1000, 200
"""Characters; what LangChain's tutorials take."""
_RRF = 60
_CANDIDATES = 50


def peers(texts: Mapping[str, str], embedder: Embedder) -> dict[str, Search]:
    """Stock LangChain, BM25 over its chunks, and both fused, by name.

    Args:
        texts: source text by document slug; lines are counted in it.
        embedder: the same model that we use, so that the difference is not the model's.
    """
    chunks = split(texts)
    dense, words = nearest_chunks(chunks, embedder), _bm25(chunks)
    return {
        "LangChain (splitter + FAISS)": dense,
        "BM25 trên cùng đoạn": words,
        "kết hợp hai cách (RRF)": _ensemble([dense, words]),
    }


def split(texts: Mapping[str, str]) -> list[Hit]:
    """The chunks of LangChain's RecursiveCharacterTextSplitter, with the lines each covers."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    chunks = []
    for slug, text in texts.items():
        for chunk in splitter.create_documents([text]):
            start = chunk.metadata["start_index"]
            first = text.count("\n", 0, start) + 1
            last = first + chunk.page_content.count("\n")
            chunks.append(Hit(None, slug, (first, last), chunk.page_content))
    return chunks


def nearest_chunks(chunks: Sequence[Hit], embedder: Embedder) -> Search:
    """LangChain's FAISS store: exact search by L2 distance over the vectors as the model gives them."""
    index = faiss.IndexFlatL2(embedder.dimension)
    index.add(embedder.passages([chunk.quote for chunk in chunks]))

    def search(question: str, k: int) -> list[Hit]:
        _, found = index.search(embedder.query(question)[np.newaxis], min(k, len(chunks)))
        return [chunks[at] for at in found[0]]

    return search


def _bm25(chunks: Sequence[Hit]) -> Search:
    """LangChain's BM25Retriever: rank-bm25's Okapi over words split at blanks."""
    from rank_bm25 import BM25Okapi

    index = BM25Okapi([chunk.quote.split() for chunk in chunks])

    def search(question: str, k: int) -> list[Hit]:
        best = np.argsort(-index.get_scores(question.split()), kind="stable")[:k]
        return [chunks[at] for at in best]

    return search


def _ensemble(searches: Sequence[Search]) -> Search:
    """LangChain's EnsembleRetriever: reciprocal rank fusion with equal weights (Cormack et al., SIGIR 2009)."""

    def search(question: str, k: int) -> list[Hit]:
        scores: defaultdict[Hit, float] = defaultdict(float)
        for one in searches:
            for rank, hit in enumerate(one(question, _CANDIDATES), 1):
                assert isinstance(hit, Hit)
                scores[hit] += 1 / (_RRF + rank)
        return sorted(scores, key=lambda hit: -scores[hit])[:k]

    return search
