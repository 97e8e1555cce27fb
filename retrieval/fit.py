"""How well a record fits what a question asks beside its topic. Knows fields, places and versions; hides weights.

The score of the words and vectors says what a record is about; two rows about one thing differ in the rest: which
plan they stand in, whether they have the column that is asked for, whether they are still in force.
"""

from __future__ import annotations

from collections.abc import Iterable

from dannguon.models import Due, Field, Kind, Record
from dannguon.retrieval.asked import ROLE_FIELDS, AgencyConstraint, Constraints, DueConstraint, Question, Reference
from dannguon.text import fold, slugify

_REFERENCE = 100.0
"""Beyond any sum of the others: who names a row gets that row first."""
_DOCUMENT = 2.0
_FIELD = 0.8
_AGENCY = 0.5
_DUE = 0.3
_PLACE = 0.8
_KIND = 0.4
_SUPERSEDED = -1.2
_QUALITY = 0.1
_HEADING = -0.3
_HEADINGS = frozenset({Kind.GROUP, Kind.LEGAL_BASIS, Kind.RECIPIENTS, Kind.SIGNATURE, Kind.FOOTNOTE})


def fit(question: Question, record: Record, superseded: frozenset[str]) -> dict[str, float]:
    """The shares of a record's score that do not come from its words, by name; those of 0 are left out.

    In units of the fused score (standard deviations of relevance among the candidates).
    """
    shares = {
        "reference": _REFERENCE * any(refers(reference, record) for reference in question.references),
        "document": _DOCUMENT * (record.document in question.documents),
        "field": _FIELD * _share(record.fields.get(name) is not None for name in question.fields),
        "constraint": _constraint_share(question.constraints, record),
        "superseded": _SUPERSEDED * (_steps_back(question, record) and record.document in superseded),
        "quality": _QUALITY * (record.quality - 1),
        "heading": _HEADING * (bool(question.fields) and record.kind in _HEADINGS),
    }
    return {name: share for name, share in shares.items() if share}


def refers(reference: Reference, record: Record) -> bool:
    """Whether a reference names this record: every part that it has agrees."""
    if reference.document is not None and reference.document != record.document:
        return False
    if reference.number is not None:
        return _carries(reference.number, record)
    if reference.item is None:
        return False
    place = record.id.split("/")[1:]
    if reference.container is not None and reference.container.casefold() != place[0].casefold():
        return False
    if reference.section is not None and not _in_section(reference.section, record):
        return False
    return reference.item.casefold() in (record.ordinal.strip(".").casefold(), place[-1].casefold())


def reference_keys(reference: Reference) -> set[str]:
    """Keys of which a record that the reference names has one in `place_keys`; refers() has the last word."""
    return {slugify(one) for one in (reference.item, reference.number) if one is not None}


def place_keys(record: Record) -> set[str]:
    """What a reference can call this record: its ordinal, the end of its id, the document numbers it carries."""
    numbers = (record.printed(Field.DOCUMENT_NUMBER) or "").replace(",", " ").replace(";", " ").split()
    return {slugify(one) for one in (record.ordinal, record.id.rpartition("/")[2], *numbers)}


def _carries(number: str, record: Record) -> bool:
    return slugify(number) in place_keys(record)


def _in_section(label: str, record: Record) -> bool:
    wanted = fold(label)
    item = record.id.split("/")[-1].casefold()
    return item.startswith(f"{wanted}.") or any(fold(one).split(".")[0] == wanted for one in record.section)


def _steps_back(question: Question, record: Record) -> bool:
    return not question.old_version and record.document not in question.documents


def _share(found: Iterable[bool]) -> float:
    answers = list(found)
    return sum(answers) / len(answers) if answers else 0.0


def _constraint_share(constraints: Constraints, record: Record) -> float:
    place = record.id.split("/")[1]
    return (
        _AGENCY * _share(_has_agency(one, record) for one in constraints.agencies)
        + _DUE * _share(_is_due(one, record) for one in constraints.due)
        + _PLACE * (place in constraints.containers)
        + _PLACE * any(_in_section(label, record) for label in constraints.sections)
        + _KIND * (record.kind in constraints.kinds)
        + _AGENCY * _share(fold(name) in fold(record.text) for name in constraints.officers)
    )


def _has_agency(constraint: AgencyConstraint, record: Record) -> bool:
    values = (record.value(field) for field in ROLE_FIELDS[constraint.role])
    return constraint.negated != any(isinstance(ids, tuple) and constraint.agency in ids for ids in values)


def _is_due(constraint: DueConstraint, record: Record) -> bool:
    due = record.value(Field.DUE)
    return isinstance(due, Due) and any(
        milestone.end is not None
        and (constraint.start is None or milestone.end >= constraint.start)
        and (constraint.end is None or milestone.end <= constraint.end)
        for milestone in due.milestones
    )
