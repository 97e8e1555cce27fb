"""Telex, VNI and glued words, beside words that only look like them."""

import pytest

from dannguon.retrieval.keyboard import composed, decode, one_slip_away, retone, split_glued, unglue


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chur trif ddeef ans", "chủ trì đề án"),
        ("thowif hanj hoanf thanhf", "thời hạn hoàn thành"),
        ("ca61p na2o phe6 duye6t5", "cấp nào phê duyệt"),
        ("quys 2 tieens ddooj", "quý 2 tiến độ"),
        ("THOWIF HANJ", "THỜI HẠN"),
        ("ai lam chinh", "ai lam chinh"),
        ("chatbot sandbox startup IoT", "chatbot sandbox startup IoT"),
        ("5G 6G PL3 KH27 kinh phí tax", "5G 6G PL3 KH27 kinh phí tax"),
    ],
)
def test_residue_is_decoded_and_nothing_else(typed: str, meant: str) -> None:
    assert decode(typed) == meant


def test_numbers_come_loose_from_their_words() -> None:
    assert unglue("PL3 stt20 tháng6 quy2/2026") == "PL 3 stt 20 tháng 6 quy 2/2026"
    assert unglue("ĐA06 NQ57 T6/2025") == "ĐA 06 NQ 57 tháng 6/2025"
    assert unglue("5G vneid2 covid19") == "5G vneid2 covid19"


@pytest.mark.parametrize("slip", ["phoi", "hopp", "hp", "ohp"])
def test_one_slip_is_one_letter_or_two_exchanged(slip: str) -> None:
    assert ("hop" in one_slip_away(slip, ["hop"])) == (slip != "phoi")


def test_two_known_words_typed_as_one_are_parted() -> None:
    words = {"nào", "chủ", "thời", "hạn"}
    assert split_glued("sở nàochủ trì, Thờihạn", words) == "sở nào chủ trì, Thời hạn"
    assert split_glued("Becamex doanhnghiệp", words) == "Becamex doanhnghiệp"


def test_a_tone_on_the_wrong_vowel_moves() -> None:
    assert retone("số mâý, Tiêú") == "số mấy, Tiếu"
    assert retone("quyền thuế khuếch trương hoà hóa quý") == "quyền thuế khuếch trương hoà hóa quý"


def test_a_tone_sent_before_the_mark_of_its_letter_is_composed() -> None:
    assert composed("vie\u0323\u0302c") == composed("vi\u00ea\u0323c") == "việc"
    assert composed("ngu\u031bo\u0300\u031bi") == "người"
