"""Two records of one subject that differ are found; records that only look alike are not."""

from datetime import date

import pytest

from dannguon.ingest.contradictions import find_contradictions
from dannguon.models import Document, Field, FieldValue, Kind, Record, Relation, RelationKind
from dannguon.typed import typed_value

_PLAN = Document("p", "p.txt", "0" * 64, "tab_tables", number="9-KH", issued_on=date(2026, 3, 1))
_OTHER = Document("q", "q.txt", "1" * 64, "tab_tables", number="7-KH", issued_on=date(2026, 5, 1))
_OLD = Document("o", "o.txt", "2" * 64, "tab_tables", number="3-KH", issued_on=date(2026, 1, 5))
_FILLING = (
    "Số hóa hồ sơ hộ tịch lưu trữ tại phường",
    "Xây dựng bản đồ ngập lụt trực tuyến",
    "Tỷ lệ trường học có phòng máy tính đạt chuẩn",
    "Triển khai camera giám sát giao thông tại các giao lộ",
    "Xây dựng Đề án phát triển công nghiệp sinh học",
    "Số lượng hợp tác xã áp dụng nhật ký điện tử",
    "Ban hành Quy chế quản lý dữ liệu đất đai",
    "Tổ chức Ngày hội việc làm ngành vi mạch",
    "Tỷ lệ hộ gia đình có kết nối Internet cáp quang",
    "Tập huấn an toàn thông tin cho công chức phường",
)


def row(id_: str, name: str, **cells: str) -> Record:
    kind = Kind.TARGET if "value" in cells else Kind.GROUP if "group" in cells else Kind.TASK
    parent = cells.pop("parent", None)
    cells.pop("group", None)
    printed = {Field.NAME: name, **{Field(key): text for key, text in cells.items()}}
    fields = {key: FieldValue(text, None, typed_value(key, text)) for key, text in printed.items()}
    return Record(id_, id_[0], kind, id_[-1], (), fields, name, (1, 1), parent=parent)


def found(a: Record, b: Record, *relations: Relation):
    filling = [row(f"p/F/{n}", name) for n, name in enumerate(_FILLING)]
    return find_contradictions([_PLAN, _OTHER, _OLD], [a, b, *filling], relations)


DIFFERENT = [
    (
        row("p/1", "Tỷ lệ bệnh viện triển khai bệnh án điện tử", value="≥ 70%", unit="%"),
        row("p/2", "Tỷ lệ bệnh viện triển khai hồ sơ bệnh án điện tử", value="80%", unit="%"),
    ),
    (
        row("p/1", "Tỷ lệ học sinh phổ thông được học STEM", value="60%", unit="%"),
        row("p/2", "Dạy STEM cho học sinh", deliverable="Tỷ lệ học sinh phổ thông được học STEM đạt 75%", due="2026"),
    ),
    (
        row("p/1", "Số lượng trạm quan trắc không khí tự động", value="≥ 30", unit="Trạm"),
        row("q/1", "Số trạm quan trắc không khí tự động trên địa bàn Thành phố", value="25", unit="Trạm"),
    ),
    (
        row("p/1", "Tỷ lệ xe buýt sử dụng năng lượng xanh", value="≥ 50%", unit="%"),
        row("p/2", "Đảm bảo tỷ lệ xe buýt sử dụng năng lượng xanh", deliverable="Đạt tối thiểu 40%"),
    ),
    (
        row("p/1", "Số giường bệnh trên 10.000 dân", value="42", unit="Giường/10.000 dân"),
        row("p/2", "Giường bệnh trên 10.000 dân của Thành phố", value="45", unit="Giường/10.000 dân"),
    ),
    (
        row("p/1", "Xây dựng hệ thống cảnh báo ngập của Thành phố", lead_agency="Sở Xây dựng"),
        row("q/1", "Xây dựng hệ thống cảnh báo ngập tại TP.HCM", lead_agency="Sở Khoa học và Công nghệ"),
    ),
    (
        row("p/1", "Lập cơ sở dữ liệu cây xanh đô thị", lead_agency="Sở Xây dựng"),
        row("p/2", "Lập CSDL cây xanh đô thị", lead_agency="Sở Nông nghiệp và Môi trường"),
    ),
    (
        row("p/1", "Ban hành Kế hoạch phát triển thanh toán không tiền mặt", due="Quý II/2026"),
        row("q/1", "Ban hành Kế hoạch phát triển thanh toán không dùng tiền mặt", due="Tháng 9/2026"),
    ),
    (
        row("p/1", "Cung cấp dữ liệu mở về giao thông", due="Thường xuyên"),
        row("p/2", "Cung cấp dữ liệu mở về giao thông Thành phố", due="Tháng 10/2026"),
    ),
    (
        row("p/1", "Khảo sát nhu cầu nhân lực bán dẫn", due="30/4/2026"),
        row("q/1", "Khảo sát nhu cầu nhân lực ngành bán dẫn", due="15/5/2026"),
    ),
]

