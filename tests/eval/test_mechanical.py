"""The mechanical check: which values an answer may show."""

import pytest

from dannguon.eval.given import Given
from dannguon.eval.mechanical import wrong_values
from dannguon.eval.shown import shown

from .making import case

FIELDS = {
    "lead_agency": {"text": "Sơ Nội vu", "mended": "Sở Nội vụ"},
    "due": {"text": "Quý I/2026"},
    "coordinating_agencies": {"text": "Sở Y tế"},
    "value": {"text": "≥ 12.705"},
    "progress": {"text": "2027"},
}
ROW = {
    "n": 1,
    "id": "ke-hoach/PL1/7",
    "label": "STT 7, Phụ lục I, Kế hoạch số 27-KH/BCĐTP",
    "document_number": "27-KH/BCĐTP",
    "fields": FIELDS,
    "quote": "Báo cáo trước ngày 31/3/2026 theo Công văn số 1252/VP-VX.",
}
QUESTION = case(turns=["Ai chủ trì 57-NQ/TW?"], as_of="2026-04-01")


def wrong(answer: str, *claims: dict[str, object]) -> list[str]:
    """The values that do not pass, as written."""
    given = Given.model_validate({"answer": answer, "citations": [ROW], "claims": claims})
    return [found.value.text for found in wrong_values(QUESTION, given)]


def claim(text: str, field: str | None = "due", **keys: object) -> dict[str, object]:
    return {"text": text, "field": field, "citations": [1], **keys}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Quý I/2026", "due"),
        ("Quý I/2026 (đến hết 31/3/2026)", "due"),
        ("đến hết 31/3/2026", "due"),
        ("Q1 2026, by 31 March 2026", "due"),
        ("2027 (đến hết 31/12/2027)", "progress"),
        ("Sở Nội vụ", "lead_agency"),
        ("Department of Home Affairs", "lead_agency"),
        ("12.705", "value"),
        ("12,705", "value"),
        ("1252/VP-VX", None),
        ("31 tháng 3 năm 2026", None),
    ],
)
def test_a_value_of_its_own_field_may_be_shown(text, field):
    assert wrong(f"Thời hạn hoàn thành: {text} [1].", claim(text, field)) == []


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Quý II/2026", "due"),
        ("30/6/2026", "due"),
        ("Sở Y tế", "lead_agency"),
        ("Sở Nội vụ", "coordinating_agencies"),
        ("12.706", "value"),
        ("1253/VP-VX", None),
        ("Quý I/2026", "issued_on"),
    ],
)
def test_a_value_of_elsewhere_may_not(text, field):
    assert wrong(f"Trả lời: {text} [1].", claim(text, field)) == [text]


def test_a_value_without_a_claim_is_wrong():
    assert wrong("Sở Y tế phối hợp, 45% trước ngày 05/5/2026.") == ["trước ngày 05/5/2026", "Sở Y tế", "45"]


def test_a_quotation_may_be_cut_inside_a_date_but_not_inside_a_number():
    assert wrong("“Báo cáo trước ngày 31/3”", claim("Báo cáo trước ngày 31/3", None)) == []
    assert wrong("12.70", claim("12.70", "value")) == ["12.70"]


def test_a_computed_claim_needs_no_cell():
    assert wrong("Còn 12 ngày.", claim("12 ngày", computed={"inputs": ["due", "as_of"]})) == []


def test_what_the_question_the_label_or_the_day_says_may_be_repeated():
    assert wrong("Về 57-NQ/TW, tính đến 01/4/2026: STT 7, Phụ lục I, Kế hoạch 27-KH/BCĐTP [1].") == []


def test_marks_and_numbers_of_items_are_no_values():
    assert shown("Gồm:\n1. Đề án [1, 2]\n2) Kế hoạch [3]") == ()


def test_a_number_inside_a_date_is_part_of_it():
    assert [value.what for value in shown("Quý I/2026, 45%")] == ["date", "number"]
