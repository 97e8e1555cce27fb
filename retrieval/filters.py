"""Complete sets of records. Knows what each constraint means on a typed field; hides nothing behind a ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dannguon.agencies import Gazetteer, load_gazetteer
from dannguon.models import Due, DueKind, Field, Figure, Kind, Milestone, Record
from dannguon.retrieval.asked import (
    ROLE_FIELDS,
    AgencyConstraint,
    CellConstraint,
    Constraints,
    DueConstraint,
    DueMode,
    Role,
    Share,
    SizeConstraint,
    ValueConstraint,
)
from dannguon.retrieval.reference import in_place
from dannguon.text import canonical, fold

ROWS = frozenset({Kind.TASK, Kind.TARGET, Kind.REPORT_LINE})
"""What a list is of when the question names no kind."""
_MAKING = "ban hành|công bố|trình|phê duyệt|xây dựng|hoàn thành|hoàn thiện|ký kết|lập|và|các|những|một|danh sách"
"""Before the name of what a task gives: a verb of making it, or a plural."""
_ALL_HEADS = re.compile(r"nguoi dung dau\s*:")
_UNDATED = frozenset({DueKind.ONGOING, DueKind.YEARLY, DueKind.PERIODIC})


class Reason(StrEnum):
    """Why a record stands apart from a set: it may belong, but its print does not say so."""

    YEAR_ONLY = "year_only"
    ONGOING = "ongoing"
    GENERIC = "generic"
    HEADS = "heads"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Apart:
    """A record that is mentioned beside a set, never counted in it."""

    record: Record
    reason: Reason


@dataclass(frozen=True, slots=True)
class Matching:
    """A complete set: `members` in record order, `apart` in record order, `groups` the ids of the members' groups.

    Group rows are never members; a group that holds members is in `groups`, so that one can say "46 nhiệm vụ, thuộc
    37 mục".
    """

    members: tuple[Record, ...]
    apart: tuple[Apart, ...] = ()
    groups: tuple[str, ...] = ()


def matching(
    constraints: Constraints,
    records: Sequence[Record],
    documents: Sequence[str] = (),
    gazetteer: Gazetteer | None = None,
) -> Matching:
    """Every record that fulfils the constraints, exactly and completely.

    Deadlines: "ghi là Quý II" compares the printed period; "đến hạn trong Quý II" asks whether the last day of one
    milestone lies in it, so "Tháng 6" belongs. Rows that say only a year longer than what is asked for, or "Thường
    xuyên", are apart. Agencies: an agency that was merged is its successor; "các sở, ban, ngành" is itself only,
    and a department's question gets such rows apart.

    Args:
        constraints: kinds default to table rows; a task may also be a line of a report.
        records: in the order that the result keeps.
        documents: slugs; all when empty.
        gazetteer: tells generic leads and successors; the package's own by default.
    """
    gazetteer = gazetteer or load_gazetteer()
    members: list[Record] = []
    apart: list[Apart] = []
    for record in records:
        if (documents and record.document not in documents) or not _fits_untimed(constraints, record, gazetteer):
            continue
        generic = _generic_only(constraints.agencies, record, gazetteer)
        if not generic and not _has_agencies(constraints.agencies, record, gazetteer):
            continue
        shared = Reason.GENERIC if generic else _stands_apart(constraints.agencies, record)
        fits, reason = _fits_due(constraints, record)
        if fits and shared is None:
            members.append(record)
        elif fits or (reason is not None and shared is None):
            apart.append(Apart(record, shared or reason or Reason.GENERIC))
    groups = tuple(dict.fromkeys(record.parent for record in members if record.parent is not None))
    return Matching(tuple(members), tuple(apart), groups)


def _fits_untimed(constraints: Constraints, record: Record, gazetteer: Gazetteer) -> bool:
    return (
        _is_kind(constraints.kinds, record)
        and (not constraints.containers or any(in_place(record, c, None) for c in constraints.containers))
        and (not constraints.sections or any(in_place(record, None, s) for s in constraints.sections))
        and all(_has_value(v, record) for v in constraints.values)
        and all(_speaks_of(text, record) for text in constraints.texts)
        and all(_has_officer(name, record) for name in constraints.officers)
        and all(record.printed(name) == "" for name in constraints.empty)
        and all(_names_enough(one, record, gazetteer) for one in constraints.sizes)
        and all(_says(one, record) for one in constraints.cells)
    )


def _is_kind(kinds: Sequence[Kind], record: Record) -> bool:
    if not kinds:
        return record.kind in ROWS
    return record.kind in kinds or (
        Kind.TASK in kinds and record.kind is Kind.REPORT_LINE and Field.NAME in record.fields
    )


# -- agencies ---------------------------------------------------------------------------------------------------


def _ids(record: Record, field: Field, gazetteer: Gazetteer) -> tuple[str, ...]:
    value = record.value(field)
    if not isinstance(value, tuple):
        return ()
    return tuple(gazetteer.current(agency) for agency in value if isinstance(agency, str))


def _has_agencies(constraints: Sequence[AgencyConstraint], record: Record, gazetteer: Gazetteer) -> bool:
    either = [c for c in constraints if c.either]
    return all(_has_agency(c, record, gazetteer) for c in constraints if not c.either) and (
        not either or any(_has_agency(c, record, gazetteer) for c in either)
    )


def _has_agency(constraint: AgencyConstraint, record: Record, gazetteer: Gazetteer) -> bool:
    wanted = gazetteer.current(constraint.agency)
    held = [_ids(record, field, gazetteer) for field in ROLE_FIELDS[constraint.role]]
    named = any(wanted in ids for ids in held)
    if constraint.share is Share.ALONE:
        named = any(ids == (wanted,) for ids in held)
    elif constraint.share is Share.JOINT:
        named = named and any(gazetteer.get(other).kind != "generic" for other in held[0] if other != wanted)
    return named is not constraint.negated


def _generic_only(constraints: Sequence[AgencyConstraint], record: Record, gazetteer: Gazetteer) -> bool:
    """Whether one department is asked for as lead and the row names all departments instead."""
    if len(constraints) != 1 or constraints[0].role is not Role.LEAD or constraints[0].negated:
        return False
    wanted = gazetteer.current(constraints[0].agency)
    held = _ids(record, Field.LEAD_AGENCY, gazetteer)
    return (
        gazetteer.get(wanted).kind == "department"
        and wanted not in held
        and any(gazetteer.get(agency).kind == "generic" for agency in held)
    )


def _says(constraint: CellConstraint, record: Record) -> bool:
    """Whether the words stand at the head of a part of the cell, alone or made by a verb ("Công bố Đề án").

    "Đề án 06" is another thing's name, and "theo Kế hoạch đề ra" says what something follows.
    """
    cell = record.fields.get(constraint.field)
    if cell is None:
        return False
    toned = canonical(constraint.words) != fold(constraint.words)
    form = canonical if toned else fold
    before = r"(?<!\w)" if constraint.anywhere else rf"(?:^|[/;,:(.+-]|(?<!\w)(?:{form(_MAKING)}))\s*"
    words = r"\W+".join(map(re.escape, form(constraint.words).split()))
    wanted = rf"{before}{words}(?!\w)(?!\s+(?:{form('số')}\s+)?\d)"
    return re.search(wanted, form(cell.best)) is not None


def _names_enough(constraint: SizeConstraint, record: Record, gazetteer: Gazetteer) -> bool:
    """Whether the cell names so many agencies; "các sở, ban, ngành" names none."""
    value = record.value(constraint.field)
    named = {one for one in value if gazetteer.get(str(one)).kind != "generic"} if isinstance(value, tuple) else ()
    return len(named) >= constraint.least


def _stands_apart(constraints: Sequence[AgencyConstraint], record: Record) -> Reason | None:
    """Why a row that fits is none of those meant.

    A head is asked for and the row holds the heads of many agencies to account ("Người đứng đầu: …"); or others than
    one agency are asked for and the row names nobody.
    """
    cell = fold(record.printed(Field.ACCOUNTABLE_HEAD) or "")
    if any(c.role is Role.ACCOUNTABLE and not c.negated for c in constraints) and _ALL_HEADS.match(cell):
        return Reason.HEADS
    others = [ROLE_FIELDS[c.role] for c in constraints if c.negated and c.share is Share.ANY]
    blank = any(not any(record.printed(field) or record.value(field) for field in fields) for fields in others)
    return Reason.BLANK if blank and len(constraints) == len(others) else None


# -- deadlines --------------------------------------------------------------------------------------------------


def _fits_due(constraints: Constraints, record: Record) -> tuple[bool, Reason | None]:
    """Whether the deadline fits; if not, why the record stands apart, or None when it does not belong at all."""
    due = record.value(Field.DUE)
    milestones = due.milestones if isinstance(due, Due) else ()
    if constraints.due_kinds and not any(m.kind in constraints.due_kinds and not _begins(m) for m in milestones):
        return False, None
    if not constraints.due:
        return True, None
    verdicts = [_any_milestone(constraint, milestones) for constraint in constraints.due]
    if all(fits for fits, _ in verdicts):
        return True, None
    reasons = [reason for fits, reason in verdicts if not fits]
    return False, None if None in reasons else reasons[0]


def _begins(milestone: Milestone) -> bool:
    """Whether a deadline without an end has a beginning: "2025 và những năm tiếp theo" is no "Thường xuyên"."""
    return milestone.kind is DueKind.ONGOING and milestone.start is not None


def _any_milestone(constraint: DueConstraint, milestones: Sequence[Milestone]) -> tuple[bool, Reason | None]:
    verdicts = [_milestone(constraint, m) for m in milestones]
    if any(fits for fits, _ in verdicts):
        return True, None
    return False, next((reason for _, reason in verdicts if reason), None)


def _milestone(constraint: DueConstraint, milestone: Milestone) -> tuple[bool, Reason | None]:
    start, end = constraint.start, constraint.end
    if constraint.mode is DueMode.PRINTED:
        return (milestone.start, milestone.end) == (start, end), None
    if milestone.kind in _UNDATED or milestone.end is None:
        return False, Reason.ONGOING
    within = (start is None or milestone.end >= start) and (end is None or milestone.end <= end)
    if milestone.kind is not DueKind.YEAR:
        return within, None
    whole_years = (start is None or (start.month, start.day) == (1, 1)) and (
        end is None or (end.month, end.day) == (12, 31)
    )
    if within and (whole_years or start is None):
        return True, None
    begins = milestone.start or milestone.end
    overlaps = (start is None or milestone.end >= start) and (end is None or begins <= end)
    return False, Reason.YEAR_ONLY if overlaps else None


# -- the rest ---------------------------------------------------------------------------------------------------


def _has_value(constraint: ValueConstraint, record: Record) -> bool:
    value = record.value(Field.VALUE)
    figures = [figure for figure in value if isinstance(figure, Figure)] if isinstance(value, tuple) else []
    unit = record.printed(Field.UNIT) or ""
    return any(_compares(constraint, figure, unit) for figure in figures)


def _compares(constraint: ValueConstraint, figure: Figure, unit: str) -> bool:
    units = (figure.unit, unit.strip(), figure.text)
    if constraint.unit and not any(constraint.unit in printed for printed in units):
        return False
    low, high, asked = figure.low, figure.high or figure.low, constraint.figure
    return {
        "≥": low >= asked,
        ">": low > asked or (low == asked and figure.comparison == ">"),
        "≤": high <= asked and figure.comparison not in (">", "≥"),
        "<": high < asked and figure.comparison not in (">", "≥"),
        "=": low == asked,
    }[constraint.comparison]


def _speaks_of(text: str, record: Record) -> bool:
    """Whether the record has the words of a phrase in a row, with their tones where they were typed.

    A short form in capitals is looked for as it is: "AI" is not "ai", though D may be a Đ typed without its bar.
    """
    said = record.mended or record.text
    if text.isupper() and " " not in text:
        return re.search(rf"(?<!\w){re.escape(text).replace('D', '[DĐ]')}(?!\w)", said) is not None
    toned = canonical(text) != fold(text)
    form = canonical if toned else fold
    return re.search(rf"(?<!\w){re.escape(form(text))}(?!\w)", form(said)) is not None


def _has_officer(name: str, record: Record) -> bool:
    """Names vary in tone between rows ("Tĩnh", "Tỉnh"), so they are compared without tones."""
    said = (record.printed(Field.OFFICERS) or "") if Field.OFFICERS in record.fields else ""
    return re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(said)) is not None
