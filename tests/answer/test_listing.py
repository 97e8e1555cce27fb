"""Lists and counts: every member, cited once, in order, and what is said beside them."""

from dataclasses import replace
from datetime import date

import pytest

from dannguon.answer.compose import compose
from dannguon.answer.listing import SHORT, listing
from dannguon.answer.verify import verify
from dannguon.models import DueKind, Field, Kind
from dannguon.retrieval.asked import Constraints, DueMode, Intent, Reference, Role, Share, Term

from .rows import TARGETS, TASKS, answered, asked, cited, due, led, make, row
from .talk import talk

SECOND_QUARTER = due(date(2026, 4, 1), date(2026, 6, 30))
BOOKS = Constraints(texts=("UAV",))


@pytest.fixture
def kb(tmp_path):
    return make(tmp_path, [*TARGETS, *TASKS])


def test_every_member_is_cited_in_document_order(kb):
    answer = answered(listing, asked(kb, led("so-xay-dung")))
    assert cited(answer) == ["PL2/1", "PL2/2"]
    assert answer.text.startswith("Có 2 nhiệm vụ do Sở Xây dựng chủ trì:")


def test_what_a_report_says_is_done_is_said_beside_what_has_passed(tmp_path):
    line = row("A/1", "Mua tài khoản", kind=Kind.REPORT_LINE, due="31/01/2026", officers="A. Huân (đã hoàn thành)")
    other = row("A/2", "Tổ chức hội nghị", kind=Kind.REPORT_LINE, due="28/02/2026", officers="C. Mai")
    kb = make(tmp_path, [line, other])
    answer = answered(listing, asked(kb, due(None, date(2026, 4, 30))))
    assert cited(answer) == ["A/1", "A/2"]
    assert "Riêng ý 1, mục A [1] được văn bản ghi là đã hoàn thành." in answer.text
    assert verify(answer, kb) == []


def test_an_agency_alone_leaves_joint_leads_out_and_says_so(kb):
    answer = answered(listing, asked(kb, led("so-xay-dung", share=Share.ALONE)))
    assert cited(answer) == ["PL2/1"]
    assert "Không tính trường hợp nhiều cơ quan cùng chủ trì." in answer.text


def test_joint_leads_that_are_counted_are_named_as_such(kb):
    assert "gồm cả trường hợp đồng chủ trì" in answered(listing, asked(kb, led("so-tai-chinh"))).text


def test_rows_without_a_day_are_mentioned_but_not_cited(kb):
    answer = answered(listing, asked(kb, replace(SECOND_QUARTER, containers=("PL2",))))
    assert cited(answer) == ["PL2/1"]
    assert "1 nội dung chỉ ghi theo năm" in answer.text
    assert "1 nội dung lặp lại, không ghi ngày kết thúc" in answer.text


def test_the_day_of_the_question_is_shown_with_deadlines(kb):
    assert "thời điểm tra cứu: 01/5/2026" in answered(listing, asked(kb, SECOND_QUARTER)).text


def test_a_passed_deadline_is_not_called_late(kb):
    answer = answered(listing, asked(kb, due(None, date(2026, 4, 30))))
    assert cited(answer) == ["PL2/2"]
    assert "đã qua thời hạn ghi trong văn bản" in answer.text
    assert "Kho chưa có thông tin hoàn thành" in answer.text
    assert "quá hạn" not in answer.text and "trễ hạn" not in answer.text


def test_deadlines_come_in_the_order_of_their_last_days(kb):
    answer = answered(listing, asked(kb, due(date(2026, 1, 1), date(2026, 6, 30))))
    assert cited(answer) == ["PL2/2", "PL2/1"]


def test_a_printed_deadline_is_compared_with_the_print(kb):
    constraints = due(date(2026, 1, 1), date(2026, 3, 31), DueMode.PRINTED, "Quý I/2026")
    answer = answered(listing, asked(kb, constraints))
    assert cited(answer) == ["PL2/2"]
    assert "ghi thời hạn “Quý I/2026”" in answer.text


def test_group_rows_are_not_counted_but_their_number_is_told(kb):
    answer = answered(listing, asked(kb, Constraints(containers=("PL2",)), intent=Intent.COUNT))
    assert cited(answer) == ["PL2/1", "PL2/2", "PL2/3.1", "PL2/3.2"]
    assert "có 4 nhiệm vụ" in answer.text
    assert "thuộc 3 mục đánh số; dòng nhóm không tính" in answer.text


def test_a_group_is_listed_by_its_number(kb):
    reference = Reference("nhiệm vụ 3 Phụ lục II", container="PL2", item="3")
    answer = answered(listing, asked(kb, Constraints(), references=(reference,)))
    assert cited(answer) == ["PL2/3.1", "PL2/3.2"]


