"""A slip is mended by the words beside it, and only then."""

import pytest

from dannguon.retrieval.spelling import Spelling

TEXTS = ["Báo cáo kết quả thí điểm. Khu Công nghệ cao chủ trì. Tập đoàn đa quốc gia. Thủ tục hành chính."] * 3
PHRASES = [
    "cơ quan nào * chủ trì",
    "đơn vị nào",
    "đạt bao nhiêu",
    "hạn khi nào",
    "đã quá hạn",
    "phụ lục",
    "văn bản",
    "quý mấy",
] * 5
SPELLING = Spelling(TEXTS, PHRASES, short={"bn": "bao nhiêu", "đv": "đơn vị", "ph": "phối hợp"}, keep=["gdp", "bn"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bo cáo tuần này ở đâu", "báo cáo tuần này ở đâu"),
        ("khu công ngệ cao", "khu công nghệ cao"),
        ("cơ quan no chủ trì", "cơ quan nào chủ trì"),
        ("cơ quan nào chhủ trì", "cơ quan nào chủ trì"),
        ("cơ quan nào cuhr trì", "cơ quan nào cuhr trì"),
        ("cơ quan nào hcủ trì", "cơ quan nào chủ trì"),
        ("việc đã quá hn", "việc đã quá hạn"),
        ("co quan nao chu tr", "co quan nao chu tri"),
        ("co quan naao chu tri", "co quan nao chu tri"),
        ("các văn bn đặt hạn thế nào", "các văn bản đặt hạn thế nào"),
        ("việc no hạn cuối", "việc nào hạn cuối"),
        ("văn bn số 5", "văn bản số 5"),
        ("nội dung Ph lục II", "nội dung Phụ lục II"),
    ],
)
def test_a_slip_becomes_the_word_that_its_neighbours_call_for(typed, meant):
    assert SPELLING.mend(typed).text == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Phu5 lục III", "Phụ lục III"),
        ("cơ quan na2o chủ trì", "cơ quan nào chủ trì"),
        ("hạn khi naof", "hạn khi nào"),
        ("điều ha2nh", "điều hành"),
    ],
)
def test_keys_of_an_input_method_that_was_off_for_one_word_are_decoded(typed, meant):
    assert SPELLING.mend(typed).text == meant


@pytest.mark.parametrize(
    "typed",
    [
        "tháng6 này",
        "quy2 nam nay",
        "TP1 và Q3",
        "mục 31.2, văn bản 12/VP-VX",
        "Bến Thành chủ trì",
        "QLCN chủ trì, GDP bn %",
        "anh Trúc và chị Yên phụ trách mảng này",
        "app nào của team nào",
        "đv nào xài xong, quý mấy",
        "bao cao ket qua",
        "Jared Allen có bao nhiêu lần vật ngã",
        "",
    ],
)
def test_numbers_names_short_forms_and_words_of_speech_stay(typed):
    assert SPELLING.mend(typed).text == typed
    assert SPELLING.mend(typed).slips == ()


def test_what_was_mended_is_told():
    assert SPELLING.mend("Ph lục II, hạn khi nà").slips == (("Ph", "Phụ"), ("nà", "nào"))


def test_a_text_without_marks_is_given_them_letter_for_letter():
    mended = SPELLING.mend("Co quan nao chu tri, bao cao 27-KH")
    assert mended.text == "Co quan nao chu tri, bao cao 27-KH"
    assert mended.marked == "Cơ quan nào chủ trì, báo cáo 27-KH"


def test_a_text_with_its_marks_has_no_other():
    mended = SPELLING.mend("cơ quan no chủ trì")
    assert mended.marked == mended.text


def test_a_text_typed_without_care_is_given_the_marks_it_lacks():
    assert SPELLING.mend("co quan nào chu tri, ket qua").text == "cơ quan nào chủ trì, kết quả"


def test_capitals_stay_capitals():
    assert SPELLING.mend("CƠ QUAN NO CHỦ TRÌ").text == "CƠ QUAN NÀO CHỦ TRÌ"


def test_marks_are_guessed_across_commas_and_behind_them():
    of_places = Spelling(["Ủy ban nhân dân xã, phường, đặc khu."] * 3, ["đúng không"] * 3)
    assert of_places.mend("cac xa, phuong, dac khu").marked == "các xã, phường, đặc khu"
    assert of_places.mend("gui xa, dung khong").marked == "gửi xã, đúng không"


def test_a_short_form_may_be_a_word_without_its_marks():
    of_projects = Spelling(["Dự án đã hoàn thành, đã nghiệm thu."] * 3, keep=["DA"])
    assert of_projects.mend("du an da hoan thanh").marked == "dự án đã hoàn thành"
    assert of_projects.mend("DA hoan thanh").marked == "DA hoàn thành"


def test_the_usual_word_is_among_those_that_marks_may_make():
    """ "doi" has seventeen, and those in đ come last in the table."""
    assert Spelling(["Chuyển đổi số."]).mend("chuyen doi so").marked == "chuyển đổi số"


def test_words_that_are_as_likely_are_told_and_no_others():
    mended = Spelling(["Máy chủ.", "Mấy giờ."]).mend("may")
    assert {mended.marked} | mended.also[mended.marked] >= {"máy", "mấy"}
    assert (
        Spelling(["Cơ quan chủ trì."] * 9)
        .mend("co quan chu tri")
        .also.get("chủ", frozenset())
        .isdisjoint({"chữ", "chú"})
    )


def test_words_joined_by_a_stroke_are_words_and_codes_are_not():
    assert SPELLING.mend("bao cao/ket qua 12/VP-VX").marked == "báo cáo/kết quả 12/VP-VX"
