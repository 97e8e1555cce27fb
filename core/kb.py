"""The knowledge base: one SQLite file per generation. Knows how a generation is written, published and opened."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dannguon.codec import record_from_json, record_to_json
from dannguon.errors import KnowledgeBaseError, UnknownRecord
from dannguon.models import Contradiction, Document, Field, Record, Relation, RelationKind

FORMAT = 4
"""Raised when a generation written before can no longer be read."""

_FILE = "kb.sqlite"
_POINTER = "current"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE documents (slug TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE records (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE relations (row INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE contradictions (row INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE findings (row INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the extraction doubts or left out. `lines` is None when it is about a whole document."""

    document: str
    check: str
    message: str
    lines: tuple[int, int] | None = None
    record: str | None = None


@dataclass(frozen=True)
class Contents:
    """All that one generation holds, records in document order; `extractor` names the code that read them."""

    documents: Sequence[Document]
    records: Sequence[Record]
    relations: Sequence[Relation]
    findings: Sequence[Finding]
    extractor: str = ""
    contradictions: Sequence[Contradiction] = ()

    @cached_property
    def revision(self) -> str:
        """Twelve hex digits over everything stored: equal contents, equal revision, on every machine."""
        digest = hashlib.sha256(f"format {FORMAT}\n".encode())
        for line in self._lines():
            digest.update(line.encode())
        return digest.hexdigest()[:12]

    def _lines(self) -> Iterator[str]:
        yield from (_dump(_document_to_json(d)) for d in self.documents)
        yield from (_dump(record_to_json(r)) for r in self.records)
        yield from (_dump(asdict(r)) for r in self.relations)
        yield from (_dump(asdict(f)) for f in self.findings)
        yield from (_dump(asdict(c)) for c in self.contradictions)


class KnowledgeBase:
    """One published generation, read-only. Holds what it opened even when a newer one is published."""

    def __init__(self, folder: Path) -> None:
        """Open the generation in `folder`; raises KnowledgeBaseError when it is not one of ours."""
        self.folder = folder
        try:
            with closing(sqlite3.connect(f"{(folder / _FILE).absolute().as_uri()}?mode=ro", uri=True)) as db:
                meta = dict(db.execute("SELECT key, value FROM meta"))
                if meta["format"] != str(FORMAT):
                    raise KnowledgeBaseError(
                        f"Kho tri thức ở {folder.name!r} thuộc phiên bản cũ; hãy chạy `dannguon build`."
                    )
                self.revision: str = meta["revision"]
                self.extractor: str = meta["extractor"]
                self.documents = tuple(
                    _document_from_json(json.loads(body))
                    for (body,) in db.execute("SELECT body FROM documents ORDER BY rowid")
                )
                self.records = tuple(
                    record_from_json(json.loads(body))
                    for (body,) in db.execute("SELECT body FROM records ORDER BY row")
                )
                self.relations = tuple(
                    _relation_from_json(json.loads(body))
                    for (body,) in db.execute("SELECT body FROM relations ORDER BY row")
                )
                self.contradictions = tuple(
                    _contradiction_from_json(json.loads(body))
                    for (body,) in db.execute("SELECT body FROM contradictions ORDER BY row")
                )
                self.findings = tuple(
                    _finding_from_json(json.loads(body))
                    for (body,) in db.execute("SELECT body FROM findings ORDER BY row")
                )
        except sqlite3.Error as error:
            raise KnowledgeBaseError(
                f"Không mở được kho tri thức trong {str(folder)!r} ({error}); hãy chạy `dannguon build`."
            ) from error

    @classmethod
    def open(cls, home: Path) -> KnowledgeBase:
        """The generation that `home` publishes now; raises KnowledgeBaseError when there is none."""
        folder = published(home)
        if folder is None:
            raise KnowledgeBaseError(f"Chưa có kho tri thức trong {str(home)!r}; hãy chạy `dannguon build`.")
        return cls(folder)

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {record.id.casefold(): record for record in self.records}

    @cached_property
    def _by_slug(self) -> dict[str, Document]:
        return {document.slug: document for document in self.documents}

    def get(self, record_id: str) -> Record:
        """The record with this id, letter case ignored; raises UnknownRecord."""
        record = self.find(record_id)
        if record is None:
            raise UnknownRecord(
                f"Không có bản ghi {record_id!r} trong kho {self.revision}. "
                "Nếu nó được trích dẫn trước đây, văn bản có thể đã đổi: hãy tìm lại theo nội dung."
            )
        return record

    def find(self, record_id: str) -> Record | None:
        """The record with this id, letter case ignored, or None."""
        return self._by_id.get(record_id.casefold())

    def document(self, slug: str) -> Document:
        """The document with this slug; raises UnknownRecord."""
        try:
            return self._by_slug[slug]
        except KeyError:
            raise UnknownRecord(f"Không có văn bản {slug!r} trong kho {self.revision}.") from None


