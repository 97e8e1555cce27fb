"""Answers over the shipped corpus, read from the documents: what an official must see."""

import shutil
from datetime import date

import pytest

from dannguon.answer.claims import Message, Request


def ask(assistant, *turns):
    messages = tuple(Message("user", turn) for turn in turns)
    return assistant.ask(Request(messages, date(2026, 3, 15)))


@pytest.mark.parametrize(
    "question", ["who leads the Digital Twin pilot and when is it due", "Ai chủ trì thí điểm bản sao số, hạn khi nào?"]
)
def test_the_founding_question_gets_both_due_dates_of_its_row(assistant, question):
    answer = ask(assistant, question)
    assert [c.record for c in answer.citations] == ["plan27/PL3/20"]
    assert all(part in answer.text for part in ("Sở Khoa học và Công nghệ", "Quý I/2026", "áng 7/2026", "[1]"))


def test_a_plan_without_a_column_for_it_names_the_assigning_document_in_its_notes(assistant):
    answer = ask(assistant, "Đề án thành lập Quỹ đầu tư mạo hiểm được giao tại thông báo nào của Trung ương?")
    assert [c.record for c in answer.citations] == ["plan27/PL2/2"]
    assert "03-TB/BCĐTW-TCTLN" in answer.text


def test_a_column_that_the_row_lacks_is_said_beside_those_it_has(assistant):
    answer = ask(assistant, "Lễ công bố Sàn giao dịch công nghệ hạn khi nào, cơ quan nào phối hợp?")
    assert [c.record for c in answer.citations] == ["weekly11/A.6/13"]
    assert "25/3/2026" in answer.text and "dòng này không nêu cơ quan phối hợp" in answer.text


def test_every_claim_that_is_shown_was_checked(assistant):
    answer = ask(assistant, "Cơ quan nào phối hợp xây dựng Mạng lưới sáng kiến Thành phố?")
    assert answer.claims and all(claim.checked for claim in answer.claims)


def test_a_superseded_plan_says_by_what_it_was_replaced(assistant):
    answer = ask(assistant, "Kế hoạch 1413 giao ai triển khai hệ thống thông tin về đất đai?")
    assert answer.citations[0].record == "plan1413/54"
    assert "4356/KH-UBND" in answer.text


@pytest.mark.parametrize(
    ("question", "records"),
    [
        (
            "Doanh nghiệp có hoạt động đổi mới sáng tạo: chỉ tiêu 2026 là bao nhiêu, báo cáo 6/2025 ước bao nhiêu?",
            ("plan27/PL1/V.11", "report062025/II.7.i"),
        ),
        (
            "Chương trình hợp tác UBND - ĐHQG là giai đoạn 2025-2030 hay 2026-2030?",
            ("report062025/V.2/2", "newsletter"),
        ),
        ("Quy mô kinh tế số ở Phụ lục I và ở Phụ lục II có khớp không?", ("plan27/PL1/I.4", "plan27/PL2/21")),
        ("Triển khai 5G: Kế hoạch 27 giao ai, Kế hoạch 1413 giao ai?", ("plan27/PL3/22", "plan1413/27")),
        ("Đang theo Kế hoạch hành động 459-KH/TU hay 19-KH/TU?", ("report062025/I.2", "plan27/body/can-cu")),
    ],
)
def test_what_stands_in_two_documents_is_answered_from_both(assistant, question, records):
    cited = [citation.record for citation in ask(assistant, question).citations]
    assert all(one.startswith(place) for one, place in zip(cited, records, strict=False)) and len(cited) >= 2


def test_who_issued_a_document_that_is_only_a_basis_is_told_by_the_basis(assistant):
    answer = ask(assistant, "Kế hoạch hành động 19-KH/TU do ai ban hành, ngày nào?")
    assert [c.record for c in answer.citations] == ["plan27/body/can-cu"]
    assert "09 tháng 12 năm 2025 của Ban Thường vụ Thành ủy" in answer.text


def test_a_task_in_the_former_plan_and_in_the_new_one_is_no_question_of_versions(assistant):
    answer = ask(assistant, "Trung tâm điều hành thông minh: hạn ở kế hoạch mới và kế hoạch cũ?")
    assert [c.record for c in answer.citations][:2] == ["plan27/PL3/19", "plan1413/43"]


