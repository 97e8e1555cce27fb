"""A report line about a plan row answers what has become of it, with the report that dates it."""

from .talk import cited, talk


def test_a_report_line_on_the_row_is_joined_to_it_and_a_look_alike_is_not(official):
    answer = talk(official, "Nhiệm vụ 1 Phụ lục II kế hoạch 31 tiến độ thế nào?")
    assert cited(answer) == ["moi/PL2/1", "tuan/A/1"]
    assert "Báo cáo tuần 9 (20.02.2026) ghi tiến độ: “Đã đo xong ba quận”" in answer.text


def test_a_row_without_a_report_is_said_to_have_none(official):
    answer = talk(official, "Nhiệm vụ 3 Phụ lục II kế hoạch 31 tiến độ thế nào?")
    assert "Kho chưa có báo cáo tiến độ" in answer.text


def test_progress_is_not_told_unasked(official):
    assert cited(talk(official, "Nhiệm vụ 1 Phụ lục II kế hoạch 31 ai chủ trì?")) == ["moi/PL2/1"]
