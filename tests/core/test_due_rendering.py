"""Typed times as answers write them: Decree 30/2020's zeros, the last day said."""

import pytest

from dannguon.due import parse_due
from dannguon.due_rendering import render


def only(text):
    """The single milestone of a cell."""
    (milestone,) = parse_due(text).milestones
    return milestone


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("Quý I/2026", "Quý I/2026 (đến hết 31/3/2026)", "Q1 2026, by 31 March 2026"),
        ("7/2026", "tháng 7/2026 (đến hết 31/7/2026)", "July 2026"),
        ("05/02/2026", "05/02/2026", "5 February 2026"),
        ("Hàng năm", "hằng năm", "every year"),
        ("trước ngày 31/3/2026", "đến hết 31/3/2026", "by 31 March 2026"),
        ("từ ngày 05/02/2026", "từ 05/02/2026", "from 5 February 2026"),
        ("Năm 2026", "năm 2026 (đến hết 31/12/2026)", "by 31 December 2026"),
        ("2026-2030", "từ 01/01/2026 đến hết 31/12/2030", "1 January 2026 – 31 December 2030"),
        ("năm 2026 và những năm tiếp theo", "năm 2026 và những năm tiếp theo", "2026 and the following years"),
        ("Thường xuyên", "thường xuyên", "ongoing"),
        ("3 tháng/lần", "định kỳ 3 tháng", "every 3 months"),
    ],
)
def test_renderings_say_the_last_day(text, vi, en):
    assert (render(only(text), "vi"), render(only(text), "en")) == (vi, en)