def test_the_basis_of_a_plan_is_answered_by_the_line_asked_for(assistant):
    answer = ask(assistant, "Kế hoạch 27-KH/BCĐTP căn cứ kế hoạch hành động nào của Thành ủy?")
    assert [c.record for c in answer.citations] == ["plan27/body/can-cu"]
    assert "19-KH/TU" in answer.text and "98/2023/QH15" not in answer.text


def test_mended_words_are_never_passed_off_as_print(assistant):
    answer = ask(assistant, "Kế hoạch 1413 giao ai triển khai hệ thống thông tin về đất đai?")
    assert any("phục hồi" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    "question",
    [
        "Nhiệm vụ số 40 Phụ lục II Kế hoạch 27-KH/BCĐTP do ai chủ trì?",
        "Kinh phí xây dựng Trung tâm điều hành thông minh là bao nhiêu tỷ?",
        "Hà Nội đặt chỉ tiêu TFP năm 2026 là bao nhiêu?",
        "Tỷ lệ thất nghiệp của thành phố năm 2026 là bao nhiêu?",
        "Kế hoạch 19-KH/TU phân công Sở Y tế việc gì?",
        "Digital Twin của thành phố dùng phần mềm của hãng nào?",
        "Biên bản cuộc họp Ban Chỉ đạo ngày 20/3/2026 kết luận gì?",
        "Chào em",
        "",
        "🙂🙂🙂",
        "'; DROP TABLE records; --",
        "\u0000\u0301\u200b",
    ],
)
def test_what_the_corpus_does_not_say_is_refused_with_a_reason(assistant, question):
    answer = ask(assistant, question)
    assert answer.abstained and answer.reason and not answer.citations


def test_the_days_left_are_counted_to_the_last_day_of_the_deadline(assistant):
    answer = ask(assistant, "Kế hoạch kinh tế tầm thấp còn bao nhiêu ngày nữa tới hạn?")
    left = (date(2026, 6, 30) - date(2026, 3, 15)).days
    assert "Quý II/2026" in answer.text and f"{left} ngày" in answer.text


def test_who_did_not_sign_is_denied_with_who_did(assistant):
    answer = ask(assistant, "Kế hoạch 27-KH/BCĐTP do đồng chí Trần Văn An ký phải không?")
    assert answer.text.startswith("Không đúng") and "Đặng Minh Thông" in answer.text


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("Tổng số nhiệm vụ của Phụ lục III là bao nhiêu?", 49),
        ("Phụ lục I mục V về đổi mới sáng tạo có mấy chỉ tiêu?", 11),
        ("Báo cáo tuần 11: mục văn bản nội bộ Sở có bao nhiêu văn bản?", 15),
        ("Phụ lục II sáu tháng đầu năm còn gì phải xong, tính từ hôm nay?", 14),
    ],
)
def test_what_a_place_holds_is_counted_whole(assistant, question, total):
    assert len(ask(assistant, question).citations) == total


def test_a_very_long_question_is_answered_or_refused_without_an_error(assistant):
    assert ask(assistant, "thời hạn của đề án bản sao số " * 400).text


def test_a_request_without_a_persons_turn_is_refused(assistant):
    assert assistant.ask(Request((Message("assistant", "Xin chào"),), date(2026, 3, 15))).abstained


def test_a_cell_that_is_changed_in_the_corpus_changes_the_answer(corpus_settings, tmp_path):
    from dannguon.answer.ask import Assistants
    from dannguon.api.building import build

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for path in corpus_settings.corpus.iterdir():
        text = path.read_text("utf-8").replace("Tháng 11/2026\tTrung tâm", "Tháng 10/2026\tTrung tâm")
        (corpus / path.name).write_text(text, "utf-8")
    settings = corpus_settings.model_copy(update={"corpus": corpus, "home": tmp_path / "home"})
    settings.home.mkdir()
    shutil.copy(corpus_settings.home / "vectors.sqlite", settings.home)
    for _ in build(settings):
        pass
    changed = Assistants(settings.home, settings.cache, settings.embedding).current()
    answer = ask(changed, "Nhiệm vụ 19 Phụ lục III Kế hoạch 27 hoàn thành khi nào?")
    assert "Tháng 10/2026" in answer.text and "Tháng 11/2026" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Vụ sàn giao dịch công nghệ trong báo cáo tuần 11 có hai thời hạn khác nhau phải không?",
        "Sàn giao dịch công nghệ hạn trong tuần 11 là ngày 25/3 hay 31/3?",
    ],
)
def test_days_set_against_each_other_are_shown_with_the_row_of_each(assistant, question):
    answer = ask(assistant, question)
    assert {c.record for c in answer.citations} == {"weekly11/A.6/13", "weekly11/A.5/5"}
    assert "25/3/2026" in answer.text and "31/3/2026" in answer.text