ALIKE = {
    "another unit": (
        row("p/1", "Số lượng doanh nghiệp công nghệ sinh học", value="40", unit="Doanh nghiệp"),
        row("p/2", "Tỷ lệ doanh nghiệp công nghệ sinh học", value="15%", unit="%"),
    ),
    "another level": (
        row("p/1", "Tỷ lệ công chức cấp xã có chữ ký số", value="85%", unit="%"),
        row("p/2", "Tỷ lệ công chức Thành phố có chữ ký số", value="100%", unit="%"),
    ),
    "another year": (
        row("p/1", "Tỷ lệ bệnh viện triển khai bệnh án điện tử năm 2026", value="70%", unit="%"),
        row("p/2", "Tỷ lệ bệnh viện triển khai bệnh án điện tử năm 2027", value="90%", unit="%"),
    ),
    "group and child": (
        row("p/1", "Phát triển dữ liệu y tế dùng chung", group="x", lead_agency="Sở Y tế"),
        row("p/2", "Phát triển dữ liệu y tế dùng chung", parent="p/1", lead_agency="Công an Thành phố"),
    ),
    "another step": (
        row("p/1", "Xây dựng Đề án cấp nước thông minh", due="Quý II/2026"),
        row("p/2", "Sơ kết Đề án cấp nước thông minh", due="Quý IV/2026"),
    ),
    "another product": (
        row("p/1", "Ban hành Quy chế quản lý dữ liệu môi trường", due="Quý II/2026"),
        row("p/2", "Ban hành Danh mục quản lý dữ liệu môi trường", due="Quý III/2026"),
    ),
    "another place": (
        row("p/1", "Lập khu thử nghiệm xe tự hành tại Thủ Đức", lead_agency="Sở Xây dựng"),
        row("p/2", "Lập khu thử nghiệm xe tự hành tại Cần Giờ", lead_agency="Sở Công Thương"),
    ),
    "another whole": (
        row("p/1", "Tỷ lệ chi cho giáo dục trên GRDP", value="2%", unit="% GRDP"),
        row("p/2", "Tỷ lệ chi ngân sách cho giáo dục", value="20%", unit="%"),
    ),
    "another phase": (
        row("p/1", "Đầu tư tuyến cáp ngầm giai đoạn 1", due="Quý II/2026"),
        row("p/2", "Đầu tư tuyến cáp ngầm giai đoạn 2", due="Quý IV/2026"),
    ),
    "the same thing said twice": (
        row("p/1", "Tỷ lệ xe buýt sử dụng năng lượng xanh", value="≥ 50%", unit="%"),
        row("p/2", "Tỷ lệ xe buýt dùng năng lượng xanh", value="50%", unit="%"),
    ),
}


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_records_of_one_subject_that_differ_are_a_contradiction(a, b):
    assert [c.records for c in found(a, b)] == [(a.id, b.id)]


