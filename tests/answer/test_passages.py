"""Sentences are cut where people would cut them, and the right ones are quoted."""

from dannguon.answer.excerpts import sentences
from dannguon.answer.passages import best_sentences
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


def test_a_list_item_with_semicolons_is_one_sentence():
    item = "- Thành phố lập Ban Điều phối và Tổ giúp việc; Phó Chủ tịch phụ trách làm Trưởng ban."
    assert [s.text for s in sentences(f"1. Kiện toàn bộ máy của các cấp\n{item}")][-1] == item


def test_what_leads_in_is_read_with_the_short_list_behind_it():
    text = (
        "Đến cuối năm, chương trình đã chọn được hơn 70 ứng viên, gồm:\n7 nhà khoa học đầu ngành\n64 nhà khoa học trẻ"
    )
    assert len(sentences(text)) == 1


def test_lines_without_marks_are_one_list():
    firms = "Tổng Công ty Viễn thông Sao Mai\nCông ty Cổ phần Phần mềm Bến Thành (BTS)\nTập đoàn Công nghệ Cửu Long"
    assert len(sentences(f"Danh sách doanh nghiệp đồng hành\n{firms}")) == 1


def test_a_line_that_heads_a_sentence_is_read_with_it():
    order = "Quy định cơ chế đột phá về khai thác dữ liệu và trình trong quý I để các bộ, ngành, địa phương thực hiện."
    assert len(sentences(f"Bộ Nội vụ nghiên cứu, trình Chính phủ xem xét\n{order}")) == 1


_FILLING = "\n".join(
    f"Câu thứ {word} nói về kế hoạch chung của các cơ quan." for word in "hai ba tư năm sáu bảy".split()
)


def test_what_stands_under_a_numbered_heading_is_quoted_with_it():
    heading, first = "7. Văn phòng Thành ủy - Cơ quan thường trực.", "Giúp Ban Chỉ đạo theo dõi việc thực hiện."
    record = passage(f"{heading}\n{first}\n{_FILLING}\n{_FILLING}")
    found = best_sentences(record, "Văn phòng Thành ủy làm gì", {"van": 2.0, "phong": 3.0, "thanh": 1.0}, no_nearness)
    assert [e.text for e in found][:2] == [heading, first]


def test_words_of_the_title_do_not_outweigh_the_sentence_that_answers():
    title = "UBND công bố 6 doanh nghiệp đồng hành tạo lập dữ liệu số"
    answer = "Riêng Công an thành phố do Bưu điện đồng hành trong việc này từ đầu năm."
    record = Record("n/a", "n", Kind.NEWS, "", (), {}, f"{title}\n{_FILLING}\n{_FILLING}\n{answer}", (1, 1))
    rarity = {"doanh": 2.0, "nghiep": 2.0, "dong": 2.0, "hanh": 2.0, "cong": 1.0, "an": 3.0, "du": 1.0, "lieu": 1.0}
    found = best_sentences(record, "Công an do doanh nghiệp nào đồng hành", rarity, no_nearness)
    assert answer in [e.text for e in found]


def test_a_sentence_that_points_back_comes_with_the_one_before_it():
    before = "Các tiến sĩ làm việc một năm tại doanh nghiệp sau mỗi chu kỳ giảng dạy ở trường."
    pointing = "Việc này được ví như một học kỳ quân đội của người làm khoa học."
    record = passage(f"{_FILLING}\n{before}\n{pointing}\n{_FILLING}")
    found = best_sentences(record, "học kỳ quân đội là sao", {"quan": 3.0, "doi": 4.0, "ky": 2.0}, no_nearness)
    assert [e.text for e in found] == [before, pointing]


def test_the_phase_asked_for_is_the_label_over_the_item():
    phases = [
        f"Giai đoạn {n} (hoàn thành trong quý {r}/2030)\nTập trung vào việc thứ {n}."
        for n, r in ((1, "II"), (2, "III"))
    ]
    record = passage(f"{phases[0]}\n{_FILLING}\n{phases[1]}\n- Trả học phí, viện phí không dùng tiền mặt.\n{_FILLING}")
    found = best_sentences(record, "học phí ở giai đoạn mấy", {"hoc": 2.0, "phi": 3.0}, no_nearness)
    assert [e.text.partition(" (")[0] for e in found if "Giai" in e.text] == ["Giai đoạn 2"]
