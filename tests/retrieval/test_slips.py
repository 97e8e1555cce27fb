"""What a slip of the finger costs, and which words it may have been."""

import pytest

from dannguon.retrieval.slips import Slips, slip_cost


def test_likelier_slips_cost_less():
    doubled, lost, swapped = (slip_cost(typed, "chủ", bare=False) for typed in ("chhủ", "hủ", "hcủ"))
    assert slip_cost("chủ", "chủ", bare=True) == 0.0
    assert doubled < swapped < lost


@pytest.mark.parametrize("typed", ["chhhủ", "trì", "c", "hcur"])
def test_two_slips_are_none(typed):
    assert slip_cost(typed, "chủ", bare=False) is None


def test_missing_marks_cost_nothing_where_none_are_typed():
    assert slip_cost("nao", "nào", bare=True) == 0.0
    assert slip_cost("nao", "nào", bare=False) < slip_cost("náo", "nào", bare=False)


def test_a_letter_beside_the_right_one_is_likelier_than_one_far_away():
    assert slip_cost("pạn", "hạn", bare=False) > slip_cost("jạn", "hạn", bare=False)
    assert slip_cost("phạt", "phát", bare=False) > slip_cost("sẽ", "sẻ", bare=False)


def test_the_words_a_slip_away_are_found():
    slips = Slips(["nào", "nao", "này", "chủ", "hạn"])
    assert {word for _, word in slips.meant("no", False)} == {"nào", "nao"}
    assert {word for _, word in slips.meant("hn", False)} == {"hạn"}
    assert slips.alike("nao") == ["nào", "nao"]