def published(home: Path) -> Path | None:
    """The folder of the generation that readers open now, or None before the first build."""
    try:
        folder = home / "generations" / (home / _POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    return folder if (folder / _FILE).exists() else None


@contextmanager
def new_generation(home: Path, contents: Contents, *, keep_former: bool = True) -> Iterator[Path]:
    """Write `contents` into a new folder and yield it for the indexes to be added; publish when the block ends well.

    All or nothing: an exception or a crash inside the block leaves the published generation as it was. One
    generation before the new one is kept for readers that still hold it, unless it holds what must not be kept
    (`keep_former`); older ones are removed. Raises
    KnowledgeBaseError when another process is writing into `home`.
    """
    with _only_writer(home):
        yield from _draft_and_publish(home, contents, keep_former)


def _draft_and_publish(home: Path, contents: Contents, keep_former: bool) -> Iterator[Path]:
    generations = home / "generations"
    generations.mkdir(parents=True, exist_ok=True)
    draft = generations / f"draft-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    before = published(home)
    try:
        _write(draft / _FILE, contents)
        yield draft
        final = generations / contents.revision
        if before is not None and before == final:
            final = generations / f"{contents.revision}-{os.getpid()}"
        shutil.rmtree(final, ignore_errors=True)
        draft.rename(final)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    pointer = home / f"{_POINTER}.{os.getpid()}"
    pointer.write_text(final.name, "utf-8")
    pointer.replace(home / _POINTER)
    for old in generations.iterdir():
        if old != final and (old != before or not keep_former):
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _only_writer(home: Path) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "writer.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KnowledgeBaseError(
                f"Một tiến trình khác đang ghi vào {str(home)!r}; hãy đợi nó xong rồi chạy lại."
            ) from None
        yield


def _write(path: Path, contents: Contents) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(_SCHEMA)
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [("format", str(FORMAT)), ("revision", contents.revision), ("extractor", contents.extractor)],
        )
        db.executemany(
            "INSERT INTO documents VALUES (?, ?)", [(d.slug, _dump(_document_to_json(d))) for d in contents.documents]
        )
        db.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?)",
            [(n, r.id, r.document, _dump(record_to_json(r))) for n, r in enumerate(contents.records)],
        )
        db.executemany("INSERT INTO relations VALUES (?, ?)", _numbered(asdict(r) for r in contents.relations))
        db.executemany(
            "INSERT INTO contradictions VALUES (?, ?)", _numbered(asdict(c) for c in contents.contradictions)
        )
        db.executemany("INSERT INTO findings VALUES (?, ?)", _numbered(asdict(f) for f in contents.findings))


def _numbered(items: Iterable[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(n, _dump(item)) for n, item in enumerate(items)]


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _document_to_json(document: Document) -> dict[str, Any]:
    return asdict(document) | {"issued_on": document.issued_on and document.issued_on.isoformat()}


def _document_from_json(data: dict[str, Any]) -> Document:
    day = data["issued_on"]
    return Document(**data | {"issued_on": day and date.fromisoformat(day), "aliases": tuple(data["aliases"])})


def _relation_from_json(data: dict[str, Any]) -> Relation:
    return Relation(**data | {"kind": RelationKind(data["kind"])})


def _contradiction_from_json(data: dict[str, Any]) -> Contradiction:
    return Contradiction(
        field=Field(data["field"]),
        records=tuple(data["records"]),
        fields=tuple(name and Field(name) for name in data["fields"]),
        quotes=tuple(data["quotes"]),
        history=data["history"],
    )


def _finding_from_json(data: dict[str, Any]) -> Finding:
    return Finding(**data | {"lines": data["lines"] and tuple(data["lines"])})
