"""Rows become records: an id, typed values beside the printed ones, the document's slug."""

from __future__ import annotations

from dannguon.ingest.reading import Cell, Row
from dannguon.models import Field, FieldValue, Record
from dannguon.record_id import record_id
from dannguon.typed import typed_value


def record_of(row: Row, slug: str) -> Record:
    """The record of a row; the typed value is read from the mended text where there is one, else from the print."""
    unit = row.fields[Field.UNIT].text if Field.UNIT in row.fields else ""
    return Record(
        id=record_id(slug, row.place),
        document=slug,
        kind=row.kind,
        ordinal=row.ordinal,
        section=row.section,
        fields={name: _field(name, cell, unit) for name, cell in row.fields.items()},
        text=row.text,
        lines=row.lines,
        parent=None if row.parent is None else record_id(slug, row.parent),
        quality=row.quality,
        mended=row.mended,
        guess=row.guess,
    )


def _field(name: Field, cell: Cell, unit: str) -> FieldValue:
    best = cell.mended if cell.mended is not None else cell.text
    return FieldValue(cell.text, cell.mended, typed_value(name, best, unit))
