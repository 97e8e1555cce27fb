"""The board says what a printed deadline means on a day, and nothing more."""

from datetime import date

import pytest

from dannguon.api.board import Filters, Status, agencies, kept, officers, rows
from dannguon.api.words import status_word
from dannguon.models import Field, Kind

AS_OF = date(2026, 3, 15)


def ids(found):
    return [row.record.id for row in found]


@pytest.fixture
def board(kb):
    return rows(kb, AS_OF, {})


def test_what_falls_due_next_comes_first_then_the_latest_passed(board):
    assert ids(board)[:4] == ["tuan/A/1", "moi/PL1/1", "moi/PL1/2", "cu/PL1/1"]


@pytest.mark.parametrize(
    ("record", "status"),
    [
        ("moi/PL1/1", Status.SOON),
        ("moi/PL1/2", Status.PASSED),
        ("moi/PL1/3", Status.RECURRING),
        ("moi/PL2/1", Status.NONE),
    ],
)
def test_a_row_has_the_status_of_its_next_deadline(board, record, status):
    assert {row.record.id: row.status for row in board}[record] is status


def test_the_last_day_still_counts_as_due(kb):
    last = next(row for row in rows(kb, date(2026, 3, 31), {}) if row.record.id == "moi/PL1/1")
    assert (last.status, last.deadlines[0].days_left) == (Status.SOON, 0)


def test_a_passed_date_is_never_called_overdue():
    assert status_word(Status.PASSED, "vi") == "đã qua thời hạn ghi trong kế hoạch"


def test_rows_of_a_superseded_document_are_left_out_unless_asked_for(board):
    assert "cu/PL1/1" not in ids(kept(board, Filters()))
    assert "cu/PL1/1" in ids(kept(board, Filters(with_superseded=True)))


def test_an_officer_is_found_however_the_report_writes_the_name(board):
    for typed in ("Huân", "Huấn", "huan"):
        assert set(ids(kept(board, Filters(officer=typed)))) == {"tuan/A/1", "tuan/A/2"}


def test_spellings_of_one_officer_are_one_choice(board):
    assert ("huan", "Huân / Huấn", 2) in officers(board)


def test_an_agency_is_asked_for_in_a_role(board):
    lead = Filters(agency="so-khoa-hoc-va-cong-nghe", role=Field.LEAD_AGENCY)
    assert set(ids(kept(board, lead))) == {"moi/PL1/1", "moi/PL1/3"}
    assert not kept(board, Filters(agency="so-khoa-hoc-va-cong-nghe", role=Field.MONITORING_AGENCY))


def test_filters_hold_together(board):
    march = Filters(due_from=date(2026, 3, 16), due_to=date(2026, 3, 22), kinds=[Kind.REPORT_LINE])
    assert ids(kept(board, march)) == ["tuan/A/1"]
    assert ids(kept(board, Filters(text="BAN SAO so"))) == ["moi/PL1/1"]
    assert ids(kept(board, Filters(unit="qlcn"))) == ["tuan/A/2"]


def test_joined_report_lines_stand_beside_the_task(kb):
    joined = rows(kb, AS_OF, {"moi/PL1/1": ["tuan/A/1"]})
    assert [line.id for row in joined if row.record.id == "moi/PL1/1" for line in row.progress] == ["tuan/A/1"]


def test_agencies_are_counted_over_all_roles_once_a_row(board):
    assert dict(agencies(board))["so-khoa-hoc-va-cong-nghe"] == 3
