"""Derived forms of Vietnamese text."""

import pytest

from dannguon.text import canonical, fold, slugify, syllables


def test_old_and_new_tone_placement_are_one_spelling():
    assert canonical("hóa, thủy, khỏe") == canonical("hoá, thuỷ, khoẻ")


def test_a_tone_is_moved_only_where_both_spellings_are_the_same_word():
    assert canonical("của múa quý") == "của múa quý"


def test_folding_keeps_nothing_of_tones_and_of_the_barred_d():
    assert fold("Đề án ĐỔI MỚI ở Thủ Đức") == "de an doi moi o thu duc"


def test_syllables_are_words_and_numbers_in_order():
    assert syllables("Quý I/2026: 27-KH") == ["quý", "i", "2026", "27", "kh"]


def test_a_slug_is_folded_words_joined_by_hyphens():
    assert slugify("27-KH/BCĐTP") == "27-kh-bcdtp"


@pytest.mark.parametrize(
    "syllable", ["hóa", "hòa", "hỏa", "khỏe", "thủy", "lũy", "họa", "xòe", "của", "quý", "mía", "nghĩa"]
)
def test_tone_placement_agrees_with_underthesea(syllable):
    from underthesea import text_normalize

    assert canonical(syllable) == canonical(text_normalize(syllable))
