"""Exports hold what the board shows, and nothing that a spreadsheet would execute."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from icalendar import Calendar

from dannguon.api import exports
from dannguon.api.board import rows

AS_OF = date(2026, 3, 15)
FORMULA = '=HYPERLINK("http://evil.test","Bấm vào đây")'


@pytest.fixture
def lines(kb):
    return exports.table(rows(kb, AS_OF, {}), kb, "http://noi-bo")


def cells(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_a_workbook_holds_text_only_as_printed(lines):
    sheet = openpyxl.load_workbook(io.BytesIO(exports.to_xlsx(lines, AS_OF, "abc"))).worksheets[0]
    found = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert {cell.data_type for cell in found.values() if cell.value} == {"s"}
    assert found[FORMULA].quotePrefix and sheet.max_row == 8


def test_csv_cells_never_start_a_formula(lines):
    assert not [cell for line in cells(exports.to_csv(lines)) for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_csv_keeps_tones_status_and_link(lines):
    line = next(line for line in cells(exports.to_csv(lines)) if "Xây dựng Đề án bản sao số của Thành phố" in line)
    assert {"đến hạn trong 30 ngày", "2026-03-31", "http://noi-bo/documents/moi#PL1-1"} <= set(line)


def test_a_calendar_has_one_event_a_dated_deadline(kb):
    calendar = Calendar.from_ical(exports.to_ics(rows(kb, AS_OF, {}), kb, "http://noi-bo", AS_OF))
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == 4
    assert events["moi.PL1.1.0@dannguon"].decoded("dtstart") == date(2026, 3, 31)
    assert events["moi.PL1.1.0@dannguon"].decoded("dtend") == date(2026, 4, 1)
