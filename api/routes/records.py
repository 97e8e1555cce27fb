"""GET /api/v1/records: one record by id, or all that a filter keeps."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query

from dannguon.api.deps import CurrentAssistant
from dannguon.api.presenting import record_shown
from dannguon.models import Due, Field, Kind, Record

router = APIRouter(tags=["records"])


@router.get("/api/v1/records")
def records(
    assistant: CurrentAssistant,
    lead_agency: str | None = None,
    document: str | None = None,
    kind: Kind | None = None,
    due_from: date | None = None,
    due_to: date | None = None,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
) -> dict[str, Any]:
    """Records in document order. `lead_agency` is an agency id; the due range holds the end of a deadline."""
    found = [
        record
        for record in assistant.kb.records
        if (document is None or record.document == document)
        and (kind is None or record.kind is kind)
        and (lead_agency is None or lead_agency in (record.value(Field.LEAD_AGENCY) or ()))  # type: ignore[operator]
        and _due_within(record, due_from, due_to)
    ]
    return {
        "total": len(found),
        "records": [record_shown(record, assistant.kb) for record in found[:limit]],
        "corpus_revision": assistant.kb.revision,
    }


@router.get("/api/v1/records/{record_id:path}")
def record(record_id: str, assistant: CurrentAssistant) -> dict[str, Any]:
    """One record; 404 with a sentence when the id is not in this generation."""
    return record_shown(assistant.kb.get(record_id), assistant.kb)


def _due_within(record: Record, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    due = record.value(Field.DUE)
    if not isinstance(due, Due):
        return False
    return any(
        m.end is not None and (first is None or first <= m.end) and (last is None or m.end <= last)
        for m in due.milestones
    )
