"""Short forms that no table lists, read by the words of a corpus."""

import pytest

from dannguon.retrieval.initials import Initials

TEXTS = [
    "Duy trì Tổ công nghệ số cộng đồng; bồi dưỡng kỹ năng số, kỹ năng số căn bản",
    "Quản trị dữ liệu, phối hợp quản trị, công tác phối hợp. Kỹ năng sống",
]


@pytest.mark.parametrize(
    ("short", "phrase"),
    [("CNSCĐ", "công nghệ số cộng đồng"), ("cnscd", "công nghệ số cộng đồng"), ("KNS", "kỹ năng số")],
)
def test_initials_stand_for_the_phrase_that_recurs_most(short, phrase):
    assert Initials(TEXTS).phrases(short)[0] == phrase


def test_initials_do_not_run_over_the_end_of_a_clause():
    assert Initials(["cộng đồng; bồi dưỡng"]).phrases("CĐBD") == ()


def test_two_letters_stand_only_for_a_pair_that_recurs():
    assert Initials(["bồi dưỡng"]).phrases("BD") == ()
    assert Initials(["bồi dưỡng"] * 3).phrases("BD") == ("bồi dưỡng",)


@pytest.mark.parametrize(("typed", "meant"), [("qtrị", "quản trị"), ("ph/hợp", "phối hợp"), ("p/hop", "phối hợp")])
def test_a_word_cut_to_its_beginning_is_spelt_out_by_the_word_after_it(typed, meant):
    assert Initials(TEXTS).pair(typed) == meant


@pytest.mark.parametrize("word", ["trị", "plan", "xhợp"])
def test_a_syllable_and_a_word_without_a_pair_stay(word):
    assert Initials(TEXTS).pair(word) is None


def test_a_pair_that_does_not_prevail_is_no_reading():
    assert Initials(["đào tạo, đồng tạo, đào tạo, đồng tạo"]).pair("đtạo") is None
