"""Sentences are cut where people would cut them, and the right ones are quoted."""

from dannguon.answer.passages import best_sentences, sentences
from dannguon.models import Kind, Record


def passage(text):
    return Record("d/body/I.1", "d", Kind.PASSAGE, "1", (), {}, text, (1, 1))


def no_nearness(texts):
    return None


def test_an_abbreviated_city_does_not_end_a_sentence():
    text = "Đặt Trung tâm dữ liệu tại Khu CNC TP. Thủ Đức và kết nối hai chiều. Kinh phí do Thành phố bố trí theo quy định."
    assert [s.text for s in sentences(text)] == [
        "Đặt Trung tâm dữ liệu tại Khu CNC TP. Thủ Đức và kết nối hai chiều.",
        "Kinh phí do Thành phố bố trí theo quy định.",
    ]


def test_a_dash_between_years_is_not_a_bullet():
    assert len(sentences("Quy hoạch các khu công nghiệp của Thành phố thời kỳ 2021 - 2030, tầm nhìn đến năm 2050")) == 1


def test_a_short_text_is_quoted_whole():
    record = passage("2. Tồn tại, hạn chế: không có.")
    assert [e.text for e in best_sentences(record, "hạn chế gì", {}, no_nearness)] == [record.text]


def test_the_sentence_with_the_questions_rare_words_is_quoted():
    filler = " ".join(f"Câu mở đầu thứ {n} nói về việc triển khai kế hoạch chung của các cơ quan." for n in range(9))
    record = passage(f"{filler} Tổng đài 1022 tiếp nhận phản ánh của người dân về ngập nước.")
    found = best_sentences(
        record, "phản ánh ngập nước", {"phan": 3.0, "anh": 3.0, "ngap": 5.0, "nuoc": 2.0}, no_nearness
    )
    assert [e.text for e in found] == ["Tổng đài 1022 tiếp nhận phản ánh của người dân về ngập nước."]


def test_a_sentence_that_only_leads_in_never_stands_alone():
    items = " ".join(
        f"- Tổ chức phong trào thứ {n} trong cộng đồng dân cư trên địa bàn toàn Thành phố;" for n in range(9)
    )
    record = passage(f"Đề nghị Mặt trận Tổ quốc Việt Nam Thành phố thực hiện các việc sau: {items}")
    found = best_sentences(record, "Mặt trận làm gì", {"mat": 4.0, "tran": 4.0}, no_nearness)
    assert found[0].text.endswith(":") and len(found) > 1
