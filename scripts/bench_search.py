"""How long a search takes: on the published corpus, and on 200,000 records made of its recombined texts.

Run: python scripts/bench_search.py [--records N] – prints p50 and p95 in ms. The made records get random vectors.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dannguon.kb import Contents, KnowledgeBase, new_generation, published
from dannguon.models import Record
from dannguon.retrieval.embedding import Embedder, Vectors, load_embedder
from dannguon.retrieval.index import write_indexes
from dannguon.retrieval.search import Engine
from dannguon.settings import Settings


class RandomVectors:
    """Passages at random, queries by the real model: as much work as real vectors, none of the embedding."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.dimension, self.name = embedder.dimension, "random"

    def passages(self, texts: Sequence[str]) -> Vectors:
        vectors = np.random.default_rng(0).standard_normal((len(texts), self.dimension), np.float32)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def query(self, text: str) -> Vectors:
        return self._embedder.query(text)


def questions(records: Sequence[Record], count: int) -> list[str]:
    """Questions of 8 to 20 words cut from titles."""
    chance = random.Random(0)
    words = [chance.choice(records).title.split()[: chance.randint(8, 20)] for _ in range(count)]
    return [" ".join([*cut, "do cơ quan nào chủ trì", str(number)]) for number, cut in enumerate(words)]


def recombined(records: Sequence[Record], count: int) -> list[Record]:
    """Records whose fields come from several records, so that words co-occur as in real ones."""
    chance = random.Random(1)
    made = []
    for number in range(count):
        first, second = chance.choice(records), chance.choice(records)
        half, other = first.text[: len(first.text) // 2], second.text[len(second.text) // 2 :]
        made.append(replace(first, id=f"{first.document}/bench/{number}", text=f"{half} {other}", mended=None))
    return made


def time_searches(engine: Engine, texts: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile in ms, after twenty searches to warm up."""
    for text in texts[:20]:
        engine.search(f"{text} khởi động", 10)
    spent = []
    for text in texts:
        started = time.perf_counter()
        engine.search(text, 10)
        spent.append(1e3 * (time.perf_counter() - started))
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200_000)
    count = parser.parse_args().records
    settings = Settings()
    kb, embedder = KnowledgeBase.open(settings.home), load_embedder(settings.cache, settings.embedding)
    texts = questions(kb.records, 200)
    _show(len(kb.records), *time_searches(Engine(kb, embedder), texts))
    with tempfile.TemporaryDirectory() as folder:
        home, fake = Path(folder), RandomVectors(embedder)
        records = recombined(kb.records, count)
        with new_generation(home, Contents(kb.documents, records, kb.relations, [])) as draft:
            for _ in write_indexes(draft, records, fake, home / "vectors.sqlite"):
                pass
        made = published(home)
        assert made is not None
        _show(count, *time_searches(Engine(KnowledgeBase(made), fake), texts))


def _show(count: int, median: float, high: float) -> None:
    print(f"{count:8} records  p50 {median:6.1f} ms  p95 {high:6.1f} ms")


if __name__ == "__main__":
    main()
