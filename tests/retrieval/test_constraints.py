"""Lists, counts and questions of time: what each wording narrows the records by, read on 15 March 2026.

An expectation is the intent and the constraints: `lead:so-y-te` (`-lead:` when negated), `due:` first and last day,
`printed:` the same for "ghi là", `at:` annex, `in:` section, `text:` and `under:` words, `empty:` and `size:` a field.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from dannguon.retrieval.asked import Constraints, Question, Share

TODAY, YEAR = "2026-03-15", "2026-01-01..2026-12-31"

TABLE = [
    # counts, and what only looks like one
    ("Có mấy nhiệm vụ ở Phụ lục III ghi Năm 2026?", f"count at:PL3 printed:{YEAR}"),
    ("Số nhiệm vụ ở mục V Phụ lục III (doanh nghiệp)?", "count at:PL3 in:V"),
    ("Số lượng chỉ tiêu ở mục II Phụ lục I?", "count at:PL1 in:II"),
    ("Mục V.2 báo cáo tháng 9/2025 (thể chế) có mấy đầu việc?", "count doc:thang-9 in:V.2"),
    ("Mục VII Phụ lục III có mấy nhiệm vụ, ai chủ trì cả?", "count at:PL3 in:VII"),
    ("Phụ lục II có tất cả bao nhiêu việc?", "count at:PL2"),
    ("Sở Xây dựng được nêu tên phối hợp mấy việc của kế hoạch 31?", "count doc:ke-hoach-a coordinating:so-xay-dung"),
    ("co may nhiem vu do So Y te chu tri", "count lead:so-y-te"),
    ("Sở Nội vụ có mấy chỉ tiêu phải theo dõi?", "count monitoring:so-noi-vu"),
    ("How many tasks in Annex III are led by the Department of Health?", "count at:PL3 lead:so-y-te"),
    ("Phải đạt mấy mô hình trung tâm đổi mới sáng tạo?", "lookup"),
    ("Bao nhiêu đơn đăng ký sáng chế?", "lookup"),
    ("Tối thiểu phải có mấy doanh nghiệp công nghệ số?", "lookup"),
    # who does what
    ("Các nhiệm vụ trong Phụ lục II mà cột phối hợp có tên Sở Y tế?", "list at:PL2 coordinating:so-y-te"),
    ("Sở Công Thương tham gia phối hợp ở những nhiệm vụ nào?", "list coordinating:so-cong-thuong"),
    ("Sở Y tế được nêu tên phối hợp trong những nhiệm vụ nào?", "list coordinating:so-y-te"),
    ("Những nhiệm vụ có Sở Y tế trong cột cơ quan phối hợp", "list coordinating:so-y-te"),
    ("Liệt kê nhiệm vụ do Sở Y tế chủ trì", "list lead:so-y-te"),
    ("Sở Y tế làm đầu mối những việc gì?", "list lead:so-y-te"),
    ("Sở Y tế đứng tên chủ trì những nhiệm vụ nào?", "list lead:so-y-te"),
    ("Việc nào cơ quan chủ trì là Sở Y tế?", "list lead:so-y-te"),
    ("Nhiệm vụ nào chỉ một mình Sở Y tế chủ trì?", "list alone_lead:so-y-te"),
    ("Những việc Sở Y tế chủ trì một mình, không chung với ai", "list alone_lead:so-y-te"),
    ("Sở Y tế cùng Sở Nội vụ đồng chủ trì nhiệm vụ nào?", "list joint_lead:so-y-te joint_lead:so-noi-vu"),
    ("Những nhiệm vụ không do Sở Y tế chủ trì trong Phụ lục III", "list at:PL3 -lead:so-y-te"),
    ("Which tasks does the Department of Health lead alone?", "list alone_lead:so-y-te"),
    ("Which tasks are jointly led by the Department of Health?", "list joint_lead:so-y-te"),
    ("List all tasks led by the City Police (Công an Thành phố)", "list lead:cong-an-thanh-pho"),
    ("Which tasks are coordinated by the Department of Health?", "list coordinating:so-y-te"),
    ("Which targets are monitored by the Department of Health?", "list monitoring:so-y-te"),
    ("Sở Y tế hay Sở Nội vụ chủ trì nhiều nhiệm vụ hơn?", "compare lead:so-y-te lead:so-noi-vu"),
    ("Sở Y tế hay Sở Nội vụ chủ trì nhiều hơn?", "compare lead:so-y-te lead:so-noi-vu"),
    ("Nhiệm vụ Sở Y tế chủ trì và Sở Nội vụ phối hợp", "list lead:so-y-te coordinating:so-noi-vu"),
    ("Giám đốc Sở Y tế chịu trách nhiệm những nhiệm vụ nào?", "list accountable:so-y-te"),
    # what they are about
    ("Những nhiệm vụ nào liên quan đến bán dẫn?", "list text:bán-dẫn"),
    ("Liệt kê các nhiệm vụ về UAV", "list text:UAV"),
    ("Nhiệm vụ nào có nhắc tới trí tuệ nhân tạo?", "list text:trí-tuệ-nhân-tạo"),
    ("Các chỉ tiêu nói đến dữ liệu mở", "list text:dữ-liệu-mở"),
    ("Những việc trong lĩnh vực giáo dục", "list text:giáo-dục"),
    ("Các nhiệm vụ Sở Y tế chủ trì về hồ sơ sức khỏe", "list lead:so-y-te text:hồ-sơ-sức-khỏe"),
    ("Which tasks are about semiconductors?", "list text:semiconductors"),
    ("Có bao nhiêu nhiệm vụ đề cập đến khởi nghiệp?", "count text:khởi-nghiệp"),
    # what is printed, and what is not
    ("Nhiệm vụ nào ghi là Thường xuyên?", "list ongoing"),
    ("Which tasks are ongoing?", "list ongoing"),
    ("Nhiệm vụ nào ở Phụ lục II không ghi thời gian hoàn thành?", "list at:PL2 empty:due"),
    ("Những nhiệm vụ chưa có cơ quan phối hợp", "list empty:coordinating_agencies"),
    ("Nhiệm vụ nào để trống cột cơ quan chủ trì?", "list empty:lead_agency"),
    ("Bao nhiêu chỉ tiêu không có ghi chú?", "count empty:note"),
    ("Which tasks have no deadline?", "list empty:due"),
    ("Nhiệm vụ nào có ít nhất 2 cơ quan phối hợp?", "list size:coordinating_agencies≥2"),
    ("Các nhiệm vụ có từ 3 cơ quan chủ trì trở lên", "list size:lead_agency≥3"),
    ("Tasks with at least two coordinating agencies", "list size:coordinating_agencies≥2"),
    ("Những nhiệm vụ do hai cơ quan trở lên cùng chủ trì", "list size:lead_agency≥2"),
    ("Nhiệm vụ nào Sở Y tế không chủ trì nhưng có phối hợp?", "list -lead:so-y-te coordinating:so-y-te"),
    ("liet ke nhiem vu ve ban dan", "list text:ban-dan"),
    ("Nhiệm vụ nào có hơn một cơ quan chủ trì?", "list size:lead_agency≥2"),
    ("Nhiệm vụ nào do từ hai cơ quan được nêu tên trở lên cùng chủ trì?", "list size:lead_agency≥2"),
    ("Chỉ tiêu nào do nhiều hơn một cơ quan theo dõi?", "list size:monitoring_agency≥2"),
    ("Nhiệm vụ nào có nhiều cơ quan phối hợp nhất?", "list"),
    ("Chỉ tiêu nào do một mình Sở Y tế theo dõi?", "list alone_monitoring:so-y-te"),
    ("Chỉ tiêu nào Sở Y tế theo dõi (riêng hoặc chung)?", "list monitoring:so-y-te"),
    ("Nhiệm vụ nào Sở Y tế chỉ phối hợp?", "list coordinating:so-y-te"),
    ("Những nhiệm vụ có Sở Y tế trong cột thẩm quyền", "list authority:so-y-te"),
    ("Nhiệm vụ nào phải làm hằng năm?", "list yearly"),
    ("Những nhiệm vụ thực hiện định kỳ", "list periodic"),
    ("Những nhiệm vụ có hạn theo quý", "list quarter"),
    ("Liệt kê các nhiệm vụ về đào tạo thường xuyên", "list text:đào-tạo"),
    ("Liệt kê các nhiệm vụ có kết quả là đề án", "list deliverable=đề-án"),
    ("Những việc mà sản phẩm là quyết định ở Phụ lục II?", "list at:PL2 deliverable=quyết-định"),
    ("Các nhiệm vụ Sở Y tế chủ trì có sản phẩm là báo cáo", "list lead:so-y-te deliverable=báo-cáo"),
    ("Chỉ tiêu nào có đơn vị tính là %?", "list unit=%"),
    ("Kết quả là gì?", "lookup"),
    ("Nhiệm vụ nào mà sản phẩm phải nộp là kế hoạch?", "list deliverable=kế-hoạch"),
    ("Bao nhiêu nhiệm vụ chỉ ghi hạn theo năm?", "count year"),
    # time
    ("Hai tháng nữa có nhiệm vụ nào đến hạn?", f"list due:{TODAY}..2026-05-15"),
    ("Nhiệm vụ nào có thời gian tháng 6 - 8/2026?", "list printed:2026-06-01..2026-08-31"),
    ("Nhiệm vụ nào đến hạn trong quý III - IV/2026?", "list due:2026-07-01..2026-12-31"),
    ("Nhiệm vụ nào đã qua thời hạn hoàn thành?", "list due:..2026-03-14"),
    ("Việc nào đã quá thời hạn?", "list due:..2026-03-14"),
    ("Tính tới hôm nay Phụ lục III có những nhiệm vụ nào đã qua thời hạn?", "list at:PL3 due:..2026-03-14"),
    ("Hôm nay nhiệm vụ nào đã quá hạn?", "list due:..2026-03-14"),
    ("Từ nay tới hết quý II còn những nhiệm vụ nào phải xong?", f"list due:{TODAY}..2026-06-30"),
    ("Từ nay đến cuối năm nhiệm vụ nào đến hạn?", f"list due:{TODAY}..2026-12-31"),
    ("trong 7 ngày tới báo cáo tuần 7 có gì đến hạn", f"list doc:tuan-7 due:{TODAY}..2026-03-22"),
    ("Trong 30 ngày tới có nhiệm vụ nào đến hạn?", f"list due:{TODAY}..2026-04-14"),
    ("Tuần này có việc nào đến hạn?", "list due:2026-03-09..2026-03-15"),
    ("Tháng này phải xong những việc gì?", "list due:2026-03-01..2026-03-31"),
    ("Cuối năm nay có nhiệm vụ gì đến hạn?", "list due:2026-10-01..2026-12-31"),
    ("Trong tháng 3 báo cáo tuần 7 có văn bản nào đến hạn?", "list doc:tuan-7 due:2026-03-01..2026-03-31"),
    ("Quý sau có nhiệm vụ nào đến hạn?", "list due:2026-04-01..2026-06-30"),
    ("Nhiệm vụ nào phải xong trước 30/6?", "list due:..2026-06-30"),
    ("Nhiệm vụ nào đến hạn sau tháng 9/2026?", "list due:2026-10-01.."),
    ("Nhiệm vụ đến hạn giữa tháng 4 và tháng 6/2026", "list due:2026-04-01..2026-06-30"),
    ("6 tháng đầu năm có những nhiệm vụ nào đến hạn?", "list due:2026-01-01..2026-06-30"),
    ("Nhiệm vụ nào đến hạn 6 tháng cuối năm 2026?", "list due:2026-07-01..2026-12-31"),
    ("Sở Y tế còn việc nào phải xong trong tháng này?", f"list lead:so-y-te due:{TODAY}..2026-03-31"),
    ("What tasks are due in the next 30 days?", f"list due:{TODAY}..2026-04-14"),
    ("Which tasks are overdue as of today?", "list due:..2026-03-14"),
    # places by their names
    ("Liệt kê các việc của tuần 7", "list doc:tuan-7"),
    ("Bản tin có những nội dung gì?", "list doc:ban-tin-3"),
    ("Liệt kê các nhiệm vụ mục hợp tác quốc tế", "list under:hợp-tác-quốc-tế"),
    ("Phần hạ tầng số có bao nhiêu nhiệm vụ?", "count under:hạ-tầng-số"),
    ("Những nhiệm vụ Sở Y tế chủ trì thuộc nhóm phát triển hạ tầng", "list lead:so-y-te under:phát-triển-hạ-tầng"),
    ("Nhiệm vụ do Sở Y tế chủ trì trong Phụ lục III là những số nào?", "list at:PL3 lead:so-y-te"),
    ("Sở Y tế phối hợp ở những STT nào của Phụ lục II?", "list at:PL2 coordinating:so-y-te"),
]  # fmt: skip


def said(question: Question) -> set[str]:
    return {question.intent.value, *(f"doc:{slug}" for slug in question.documents), *_said(question.constraints)}


def _said(asked: Constraints) -> Iterator[str]:
    for one in asked.agencies:
        share = "" if one.share is Share.ANY else f"{one.share.value}_"
        yield f"{'-' if one.negated else ''}{share}{one.role.value}:{one.agency}"
    for due in asked.due:
        yield f"{'printed' if due.mode == 'printed' else 'due'}:{_day(due.start)}..{_day(due.end)}"
    yield from (f"at:{container}" for container in asked.containers)
    yield from (f"in:{section}" for section in asked.sections)
    yield from (f"text:{text.replace(' ', '-')}" for text in asked.texts)
    yield from (f"under:{text.replace(' ', '-')}" for text in asked.headings)
    yield from (f"empty:{name}" for name in asked.empty)
    yield from (f"size:{one.field}≥{one.least}" for one in asked.sizes)
    yield from (f"{one.field}={one.words.replace(' ', '-')}" for one in asked.cells)
    yield from asked.due_kinds


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_a_wording_narrows_the_records_as_people_mean_it(read, text, expected):
    assert said(read(text)) == set(expected.split())
