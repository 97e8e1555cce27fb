"""Several questions in one message."""

import pytest

from dannguon.answer.parts import questions_in


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Ai chủ trì thí điểm bản sao số?", 1),
        ("Đề án 06 do Công an Thành phố chủ trì, đúng không?", 1),
        ("Đề án 06 do Công an Thành phố chủ trì? Đúng không?", 1),
        ("Ai chủ trì thí điểm bản sao số? Khi nào phải báo cáo kết quả?", 2),
        ("", 1),
        ("? ? ? ?", 1),
    ],
)
def test_questions_are_told_apart_and_tags_are_not(typed, parts):
    assert len(questions_in(typed)) == parts
