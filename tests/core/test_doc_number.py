"""Document numbers as printed and as typed, and what only looks like one."""

import pytest

from dannguon.doc_number import find_numbers, normal_number, number_key, undated


@pytest.mark.parametrize(
    "number",
    [
        "57-NQ/TW",
        "260/2025/QH15",
        "1252/VP-VX",
        "45-TB/TGV",
        "01/2026/HĐ-SKHHCN-AIEDU",
        "63-CTrHĐ/TU",
        "29/2023/QĐ-TTg",
    ],
)
def test_a_number_is_found_in_a_sentence(number):
    assert [m.number for m in find_numbers(f"theo văn bản số {number} ngày 14/02/2026 của")] == [number]


def test_blanks_around_the_marks_are_dropped():
    assert normal_number("27 - KH/BCĐTP") == "27-KH/BCĐTP"
    assert [m.number for m in find_numbers("số 27- KH/BCĐTP")] == ["27-KH/BCĐTP"]


def test_typing_habits_share_a_key():
    (typed,) = find_numbers("ke hoach 27-kh/bcdtp con hieu luc khong")
    assert number_key(typed.number) == number_key("27-KH/BCĐTP")


@pytest.mark.parametrize(
    "text", ["31/3/2026", "2025 - 2030", "05/05 nội dung", "2,5 tỷ USD/51 dự án", "Quý III-IV/2026", "4G, 5G"]
)
def test_dates_and_ratios_are_no_numbers(text):
    assert find_numbers(text) == ()


@pytest.mark.parametrize("day", [" ngày 22/12/2024", ", ngày 05 tháng 01 năm 2026", " ngay 9.3.2026"])
def test_the_day_of_a_document_goes_and_other_days_stay(day):
    assert undated(f"Nghị quyết số 57-NQ/TW{day} và ngày 01/5/2026") == "Nghị quyết số 57-NQ/TW  và ngày 01/5/2026"
