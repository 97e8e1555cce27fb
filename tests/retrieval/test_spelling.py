"""A slip is mended by the words beside it, and only then."""

import pytest

from dannguon.retrieval.spelling import Spelling

TEXTS = ["Báo cáo kết quả thí điểm. Khu Công nghệ cao chủ trì. Tập đoàn đa quốc gia. Thủ tục hành chính."] * 3
SPELLING = Spelling(TEXTS, ["đã quá hạn", "văn bản"], keep=["đv"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bo cáo tuần này ở đâu", "báo cáo tuần này ở đâu"),
        ("khu công ngệ cao", "khu công nghệ cao"),
        ("báo cáo két quả", "báo cáo kết quả"),
        ("việc đã quá hn", "việc đã quá hạn"),
        ("bao cao ket qua", "bao cao ket qua"),
        ("đv nào chủ trì", "đv nào chủ trì"),
        ("Bến Thành chủ trì", "Bến Thành chủ trì"),
        ("QLCN chủ trì", "QLCN chủ trì"),
        ("văn bản 12/VP-VX", "văn bản 12/VP-VX"),
        ("who leads the pilot", "who leads the pilot"),
        ("", ""),
    ],
)
def test_a_word_is_mended_where_its_neighbours_call_for_another(typed, meant):
    assert SPELLING.mend(typed) == meant
