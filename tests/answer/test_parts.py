"""Several questions in one message."""

import pytest

from dannguon.answer.parts import questions_in, sides, without_thanks
from dannguon.retrieval.asked import Question

from .talk import talk


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


def read(text):
    """A reading in which "kế hoạch" names one document and "báo cáo" another."""
    documents = tuple(slug for word, slug in (("kế hoạch", "ke"), ("báo cáo", "bc")) if word in text)
    topic = "" if text.endswith(("ghi bao nhiêu", "ghi bao nhiêu?")) else "mật độ cây xanh năm 2025"
    return Question(text, documents=documents, topic=topic)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (
            "Cây xanh: chỉ tiêu 2026 là bao nhiêu, báo cáo ghi bao nhiêu?",
            ["Cây xanh chỉ tiêu 2026 là bao nhiêu", "Cây xanh báo cáo ghi bao nhiêu?"],
        ),
        (
            "Mật độ cây xanh năm 2025 theo báo cáo là bao nhiêu và mục tiêu 2026 là bao nhiêu?",
            ["Mật độ cây xanh năm 2025 theo báo cáo là bao nhiêu", "mật độ cây xanh mục tiêu 2026 là bao nhiêu?"],
        ),
        ("Cây xanh: kế hoạch ghi bao nhiêu, báo cáo ghi bao nhiêu?", None),
        ("Chỉ tiêu cây xanh và mặt nước là bao nhiêu, ai theo dõi?", None),
        ("Cây xanh: ai chủ trì, hạn khi nào?", None),
        (
            "Cây xanh: kế hoạch đặt bao nhiêu gốc ở đâu, báo cáo trồng được bao nhiêu?",
            ["Cây xanh kế hoạch đặt bao nhiêu gốc ở đâu", "Cây xanh báo cáo trồng được bao nhiêu?"],
        ),
    ],
)
def test_a_target_and_a_document_are_asked_one_by_one(typed, asked):
    assert sides(typed, read) == (asked or [typed])


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("cảm ơn, còn trạm sạc thì sao?", "còn trạm sạc thì sao?"),
        ("Dạ cám ơn anh nhé. Hạn khi nào ạ?", "Hạn khi nào ạ?"),
        ("cảm ơn nhé", "cảm ơn nhé"),
        ("Ai gửi thư cảm ơn, thư chúc mừng?", "Ai gửi thư cảm ơn, thư chúc mừng?"),
    ],
)
def test_thanks_before_a_question_are_left_out(typed, asked):
    assert without_thanks(typed) == asked


def test_what_one_side_of_a_question_lacks_is_told_beside_the_other(official):
    answer = talk(official, "Xe buýt điện: chỉ tiêu năm 2026 bao nhiêu, thực tế năm 2024 đã đạt bao nhiêu?")
    assert not answer.abstained and "≥ 50%" in answer.text
    assert "không" in answer.text.partition("[1]")[2]
