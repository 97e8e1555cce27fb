"""Names of officers end where the sentence begins."""

import pytest

from dannguon.ingest.officers import labelled_officers, split_officers


@pytest.mark.parametrize(
    ("cell", "officers", "progress"),
    [
        ("A. Huân Trinh", "A. Huân Trinh", ""),
        ("A. Tuấn Nam (Tham mưu công văn (sửa đổi))", "A. Tuấn Nam", "Tham mưu công văn (sửa đổi)"),
        ("A. Tuấn Trinh Công văn gửi (số 1)", "A. Tuấn Trinh", "Công văn gửi (số 1)"),
        ("C. Giang Mời họp (số 1). Đã báo cáo", "C. Giang", "Mời họp (số 1). Đã báo cáo"),
        ("A. Tuấn, C. Lê đã gửi", "A. Tuấn, C. Lê", "đã gửi"),
        ("Đã trình Ủy ban", "", "Đã trình Ủy ban"),
    ],
)
def test_officers_are_split_from_progress(cell, officers, progress):
    assert split_officers(cell) == (officers, progress)


@pytest.mark.parametrize(
    ("heading", "label", "officers"),
    [
        ("Chuyển giao công nghệ: Tính, Nam, Ngân", "Chuyển giao công nghệ", "Tính, Nam, Ngân"),
        ("Lộ trình Đổi mới công nghệ - Nam", "Lộ trình Đổi mới công nghệ", "Nam"),
        ("Công việc khác: Tất cả anh chị chuyên viên", "Công việc khác", "Tất cả anh chị chuyên viên"),
        ("Dự án: chưa có nội dung", "Dự án: chưa có nội dung", ""),
        ("Kế hoạch tuần sau", "Kế hoạch tuần sau", ""),
    ],
)
def test_officers_stand_after_a_colon_or_a_dash(heading, label, officers):
    assert labelled_officers(heading) == (label, officers)
