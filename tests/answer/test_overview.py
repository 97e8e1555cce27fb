"""A document as a whole: what it says it is, its parts, and how many."""

import pytest

from dannguon.answer.outline import parts_of, sections_of
from dannguon.answer.verify import verify
from dannguon.models import Kind, Record

from .talk import cited, talk


def record(at, *section, kind=Kind.PASSAGE):
    return Record(at, "x", kind, "", section, {}, f"{at} nói gì đó", (1, 1))


@pytest.mark.parametrize(
    "asked",
    ["Tóm tắt kế hoạch 31", "kế hoạch 31 nói về gì?", "noi dung chinh cua ke hoach 31", "Summarise plan 31"],
)
def test_a_whole_document_is_told_by_its_head_and_its_parts(official, asked):
    answer = talk(official, asked)
    assert "01 tháng 02 năm 2026" in answer.text
    assert cited(answer)[-3:] == ["moi/PL1/1", "moi/PL2/1", "moi/PL3/1"]
    assert not verify(answer, official.kb)


def test_the_number_of_annexes_is_told_with_what_each_holds(official):
    answer = talk(official, "Kế hoạch 31 có bao nhiêu phụ lục?")
    assert "có 3 phụ lục" in answer.text
    assert "Phụ lục I [1]: 2 chỉ tiêu; Phụ lục II [2]: 3 nhiệm vụ; Phụ lục III [3]: 2 nhiệm vụ" in answer.text


def test_a_replaced_document_is_told_as_such(official):
    assert "990/KH-UBND" in talk(official, "Tóm tắt kế hoạch 812").text


def test_two_documents_that_shall_be_compared_as_wholes_are_told_one_after_the_other(official):
    answer = talk(official, "Kế hoạch 31 và kế hoạch 812 khác nhau chỗ nào?")
    assert "Kế hoạch số 31-KH/BCĐ gồm" in answer.text and "Kế hoạch số 812/KH-UBND có 2 nhiệm vụ" in answer.text
    assert "990/KH-UBND" in answer.text


def test_an_annex_without_sections_is_told_by_its_rows(official):
    assert cited(talk(official, "Tóm tắt phụ lục II kế hoạch 31")) == ["moi/PL2/1", "moi/PL2/2", "moi/PL2/3"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [("Kế hoạch 31 nói gì về bản đồ cây xanh?", "moi/PL2/1"), ("Kế hoạch 31 có bao nhiêu chỉ tiêu?", "moi/PL1/1")],
)
def test_a_question_about_what_stands_in_a_document_is_not_about_the_whole(official, asked, first):
    assert cited(talk(official, asked))[0] == first


def test_text_under_a_heading_belongs_to_it_and_footnotes_to_no_part():
    rows = [
        record("x/body/I", "I. MỤC ĐÍCH"),
        record("x/body/I.1", "I. MỤC ĐÍCH", "1. Chung"),
        record("x/body/fn1", kind=Kind.FOOTNOTE),
        record("x/PL1/1", "Phụ lục I", "A. Nước", kind=Kind.TARGET),
        record("x/PL1/2", "Phụ lục I", "B. Đất", kind=Kind.TARGET),
    ]
    prose, annex = parts_of(rows)
    assert (prose.heading, len(prose.records), prose.rows) == ("I. MỤC ĐÍCH", 2, ())
    assert (annex.container, len(annex.rows)) == ("PL1", 2)
    assert [part.heading for part in sections_of(annex)] == ["A. Nước", "B. Đất"]
