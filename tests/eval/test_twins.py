"""Slips of the keyboard, as the input methods make them."""

import random

import pytest

from dannguon.eval.cases import Suite
from dannguon.eval.twins import Slip, doubled, dropped, telex, twins, vni, without_diacritics, wrong_tone

from .making import case


@pytest.mark.parametrize(
    ("word", "by_telex", "by_vni"),
    [
        ("điều", "ddieeuf", "d9ie6u2"),
        ("Sở", "Sowr", "So73"),
        ("trăm", "trawm", "tra8m"),
        ("việc", "vieecj", "vie6c5"),
    ],
)
def test_residue_is_what_the_keys_leave(word, by_telex, by_vni):
    assert (telex(word), vni(word)) == (by_telex, by_vni)


def test_without_diacritics_keeps_case_and_numbers():
    assert without_diacritics("Đề án 27-KH/BCĐTP") == "De an 27-KH/BCDTP"


def test_a_letter_is_doubled_or_dropped():
    chance = random.Random(1)
    assert len(doubled("hạn", chance)) == 4
    assert dropped("hạn", chance) in ("hn", "hạ")


def test_a_wrong_tone_is_another_tone_on_the_same_letters():
    slipped = wrong_tone("hạn", random.Random(1))
    assert slipped != "hạn"
    assert without_diacritics(slipped) == "han"


def test_each_vietnamese_case_has_three_twins_with_its_expectations():
    made = list(twins(Suite("s", (case(turns=["Ai chủ trì?", "Hạn của Kế hoạch 27-KH/BCĐTP là bao giờ?"]),))))
    assert [twin.slip for twin in made[:2]] == [Slip.NO_DIACRITICS, Slip.CAPITALS]
    assert made[0].case.turns == ("Ai chu tri?", "Han cua Ke hoach 27-KH/BCDTP la bao gio?")
    assert made[2].case.turns[0] == "Ai chủ trì?"
    assert "27-KH/BCĐTP" in made[2].case.turns[1]
    assert all((twin.of, twin.case.cite) == ("c1", case().cite) for twin in made)


def test_twins_are_the_same_every_time():
    suite = Suite("s", (case(),))
    assert list(twins(suite)) == list(twins(suite))


def test_an_english_question_is_asked_as_it_is():
    assert not list(twins(Suite("s", (case(lang="en", turns=["Who leads?"]),))))


def test_a_twin_that_equals_its_question_is_left_out():
    slips = {twin.slip for twin in twins(Suite("s", (case(turns=["ai chu tri"]),)))}
    assert Slip.NO_DIACRITICS not in slips
    assert not slips & {Slip.TELEX, Slip.VNI, Slip.WRONG_TONE}