def test_a_section_is_listed_by_the_words_of_its_heading(kb):
    answer = answered(listing, asked(kb, Constraints(headings=("hạ tầng số",)), documents=("ke-hoach",)))
    assert cited(answer) == ["PL2/1", "PL2/2"]
    assert "thuộc mục “I. Hạ tầng số”" in answer.text


def test_a_subject_is_found_in_its_long_form_too(tmp_path):
    kb = make(tmp_path, [*TASKS, row("PL2/4", "Đội UAV"), row("PL2/5", "Mua thiết bị bay không người lái")])
    terms = (Term("thiết bị bay không người lái", 0.8, "UAV"),)
    assert cited(answered(listing, asked(kb, BOOKS, terms=terms))) == ["PL2/4", "PL2/5"]


def test_rows_are_found_by_a_document_number_that_the_corpus_lacks(tmp_path):
    kb = make(tmp_path, [*TASKS, row("PL2/4", "Đội cứu hộ", note="Thông báo số 7-TB/BCĐ ngày 01/3/2026")])
    number = Reference("Thông báo 7-TB/BCĐ", number="7-TB/BCĐ")
    constraints = Constraints(containers=("PL2",))
    situation = asked(kb, constraints, references=(number,), unknown_documents=("Thông báo 7-TB/BCĐ",))
    assert cited(answered(listing, situation)) == ["PL2/4"]


def test_no_member_is_an_answer_when_every_condition_was_read(kb):
    answer = answered(listing, asked(kb, replace(led("so-y-te"), containers=("PL2",))))
    assert answer.text.startswith("Phụ lục II, Kế hoạch số 31-KH/BCĐ không có nội dung nào do Sở Y tế chủ trì.")
    assert not answer.citations


@pytest.mark.parametrize(
    ("constraints", "topic"),
    [(led("so-y-te"), "xây bệnh viện dã chiến"), (Constraints(), "")],
)
def test_what_was_not_understood_is_left_to_others(kb, constraints, topic):
    assert listing(asked(kb, constraints, topic=topic, unread=(topic,) if topic else ())) is None


def test_an_annex_that_is_not_there_is_refused_with_those_that_are(kb):
    reply = listing(asked(kb, Constraints(containers=("PL9",))))
    assert reply.reason == "Kho văn bản không có Phụ lục 9; các phụ lục hiện có: Phụ lục I, Phụ lục II."
    assert verify(compose(reply.sentences, kb, "vi"), kb) == []


def test_a_task_with_a_milestone_left_has_not_passed(tmp_path):
    kb = make(tmp_path, [row("PL2/1", "Đề án", due="- Ban hành trong Quý I/2026 - Tổng kết Tháng 7/2026"), *TASKS[1:]])
    assert cited(answered(listing, asked(kb, due(None, date(2026, 4, 30))))) == ["PL2/2"]


def test_a_document_that_the_corpus_lacks_is_left_to_others(kb):
    assert listing(asked(kb, led("so-xay-dung"), unknown_documents=("Kế hoạch 99",))) is None


def test_a_long_list_with_a_field_is_a_table(tmp_path):
    rows = [row(f"PL2/{n}", f"Việc thứ {n}", lead_agency="Sở Y tế") for n in range(1, SHORT + 2)]
    kb = make(tmp_path, rows)
    answer = answered(listing, asked(kb, led("so-y-te"), fields=(Field.LEAD_AGENCY,)))
    assert "| STT 1 | Việc thứ 1 [1] | Sở Y tế |" in answer.text
    assert len(answer.citations) == SHORT + 1
    assert not verify(answer, kb)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "constraints",
    [
        led("so-xay-dung"),
        led("so-noi-vu", share=Share.ALONE),
        led("so-y-te", Role.COORDINATING),
        SECOND_QUARTER,
        due(None, date(2026, 4, 30)),
        due(date(2026, 4, 1), None),
        Constraints(containers=("PL1",)),
        Constraints(containers=("PL2",), sections=("I",)),
        Constraints(due_kinds=(DueKind.ONGOING,)),
    ],
)
def test_every_list_passes_the_last_door(kb, constraints, language):
    answer = answered(listing, asked(kb, constraints, language))
    assert verify(answer, kb) == []


def test_a_total_that_is_not_the_number_of_its_members_is_stopped(kb):
    answer = answered(listing, asked(kb, led("so-xay-dung")))
    changed = tuple(replace(c, text="3") if c.text == "2" else c for c in answer.claims)
    assert verify(replace(answer, text=answer.text.replace("Có 2", "Có 3"), claims=changed), kb)


def test_of_subjects_that_no_row_has_together_one_is_enough(official):
    answer = talk(official, "Liệt kê nhiệm vụ về phân loại rác, nước ngầm")
    assert [citation.record for citation in answer.citations] == ["moi/PL2/2", "moi/PL2/3"]
