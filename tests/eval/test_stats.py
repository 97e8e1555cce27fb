"""Intervals and tests, against values worked out by hand."""

import pytest

from dannguon.eval.stats import change, estimate, percentiles


def test_a_mean_counts_only_what_applies():
    figure = estimate([1, None, 0, 1, 0])
    assert (figure.mean, figure.n, figure.excluded) == (2 / 4, 4, 1)
    assert 0 <= figure.low < 2 / 4 < figure.high <= 1


def test_an_interval_is_the_same_every_time():
    assert estimate([1, 0, 0.5, 1]) == estimate([1, 0, 0.5, 1])


def test_nothing_that_applies_has_no_mean():
    assert estimate([None]) is estimate([]) is None


def test_the_interval_of_a_coin_is_about_two_standard_errors():
    figure = estimate([1, 0] * 200)
    assert figure.high - figure.mean == pytest.approx(1.96 * 0.5 / 20, abs=0.01)


def test_five_gains_and_no_loss_is_a_chance_of_one_in_sixteen():
    assert change([0] * 5, [1] * 5).p == 2 / 2**5


def test_what_did_not_change_is_chance():
    assert change([0, 1], [0, 1]).p == 1
    assert change([0.2, 0.7], [0.2, 0.7]).p == 1


def test_shares_are_compared_by_sign_flips():
    up = change([0.5] * 12, [0.9] * 12)
    assert up.difference == pytest.approx(0.4)
    assert up.p < 0.01


def test_a_case_without_a_value_in_both_is_left_out():
    assert change([None, 1], [1, 1]).n == 1
    assert change([None], [1]) is None


def test_percentiles_lie_between_neighbours():
    assert percentiles([1, 2, 3]) == (2, pytest.approx(2.9))
