"""What a cell means, by its column. Knows which column holds which type; hides the readers of each."""

from __future__ import annotations

from datetime import date

from dannguon.agencies import load_gazetteer
from dannguon.due import find_periods, parse_due
from dannguon.figures import find_figures
from dannguon.models import AGENCY_FIELDS, DueKind, Field, Typed


def typed_value(field: Field, text: str, unit: str = "") -> Typed:
    """The typed value of a cell: a deadline, agency ids, figures, a day, or None where nothing could be read.

    Args:
        field: the column.
        text: the cell, mended where the print is broken.
        unit: the unit column of the same row, for figures.
    """
    if field is Field.DUE:
        return parse_due(text)
    if field in AGENCY_FIELDS:
        return load_gazetteer().ids(text) or None
    if field in (Field.VALUE, Field.DELIVERABLE):
        return find_figures(text, unit) or None
    if field is Field.ISSUED_ON:
        return _day(text)
    return None


def _day(text: str) -> date | None:
    """The one day that a cell names."""
    days = [p.milestone.end for p in find_periods(text) if p.milestone.kind is DueKind.DAY]
    return days[0] if len(days) == 1 else None
