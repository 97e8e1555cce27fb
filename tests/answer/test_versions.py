"""Which document is in force is said in the documents' own words, and cited."""

import pytest

from dannguon.answer.succession import same_number
from dannguon.models import Field

from .talk import cited, talk


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 812/KH-UBND còn hiệu lực không?",
        "ke hoach 812 con ap dung khong",
        "Kế hoạch nào thay thế kế hoạch 812?",
        "Is plan 812 still in force?",
    ],
)
def test_a_replaced_plan_is_said_to_be_replaced_by_the_sentence_that_says_so(official, question):
    answer = talk(official, question)
    assert "Kế hoạch số 990/KH-UBND ngày 14 tháng 6 năm 2025" in answer.text
    assert cited(answer) == ["bc/I.2"]


def test_a_successor_that_the_corpus_lacks_is_said_to_be_missing(official):
    assert "Văn bản thay thế chưa có trong kho" in talk(official, "Kế hoạch 812 còn hiệu lực không?").text


def test_a_plan_that_the_corpus_lacks_is_found_by_what_replaced_it(official):
    answer = talk(official, "8-KH/BCĐ còn áp dụng không, văn bản nào thay?")
    assert "Kế hoạch số 31-KH/BCĐ" in answer.text
    assert cited(answer) == ["moi/body/mo-dau"]


def test_the_current_plan_is_said_to_be_in_force(official):
    answer = talk(official, "Kế hoạch 31-KH/BCĐ thay thế kế hoạch nào, ban hành ngày nào?")
    assert "Kế hoạch số 8-KH/BCĐ ngày 05 tháng 01 năm 2026 đã được thay thế" in answer.text
    assert "đang được áp dụng" in answer.text


def test_a_row_of_a_replaced_plan_carries_the_note_and_its_source(official):
    answer = talk(official, "Trong kế hoạch 812, ai chủ trì trồng rừng ngập mặn?")
    assert cited(answer) == ["cu/PL1/8", "bc/I.2"]
    assert answer.citations[0].superseded_by == "990/KH-UBND"
    assert "Lưu ý" in answer.text


def test_what_a_check_supposes_of_two_plans_is_denied_with_what_is_so(official):
    answer = talk(official, "Kế hoạch 31-KH/BCĐ thay thế Kế hoạch 812/KH-UBND, đúng không?")
    assert answer.text.startswith("Không đúng.")
    assert set(cited(answer)) == {"moi/body/mo-dau", "bc/I.2"}


def test_issuer_day_and_signatory_are_read_from_the_printed_head(official):
    answer = talk(official, "Kế hoạch 31 do ai ký, ngày nào, cơ quan nào ban hành?")
    assert "Ban Chỉ đạo chuyển đổi xanh" in answer.text
    assert "ngày 01 tháng 02 năm 2026" in answer.text
    assert "Lê Văn An" in answer.text


def test_a_wrong_issuer_is_denied(official):
    answer = talk(official, "UBND Thành phố ban hành Kế hoạch 31-KH/BCĐ, ai là Chủ tịch ký?")
    assert "không phải là cơ quan ban hành" in answer.text
    assert "Lê Văn An" in answer.text


def test_a_task_inside_a_plan_is_not_taken_for_the_plan(official):
    answer = talk(official, "Kế hoạch 31: tập huấn phân loại rác do cơ quan nào chủ trì?")
    assert cited(answer)[0] == "moi/PL2/2"


def test_a_contradicted_target_is_shown_with_both_values_unasked(official):
    answer = talk(official, "Tỷ lệ xe buýt dùng điện là bao nhiêu?")
    assert {"moi/PL1/1", "moi/PL3/1"} <= set(cited(answer))
    assert "50%" in answer.text and "40%" in answer.text


def test_a_former_state_is_shown_only_when_asked_for(official):
    asked = "Bản đồ cây xanh đô thị do ai chủ trì"
    assert cited(talk(official, asked + "?")) == ["moi/PL2/1"]
    both = talk(official, asked + " theo kế hoạch 31 và kế hoạch 812?")
    assert {"moi/PL2/1", "cu/PL1/7"} <= set(cited(both))


def test_a_merged_agency_is_shown_as_printed_with_its_successor(official):
    answer = talk(official, "Ai chủ trì khảo sát nước ngầm?")
    assert "Sở Giao thông vận tải (nay là Sở Xây dựng)" in answer.text
    assert answer.citations[0].fields[0] is Field.LEAD_AGENCY or Field.LEAD_AGENCY in answer.citations[0].fields


@pytest.mark.parametrize("typed", ["812", "812/kh-ubnd", "0812/KH", "kế hoạch 812/KH-UBND"])
def test_a_number_is_the_same_however_it_is_typed(typed):
    assert same_number(typed, "812/KH-UBND")


@pytest.mark.parametrize("typed", ["81", "8120", "812/QĐ-UBND", "8-KH/BCĐ"])
def test_another_number_is_another_document(typed):
    assert not same_number(typed, "812/KH-UBND")


def test_a_decision_that_is_only_the_subject_of_a_text_asks_for_no_version(official):
    answer = talk(official, "Góp ý bãi bỏ quyết định 63/2014 của tỉnh là phiếu nào?")
    assert "812/KH-UBND" not in answer.text
