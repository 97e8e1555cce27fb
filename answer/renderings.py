"""The ways in which a field may be shown: as printed, as mended, or a registered rendering of its typed value.

What is not here cannot pass `verify`. A part of a cell may be shown alone only where it means the same alone: one
of several agencies, a milestone with what is due then, a phrase of running text. Never a head as an agency, never a
time without its label when the cell has several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dannguon.agencies import load_gazetteer
from dannguon.due_rendering import render
from dannguon.models import AGENCY_FIELDS, Due, DueKind, Field, FieldValue, Milestone
from dannguon.text import nfc, squeeze

_TITLES_EN = {
    "giám đốc": "Director of",
    "chánh văn phòng": "Chief of",
    "trưởng ban": "Head of",
    "chủ tịch": "Chairperson of",
}
CLOSING = " .;,:"
"""Marks at the end of a cell that the sentence around it replaces."""

_BOUNDARY_BEFORE = r"(?<!\w)(?<!\d[.,/:\-–])"
_BOUNDARY_AFTER = r"(?!\w)(?![.,/:\-–]\d)"


def renderings(name: Field, cell: FieldValue) -> Iterator[str]:
    """Every registered whole rendering of a cell, the print first; compare with `same`."""
    for whole in (cell.text, cell.mended):
        if whole:
            yield whole
            yield whole.rstrip(CLOSING)
    if isinstance(cell.value, Due):
        yield from _due(cell.value)
    elif isinstance(cell.value, date):
        day = cell.value
        yield f"{day.day}/{day.month}/{day.year}"
        yield f"{day.day} {day:%B %Y}"
    elif name in AGENCY_FIELDS and isinstance(cell.value, tuple):
        yield from _agencies(name, cell)


def shows(name: Field, cell: FieldValue, text: str) -> bool:
    """Is `text` an allowed way to show this cell, tones exact, white space ignored?"""
    if any(same(text, whole) for whole in renderings(name, cell)):
        return True
    if name is Field.DUE or name in AGENCY_FIELDS:
        return False
    return any(within(text, printed) for printed in (cell.text, cell.mended) if printed)


def same(a: str, b: str) -> bool:
    """Equal but for white space."""
    return _tight(a) == _tight(b)


def within(part: str, whole: str) -> bool:
    """Does `part` stand in `whole` between token boundaries ("12" does not stand in "12.705")?"""
    words = squeeze(nfc(part)).split(" ")
    if not words[0]:
        return False
    before = _BOUNDARY_BEFORE if words[0][0].isalnum() else ""
    after = _BOUNDARY_AFTER if words[-1][-1].isalnum() else ""
    pattern = r"\s+".join(map(re.escape, words))
    return re.search(before + pattern + after, nfc(whole)) is not None


def milestone_line(milestone: Milestone, language: str) -> str:
    """A deadline as printed, its typed reading, what is due then: "Ban hành: Quý I/2026 (đến hết 31/3/2026)"."""
    if language == "en":
        reading = render(milestone, "en")
    else:
        reading = f"đến hết {render(last_day(milestone), 'vi')}" if _has_open_end(milestone) else ""
    time = f"{milestone.text} ({reading})" if reading and not same(reading, milestone.text) else milestone.text
    return f"{milestone.label}: {time}" if milestone.label else time


def last_day(milestone: Milestone) -> Milestone:
    """The day on which a milestone ends, as a milestone of its own; only for one that has an end."""
    return Milestone("", DueKind.DAY, milestone.end, milestone.end)


def _has_open_end(milestone: Milestone) -> bool:
    """Does the print name a stretch of time, so that its last day helps?"""
    return milestone.end is not None and milestone.kind is not DueKind.DAY


def head_en(printed: str) -> str | None:
    """An English form of one printed head, "Director of the Department of …", or None when a part is not known."""
    folded = printed.casefold()
    for title, english in _TITLES_EN.items():
        if folded.startswith(title):
            agencies = [load_gazetteer().get(agency) for agency in load_gazetteer().ids(printed)]
            if len(agencies) == 1 and agencies[0].english:
                return f"{english} the {agencies[0].english[0]}"
    return None


def _due(due: Due) -> Iterator[str]:
    alone = len(due.milestones) == 1
    for milestone in due.milestones:
        if alone or not milestone.label:
            yield milestone.text
        if milestone.label:
            yield f"{milestone.label}: {milestone.text}"
        yield milestone_line(milestone, "vi")
        yield milestone_line(milestone, "en")


def _agencies(name: Field, cell: FieldValue) -> Iterator[str]:
    printed = cell.best
    if name is Field.ACCOUNTABLE_HEAD:
        for part in (printed, *re.split(r"[,;]", printed)):
            yield part.strip()
            english = head_en(part.strip())
            if english:
                yield english
        return
    gazetteer = load_gazetteer()
    for mention in gazetteer.find(printed):
        agency = gazetteer.get(mention.id)
        yield printed[mention.start : mention.end]
        yield agency.name
        yield from agency.english


def _tight(text: str) -> str:
    return "".join(nfc(text).split())
