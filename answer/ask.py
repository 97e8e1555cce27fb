"""The one public verb: a request becomes a checked, cited answer. Knows the order of the steps."""

from __future__ import annotations

import threading
from pathlib import Path

from dannguon.answer.claims import Answer, Request
from dannguon.kb import KnowledgeBase, published
from dannguon.retrieval.embedding import Embedder, load_embedder
from dannguon.retrieval.search import Engine, Hit


class Assistant:
    """One generation of the knowledge base with its indexes, ready to answer; safe to share between threads."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """Open the generation in `folder`; raises KnowledgeBaseError."""
        self.kb = KnowledgeBase(folder)
        self.engine = Engine(self.kb, embedder)

    def search(self, question: str, k: int, documents: tuple[str, ...] = ()) -> list[Hit]:
        """The `k` best records for a question, best first; within `documents` (slugs) when given."""
        return self.engine.search(question, k, documents=documents)

    def ask(self, request: Request) -> Answer:
        """Answer the last message of the request."""
        raise NotImplementedError


class Assistants:
    """Hands out the assistant of the published generation; opens a newer one when it appears."""

    def __init__(self, home: Path, cache: Path, embedding: str | None) -> None:
        """Nothing is opened yet."""
        self._home = home
        self._cache = cache
        self._embedding = embedding
        self._lock = threading.Lock()
        self._embedder: Embedder | None = None
        self._assistant: Assistant | None = None

    def current(self) -> Assistant:
        """The assistant of the generation published now; raises KnowledgeBaseError before the first build."""
        folder = published(self._home)
        with self._lock:
            if self._assistant is None or self._assistant.kb.folder != folder:
                if folder is None:
                    KnowledgeBase.open(self._home)  # raises with its sentence
                self._embedder = self._embedder or load_embedder(self._cache, self._embedding)
                assert folder is not None
                self._assistant = Assistant(folder, self._embedder)
            return self._assistant
