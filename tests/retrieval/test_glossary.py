"""Short forms and English terms in Vietnamese words."""

import pytest

from dannguon.models import Kind, Record
from dannguon.retrieval.glossary import learn_abbreviations, load_glossary
from dannguon.retrieval.phrases import tokenize


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("a low-altitude economy plan", "kinh tế tầm thấp"),
        ("Digital Twins", "bản sao số"),
        ("venture-capital funds", "đầu tư mạo hiểm"),
        ("cashless payments", "thanh toán không dùng tiền mặt"),
        ("semiconductors", "bán dẫn"),
    ],
)
def test_english_phrases_give_vietnamese_terms(text: str, term: str) -> None:
    assert term in [one.text for one in load_glossary().expand(tokenize(text), "en") if one.weight == 1]


def test_the_longest_phrase_wins() -> None:
    terms = [one.text for one in load_glossary().expand(tokenize("high-performance computing"), "en")]
    assert "hạ tầng tính toán hiệu năng cao" in terms
    assert "điện toán đám mây" not in terms


@pytest.mark.parametrize("typed", ["KH&CN", "KHCN", "KH-CN", "khcn"])
def test_short_forms_are_spelt_out_however_typed(typed: str) -> None:
    assert "khoa học và công nghệ" in [one.text for one in load_glossary().expand(tokenize(f"sàn {typed} mới"), "vi")]


def test_ai_is_the_technology_only_in_capitals() -> None:
    def terms(text: str) -> list[str]:
        return [one.text for one in load_glossary().expand(tokenize(text), "vi")]

    assert "trí tuệ nhân tạo" in terms("Ứng dụng AI ở phường")
    assert "trí tuệ nhân tạo" not in terms("ai lo ở phường")


def test_chat_shorthand_is_spelt_out_but_capitals_stay() -> None:
    assert load_glossary().spell_out("nv nào bh xong, NV Trung") == "nhiệm vụ nào bao giờ xong, NV Trung"


def test_a_corpus_teaches_its_own_short_forms() -> None:
    text = "Vận hành Trung tâm giám sát ngập lụt (FMC) và Hệ thống thoát nước đô thị (HTTNĐT) trong 2 (hai) năm (NĂM)."
    record = Record("a/1", "a", Kind.PASSAGE, "1", (), {}, text, (1, 1))
    learnt = learn_abbreviations([record])
    assert learnt["FMC"] == "Trung tâm giám sát ngập lụt"
    assert learnt["HTTNĐT"] == "Hệ thống thoát nước đô thị"


def test_a_name_is_learnt_whole() -> None:
    text = "Theo Chỉ số Nhận thức Tham nhũng (CPI), phi hành đoàn có Khoang chỉ huy (CMP)."
    learnt = learn_abbreviations([Record("a/1", "a", Kind.PASSAGE, "1", (), {}, text, (1, 1))])
    assert learnt == {"CPI": "Chỉ số Nhận thức Tham nhũng", "CMP": "Khoang chỉ huy"}


def test_printed_short_forms_are_spelt_out_where_they_stand_for_one_thing() -> None:
    assert load_glossary().in_full("Tỷ lệ TTHC qua VNeID, TL 5%") == "Tỷ lệ thủ tục hành chính qua VNeID, TL 5%"


def test_what_is_part_of_a_number_is_no_short_form() -> None:
    assert load_glossary().in_full("số 17-TB/UBND-KHCN ngày 1/2") == "số 17-TB/UBND-KHCN ngày 1/2"


def test_everyday_words_give_what_documents_write() -> None:
    assert "ùn tắc giao thông" in [one.text for one in load_glossary().synonyms(tokenize("Bao giờ hết kẹt xe?"))]


def test_a_single_everyday_word_needs_its_tones() -> None:
    said = {one.source for one in load_glossary().synonyms(tokenize("san thu gom rac thai"))}
    assert said == {"rac thai"}  # "san" may be "sân" or "sản" as well as "sàn"


def test_an_everyday_word_of_other_tones_is_another_word() -> None:
    assert load_glossary().synonyms(tokenize("Ưu tiên công nghệ, công nhận, dữ liệu mà hóa")) == []
