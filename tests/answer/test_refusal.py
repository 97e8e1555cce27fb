"""What the corpus does not say is refused with the reason, and what it does say is not."""

import pytest

from dannguon.answer.attributes import attributes, unstated
from dannguon.models import Kind
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Question

from .talk import cited, prose, row, talk


def ask(text: str, **read: object) -> Question:
    return Question(**{"text": text, "toned": True} | read)


TREES = "STT 1, Phụ lục II, Kế hoạch số 31-KH/BCĐ (“Xây dựng bản đồ cây xanh đô thị”)"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Kinh phí xây dựng bản đồ cây xanh đô thị là bao nhiêu?", f"{TREES} không nêu kinh phí, nguồn vốn."),
        ("Chuyên viên nào tập huấn phân loại rác?", "không nêu họ tên người được hỏi."),
        ("Vì sao phải xây dựng bản đồ cây xanh đô thị?", f"{TREES} không nêu lý do."),
        ("Bản đồ cây xanh đô thị ghi chú gì ở cột ghi chú?", f"{TREES} không nêu ghi chú."),
        ("Xây dựng bản đồ cây xanh đô thị ở Bình Dương ai chủ trì?", "cho “Bình Dương”."),
        ("Xây dựng bản đồ cây xanh đô thị khu Phú Quốc ai chủ trì?", "cho “Phú Quốc”."),
        ("Ai chủ trì bản đồ cây xanh đô thị năm 2031?", "cho “năm 2031”."),
        ("Báo cáo chuyển đổi xanh tháng 8/2025 nói gì về trồng cây?", "“Báo cáo chuyển đổi xanh tháng 8/2025” chưa có"),
        ("Bản tin số 07 có gì về bản đồ cây xanh đô thị?", "“Bản tin số 07” chưa có trong kho"),
        ("Khảo sát nước ngầm xong chưa?", "Kho chưa có báo cáo tiến độ về STT 3, Phụ lục II"),
        ("Đến nay đã khảo sát nước ngầm được bao nhiêu giếng?", "không nêu kết quả thực tế"),
    ],
)
def test_a_refusal_names_the_row_and_what_it_lacks(official, question, reason):
    answer = talk(official, question)
    assert answer.abstained and reason in answer.text and answer.reason == answer.text
    assert not answer.citations and answer.nearest


def test_an_empty_cell_is_refused_by_its_name(official):
    blank = row("moi/PL2/9", "Nạo vét kênh", lead_agency="Sở Y tế", due="")
    assert unstated(ask("hạn khi nào?"), blank, blank.text) is None, "a column is no attribute"


@pytest.mark.parametrize(
    ("question", "record"),
    [
        ("Ai chủ trì bản đồ cây xanh đô thị?", "moi/PL2/1"),
        ("Theo Kế hoạch 31, ai phối hợp xây dựng bản đồ cây xanh đô thị?", "moi/PL2/1"),
        ("Ai đang làm bản đồ cây xanh, tới đâu rồi (tuần 9)?", "tuan/A/1"),
        ("Đến nay đã trồng được bao nhiêu ha theo báo cáo tháng 5/2025?", "bc/I.2"),
    ],
)
def test_what_is_stated_is_not_refused(official, question, record):
    answer = talk(official, question)
    assert not answer.abstained and cited(answer)[0] == record


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vì sao xây dựng bản đồ cây xanh đô thị bị hủy?", "Văn bản không ghi nhận việc “bị hủy”."),
        ("Tập huấn phân loại rác bị dừng rồi phải không?", "Văn bản không ghi nhận việc “bị dừng”."),
    ],
)
def test_an_end_of_which_the_row_says_nothing_is_denied_with_the_row(official, question, said):
    answer = talk(official, question)
    assert not answer.abstained and said in answer.text and cited(answer)[0].startswith("moi/PL2/")


def test_plans_never_state_what_was_done_and_reports_do():
    task, report = row("moi/PL2/1", "Trồng 5 ha rừng"), prose("bc/I.2", "Đến nay đã trồng 5 ha.")
    question = "Tới nay đã trồng được bao nhiêu ha?"
    assert unstated(ask(question), task, task.text) == "actual"
    assert unstated(ask(question), report, report.text) is None


def test_a_name_is_stated_by_the_officers_or_by_a_form_of_address():
    question = "Họ tên người làm là gì?"
    line = row("tuan/A/1", "Đo cây", Kind.REPORT_LINE, officers="Bình, Mai")
    news = prose("bt/1", "Ông Lê Văn An cho biết", Kind.NEWS)
    assert unstated(ask(question), line, line.text) is None and unstated(ask(question), news, news.text) is None
    assert unstated(ask(question), row("moi/PL2/1", "Đo cây"), "Đo cây") == "full_name"
    everybody = row("tuan/A/2", "Đo cây", Kind.REPORT_LINE, officers="Tất cả anh chị chuyên viên")
    assert unstated(ask(question), everybody, everybody.text) == "full_name"


