"""How long a build takes: reading, embedding, a rebuild with nothing changed, and the model made anew.

Run: python scripts/bench_build.py [--model] – prints seconds; `--model` also rebuilds the embedding model, in a cache
of its own. Everything else uses the model at hand and a knowledge base in a temporary folder.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from dannguon.api.building import build
from dannguon.ingest.catalog import load_catalog
from dannguon.ingest.pipeline import extract, sources
from dannguon.progress import Progress
from dannguon.retrieval.embedding import load_embedder
from dannguon.settings import Settings

T = TypeVar("T")


def timed(what: str, work: Callable[[], T], goal: float | None = None) -> T:
    """Do `work` and print how long it took, beside the time it may take."""
    started, spent = time.perf_counter(), time.process_time()
    result = work()
    seconds, processor = time.perf_counter() - started, time.process_time() - spent
    wanted = f"  (goal {goal:g} s)" if goal else ""
    print(f"{what:<52}{seconds:7.2f} s, {processor:6.2f} s of processor{wanted}", flush=True)
    return result


def ended(steps: Generator[Progress, None, T]) -> T:
    """Run a generator of progress to its end; returns its result."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: T = stop.value
            return result


def read_all(corpus: Path) -> int:
    """Read every document of a corpus folder; returns the number of records."""
    catalog = load_catalog(corpus)
    return sum(len(extract(path, catalog.entry(path.name)).records) for path in sources(corpus, catalog))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", action="store_true", help="also rebuild the embedding model")
    wishes = parser.parse_args()
    at_hand = Settings()
    load_embedder(at_hand.cache, at_hand.embedding)  # made now if it was not there
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home")
        count = timed("read the documents, first time in a process", lambda: read_all(settings.corpus), 2)
        timed("read them again", lambda: read_all(settings.corpus), 2)
        timed(f"build with embeddings, {count} records", lambda: ended(build(settings)), 25)
        built = timed("build with nothing changed", lambda: ended(build(settings)), 2)
        assert not built.changed and built.parsed == 0
        if wishes.model:
            timed("rebuild the embedding model", lambda: load_embedder(Path(folder) / "cache"))


if __name__ == "__main__":
    main()
