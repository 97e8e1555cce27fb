"""The assistant in process, opened up for measuring. Knows the knowledge base and the search; hides their set-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dannguon.answer.ask import Assistant
from dannguon.answer.contract import answer_to_json, request_from_json
from dannguon.errors import KnowledgeBaseError
from dannguon.eval.external import External, IdSearch
from dannguon.eval.ranking import Hit, Search, hit_of
from dannguon.kb import Contents, KnowledgeBase, new_generation, published
from dannguon.models import Document, Kind, Record
from dannguon.retrieval.embedding import load_embedder
from dannguon.retrieval.index import write_indexes
from dannguon.retrieval.search import Engine, Parts
from dannguon.settings import Settings


class Bench:
    """The generation that is published now, with the model that `settings` name."""

    def __init__(self, settings: Settings, today: date) -> None:
        """Open it; `today` is the day of questions without `as_of`. Raises KnowledgeBaseError."""
        folder = published(settings.home)
        if folder is None:
            raise KnowledgeBaseError(f"Chưa có kho tri thức trong {str(settings.home)!r}; hãy chạy `dannguon build`.")
        self.embedder = load_embedder(settings.cache, settings.embedding)
        self._assistant = Assistant(folder, self.embedder)
        self._corpus = settings.corpus
        self._today = today

    @property
    def records(self) -> Sequence[Record]:
        """Everything that may be cited."""
        return self._assistant.kb.records

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """An `Asker`: the contract's request and response, without HTTP."""
        answer = self._assistant.ask(request_from_json(request, self._today))
        return answer_to_json(answer, self._assistant.kb)

    def search_with(self, parts: Parts) -> Search:
        """A search of which only `parts` take part; it remembers no earlier question, so that times compare."""
        kb = self._assistant.kb
        engine = Engine(kb, self.embedder)

        def search(question: str, k: int) -> list[Hit]:
            found = engine.search(question, k, as_of=self._today, parts=parts)
            return [hit_of(kb.get(hit.id)) for hit in found]

        return search

    def text_of(self, record_id: str) -> str | None:
        """The printed text of a record, None for an id that is not ours."""
        record = self._assistant.kb.find(record_id)
        return None if record is None else record.text

    def texts(self) -> dict[str, str]:
        """The source of each document that is a text file, by slug, for those who cut it up anew."""
        sources = {document.slug: self._corpus / document.file for document in self._assistant.kb.documents}
        return {slug: path.read_text("utf-8") for slug, path in sources.items() if path.suffix == ".txt"}

    @contextmanager
    def search_over(self, external: External) -> Iterator[IdSearch]:
        """Our search over the passages of a public set, in a knowledge base of its own that is removed afterwards."""
        with TemporaryDirectory() as home:
            records = [
                Record(f"{external.name}/{i}", external.name, Kind.PASSAGE, "", (title,), {}, text, (n, n))
                for n, (i, title, text) in enumerate(external.passages, 1)
            ]
            document = Document(external.name, external.name, "", "plain", title=external.licence)
            with new_generation(Path(home), Contents([document], records, [], [])) as draft:
                for _ in write_indexes(draft, records, self.embedder, Path(home) / "vectors.sqlite"):
                    pass
            engine = Engine(KnowledgeBase.open(Path(home)), self.embedder)
            yield lambda question, k: [
                hit.id.partition("/")[2] for hit in engine.search(question, k, as_of=self._today)
            ]