def test_an_attribute_of_another_subject_is_not_laid_at_a_row(official):
    """ "Tham Lương" is no pay, and no row is about a metro: nothing is said of the nearest one."""
    answer = talk(official, "Cơ quan nào chủ trì tuyến tàu điện Bến Thành - Tham Lương?")
    assert answer.abstained and answer.text == "Kho văn bản hiện có không có thông tin này."


def test_a_row_beyond_the_last_is_refused_with_the_last(official):
    answer = talk(official, "Nhiệm vụ số 9 Phụ lục II kế hoạch 31 do ai chủ trì?")
    assert answer.abstained and "“Nhiệm vụ số 9 Phụ lục II”; mục cuối ở đó là STT 3" in answer.text


@pytest.mark.parametrize(
    ("question", "record", "name"),
    [
        ("Trưởng phòng tên là gì?", row("moi/PL2/1", "Đo cây", lead_agency="Sở Y tế"), "full_name"),
        ("Ai biên tập bản đồ?", row("moi/PL2/1", "Đo cây"), "actor"),
        ("Ai biên tập bản đồ?", prose("bt/1", "Sở Y tế biên tập bản đồ"), None),
        ("Danh mục gồm những bệnh viện nào?", row("moi/PL2/1", "Triển khai danh mục bệnh viện"), "contents"),
        ("Danh mục gồm những bệnh viện nào?", row("moi/PL2/1", "Danh mục gồm: (1) Nhi đồng, (2) Từ Dũ"), None),
        ("Cơ quan phối hợp gồm những sở nào?", row("moi/PL2/1", "Đo cây"), None),
        ("Ai ký ban hành?", row("moi/PL2/1", "Kế hoạch đo cây", authority="UBND Thành phố"), None),
        ("Ai ký ban hành?", row("moi/PL2/1", "Kế hoạch đo cây"), "signatory"),
        ("Phải xong trước ngày bao nhiêu?", row("moi/PL2/1", "Đo cây"), None),
        ("Học bổng bao nhiêu một tháng?", row("moi/PL2/1", "Hỗ trợ học bổng cho 20 người"), "amount"),
        ("Học bổng bao nhiêu một tháng?", row("moi/PL2/1", "Học bổng 5 triệu đồng/tháng"), None),
        ("Phải trồng bao nhiêu cây?", row("moi/PL2/1", "Trồng cây theo Quyết định số 12/QĐ-UBND"), "figure"),
        ("Phải trồng bao nhiêu cây?", row("moi/PL2/1", "Trồng 12 cây"), None),
    ],
)
def test_what_is_asked_beside_the_columns_has_to_be_printed(question, record, name):
    assert unstated(ask(question), record, record.text) == name


def test_a_word_without_tones_is_given_the_benefit_of_the_doubt():
    target = row("moi/PL1/1", "Số lượng trạm sạc", Kind.TARGET, value="300")
    assert unstated(ask("so luong tram sac bao nhieu", toned=False), target, target.text) is None


def test_an_english_question_is_held_to_the_tones_of_the_print():
    unit = row("moi/PL2/1", "Đo cây của đơn vị")
    assert unstated(ask("Why measure the trees?", toned=False, language="en"), unit, unit.text) == "reason"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_attribute_has_its_name_for_people(language):
    assert [one.name for one in attributes() if not load_wording(language)(f"refusal.attributes.{one.name}")] == []


def test_no_attribute_is_asked_for_in_the_words_that_state_it_only():
    """A plain question about the columns asks for none of them."""
    plain = "Cơ quan nào chủ trì, cơ quan nào phối hợp, kết quả là gì và thời hạn khi nào, mức phải đạt thế nào?"
    assert [one.name for one in attributes() if one.is_asked(ask(plain))] == []


@pytest.mark.parametrize(
    "question",
    [
        "Đo cây phải xong trước ngày bao nhiêu?",
        "Cơ quan phối hợp đo cây gồm những sở nào?",
        "Ai ký ban hành kế hoạch đo cây?",
    ],
)
def test_what_a_column_states_is_no_figure_no_list_and_no_signature(question):
    task = row("moi/PL2/1", "Đo cây", authority="UBND Thành phố", coordinating_agencies="Sở Xây dựng", due="Quý I/2026")
    assert unstated(ask(question), task, task.text) is None
