"""Records that say different things of one subject. Knows what counts as different; hides how the pairs are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dannguon.agencies import load_gazetteer
from dannguon.doc_number import number_key
from dannguon.due import find_periods
from dannguon.ingest.subjects import Subject, Subjects
from dannguon.models import (
    Contradiction,
    Document,
    Due,
    DueKind,
    Field,
    Figure,
    Kind,
    Record,
    Relation,
    RelationKind,
)
from dannguon.text import fold

_ROWS = (Kind.TASK, Kind.TARGET, Kind.REPORT_LINE)
_CLAUSE = re.compile(r"[;\n]|(?<=\w)\.\s")
_OWN_WORDS = 5
"""A figure whose clause has so many words before it is about those words; with fewer it is about the row's name."""
_YEAR = re.compile(r"\b20[1-4]\d\b")
_UNIT_FILLERS = frozenset({"so", "ty", "le", "luong", "1", "01", "tren", "moi"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What the cell `cell` says of a subject; `value` can be compared with those of the same field.

    `unit` are the folded words of a figure's unit, `years` those that the statement holds for; empty when open.
    """

    record: Record
    cell: Field
    subject: Subject
    value: object
    unit: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()


def find_contradictions(
    documents: Sequence[Document], records: Sequence[Record], relations: Sequence[Relation]
) -> list[Contradiction]:
    """Every pair of records of one subject whose values, leads or deadlines differ, in document order.

    One rule for all: the names are of one subject, units and years agree for values, and neither record holds the
    other. Records of a replaced document, or of documents of different years, differ as former states do.
    """
    rows = [record for record in records if record.kind in _ROWS]
    subjects = Subjects([row.title for row in rows])
    years = {document.slug: _year_of(document) for document in documents}
    replaced = _replaced(documents, relations)
    found = [contradiction for row in rows if (contradiction := _within(row))]
    for field, read in _READERS.items():
        said = [statement for row in rows for statement in read(row, subjects, years)]
        for i, j in subjects.candidates([statement.subject for statement in said]):
            a, b = said[i], said[j]
            if _comparable(a, b) and _differ(a, b) and subjects.same(a.subject, b.subject, sure=_share_unit(a, b)):
                former = bool({a.record.document, b.record.document} & replaced) or (
                    years[a.record.document] != years[b.record.document]
                )
                pair = (a.record.id, b.record.id)
                found.append(Contradiction(field, pair, (a.cell, b.cell), history=former))
    order = {record.id: place for place, record in enumerate(records)}
    return sorted(dict.fromkeys(found), key=lambda c: ([order[record] for record in c.records], c.field))


def _values(record: Record, subjects: Subjects, years: Mapping[str, str]) -> Iterator[Statement]:
    """The figure of a target, and the figures of a task's deliverable."""
    name = Field.VALUE if record.kind is Kind.TARGET else Field.DELIVERABLE
    cell = record.fields.get(name)
    if cell is None or not isinstance(cell.value, tuple):
        return
    for clause in _CLAUSE.split(cell.best):
        figures = [f for f in cell.value if isinstance(f, Figure) and f.text in clause]
        if len(figures) != 1:
            continue
        before = clause[: clause.index(figures[0].text)]
        own = len(before.split()) >= _OWN_WORDS
        unit = _unit(f"{figures[0].unit} {record.printed(Field.UNIT) or ''}")
        about = before if own else record.title
        held = frozenset(_YEAR.findall(f"{record.title} {clause}")) or frozenset({years[record.document]} - {""})
        yield Statement(record, name, subjects.read(about), (figures[0].low, figures[0].high), unit, held)


def _leads(record: Record, subjects: Subjects, years: Mapping[str, str]) -> Iterator[Statement]:
    """The leads of a task by the agencies that carry them today; "các sở, ngành" is nobody in particular."""
    gazetteer = load_gazetteer()
    value = record.value(Field.LEAD_AGENCY)
    if isinstance(value, tuple):
        agencies = {gazetteer.current(agency) for agency in value if isinstance(agency, str)}
        if agencies and not any(gazetteer.get(agency).kind == "generic" for agency in agencies):
            yield Statement(record, Field.LEAD_AGENCY, subjects.read(record.title), frozenset(agencies))


def _deadlines(record: Record, subjects: Subjects, years: Mapping[str, str]) -> Iterator[Statement]:
    """The last day of a task; open-ended work is told apart from work with an end."""
    value = record.value(Field.DUE)
    if isinstance(value, Due):
        yield Statement(record, Field.DUE, subjects.read(record.title), value.end)


_READERS: Mapping[Field, Callable[[Record, Subjects, Mapping[str, str]], Iterator[Statement]]] = {
    Field.VALUE: _values,
    Field.LEAD_AGENCY: _leads,
    Field.DUE: _deadlines,
}


def _within(record: Record) -> Contradiction | None:
    """A row whose text names another day than its own deadline cell."""
    due = record.value(Field.DUE)
    name = record.fields.get(Field.NAME)
    if not isinstance(due, Due) or name is None or any(m.kind is not DueKind.DAY for m in due.milestones):
        return None
    until = [p.milestone.end for p in find_periods(name.best) if p.milestone.start is None]
    if not until or until[-1] in {m.end for m in due.milestones}:
        return None
    return Contradiction(Field.DUE, (record.id, record.id), (Field.DUE, Field.NAME))


def _comparable(a: Statement, b: Statement) -> bool:
    """Of two records, neither inside the other, in one unit and for one year."""
    if a.record.id == b.record.id or a.record.id == b.record.parent or b.record.id == a.record.parent:
        return False
    return a.unit == b.unit and (not a.years or not b.years or bool(a.years & b.years))


def _differ(a: Statement, b: Statement) -> bool:
    if isinstance(a.value, frozenset) and isinstance(b.value, frozenset):
        return not a.value & b.value
    return a.value != b.value


def _share_unit(a: Statement, b: Statement) -> bool:
    """A unit of several words ("người/1 vạn dân") says nearly as much of a subject as its name."""
    return a.unit == b.unit and len(a.unit) > 2


def _unit(printed: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+|%", fold(printed))) - _UNIT_FILLERS


def _year_of(document: Document) -> str:
    """The year that a document plans or reports, "" when neither its title nor its date tells."""
    if document.issued_on:
        return str(document.issued_on.year)
    named = _YEAR.findall(document.title or "")
    return named[-1] if named else ""


def _replaced(documents: Sequence[Document], relations: Sequence[Relation]) -> frozenset[str]:
    """The slugs of documents that another document replaces or repeals."""
    gone = {number_key(r.object) for r in relations if r.kind in (RelationKind.SUPERSEDES, RelationKind.REPEALS)}
    return frozenset(d.slug for d in documents if d.number and number_key(d.number) in gone)