@pytest.mark.parametrize("pair", ALIKE.values(), ids=ALIKE.keys())
def test_records_that_only_look_alike_are_no_contradiction(pair):
    assert found(*pair) == []


def test_a_replaced_document_differs_as_a_former_state():
    now, then = DIFFERENT[5][0], row("o/1", "Xây dựng hệ thống cảnh báo ngập", lead_agency="Sở Công Thương")
    stated = Relation(RelationKind.SUPERSEDES, "9-KH", "3-KH", "p/1", "thay thế Kế hoạch số 3-KH")
    assert [c.history for c in found(now, then, stated)] == [True]
    assert [c.history for c in found(now, then)] == [False]


def test_the_cell_of_a_value_is_named_with_each_record():
    (contradiction,) = found(*DIFFERENT[1])
    assert (contradiction.field, contradiction.fields) == (Field.VALUE, (Field.VALUE, Field.DELIVERABLE))


def test_a_row_whose_text_names_another_day_than_its_deadline_contradicts_itself():
    one = row("p/1", "Báo cáo UBND Thành phố trước ngày 15 tháng 5 năm 2026", due="14/5/2026")
    (contradiction,) = found(one, row("p/2", "Trình dự toán trước ngày 02/6/2026", due="02/6/2026"))
    assert (contradiction.records, contradiction.fields) == (("p/1", "p/1"), (Field.DUE, Field.NAME))


def passage(id_: str, text: str, kind: Kind = Kind.PASSAGE) -> Record:
    return Record(id_, id_[0], kind, id_[-1], (), {}, text, (1, 1))


TOLD_DIFFERENTLY = [
    (
        passage("p/1", "Năm 2025, tỷ lệ hồ sơ được giải quyết đúng hạn đạt 97,5%."),
        passage("q/1", "Cả năm 2025, 94% hồ sơ được giải quyết đúng hạn tại bộ phận một cửa."),
    ),
    (
        passage("p/1", "- Mạng lưới quan trắc: Thành phố có 36 trạm quan trắc không khí tự động đang hoạt động."),
        passage("q/1", "TP.HCM hiện vận hành tốt môi trường; 42 trạm quan trắc không khí tự động, 15 trạm nước mặt."),
    ),
    (
        passage("p/1", "Chi cho giáo dục: đạt 21,3% tổng chi ngân sách Thành phố cho giáo dục và đào tạo."),
        passage("p/2", "24% Tổng chi ngân sách cho giáo dục và đào tạo, phân bổ có trọng tâm"),
    ),
    (
        passage("p/1", "Thành phố hiện có hơn 5.400 hợp tác xã và tổ hợp tác; 312 sản phẩm OCOP được xếp hạng."),
        passage("q/1", "Kết quả chương trình: 287 sản phẩm OCOP được xếp hạng từ ba sao trở lên.", Kind.NEWS),
    ),
    (
        passage("p/1", "Tỷ lệ hộ dân sử dụng nước sạch đạt 99,1%; tỷ lệ thất thoát nước còn 16%."),
        passage("q/1", "Tỷ lệ hộ dân sử dụng nước sạch đạt trên 99,5%.", Kind.NEWS),
    ),
    (
        passage("p/1", "Đã lắp đặt 1.250 camera giám sát an ninh trên các tuyến đường."),
        passage("p/2", "Lắp đặt 980 camera giám sát an ninh, kết nối về trung tâm điều hành."),
    ),
    (
        passage("p/1", "Có 84% doanh nghiệp nộp thuế điện tử trong năm 2025."),
        passage("q/1", "Năm 2025, tỷ lệ doanh nghiệp nộp thuế điện tử đạt 91%."),
    ),
    (
        passage("p/1", "Thành phố có 412 bến xe buýt có mái che, được bảo trì định kỳ."),
        passage("p/2", "Hạ tầng: 395 bến xe buýt có mái che.", Kind.FOOTNOTE),
    ),
    (
        passage("p/1", "Cung cấp 614 TTHC trực tuyến toàn trình trên Cổng Dịch vụ công."),
        passage("q/1", "Thành phố đã cung cấp 702 dịch vụ công trực tuyến toàn trình."),
    ),
    (
        passage("p/1", "Số lượng chuyên gia nước ngoài làm việc tại các viện nghiên cứu: 85 người."),
        passage("q/1", "Số lượng chuyên gia nước ngoài làm việc tại các viện nghiên cứu là 120 người."),
    ),
]

