"""What retrieval tests share: vectors that need no model, and small knowledge bases."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dannguon.kb import Contents, KnowledgeBase, new_generation, published
from dannguon.models import Document, Field, FieldValue, Kind, Record, Relation
from dannguon.retrieval.index import write_indexes
from dannguon.retrieval.search import Engine
from dannguon.retrieval.views import tokens


class HashEmbedder:
    """The sum of a random vector for each word: texts that share words are near. Counts what it embeds."""

    dimension = 32
    name = "hash"

    def __init__(self) -> None:
        self.embedded = 0

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += len(texts)
        return np.stack([self.query(text) for text in texts]) if texts else np.empty((0, 32), np.float32)

    def query(self, text: str) -> np.ndarray:
        words = tokens(text, folded=False, bigrams=False) or [""]
        vector = sum(_random(word) for word in words)
        return (vector / np.linalg.norm(vector)).astype(np.float32)


def _random(word: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(32)


def task(record_id: str, name: str, **fields: str) -> Record:
    """A task with a name and other printed fields."""
    cells = {Field.NAME: FieldValue(name)} | {Field(key): FieldValue(text) for key, text in fields.items()}
    text = " | ".join(cell.text for cell in cells.values())
    ordinal = record_id.rpartition("/")[2]
    return Record(record_id, record_id.split("/")[0], Kind.TASK, ordinal, ("Phụ lục III",), cells, text, (1, 1))


def engine_of(
    home: Path,
    records: Sequence[Record],
    relations: Sequence[Relation] = (),
    numbers: dict[str, str] | None = None,
    embedder: HashEmbedder | None = None,
) -> Engine:
    """Build a knowledge base of records and open its search; `numbers` gives documents theirs."""
    embedder = embedder or HashEmbedder()
    slugs = dict.fromkeys(record.document for record in records)
    documents = [Document(slug, f"{slug}.txt", "", "plan", number=(numbers or {}).get(slug)) for slug in slugs]
    with new_generation(home, Contents(documents, records, relations, [])) as draft:
        list(write_indexes(draft, records, embedder, home / "vectors.sqlite"))
    folder = published(home)
    assert folder is not None
    return Engine(KnowledgeBase(folder), embedder)
