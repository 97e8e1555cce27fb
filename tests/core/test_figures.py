"""Quantities of cells: comparison, value and unit."""

from decimal import Decimal

import pytest

from dannguon.figures import find_figures, render_number


@pytest.mark.parametrize(
    ("text", "comparison", "low", "unit"),
    [
        ("≥ 60%", "≥", "60", "%"),
        ("Tối thiểu 36%", "≥", "36", "%"),
        ("<90", "<", "90", ""),
        ("đạt 9,5 người/1 vạn dân", "=", "9.5", "người/1 vạn dân"),
        ("12.705 tỷ đồng", "=", "12705", "tỷ đồng"),
        ("hơn 6.600 tỷ đồng", ">", "6600", "tỷ đồng"),
        ("≥ 2.300", "≥", "2300", ""),
        ("≥ 0,63", "≥", "0.63", ""),
        ("Đạt 2% GRDP", "=", "2", "% GRDP"),
        ("ít nhất 02 Trung tâm", "≥", "2", ""),
    ],
)
def test_a_figure_has_comparison_value_and_unit(text, comparison, low, unit):
    (figure,) = find_figures(text)
    assert (figure.comparison, figure.low, figure.unit) == (comparison, Decimal(low), unit)


def test_a_range_has_two_ends():
    (figure,) = find_figures("Bố trí ít nhất 4%-5%")
    assert (figure.comparison, figure.low, figure.high, figure.unit) == ("–", 4, 5, "%")


def test_the_unit_column_serves_figures_without_one():
    assert find_figures("≥ 95", "% dân số")[0].unit == "% dân số"


@pytest.mark.parametrize("text", ["Đề án 06", "năm 2030", "98/2023/QH15", "Quý I/2026", "31/3/2026", "mạng 5G", ""])
def test_days_years_and_names_are_no_figures(text):
    assert find_figures(text) == ()


def test_numbers_are_rendered_in_vietnamese_form():
    assert render_number(Decimal("12705")) == "12.705"
    assert render_number(Decimal("0.63")) == "0,63"
