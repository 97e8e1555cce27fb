"""The figures of a ranking, against the arithmetic that gives them."""

from math import log2

import pytest

from dannguon.eval.ranking import Hit, compared, rank_case, rankable, ranked, touches, try_search

from .making import case, list_case, refused_case


def test_the_only_relevant_item_at_rank_two():
    figures = ranked([2])
    assert (figures.recall_1, figures.recall_3, figures.mrr) == (0, 1, 1 / 2)
    assert figures.ndcg_10 == pytest.approx(1 / log2(3))


def test_one_of_two_relevant_items_is_missing():
    figures = ranked([1, None])
    assert (figures.hit_1, figures.recall_1, figures.recall_10, figures.mrr) == (1, 1 / 2, 1 / 2, 1)
    assert figures.ndcg_10 == pytest.approx(1 / (1 + 1 / log2(3)))


def test_nothing_found_is_nothing():
    assert ranked([None]).mrr == ranked([11]).ndcg_10 == 0


def test_a_required_record_is_found_by_its_id():
    hits = [Hit("ke-hoach/PL1/8", "ke-hoach", (42, 42)), Hit("ke-hoach/PL1/7", "ke-hoach", (40, 41))]
    assert rank_case(case(), hits).mrr == 1 / 2


def test_one_passage_may_hold_several_required_records():
    places = [{"id": None, "doc": "ke-hoach", "lines": [n, n]} for n in (40, 41)]
    figures = rank_case(case(cite=[[place] for place in places]), [Hit("p", "ke-hoach", (40, 41))])
    assert (figures.recall_1, figures.ndcg_10) == (1, 1)


def test_facts_count_that_the_first_four_texts_hold():
    texts = ["", "", "", "hạn Quý I/2026", "Sở Nội vụ"]
    hits = [Hit(None, "ke-hoach", (n, n), text) for n, text in enumerate(texts, 1)]
    assert rank_case(case(), hits).facts_4 == 1 / 2


def test_a_passage_of_a_peer_needs_one_line_in_common():
    long = Hit(None, "ke-hoach", (1, 400))
    assert rank_case(case(), [long], touches).recall_1 == 1
    assert rank_case(case(), [long]).recall_1 == 0


def test_trials_are_compared_with_the_first():
    right, wrong = Hit("ke-hoach/PL1/7", "ke-hoach", (40, 41)), Hit("ke-hoach/PL1/8", "ke-hoach", (42, 42))
    trials = [try_search(hit.id, lambda question, k, hit=hit: [hit], [case()] * 5) for hit in (right, wrong)]
    sheet = compared("Tìm", trials)
    assert [row[1] for row in sheet.rows] == ["1.000", "0.000"]
    assert sheet.rows[1][8:10] == ("-1.000", f"{2 / 2**5:.3f}")


def test_lists_refusals_and_follow_ups_are_not_ranked():
    assert rankable(case())
    assert not any(map(rankable, [list_case(1), refused_case(), case(turns=["Ai?", "Khi nào?"])]))
