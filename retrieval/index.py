"""A generation becomes searchable. Knows its index files; hides that unchanged texts are never embedded again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np

from dannguon.models import Record
from dannguon.progress import Progress
from dannguon.retrieval import e5
from dannguon.retrieval.dense import DenseIndex, write_dense
from dannguon.retrieval.embedding import Embedder, Vectors
from dannguon.retrieval.lexical import LexicalIndex, write_lexical
from dannguon.retrieval.views import view
from dannguon.settings import Settings

_LEXICAL = "lexical"
_DENSE = "dense"
_CACHE = "vectors.sqlite"
_VERSION = "version"
_CHUNK = 64
"""Texts embedded between two reports of progress; also what an interrupted build loses."""


def index(
    folder: Path, records: Sequence[Record], settings: Settings, load: Callable[[Path, str | None], Embedder]
) -> Iterator[Progress]:
    """Write the indexes of `records` (row i is records[i]) into the generation's `folder`.

    `load` is `load_embedder`, or what stands in for it. Raises ModelError when it brings no model.
    """
    yield Progress("Nạp mô hình nhúng", 0, 1)
    embedder = load(settings.cache, settings.embedding)
    yield from write_indexes(folder, records, embedder, settings.home / _CACHE)
    (folder / _VERSION).write_text(_version(settings.embedding), "utf-8")


def is_indexed(folder: Path, settings: Settings) -> bool:
    """Whether the indexes in `folder` are those that `index` would write of its records now."""
    try:
        return (folder / _VERSION).read_text("utf-8") == _version(settings.embedding)
    except FileNotFoundError:
        return False


def _version(embedding: str | None) -> str:
    """Changes whenever the model, or the code or tables of this package, change."""
    digest = hashlib.sha256((embedding or e5.FOLDER).encode())
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def write_indexes(folder: Path, records: Sequence[Record], embedder: Embedder, cache: Path) -> Iterator[Progress]:
    """As `index`, with a loaded embedder; vectors are looked up and kept in the SQLite file `cache`."""
    views = [view(record) for record in records]
    write_lexical(folder / _LEXICAL, enumerate(views))
    yield Progress("Lập chỉ mục từ", len(views), len(views))
    with closing(_VectorCache(cache, embedder)) as vectors:
        texts = [text for one in views for text in one.passages]
        yield from vectors.fill(texts)
        write_dense(folder / _DENSE, vectors.get(texts), [len(one.passages) for one in views])


def open_indexes(folder: Path) -> tuple[LexicalIndex, DenseIndex]:
    """The indexes of a generation's folder."""
    return LexicalIndex(folder / _LEXICAL), DenseIndex(folder / _DENSE)


class _VectorCache:
    """Vectors by the digest of model and text. Kept beside the generations, since a new one has mostly old texts."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._db = sqlite3.connect(path)
        self._db.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT")

    def close(self) -> None:
        self._db.close()

    def fill(self, texts: Sequence[str]) -> Iterator[Progress]:
        """Embed what is not known yet, longest last so that one batch holds texts of one length."""
        wanted = {self._key(text): text for text in texts}
        for key in wanted.keys() & self._stored().keys():
            del wanted[key]
        pending = iter(sorted(wanted.items(), key=lambda item: len(item[1])))
        done, total = len(texts) - len(wanted), len(texts)
        while chunk := list(islice(pending, _CHUNK)):
            vectors = self._embedder.passages([text for _, text in chunk])
            with self._db:
                self._db.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                    [(key, vector.tobytes()) for (key, _), vector in zip(chunk, vectors, strict=True)],
                )
            done += len(chunk)
            yield Progress("Nhúng văn bản", done, total)

    def get(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts that `fill` has seen, in order."""
        stored = self._stored()
        rows = [np.frombuffer(stored[self._key(text)], np.float32) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self._embedder.dimension), np.float32)

    def _stored(self) -> dict[bytes, bytes]:
        return dict(self._db.execute("SELECT key, vector FROM vectors"))

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._embedder.name}\0{text}".encode()).digest()
