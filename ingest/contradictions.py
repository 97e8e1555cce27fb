"""Records that say different things of one subject. Knows what counts as different; hides how the pairs are found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dannguon.agencies import load_gazetteer
from dannguon.doc_number import number_key
from dannguon.due import find_periods
from dannguon.ingest.prose_figures import Stated, stated_figures
from dannguon.ingest.subjects import SHARED, Subject, Subjects
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
_TEXTS = (Kind.PASSAGE, Kind.NEWS, Kind.FOOTNOTE)
_CLAUSE = re.compile(r"[;\n]|(?<=\w)\.\s")
_OWN_WORDS = 5
"""A figure whose clause has so many words before it is about those words; with fewer it is about the row's name."""
_YEAR = re.compile(r"\b20[1-4]\d\b")
_SHARED_WITH_UNIT, _SHARED_IN_TEXT = 0.38, 0.6
"""What two names have in common: less where a long unit joins them already, more where no column says what is meant."""
_TELLING = 3
"""Words of running text that tell what a figure counts; fewer ("nhiệm vụ", "doanh nghiệp") may be anybody's."""
_ROUNDED = {
    ">": (Decimal(1), Decimal("1.15")),
    "<": (Decimal("0.85"), Decimal(1)),
    "≈": (Decimal("0.9"), Decimal("1.1")),
}
_UNIT_FILLERS = frozenset({"so", "ty", "le", "luong", "1", "01", "tren", "moi"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What the cell `cell` says of a subject; `value` can be compared with those of the same field.

    `unit` are the folded words of a figure's unit, `years` those that the statement holds for; empty when open.
    Running text has no cell but a clause: `stated`.
    """

    record: Record
    cell: Field | None
    subject: Subject
    value: object
    unit: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    stated: Stated | None = None

    @property
    def quote(self) -> str:
        """The clause of running text, "" where a cell says it."""
        return self.stated.quote if self.stated else ""


def find_contradictions(
    documents: Sequence[Document], records: Sequence[Record], relations: Sequence[Relation]
) -> list[Contradiction]:
    """Every pair of records of one subject whose values, leads or deadlines differ, in document order.

    One rule for all: the names are of one subject, units and years agree for values, and neither record holds the
    other. Records of a replaced document, or rows of documents of different years, differ as former states do.
    Figures of running text are compared with each other, by what their sentence counts.
    """
    rows = [record for record in records if record.kind in _ROWS]
    texts = [(record, one) for record in records if record.kind in _TEXTS for one in stated_figures(record)]
    subjects = Subjects([*(row.title for row in rows), *(one.about for _, one in texts)])
    years = {document.slug: _year_of(document) for document in documents}
    replaced = _replaced(documents, relations)
    found = [contradiction for row in rows if (contradiction := _within(row))]
    for field, read in _READERS.items():
        said = [statement for row in rows for statement in read(row, subjects, years)]
        for a, b in _pairs(said, subjects):
            if _differ(a, b):
                former = bool({a.record.document, b.record.document} & replaced) or (
                    years[a.record.document] != years[b.record.document]
                )
                found.append(_contradiction(field, a, b, former=former))
    in_texts = [statement for record, one in texts for statement in _in_text(record, one, subjects, years)]
    for a, b in _disagreeing(_pairs(in_texts, subjects)):
        former = bool({a.record.document, b.record.document} & replaced)
        found.append(_contradiction(Field.VALUE, a, b, former=former))
    order = {record.id: place for place, record in enumerate(records)}
    return sorted(dict.fromkeys(found), key=lambda c: ([order[record] for record in c.records], c.field))


def _contradiction(field: Field, a: Statement, b: Statement, *, former: bool) -> Contradiction:
    return Contradiction(field, (a.record.id, b.record.id), (a.cell, b.cell), (a.quote, b.quote), history=former)


def _pairs(said: Sequence[Statement], subjects: Subjects) -> Iterator[tuple[Statement, Statement]]:
    """The statements of two records that can be compared and are of one subject, in order."""
    for i, j in subjects.candidates([statement.subject for statement in said]):
        a, b = said[i], said[j]
        if _comparable(a, b) and subjects.same(a.subject, b.subject, shared=_least_shared(a, b)):
            yield a, b


def _disagreeing(pairs: Iterable[tuple[Statement, Statement]]) -> Iterator[tuple[Statement, Statement]]:
    """The first pair of statements of two texts that differ, unless they also say the same of that subject."""
    met: dict[tuple[str, str], list[tuple[Statement, Statement]]] = defaultdict(list)
    for a, b in pairs:
        met[a.record.id, b.record.id].append((a, b))
    for of_records in met.values():
        if all(_differ(a, b) for a, b in of_records):
            yield of_records[0]


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
    return Contradiction(Field.DUE, (record.id, record.id), (Field.DUE, Field.NAME), ("", ""))


def _in_text(record: Record, one: Stated, subjects: Subjects, years: Mapping[str, str]) -> Iterator[Statement]:
    """A figure of running text, when enough words tell what it counts."""
    subject = subjects.read(one.about)
    if sum("_" not in gram for gram in subject.grams) >= _TELLING:
        held = one.years or frozenset({years[record.document]} - {""})
        yield Statement(record, None, subject, one.figure, _unit(one.figure.unit), held, one)


def _comparable(a: Statement, b: Statement) -> bool:
    """Of two records, neither inside the other, in one unit and for one year; texts also of one owner and goal."""
    if a.record.id == b.record.id or a.record.id == b.record.parent or b.record.id == a.record.parent:
        return False
    if a.unit != b.unit or (a.years and b.years and not a.years & b.years):
        return False
    return a.stated is None or b.stated is None or _of_one_count(a.stated, b.stated, a.subject, b.subject)


def _of_one_count(a: Stated, b: Stated, first: Subject, second: Subject) -> bool:
    if a.moments and b.moments and not a.moments & b.moments:
        return False
    return (a.owner, a.spans, a.planned, first.parts) == (b.owner, b.spans, b.planned, second.parts)


def _differ(a: Statement, b: Statement) -> bool:
    if isinstance(a.value, frozenset) and isinstance(b.value, frozenset):
        return not a.value & b.value
    if isinstance(a.value, Figure) and isinstance(b.value, Figure):
        (low, high), (other_low, other_high) = _meant(a.value), _meant(b.value)
        return high < other_low or other_high < low
    return a.value != b.value


def _meant(figure: Figure) -> tuple[Decimal, Decimal]:
    """What a rounded figure may stand for: "hơn 70" may be 71, "gần 22.000" 21.500."""
    least, most = _ROUNDED.get(figure.comparison, (Decimal(1), Decimal(1)))
    return figure.low * least, (figure.high or figure.low) * most


def _least_shared(a: Statement, b: Statement) -> float:
    if a.stated or b.stated:
        return _SHARED_IN_TEXT
    return _SHARED_WITH_UNIT if a.unit == b.unit and len(a.unit) > 2 else SHARED


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
