"""The figures of a ranking, against the arithmetic that gives them."""

from math import log2

import pytest

from dannguon.eval.ranking import Hit, rank_case, rankable, ranked

from .making import case, list_case, refused_case


def test_the_only_relevant_item_at_rank_two():
    figures = ranked([2])
    assert (figures.recall_1, figures.recall_3, figures.mrr) == (0, 1, 1 / 2)
    assert figures.ndcg_10 == pytest.approx(1 / log2(3))


def test_one_of_two_relevant_items_is_missing():
    figures = ranked([1, None])
    assert (figures.recall_1, figures.recall_10, figures.mrr) == (1 / 2, 1 / 2, 1)
    assert figures.ndcg_10 == pytest.approx(1 / (1 + 1 / log2(3)))


def test_nothing_found_is_nothing():
    assert ranked([None]).mrr == ranked([11]).ndcg_10 == 0


def test_a_required_record_is_found_by_its_id():
    hits = [Hit("ke-hoach/PL1/8", "ke-hoach", (42, 42)), Hit("ke-hoach/PL1/7", "ke-hoach", (40, 41))]
    assert rank_case(case(), hits).mrr == 1 / 2


def test_one_hit_serves_one_required_record():
    place = {"id": None, "doc": "ke-hoach", "lines": [40, 41]}
    assert rank_case(case(cite=[[place], [place]]), [Hit("p", "ke-hoach", (40, 41))]).recall_10 == 1 / 2


def test_lists_refusals_and_follow_ups_are_not_ranked():
    assert rankable(case())
    assert not any(map(rankable, [list_case(1), refused_case(), case(turns=["Ai?", "Khi nào?"])]))
