"""Retrieval on public question sets, as a check that it is not fitted to our documents.

Run: python scripts/measure_external.py FOLDER [--cache FOLDER] – prints hit@1 and hit@10 for each set in FOLDER.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from dannguon.kb import Contents, KnowledgeBase, new_generation, published
from dannguon.models import Document, Kind, Record
from dannguon.retrieval.embedding import Embedder, load_embedder
from dannguon.retrieval.index import write_indexes
from dannguon.retrieval.search import ALL_PARTS, Engine, Parts

SETS = {"XQuAD-vi": "xquad_vi_retrieval", "PubHealthQA": "pubhealth_retrieval"}


@dataclass(frozen=True, slots=True)
class ExternalSet:
    """Texts as records, and questions with the ids of the records that answer them."""

    records: tuple[Record, ...]
    questions: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The share of questions whose right record comes first, or among ten."""

    hit1: float
    hit10: float


def load_set(folder: Path) -> ExternalSet:
    """Read corpus.jsonl, queries.jsonl and qrels.tsv."""
    slug = folder.name.replace("_", "-")
    records = tuple(_record(slug, row) for row in _rows(folder / "corpus.jsonl"))
    right: dict[str, set[str]] = defaultdict(set)
    with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            right[row["query-id"]].add(f"{slug}/body/{row['corpus-id']}")
    questions = tuple((row["text"], frozenset(right[row["_id"]])) for row in _rows(folder / "queries.jsonl"))
    return ExternalSet(records, questions)


def open_engine(records: Sequence[Record], embedder: Embedder, home: Path) -> Engine:
    """Build a knowledge base of these records under `home` and open its search."""
    documents = [Document(slug, "", "", "text") for slug in sorted({record.document for record in records})]
    with new_generation(home, Contents(documents, records, [], [])) as draft:
        for _ in write_indexes(draft, records, embedder, home / "vectors.sqlite"):
            pass
    folder = published(home)
    assert folder is not None
    return Engine(KnowledgeBase(folder), embedder)


def measure(engine: Engine, questions: Sequence[tuple[str, frozenset[str]]], parts: Parts = ALL_PARTS) -> Scores:
    """Search every question and count."""
    found = [[hit.id for hit in engine.search(text, 10, parts=parts)] for text, _ in questions]
    pairs = list(zip(found, (right for _, right in questions), strict=True))
    return Scores(
        hit1=sum(bool(right.intersection(ids[:1])) for ids, right in pairs) / len(pairs),
        hit10=sum(bool(right.intersection(ids)) for ids, right in pairs) / len(pairs),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _record(slug: str, row: dict[str, str]) -> Record:
    section = (row["title"],) if row["title"] else ()
    return Record(f"{slug}/body/{row['_id']}", slug, Kind.PASSAGE, row["_id"], section, {}, row["text"], (1, 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=user_cache_path("dannguon"))
    arguments = parser.parse_args()
    embedder = load_embedder(arguments.cache)
    for name, folder in SETS.items():
        external = load_set(arguments.folder / folder)
        with tempfile.TemporaryDirectory() as home:
            engine = open_engine(external.records, embedder, Path(home))
            scores = measure(engine, external.questions)
        print(f"{name:12} n={len(external.questions):5}  hit@1 {scores.hit1:.3f}  hit@10 {scores.hit10:.3f}")


if __name__ == "__main__":
    main()
