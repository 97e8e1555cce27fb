"""From files to the contents of a generation. Knows the order of the steps and what an unchanged file may skip."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import dannguon
from dannguon import ingest
from dannguon.due import find_periods
from dannguon.errors import SecretFile, SourceError
from dannguon.ingest.catalog import FILE_NAME, Catalog, Entry
from dannguon.ingest.checks import check
from dannguon.ingest.contradictions import find_contradictions
from dannguon.ingest.normalise import read_source
from dannguon.ingest.readers import read
from dannguon.ingest.reading import Head
from dannguon.ingest.records import record_of
from dannguon.ingest.relations import find_relations
from dannguon.ingest.secrecy import refuse_secret
from dannguon.kb import Contents, Finding, KnowledgeBase
from dannguon.models import Document, DueKind, Field, Record, Relation
from dannguon.progress import Progress
from dannguon.record_id import document_slug, record_id
from dannguon.typed import typed_value


@dataclass(slots=True)
class Extract:
    """What one file gave."""

    document: Document
    records: list[Record]
    relations: list[Relation]
    findings: list[Finding]


@dataclass(slots=True)
class Harvest:
    """What all files gave, by file name in order, and what could not be read, as sentences for people."""

    extracts: dict[str, Extract]
    problems: list[str] = field(default_factory=list)
    parsed: int = 0
    extractor: str = ""

    def take(self, name: str, found: Extract, fresh: Mapping[str, Extract]) -> None:
        """Add one file's extract; raises SourceError when another file already has its slug."""
        slug = found.document.slug
        for other, extract_ in self.extracts.items():
            if other != name and extract_.document.slug == slug:
                raise SourceError(
                    f"Tệp {name!r} và {other!r} cùng mã văn bản {slug!r}; hãy ghi mã khác cho một tệp "
                    f"trong {FILE_NAME}."
                )
        self.extracts[name] = found
        self.parsed += name not in fresh or found is not fresh[name]

    def contents(self) -> Contents:
        """All documents in order, as one generation stores them."""
        found = list(self.extracts.values())
        documents = [e.document for e in found]
        records = [r for e in found for r in e.records]
        relations = [r for e in found for r in e.relations]
        return Contents(
            documents=documents,
            records=records,
            relations=relations,
            findings=[f for e in found for f in e.findings],
            extractor=self.extractor,
            contradictions=find_contradictions(documents, records, relations),
        )


def read_corpus(
    files: Sequence[Path], catalog: Catalog, previous: KnowledgeBase | None, *, add: bool = False
) -> Generator[Progress, None, Harvest]:
    """Read `files` in order; yields a step before each file and returns the harvest.

    A file that `previous` holds unchanged, read by the same code, is taken from there. A file that cannot be read
    is a problem, not an error: its former records stay, unless it became secret. With `add`, the other documents
    of `previous` stay too. Raises SourceError when not one document is left.
    """
    extractor = code_version(catalog)
    kept = _extracts(previous) if previous else {}
    fresh = kept if previous and previous.extractor == extractor else {}
    harvest = Harvest(dict(kept) if add else {})
    for done, path in enumerate(files):
        yield Progress("Đọc văn bản", done, len(files), path.name)
        try:
            harvest.take(path.name, _unchanged(path, fresh) or extract(path, catalog.entry(path.name)), fresh)
        except SourceError as error:
            harvest.problems.append(str(error))
            harvest.extracts.pop(path.name, None)
            if path.name in kept and not isinstance(error, SecretFile):
                harvest.extracts[path.name] = kept[path.name]
                harvest.problems.append(f"Giữ bản đã đọc trước đây của {path.name!r}.")
    yield Progress("Đọc văn bản", len(files), len(files))
    if not harvest.extracts:
        raise SourceError(" ".join(harvest.problems) or "Không có tệp nào để đọc; hãy đặt văn bản vào thư mục corpus/.")
    harvest.extractor = extractor
    return harvest


def sources(folder: Path, catalog: Catalog) -> list[Path]:
    """The files of a corpus folder: those of the catalog in its order, then the others by name."""
    named = [folder / entry.file for entry in catalog.documents]
    others = sorted(p for p in folder.iterdir() if p.is_file() and p.name != FILE_NAME and not p.name.startswith("."))
    return named + [path for path in others if path not in named]


def extract(path: Path, entry: Entry) -> Extract:
    """Read one file into typed records; raises SourceError with a sentence naming the file and what to do."""
    source = read_source(path)
    refuse_secret(source)
    form, reading = read(source)
    document = _document(path, entry, reading.head, form)
    records = [record_of(row, document.slug) for row in reading.rows]
    relations = [
        Relation(found.kind, found.subject, found.object, record_id(document.slug, found.place), found.sentence)
        for found in find_relations(reading.rows, document.number or "")
    ]
    findings = list(check(source, reading, records))
    if document.issued_on and document.issued_on < (named := _latest_day(document.title or "", document.issued_on)):
        message = f"ngày ban hành in là {document.issued_on:%d/%m/%Y}, trước văn bản mà nó thực hiện ({named:%d/%m/%Y})"
        findings.append(Finding(document.slug, "doubtful_date", message))
        document = replace(document, issued_on=None)
    if entry.sha256 and entry.sha256 != document.sha256:
        message = "tệp khác với mã sha256 ghi trong danh mục: nội dung đã đổi hoặc danh mục cần cập nhật"
        findings.append(Finding(document.slug, "changed_file", message))
    return Extract(document, records, relations, findings)


def code_version(catalog: Catalog) -> str:
    """Changes whenever the code or tables that read files, or the catalog, change: then nothing is taken over."""
    digest = hashlib.sha256(catalog.model_dump_json().encode())
    for root in (Path(ingest.__file__).parent, Path(dannguon.__file__).parent):
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _unchanged(path: Path, fresh: Mapping[str, Extract]) -> Extract | None:
    known = fresh.get(path.name)
    return known if known and path.is_file() and known.document.sha256 == _sha256(path) else None


def _document(path: Path, entry: Entry, head: Head, form: str) -> Document:
    number = entry.number or head.number or None
    return Document(
        slug=entry.slug or document_slug(number or path.stem),
        file=path.name,
        sha256=_sha256(path),
        form=form,
        number=number,
        type=entry.type or head.type or None,
        title=entry.title or head.title or None,
        issuer=entry.issuer or head.issuer or None,
        issued_on=entry.issued_on or _day(head.issued_on),
        signatory=entry.signatory or head.signatory or None,
        aliases=entry.aliases,
    )


def _latest_day(title: str, default: date) -> date:
    """The latest day that a title names: a document is not older than what it carries out."""
    days = [p.milestone.end for p in find_periods(title) if p.milestone.kind is DueKind.DAY and p.milestone.end]
    return max(days, default=default)


def _day(printed: str) -> date | None:
    day = typed_value(Field.ISSUED_ON, printed)
    return day if isinstance(day, date) else None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _extracts(kb: KnowledgeBase) -> dict[str, Extract]:
    """The generation taken apart by file name."""
    return {
        document.file: Extract(
            document,
            [r for r in kb.records if r.document == document.slug],
            [r for r in kb.relations if r.record.partition("/")[0] == document.slug],
            [f for f in kb.findings if f.document == document.slug],
        )
        for document in kb.documents
    }
