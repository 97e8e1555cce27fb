"""Records to JSON and back. Knows the published record form; hides how typed values are tagged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dannguon.models import Due, DueKind, Field, FieldValue, Figure, Kind, Milestone, Record, Typed

Json = dict[str, Any]


def record_to_json(record: Record) -> Json:
    """The public form of a record (DESIGN.md section 4); keys in a fixed order."""
    return {
        "id": record.id,
        "document": record.document,
        "kind": record.kind.value,
        "ordinal": record.ordinal,
        "parent": record.parent,
        "section": list(record.section),
        "fields": fields_to_json(record.fields),
        "text": record.text,
        "mended": record.mended,
        "guess": record.guess,
        "lines": list(record.lines),
        "page": record.page,
        "quality": record.quality,
    }


def record_from_json(data: Json) -> Record:
    """The inverse of `record_to_json`."""
    first, last = data["lines"]
    return Record(
        id=data["id"],
        document=data["document"],
        kind=Kind(data["kind"]),
        ordinal=data["ordinal"],
        parent=data["parent"],
        section=tuple(data["section"]),
        fields=fields_from_json(data["fields"]),
        text=data["text"],
        mended=data["mended"],
        guess=data["guess"],
        lines=(first, last),
        page=data["page"],
        quality=data["quality"],
    )


def fields_to_json(fields: dict[Field, FieldValue]) -> Json:
    """Cells in column order, each as text, mended and typed value."""
    return {
        name.value: {"text": cell.text, "mended": cell.mended, "value": _typed_to_json(cell.value)}
        for name, cell in fields.items()
    }


def fields_from_json(data: Json) -> dict[Field, FieldValue]:
    """The inverse of `fields_to_json`."""
    return {
        Field(name): FieldValue(cell["text"], cell["mended"], _typed_from_json(cell["value"]))
        for name, cell in data.items()
    }


def _typed_to_json(value: Typed) -> Any:
    match value:
        case None:
            return None
        case Due(milestones):
            return {"milestones": [_milestone_to_json(m) for m in milestones]}
        case date():
            return {"date": value.isoformat()}
        case (Figure(), *_):
            return {"figures": [_figure_to_json(f) for f in value if isinstance(f, Figure)]}
        case _:
            return list(value)


def _typed_from_json(data: Any) -> Typed:
    if isinstance(data, list):
        return tuple(data)
    if not data:
        return None
    if "milestones" in data:
        return Due(tuple(_milestone_from_json(m) for m in data["milestones"]))
    if "date" in data:
        return date.fromisoformat(data["date"])
    return tuple(_figure_from_json(f) for f in data["figures"])


def _milestone_to_json(milestone: Milestone) -> Json:
    return {
        "text": milestone.text,
        "kind": milestone.kind.value,
        "start": milestone.start and milestone.start.isoformat(),
        "end": milestone.end and milestone.end.isoformat(),
        "label": milestone.label,
        "every": milestone.every,
    }


def _milestone_from_json(data: Json) -> Milestone:
    return Milestone(
        text=data["text"],
        kind=DueKind(data["kind"]),
        start=_day(data["start"]),
        end=_day(data["end"]),
        label=data["label"],
        every=data["every"],
    )


def _figure_to_json(figure: Figure) -> Json:
    return {
        "text": figure.text,
        "comparison": figure.comparison,
        "low": str(figure.low),
        "high": None if figure.high is None else str(figure.high),
        "unit": figure.unit,
    }


def _figure_from_json(data: Json) -> Figure:
    high = data["high"]
    return Figure(
        data["text"], data["comparison"], Decimal(data["low"]), None if high is None else Decimal(high), data["unit"]
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
