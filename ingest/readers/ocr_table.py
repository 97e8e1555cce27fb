"""A plan's table that OCR read in the wrong language. Knows its five columns; hides how rows and cells are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dannguon.ingest.ocr_cells import mend_agencies
from dannguon.ingest.ocr_columns import Column, Line, split
from dannguon.ingest.ocr_due import mend_due
from dannguon.ingest.ocr_outline import Outline, RowLines, header_line, outline
from dannguon.ingest.phrases import load_phrases
from dannguon.ingest.reading import Cell, Head, Reading, Row, Source
from dannguon.ingest.repair import Mended, mend
from dannguon.models import Field, Kind

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
