"""A plan's table that OCR read in the wrong language. Knows its five columns; hides how rows and cells are put together."""

from __future__ import annotations

from dataclasses import dataclass

from dannguon.ingest.ocr_columns import Column
from dannguon.models import Field

_SURE = 0.9
_FIELDS = {
    Column.NAME: Field.NAME,
    Column.LEAD: Field.LEAD_AGENCY,
    Column.COORDINATING: Field.COORDINATING_AGENCIES,
    Column.DUE: Field.DUE,
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row before mending: the printed words of each column, and the lines they come from."""

    place: str
    parent: str | None
    section: int
    cells: dict[Column, str]
    lines: tuple[int, int]
