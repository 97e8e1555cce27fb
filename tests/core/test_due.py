"""Deadline cells and periods in questions: the calendar behind the print."""

from datetime import date

import pytest

from dannguon.due import find_periods, parse_due
from dannguon.models import DueKind


def only(text):
    """The single milestone of a cell."""
    due = parse_due(text)
    assert due is not None
    (milestone,) = due.milestones
    return milestone


def span(text):
    milestone = only(text)
    return milestone.kind, milestone.start, milestone.end


@pytest.mark.parametrize(
    "text", ["Quý I/2026", "Quý I/ 2026", "Quý I năm 2026", "quy 1/2026", "Quý I/2026 (Theo mục tiêu)"]
)
def test_a_quarter_ends_on_its_last_day(text):
    assert span(text) == (DueKind.QUARTER, date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize("text", ["Tháng 6/2026", "6/2026", "06/2026", "tháng 6 năm 2026", "cuối tháng 6/2026"])
def test_a_month_ends_on_its_last_day(text):
    assert span(text) == (DueKind.MONTH, date(2026, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize("text", ["25/3/2026", "25.03.2026", "ngày 25 tháng 3 năm 2026"])
def test_a_day_is_that_day(text):
    assert span(text) == (DueKind.DAY, date(2026, 3, 25), date(2026, 3, 25))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Quý III-IV/2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("tháng 6 - 8/2025", date(2025, 6, 1), date(2025, 8, 31)),
        ("2025 - 2030", date(2025, 1, 1), date(2030, 12, 31)),
        ("tháng 11/2025 - 02/2026", date(2025, 11, 1), date(2026, 2, 28)),
        ("từ 01/3/2026 đến 15/4/2026", date(2026, 3, 1), date(2026, 4, 15)),
        ("6 tháng cuối năm 2025", date(2025, 7, 1), date(2025, 12, 31)),
    ],
)
def test_a_range_runs_from_its_first_to_its_last_day(text, start, end):
    assert span(text) == (DueKind.RANGE, start, end)


def test_a_remark_in_brackets_is_not_another_deadline():
    assert only("12/2026 (Theo mục tiêu NQ 2026)").text == "12/2026"


@pytest.mark.parametrize("text", ["trước ngày 31/3/2026", "chậm nhất ngày 31/3/2026", "trước tháng 4/2026"])
def test_a_bound_leaves_the_start_open(text):
    milestone = only(text)
    assert (milestone.start, milestone.end) == (None, date(2026, 3, 31))


def test_recurring_deadlines_have_no_end():
    assert only("Thường xuyên").kind is DueKind.ONGOING
    assert only("Hàng năm").kind is DueKind.YEARLY
    assert only("Định kỳ 6 tháng (hoặc đột xuất)").every == 6
    assert parse_due("Thường xuyên, hằng năm").end is None


def test_the_years_after_a_year_stay_open():
    assert span("2025 và những năm tiếp theo") == (DueKind.ONGOING, date(2025, 1, 1), None)


def test_a_cell_with_two_milestones_says_what_is_due_when():
    due = parse_due("- Trình đề cương trong Quý II/2026 - Nghiệm thu mô hình Tháng 9/2026")
    assert [(m.label, m.text, m.end) for m in due.milestones] == [
        ("Trình đề cương", "Quý II/2026", date(2026, 6, 30)),
        ("Nghiệm thu mô hình", "Tháng 9/2026", date(2026, 9, 30)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "100%",
        "6.600",
        "98/2023/QH15",
        "31/02/2026",
        "Theo tiến độ",
        "56/76",
        "Công văn số 12/UBND-VX ngày 27/02/2026",
    ],
)
def test_what_is_no_deadline_gives_none(text):
    assert parse_due(text) is None


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("viec nao phai xong truoc thang 7/2026", None, date(2026, 6, 30)),
        ("tasks due by 30 June 2026", None, date(2026, 6, 30)),
        ("what is due in Q2 2026?", date(2026, 4, 1), date(2026, 6, 30)),
        ("due in the second quarter of 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("sau tháng 6/2026 còn việc gì", date(2026, 7, 1), None),
        ("đầu tư năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("between June and August 2026", date(2026, 6, 1), date(2026, 8, 31)),
        ("tasks in 2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_question_names_its_period(question, start, end):
    (period,) = find_periods(question)
    assert (period.milestone.start, period.milestone.end) == (start, end)
    assert question[period.start : period.end] == period.milestone.text


def test_a_number_is_not_a_year_and_a_document_number_is_no_date():
    assert find_periods("2025 doanh nghiệp, Hợp đồng số 01/2026/HĐ-ABC, đạt 2026%") == ()


def test_a_period_without_a_year_takes_the_given_one():
    assert find_periods("việc của quý III") == ()
    (period,) = find_periods("việc của quý III", year=2026)
    assert period.milestone.end == date(2026, 9, 30)
