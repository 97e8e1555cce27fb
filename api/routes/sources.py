"""GET /api/v1/sources: a record inside its table, as the source pane shows it beside an answer."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from fastapi import APIRouter

from dannguon.api.deps import CurrentAssistant
from dannguon.api.presenting import document_shown, record_shown
from dannguon.kb import KnowledgeBase
from dannguon.models import Kind, Record

router = APIRouter(tags=["records"])

NEIGHBOURS = 2
"""Rows shown before and after the cited one."""
_ROWS = frozenset({Kind.TASK, Kind.TARGET, Kind.GROUP, Kind.REPORT_LINE})


@router.get("/api/v1/sources/{record_id:path}")
def source(record_id: str, assistant: CurrentAssistant) -> dict[str, Any]:
    """The record with its document, the columns of its table and its neighbours; 404 when the id is gone."""
    kb = assistant.kb
    record = kb.get(record_id)
    before, after = _neighbours(record, kb)
    together = [*before, record, *after]
    columns = list(dict.fromkeys(name for shown in together for name in shown.fields))
    return {
        "record": record_shown(record, kb),
        "document": document_shown(kb.document(record.document), kb),
        "is_row": _is_row(record),
        "columns": columns,
        "rows": [record_shown(shown, kb) for shown in together],
        "corpus_revision": kb.revision,
    }


def _neighbours(record: Record, kb: KnowledgeBase) -> tuple[list[Record], list[Record]]:
    """Up to two rows of the same table on each side, in document order; the passages around a passage."""
    at = kb.records.index(record)
    before = list(takewhile(lambda other: _together(other, record), reversed(kb.records[max(0, at - NEIGHBOURS) : at])))
    after = list(takewhile(lambda other: _together(other, record), kb.records[at + 1 : at + 1 + NEIGHBOURS]))
    return before[::-1], after


def _together(other: Record, record: Record) -> bool:
    if other.document != record.document or _is_row(other) != _is_row(record):
        return False
    return not _is_row(record) or other.section[:1] == record.section[:1]


def _is_row(record: Record) -> bool:
    return record.kind in _ROWS and bool(record.fields)
