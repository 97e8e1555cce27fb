"""Builds a generation whole: records, then indexes, then the pointer moves. The only caller of both stages."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dannguon.errors import CatalogError, KnowledgeBaseError
from dannguon.ingest.catalog import load_catalog
from dannguon.ingest.pipeline import read_corpus, sources
from dannguon.kb import KnowledgeBase, new_generation
from dannguon.progress import Progress
from dannguon.retrieval.embedding import Embedder, load_embedder
from dannguon.retrieval.index import index, is_indexed
from dannguon.settings import Settings


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: `parsed` files read anew, `records` in the generation, problems as sentences."""

    revision: str
    records: int
    parsed: int
    changed: bool
    problems: tuple[str, ...]


def build(
    settings: Settings, files: Sequence[Path] = (), *, load: Callable[[Path, str | None], Embedder] = load_embedder
) -> Generator[Progress, None, Built]:
    """Build what `settings.corpus` holds, or add `files` to what is published; yields progress.

    When nothing changed, nothing is written and `load` is not called for a model. Raises SourceError, CatalogError,
    ModelError; then, and on Ctrl-C, the published generation stays as it was.
    """
    previous = _previous(settings.home)
    if not files and not settings.corpus.is_dir():
        raise CatalogError(f"Không có thư mục văn bản {str(settings.corpus)!r}; hãy tạo nó hoặc đặt DANNGUON_CORPUS.")
    folder = files[0].parent if files else settings.corpus
    catalog = load_catalog(folder)
    harvest = yield from read_corpus(files or sources(folder, catalog), catalog, previous, add=bool(files))
    contents = harvest.contents()
    unchanged = (
        previous is not None
        and (previous.revision, previous.extractor) == (contents.revision, contents.extractor)
        and is_indexed(previous.folder, settings)
    )
    if not unchanged:
        with new_generation(settings.home, contents, keep_former=not harvest.turned_secret) as draft:
            yield from index(draft, contents.records, settings, load)
    return Built(contents.revision, len(contents.records), harvest.parsed, not unchanged, tuple(harvest.problems))


def _previous(home: Path) -> KnowledgeBase | None:
    try:
        return KnowledgeBase.open(home)
    except KnowledgeBaseError:
        return None
