"""What of a record is searched: two sentences told together share a window, and a text without a name is its own."""

from dannguon.models import Kind, Record
from dannguon.retrieval.views import view

LEAD = "Ban chỉ đạo họp vào sáng thứ Hai hằng tuần tại trụ sở, thành phần dự họp do Trưởng ban quyết định."
ASKED = ("Quỹ được lập năm 2019.", "Vốn điều lệ của quỹ là 40 tỷ đồng.")
TAIL = "Các sở gửi báo cáo về Văn phòng trước ngày 15 tháng cuối quý, bản giấy lẫn bản điện tử có ký số."


def passage(*sentences: str) -> Record:
    return Record("a/body/1", "a", Kind.PASSAGE, "1", (), {}, " ".join(sentences), (1, 1))


def test_two_neighbouring_short_sentences_share_a_window_wherever_they_stand():
    for sentences in ((LEAD, *ASKED, TAIL), (LEAD, TAIL, *ASKED), (*ASKED, LEAD, TAIL)):
        _, *windows = view(passage(*sentences)).passages
        assert any(all(sentence in window for sentence in ASKED) for window in windows)
        assert min(map(len, windows)) < 160


def test_a_text_of_one_sentence_has_no_windows():
    assert view(passage(LEAD)).passages == (LEAD,)


def test_words_at_the_end_of_a_text_without_a_name_weigh_as_those_at_its_start():
    sentences = (LEAD, TAIL, LEAD, TAIL, *ASKED)
    assert view(passage(*sentences)).title == " ".join(sentences)
