"""The nouns of the system: documents, records, fields and their typed values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a record is in its document."""

    TASK = "task"
    TARGET = "target"
    GROUP = "group"
    REPORT_LINE = "report_line"
    PASSAGE = "passage"
    FOOTNOTE = "footnote"
    LEGAL_BASIS = "legal_basis"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    NEWS = "news"


class Field(StrEnum):
    """The columns that tables of plans and reports have; DESIGN.md section 4 gives the Vietnamese."""

    NAME = "name"
    ACCOUNTABLE_HEAD = "accountable_head"
    LEAD_AGENCY = "lead_agency"
    COORDINATING_AGENCIES = "coordinating_agencies"
    DELIVERABLE = "deliverable"
    DUE = "due"
    AUTHORITY = "authority"
    NOTE = "note"
    UNIT = "unit"
    VALUE = "value"
    MONITORING_AGENCY = "monitoring_agency"
    PROGRESS = "progress"
    OFFICERS = "officers"
    IMPLEMENTING_UNIT = "implementing_unit"
    DOCUMENT_NUMBER = "document_number"
    ISSUED_ON = "issued_on"


AGENCY_FIELDS = frozenset(
    {
        Field.LEAD_AGENCY,
        Field.COORDINATING_AGENCIES,
        Field.MONITORING_AGENCY,
        Field.ACCOUNTABLE_HEAD,
        Field.AUTHORITY,
    }
)
"""Fields whose typed value is a tuple of canonical agency ids, in the order printed."""


class DueKind(StrEnum):
    """How a deadline is written."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    ONGOING = "ongoing"
    YEARLY = "yearly"
    PERIODIC = "periodic"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One deadline of a cell. `start` and `end` are inclusive; both None when it recurs without an end.

    `label` is what is due then ("Ban hành đề án"), "" where the cell says only when; `text` the printed
    words of the time itself ("Quý I/2026"); `every` the months between two occurrences.
    """

    text: str
    kind: DueKind
    start: date | None = None
    end: date | None = None
    label: str = ""
    every: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The deadlines of a cell, in printed order; at least one."""

    milestones: tuple[Milestone, ...]

    @property
    def end(self) -> date | None:
        """The last day named, or None when every milestone recurs."""
        return max((m.end for m in self.milestones if m.end), default=None)

    @property
    def start(self) -> date | None:
        """The first day named, or None when every milestone recurs."""
        return min((m.start for m in self.milestones if m.start), default=None)

    @property
    def kind(self) -> DueKind:
        """The kind of the last milestone; a cell with one deadline has that one's kind."""
        return self.milestones[-1].kind


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed quantity. `comparison` is one of = > ≥ < ≤ ≈ –; `high` is set for ranges (–) only."""

    text: str
    comparison: str
    low: Decimal
    high: Decimal | None = None
    unit: str = ""


Typed = Due | date | tuple[str, ...] | tuple[Figure, ...] | None
"""What a field can mean: a deadline, a day, agency ids, figures, or nothing that we could read."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A cell: as printed (page breaks joined, markup unwrapped), mended where the print is broken, and typed.

    `mended` is None where the print needs no mending or where mending is not sure; "" in `text` is an
    empty cell. Never show `mended` as if it were printed.
    """

    text: str
    mended: str | None = None
    value: Typed = None

    @property
    def best(self) -> str:
        """The mended text where there is one, else the print: for searching and reading."""
        return self.mended if self.mended is not None else self.text


@dataclass(frozen=True, slots=True)
class Record:
    """The unit of citation: a table row or a numbered passage.

    `lines` are 1-based inclusive lines of the source text; `section` goes from large to small;
    `parent` is the id of the group that holds this row; `quality` lies in [0, 1], 1 is clean text. `guess` is the
    likeliest reading of broken print, sure or not: for searching only, never shown.
    """

    id: str
    document: str
    kind: Kind
    ordinal: str
    section: tuple[str, ...]
    fields: dict[Field, FieldValue]
    text: str
    lines: tuple[int, int]
    parent: str | None = None
    page: int | None = None
    quality: float = 1.0
    mended: str | None = None
    guess: str | None = None

    def printed(self, name: Field) -> str | None:
        """The printed text of a field; "" when the cell is empty, None when the table has no such column."""
        cell = self.fields.get(name)
        return None if cell is None else cell.text

    def value(self, name: Field) -> Typed:
        """The typed value of a field, or None."""
        cell = self.fields.get(name)
        return None if cell is None else cell.value

    @property
    def title(self) -> str:
        """What the record is about: its name, or the start of its text; mended where the print is broken."""
        cell = self.fields.get(Field.NAME)
        return cell.best if cell is not None and cell.best else (self.mended or self.text)


class RelationKind(StrEnum):
    """What one document says of another."""

    SUPERSEDES = "supersedes"
    AMENDS = "amends"
    REPEALS = "repeals"
    IMPLEMENTS = "implements"


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject` does `kind` to `object`; both document numbers as printed. `record` is where `sentence` stands."""

    kind: RelationKind
    subject: str
    object: str
    record: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One subject of which several records say different things.

    `field` is what differs (a lead, a deadline or a value); `fields` is the cell of each of `records` that says so:
    a value may stand in the deliverable of a task. Running text has no cells: its field is None and its clause in
    `quotes`, "" for a cell. With `history` the earlier record is of a document that was replaced or of an earlier
    year: a former state, not a conflict. Records are in document order.
    """

    field: Field
    records: tuple[str, ...]
    fields: tuple[Field | None, ...]
    quotes: tuple[str, ...]
    history: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source and what its head says. Unknown facts are None; `aliases` are other names people use for it."""

    slug: str
    file: str
    sha256: str
    form: str
    number: str | None = None
    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    signatory: str | None = None
    aliases: tuple[str, ...] = field(default=())
