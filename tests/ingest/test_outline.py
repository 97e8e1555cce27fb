"""Numbered headings nest as people read them."""

from dannguon.ingest.outline import Outline, Paragraph, outline, roman


def read(*texts: str) -> Outline:
    return outline(Paragraph(text, (line, line)) for line, text in enumerate(texts, 1))


def numbers(*texts: str) -> list[str]:
    return [passage.number for passage in read(*texts).walk()]


def test_roman_arabic_and_letters_nest():
    got = numbers("I. MỤC TIÊU", "1. Chung", "2. Cụ thể", "a) Một", "b) Hai", "II. TỔ CHỨC", "1. Sở")
    assert got == ["I", "I.1", "I.2", "I.2.a", "I.2.b", "II", "II.1"]


def test_a_compound_number_stands_for_its_parent_too():
    assert numbers("IV. TỔ CHỨC", "1. Ban", "2. Ủy ban", "2.1. Sở A", "2.2. Sở B", "3. Ban C")[3:] == [
        "IV.2.1",
        "IV.2.2",
        "IV.3",
    ]


def test_a_letter_with_an_index_nests_in_its_letter():
    got = numbers(
        "II. KẾT QUẢ", "5. Hạ tầng", "5.1. Đô thị:", "a) Nền tảng", "a1) Trung tâm", "a2) Dịch vụ", "5.2. Ứng dụng"
    )
    assert got == ["II", "II.5", "II.5.1", "II.5.1.a", "II.5.1.a.a1", "II.5.1.a.a2", "II.5.2"]


def test_đ_stands_between_d_and_e():
    assert numbers("1. Yêu cầu", "d) Một", "đ) Hai", "e) Ba")[1:] == ["1.d", "1.đ", "1.e"]


def test_capital_letters_C_and_D_go_on_after_B_though_they_are_roman_numerals():
    assert numbers("A. MỘT", "1. Hạ tầng", "B. HAI", "C. BA", "D. BỐN", "1. Kết quả") == [
        "A",
        "A.1",
        "B",
        "C",
        "D",
        "D.1",
    ]


def test_a_gap_in_the_numbers_is_accepted():
    assert numbers("IV. BÀI HỌC", "1. Thể chế", "2. Kinh tế số", "4. Nhân lực") == ["IV", "IV.1", "IV.2", "IV.4"]


def test_a_list_may_begin_late_directly_under_a_heading():
    assert numbers("III. GIẢI PHÁP", "2. Thể chế", "3. Hạ tầng") == ["III", "III.2", "III.3"]


def test_a_number_in_running_text_is_no_heading():
    passage = read("1. Kết quả", "Trong tuần:", "12. năm trước không tính").passages[0]
    assert len(passage.paragraphs) == 2 and not passage.children


def test_a_paragraph_cut_by_a_page_break_is_joined():
    passage = read("1. Mục tiêu", "Tập trung thúc đẩy", "phát triển kinh tế số.").passages[0]
    assert passage.paragraphs == [Paragraph("Tập trung thúc đẩy phát triển kinh tế số.", (2, 3))]


def test_a_note_in_brackets_after_a_list_belongs_to_the_section():
    section = read("II. CHỈ TIÊU", "1. Cụ thể", "a) Hạ tầng.", "(Chi tiết tại Phụ lục I).").passages[0]
    assert section.paragraphs == [Paragraph("(Chi tiết tại Phụ lục I).", (4, 4))]


def test_an_enumeration_is_no_note_though_it_begins_and_ends_with_brackets():
    section = read("D. KẾT QUẢ", "1. Trong tuần", "(1) Góp ý (Công văn 1); (2) Họp (Công văn 2).").passages[0]
    assert not section.paragraphs and len(section.children[0].paragraphs) == 1


def test_what_stands_before_the_first_label_is_the_opening():
    got = read("Căn cứ Nghị quyết số 57-NQ/TW;", "I. MỤC ĐÍCH", "1. Chung")
    assert [p.text for p in got.opening] == ["Căn cứ Nghị quyết số 57-NQ/TW;"]


def test_headings_go_from_large_to_small():
    *_, point = read("I. MỤC ĐÍCH", "2. Yêu cầu", "a) Rõ việc").walk()
    assert point.headings == ("I. MỤC ĐÍCH", "2. Yêu cầu")


def test_roman_numerals():
    assert [roman(text) for text in ("I", "IV", "IX", "XIV", "XL", "C", "IIII", "Đ", "")] == [
        1,
        4,
        9,
        14,
        40,
        100,
    ] + [None] * 3
