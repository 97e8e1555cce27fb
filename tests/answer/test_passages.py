"""Sentences are cut where people would cut them, and the right ones are quoted."""

from dannguon.answer.passages import best_sentences, sentences
from dannguon.models import Kind, Record


def passage(text):
    return Record("d/body/I.1", "d", Kind.PASSAGE, "1", (), {}, text, (1, 1))


def no_nearness(texts):
    return None


def test_an_abbreviated_city_does_not_end_a_sentence():
    first = "Đặt Trung tâm dữ liệu tại Khu CNC TP. Thủ Đức và kết nối hai chiều."
    second = "Kinh phí do Thành phố bố trí theo quy định."
    assert [s.text for s in sentences(f"{first} {second}")] == [first, second]


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


def test_a_label_with_a_remark_in_brackets_is_read_with_what_follows():
    text = "Giai đoạn 2 (hoàn thành trong quý III/2026)\nTập trung nâng cao kỹ năng và thói quen số của người dân."
    assert len(sentences(text)) == 1


def test_a_day_or_a_name_with_digits_is_no_figure_that_was_asked_for():
    filler = " ".join(f"Câu thứ {word} nói về kế hoạch chung của các cơ quan." for word in "hai ba tư năm sáu".split())
    news = "Ngày 29/01/2026, Đại học gặp mặt các nhà khoa học trúng tuyển Chương trình VNU350 của năm 2025."
    figure = "Chương trình đã có 64 nhà khoa học trẻ xuất sắc trúng tuyển sau một thời gian triển khai."
    rarity = {"khoa": 2.0, "hoc": 2.0, "trung": 2.0, "tuyen": 2.0}
    found = best_sentences(passage(f"{news} {filler} {figure}"), "bao nhiêu nhà khoa học", rarity, no_nearness)
    assert [e.text for e in found] == [figure]
