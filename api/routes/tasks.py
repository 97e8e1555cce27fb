"""GET /api/v1/tasks: the task board as JSON, workbook, CSV and calendar."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Checked

from dannguon.agencies import load_gazetteer
from dannguon.api import board, exports
from dannguon.api.changes import changes
from dannguon.api.deps import CurrentAssistant
from dannguon.api.joins import joins
from dannguon.api.presenting import record_shown
from dannguon.kb import KnowledgeBase
from dannguon.labels import document_name
from dannguon.models import Field, Kind

router = APIRouter(tags=["tasks"])


class BoardIn(BaseModel):
    """Which rows of the board, on which day; `unit` and `officer` are matched without tones."""

    model_config = ConfigDict(extra="forbid")

    as_of: date | None = None
    document: list[str] = []
    kind: list[Kind] = []
    status: list[board.Status] = []
    agency: str | None = None
    role: Field | None = None
    officer: str = ""
    unit: str = ""
    q: str = ""
    due_from: date | None = None
    due_to: date | None = None
    superseded: bool = False
    limit: Annotated[int, Checked(ge=1, le=10_000, description="rows shown; exports hold all")] = 500

    @property
    def day(self) -> date:
        """The day on which deadlines are judged."""
        return self.as_of or date.today()

    def filters(self) -> board.Filters:
        """What the board understands."""
        return board.Filters(
            self.document,
            self.kind,
            self.status,
            self.agency,
            self.role,
            self.officer,
            self.unit,
            self.q,
            self.due_from,
            self.due_to,
            self.superseded,
        )


def _board(query: Annotated[BoardIn, Query()], assistant: CurrentAssistant) -> list[board.Row]:
    return board.rows(assistant.kb, query.day, joins(assistant.kb))


Asked = Annotated[BoardIn, Query()]
Whole = Annotated[list[board.Row], Depends(_board)]


@router.get("/api/v1/tasks")
def tasks(query: Asked, whole: Whole, assistant: CurrentAssistant) -> dict[str, Any]:
    """The rows that pass the filters, by the day they fall due, and what can be filtered by on the whole board."""
    found = board.kept(whole, query.filters())
    return {
        "as_of": query.day.isoformat(),
        "total": len(whole),
        "found": len(found),
        "rows": [_row_shown(row, assistant.kb) for row in found[: query.limit]],
        "months": _months(found),
        "statuses": _statuses(board.kept(whole, replace(query.filters(), statuses=()))),
        "choices": _choices(whole, assistant.kb),
        "corpus_revision": assistant.kb.revision,
    }


@router.get("/api/v1/tasks.xlsx")
def workbook(query: Asked, whole: Whole, assistant: CurrentAssistant, request: Request) -> Response:
    """The filtered rows as a workbook for Excel."""
    lines = exports.table(board.kept(whole, query.filters()), assistant.kb, _base(request))
    body = exports.to_xlsx(lines, query.day, assistant.kb.revision)
    return _file(body, "nhiem-vu.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@router.get("/api/v1/tasks.csv")
def comma_separated(query: Asked, whole: Whole, assistant: CurrentAssistant, request: Request) -> Response:
    """The filtered rows as CSV."""
    lines = exports.table(board.kept(whole, query.filters()), assistant.kb, _base(request))
    return _file(exports.to_csv(lines), "nhiem-vu.csv", "text/csv; charset=utf-8")


@router.get("/api/v1/tasks.ics")
def calendar(query: Asked, whole: Whole, assistant: CurrentAssistant, request: Request) -> Response:
    """The deadlines of the filtered rows as a calendar."""
    body = exports.to_ics(board.kept(whole, query.filters()), assistant.kb, _base(request), query.day)
    return _file(body, "thoi-han.ics", "text/calendar; charset=utf-8")


@router.get("/api/v1/changes")
def changed(before: str, after: str, assistant: CurrentAssistant) -> dict[str, Any]:
    """What is new, different or gone from one report to another (slugs)."""
    kb = assistant.kb
    shown = [
        {
            "before": change.before and record_shown(change.before, kb),
            "after": change.after and record_shown(change.after, kb),
            "fields": change.fields,
        }
        for change in changes(kb, before, after)
    ]
    return {"changes": shown, "corpus_revision": kb.revision}


def _row_shown(row: board.Row, kb: KnowledgeBase) -> dict[str, Any]:
    return record_shown(row.record, kb) | {
        "status": row.status,
        "falls_due": row.falls_due,
        "deadlines": [
            {
                "text": deadline.milestone.text,
                "label": deadline.milestone.label,
                "end": deadline.milestone.end,
                "status": deadline.status,
                "days_left": deadline.days_left,
            }
            for deadline in row.deadlines
        ],
        "superseded": row.superseded,
        "progress": [record_shown(line, kb) for line in row.progress],
    }


def _statuses(rows: list[board.Row]) -> list[dict[str, Any]]:
    counts = Counter(row.status for row in rows)
    return [{"status": status, "rows": counts[status]} for status in board.Status]


def _months(rows: list[board.Row]) -> dict[str, int]:
    """Deadlines by month, "2026-03", in order."""
    ends = (deadline.milestone.end for row in rows for deadline in row.deadlines)
    return dict(sorted(Counter(end.strftime("%Y-%m") for end in ends if end).items()))


def _choices(whole: list[board.Row], kb: KnowledgeBase) -> dict[str, Any]:
    gazetteer = load_gazetteer()
    lines = {row.record.document for row in whole if row.record.kind is Kind.REPORT_LINE}
    units = {row.record.printed(Field.IMPLEMENTING_UNIT) for row in whole} - {None, ""}
    return {
        "documents": [{"slug": d.slug, "name": document_name(d)} for d in kb.documents],
        "reports": [
            {"slug": d.slug, "name": document_name(d), "type": d.type} for d in kb.documents if d.slug in lines
        ],
        "agencies": [{"id": a, "name": gazetteer.get(a).name, "rows": n} for a, n in board.agencies(whole)],
        "officers": [{"id": name, "name": shown, "rows": n} for name, shown, n in board.officers(whole)],
        "units": sorted(unit for unit in units if unit),
    }


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _file(body: bytes, name: str, media_type: str) -> Response:
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