def test_how_far_a_task_is_may_stand_behind_the_names_of_its_officers(assistant):
    answer = ask(assistant, "Việc mua tài khoản Chat GPT Plus cho lãnh đạo làm tới khúc nào rồi?")
    assert "đã hoàn thành" in answer.text


def test_a_share_that_two_reports_give_differently_is_shown_with_both_sources(assistant):
    answer = ask(assistant, "Đến nay Thành phố đã chi bao nhiêu phần trăm tổng chi ngân sách cho KH-CN, ĐMST?")
    assert {c.record.split("/")[0] for c in answer.citations} == {"report062025", "newsletter01"}
    assert "1,66%" in answer.text and "được ghi khác" in answer.text and "1,84%" in answer.text


def test_another_figure_of_the_same_passage_brings_no_contradiction(assistant):
    answer = ask(assistant, "Báo cáo tháng 6/2025 có bao nhiêu DVCTT một phần?")
    assert "668 DVCTT một phần" in answer.text and "được ghi khác" not in answer.text


def test_a_report_says_which_days_it_covers(assistant):
    answer = ask(assistant, "Báo cáo tuần 11 tính từ ngày nào tới ngày nào?")
    assert "06.3.2026 - 12.3.2026 [1]" in answer.text


def test_a_line_that_ends_in_a_documents_number_says_what_is_in_it(assistant):
    answer = ask(assistant, "Phiếu gửi 208/PG-QLCN đề xuất việc gì?")
    assert not answer.abstained and "ISO" in answer.text


def test_what_was_done_is_told_with_who_does_it(assistant):
    answer = ask(assistant, "Lễ công bố sàn giao dịch công nghệ giai đoạn mới ai lo, đã mời những ai?")
    assert "A. Tuấn" in answer.text and "thư mời" in answer.text


def test_a_text_of_the_asked_year_answers_where_the_best_one_lacks_the_year(assistant):
    answer = ask(assistant, "ĐHQG-HCM năm 2024 có bao nhiêu bài báo Scopus?")
    assert [c.record for c in answer.citations] == ["report062025/II.7.h"] and "3.200" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quyết định 3628/QĐ-UBND phê duyệt đề án nào?", "Sàn giao dịch công nghệ"),
        ("Quyết định 315/QĐ-UBND phê duyệt đề án nào?", "Đô thị khoa học công nghệ Bắc TP.HCM"),
    ],
)
def test_a_text_that_says_what_a_missing_document_approved_answers(assistant, question, told):
    answer = ask(assistant, question)
    assert not answer.abstained and told in answer.text


def test_funding_is_not_a_fee(assistant):
    question = "Phê duyệt 152 dự án khởi nghiệp đổi mới sáng tạo với tổng kinh phí bao nhiêu?"
    assert "10 tỉ đồng" in ask(assistant, question).text


def test_who_is_supposed_to_do_what_a_passage_gives_to_another_is_told_whose_it_is(assistant):
    asked = "Cập nhật nhiệm vụ trên Hệ thống theo dõi nghị quyết theo Kế hoạch 27 là việc của Sở Tài chính đúng không?"
    assert "Chỉ đạo Sở Khoa học và Công nghệ" in ask(assistant, asked).text


def test_the_year_of_a_document_in_a_title_is_not_when_a_target_was_reached(assistant):
    answer = ask(assistant, "Năm 2024 TFP đạt bao nhiêu?")
    assert "plan27/PL1/I.3" not in [citation.record for citation in answer.citations]
