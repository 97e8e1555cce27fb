"""The task board: every task, target and report line with its deadlines judged against a day. Knows the filters."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dannguon.agencies import load_gazetteer
from dannguon.answer.succession import replaced
from dannguon.kb import KnowledgeBase
from dannguon.models import AGENCY_FIELDS, Due, Field, Kind, Milestone, Record
from dannguon.text import fold

BOARD_KINDS = (Kind.TASK, Kind.TARGET, Kind.REPORT_LINE)
SOON_DAYS = 30
_WORD = re.compile(r"\w+")
_HONORIFICS = frozenset({"a", "c", "anh", "chi", "ong", "ba"})

Joins = Mapping[str, Sequence[str]]
"""By record id, the ids of report lines that tell its progress."""


class Status(StrEnum):
    """What a printed deadline says on the day of asking."""

    PASSED = "passed"
    SOON = "soon"
    LATER = "later"
    RECURRING = "recurring"
    UNREAD = "unread"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One milestone on the day of asking; `days_left` is negative when it has passed, None when it recurs."""

    milestone: Milestone
    status: Status
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board. `superseded` tells that its document was replaced; `progress` are joined report lines."""

    record: Record
    status: Status
    deadlines: tuple[Deadline, ...]
    superseded: bool
    progress: tuple[Record, ...]

    @property
    def falls_due(self) -> date | None:
        """The next day named, or the last one when all have passed."""
        ends = [d.milestone.end for d in self.deadlines if d.milestone.end]
        coming = [d.milestone.end for d in self.deadlines if d.milestone.end and (d.days_left or 0) >= 0]
        return min(coming, default=max(ends, default=None))


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; an empty filter keeps everything. `agency` is an id, `role` the field that must name it.

    `officer` matches names without their tones, for reports write one person in several ways; `unit` is matched
    in the implementing unit; `text` means that all its words occur somewhere in the row.
    """

    documents: Sequence[str] = ()
    kinds: Sequence[Kind] = ()
    statuses: Sequence[Status] = ()
    agency: str | None = None
    role: Field | None = None
    officer: str = ""
    unit: str = ""
    text: str = ""
    due_from: date | None = None
    due_to: date | None = None
    with_superseded: bool = False


def rows(kb: KnowledgeBase, as_of: date, joins: Joins) -> list[Row]:
    """The whole board on the day `as_of`: what falls due next first, then what has passed, the latest first."""
    gone = {document.slug for document in kb.documents if replaced(kb, document)}
    found = [
        _row(record, as_of, record.document in gone, [kb.get(line) for line in joins.get(record.id, ())])
        for record in kb.records
        if record.kind in BOARD_KINDS
    ]
    return sorted(found, key=_urgency)


def kept(board: Iterable[Row], filters: Filters) -> list[Row]:
    """The rows that pass every filter, in their order."""
    return [row for row in board if _passes(row, filters)]


def judged(due: Due, as_of: date) -> tuple[Deadline, ...]:
    """Every milestone of a cell with what it says on the day `as_of`."""
    return tuple(_deadline(milestone, as_of) for milestone in due.milestones)


def status_of(record: Record, deadlines: Sequence[Deadline]) -> Status:
    """The status of the next thing due; passed only when nothing recurs and every day named has passed."""
    if not deadlines:
        return Status.UNREAD if record.printed(Field.DUE) else Status.NONE
    present = {deadline.status for deadline in deadlines}
    urgency = (Status.SOON, Status.LATER, Status.RECURRING, Status.PASSED)
    return next(status for status in urgency if status in present)


def agencies(board: Iterable[Row]) -> list[tuple[str, int]]:
    """Agency ids with the number of rows that name them in any role, most named first."""
    counts = Counter(agency for row in board for agency in _agencies(row.record, None))
    return counts.most_common()


def officers(board: Iterable[Row]) -> list[tuple[str, str, int]]:
    """Folded name, its spellings as printed ("Huân / Huấn") and number of rows, by name."""
    spellings: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for row in board:
        names = {fold(word): word for word in _officer_words(row.record)}
        counts.update(names.keys())
        for folded, word in names.items():
            spellings[folded].add(word)
    return [(name, " / ".join(sorted(spellings[name])), counts[name]) for name in sorted(counts)]


def _urgency(row: Row) -> tuple[int, int]:
    day = row.falls_due.toordinal() if row.falls_due else 0
    match row.status:
        case Status.SOON | Status.LATER:
            return 0, day
        case Status.PASSED:
            return 1, -day
        case Status.RECURRING:
            return 2, 0
        case _:
            return 3, 0


def _row(record: Record, as_of: date, gone: bool, progress: Sequence[Record]) -> Row:
    due = record.value(Field.DUE)
    deadlines = judged(due, as_of) if isinstance(due, Due) else ()
    return Row(record, status_of(record, deadlines), deadlines, gone, tuple(progress))


def _deadline(milestone: Milestone, as_of: date) -> Deadline:
    if milestone.end is None:
        return Deadline(milestone, Status.RECURRING, None)
    left = (milestone.end - as_of).days
    status = Status.PASSED if left < 0 else Status.SOON if left <= SOON_DAYS else Status.LATER
    return Deadline(milestone, status, left)


def _passes(row: Row, filters: Filters) -> bool:
    record = row.record
    return (
        (filters.with_superseded or not row.superseded)
        and (not filters.documents or record.document in filters.documents)
        and (not filters.kinds or record.kind in filters.kinds)
        and (not filters.statuses or row.status in filters.statuses)
        and (filters.agency is None or filters.agency in _agencies(record, filters.role))
        and (not filters.officer or fold(filters.officer) in map(fold, _officer_words(record)))
        and (not filters.unit or fold(filters.unit) in fold(record.printed(Field.IMPLEMENTING_UNIT) or ""))
        and _says(record, filters.text)
        and _due_within(row, filters.due_from, filters.due_to)
    )


def _agencies(record: Record, role: Field | None) -> set[str]:
    """The bodies that carry today the duties of those that the row names."""
    current = load_gazetteer().current
    fields = AGENCY_FIELDS if role is None else {role}
    values = (record.value(name) for name in fields)
    return {current(str(agency)) for value in values if isinstance(value, tuple) for agency in value}


def _officer_words(record: Record) -> Iterator[str]:
    for word in _WORD.findall(record.printed(Field.OFFICERS) or ""):
        if word.istitle() and fold(word) not in _HONORIFICS:
            yield word


def _says(record: Record, text: str) -> bool:
    folded = fold(" ".join([record.text, *(cell.best for cell in record.fields.values())]))
    return all(word in folded for word in fold(text).split())


def _due_within(row: Row, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    ends = (deadline.milestone.end for deadline in row.deadlines)
    return any(end and (first is None or first <= end) and (last is None or end <= last) for end in ends)