TOLD_ALIKE = {
    "another year": (
        passage("p/1", "Tỷ lệ hồ sơ được giải quyết đúng hạn năm 2024 đạt 92%."),
        passage("q/1", "Tỷ lệ hồ sơ được giải quyết đúng hạn năm 2025 đạt 97%."),
    ),
    "a part and the whole": (
        passage("p/1", "Thành phố có 1.492 dịch vụ công trực tuyến."),
        passage("p/2", "Thành phố có 571 dịch vụ công trực tuyến toàn trình."),
    ),
    "another part": (
        passage("p/1", "Thành phố có 571 dịch vụ công trực tuyến toàn trình."),
        passage("p/2", "Thành phố có 668 dịch vụ công trực tuyến một phần."),
    ),
    "a week and a sum": (
        passage("p/1", "Trong tuần cấp 23 giấy phép sử dụng thiết bị bức xạ."),
        passage("p/2", "Lũy kế cấp 410 giấy phép sử dụng thiết bị bức xạ."),
    ),
    "a goal and a result": (
        passage("p/1", "Phấn đấu tỷ lệ hộ dân sử dụng nước sạch đạt 100%."),
        passage("p/2", "Tỷ lệ hộ dân sử dụng nước sạch đạt 99,1%."),
    ),
    "another owner": (
        passage("p/1", "Kết quả:\n- Công viên phần mềm Bình Quới:\n+ Có 165 doanh nghiệp công nghệ thông tin."),
        passage("p/2", "Thành phố có 3.900 doanh nghiệp công nghệ thông tin."),
    ),
    "rounded": (
        passage("p/1", "Thu hút hơn 70 nhà khoa học trẻ xuất sắc về nước làm việc."),
        passage("p/2", "Đã thu hút 71 nhà khoa học trẻ xuất sắc về nước làm việc."),
    ),
    "another day": (
        passage("p/1", "Đến tháng 6 năm 2025 có 36 trạm quan trắc không khí tự động."),
        passage("q/1", "Đến tháng 12 năm 2025 có 42 trạm quan trắc không khí tự động."),
    ),
    "another unit": (
        passage("p/1", "Chi 320 tỷ đồng cho học bổng sinh viên vi mạch bán dẫn."),
        passage("p/2", "Trao 1.150 học bổng sinh viên vi mạch bán dẫn."),
    ),
    "several years in one sentence": (
        passage("p/1", "Tỷ lệ doanh nghiệp đổi mới sáng tạo tăng từ 39,9% năm 2021 lên 44,8% năm 2023."),
        passage("q/1", "Tỷ lệ doanh nghiệp đổi mới sáng tạo tăng từ 39,9% năm 2021 lên 44,8% năm 2023, nay 45%."),
    ),
}


@pytest.mark.parametrize(("a", "b"), TOLD_DIFFERENTLY)
def test_two_texts_that_count_one_thing_differently_are_a_contradiction(a, b):
    assert [c.records for c in found(a, b)] == [(a.id, b.id)]


@pytest.mark.parametrize("pair", TOLD_ALIKE.values(), ids=TOLD_ALIKE.keys())
def test_texts_whose_figures_only_look_alike_are_no_contradiction(pair):
    assert found(*pair) == []


def test_a_contradiction_of_texts_names_the_clauses():
    (contradiction,) = found(*TOLD_DIFFERENTLY[5])
    assert contradiction.fields == (None, None)
    assert [quote.split()[2:4] for quote in contradiction.quotes] == [["đặt", "1.250"], ["980", "camera"]]
