"""How long a search takes, beside stock LangChain: on the published corpus, and on 200,000 records of its texts.

Run: python scripts/bench_search.py [--records N] – prints p50 and p95 in ms, and processor time. Of the made records
the texts are recombined and the vectors random.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dannguon.eval.peers import nearest_chunks, split
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
        self._chance = np.random.default_rng(0)
        self.dimension, self.name = embedder.dimension, "random"

    def passages(self, texts: Sequence[str]) -> Vectors:
        vectors = self._chance.standard_normal((len(texts), self.dimension), np.float32)
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


def show_times(name: str, search: Callable[[str, int], object], texts: Sequence[str]) -> None:
    """Median and 95th percentile, and the median of processor time, after twenty searches to warm up."""
    for text in texts[:20]:
        search(f"{text} khởi động", 10)
    wall, busy = [], []
    for text in texts:
        started, used = time.perf_counter(), time.process_time()
        search(text, 10)
        wall.append(1e3 * (time.perf_counter() - started))
        busy.append(1e3 * (time.process_time() - used))
    p50, p95 = np.percentile(wall, [50, 95])
    print(f"{name:32} p50 {p50:6.1f}  p95 {p95:6.1f}  processor {np.median(busy):6.1f} ms", flush=True)


def compare(kb: KnowledgeBase, embedder: Embedder, texts: Sequence[str]) -> None:
    """Our search and stock LangChain's over the same texts."""
    show_times(f"{len(kb.records)} records", Engine(kb, embedder).search, texts)
    chunks = split({record.id: record.text for record in kb.records})
    show_times(f"LangChain, {len(chunks)} chunks", nearest_chunks(chunks, embedder), texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200_000)
    count = parser.parse_args().records
    settings = Settings()
    kb, embedder = KnowledgeBase.open(settings.home), load_embedder(settings.cache, settings.embedding)
    texts = questions(kb.records, 200)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    compare(kb, embedder, texts)
    with tempfile.TemporaryDirectory() as folder:
        home, random_vectors = Path(folder), RandomVectors(embedder)
        records = recombined(kb.records, count)
        with new_generation(home, Contents(kb.documents, records, kb.relations, [])) as draft:
            for _ in write_indexes(draft, records, random_vectors, Path(":memory:")):
                pass
        made = published(home)
        assert made is not None
        compare(KnowledgeBase(made), random_vectors, texts)


if __name__ == "__main__":
    main()
