"""The board as files for other programs: a workbook, CSV and a calendar. Knows what a spreadsheet might execute."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from dannguon.api.board import Row
from dannguon.api.presenting import url_of
from dannguon.api.words import field_word, kind_word, status_word
from dannguon.kb import KnowledgeBase
from dannguon.labels import label
from dannguon.models import Field

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_WIDE = frozenset({Field.NAME, Field.PROGRESS, Field.DELIVERABLE, Field.COORDINATING_AGENCIES})
_HEAD = ("Nguồn", "Loại", "Tình trạng", "Ngày đến hạn")
_TAIL = ("Tiến độ ghi ở báo cáo khác", "Liên kết")


def table(rows: Sequence[Row], kb: KnowledgeBase, base: str) -> list[list[str]]:
    """Header and rows as text: source, kind, status, day, the fields that any row has, joined progress, link."""
    fields = [name for name in Field if any(row.record.printed(name) for row in rows)]
    lines = [[*_HEAD, *(field_word(name, "vi") for name in fields), *_TAIL]]
    for row in rows:
        record = row.record
        cells = (record.fields.get(name) for name in fields)
        lines.append(
            [
                label(record, kb.document(record.document)),
                kind_word(record.kind, "vi"),
                status_word(row.status, "vi"),
                row.falls_due.isoformat() if row.falls_due else "",
                *("" if cell is None else cell.best for cell in cells),
                "\n".join(line.printed(Field.PROGRESS) or line.text for line in row.progress),
                base + url_of(record),
            ]
        )
    return lines


def to_csv(lines: Sequence[Sequence[str]]) -> bytes:
    """Comma-separated UTF-8 with a byte order mark, so that Excel shows the tones; no cell starts a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([_inert(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(lines: Sequence[Sequence[str]], as_of: date, revision: str) -> bytes:
    """A workbook; every cell is a string as printed, never a formula, also after somebody edits it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Nhiệm vụ"
    for at, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            _write(sheet.cell(at, column), text)
    wide = {field_word(name, "vi") for name in _WIDE} | {_HEAD[0], _TAIL[0]}
    for column, name in enumerate(lines[0], start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 48 if name in wide else 22
    for at in range(2, len(lines) + 1):
        link = sheet.cell(at, len(lines[0]))
        link.hyperlink = str(link.value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    notes = book.create_sheet("Ghi chú")
    for at, text in enumerate(
        (
            f"Tình trạng tính đến ngày {as_of.isoformat()} theo thời hạn ghi trong văn bản.",
            f"Phiên bản kho tri thức: {revision}.",
            "Ngày đến hạn là ngày cuối của thời hạn ghi (quý, tháng tính đến hết kỳ).",
        ),
        start=1,
    ):
        _write(notes.cell(at, 1), text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_ics(rows: Sequence[Row], kb: KnowledgeBase, base: str, as_of: date) -> bytes:
    """An all-day event (RFC 5545) for every day that falls due; ids are stable, so a later import replaces."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dan Nguon//Task board//VI")
    calendar.add("version", "2.0")
    for row in rows:
        record = row.record
        for at, deadline in enumerate(row.deadlines):
            end = deadline.milestone.end
            if end is None:
                continue
            event = Event()
            event.add("uid", f"{record.id}/{at}@dannguon".replace("/", "."))
            event.add("dtstamp", datetime.combine(as_of, time(), UTC))
            event.add("dtstart", end)
            event.add("dtend", end + timedelta(days=1))
            event.add("summary", ": ".join(filter(None, [deadline.milestone.label, record.title])))
            event.add(
                "description", f"{deadline.milestone.text}. Nguồn: {label(record, kb.document(record.document))}."
            )
            event.add("url", base + url_of(record))
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _write(cell: Cell | MergedCell, text: str) -> None:
    cell.value = "".join(char for char in text if char >= " " or char in "\n\t")
    cell.data_type = "s"  # openpyxl would take "=…" for a formula
    cell.quotePrefix = text.startswith(_FORMULA)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
