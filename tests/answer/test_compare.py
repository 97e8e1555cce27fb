"""Comparisons and rankings: the outcome is computed, and both sides are cited."""

from dataclasses import replace

import pytest

from dannguon.answer.compare import compare
from dannguon.answer.verify import verify
from dannguon.models import Kind
from dannguon.retrieval.asked import AgencyConstraint, Constraints, Intent, Reference, Role

from .rows import TARGETS, TASKS, answered, asked, cited, make, row

ANNEX_1 = Constraints(containers=("PL1",))
ANNEX_2 = Constraints(containers=("PL2",))


@pytest.fixture
def kb(tmp_path):
    return make(tmp_path, [*TARGETS, *TASKS])


def two(kb, container, first, second, text, language="vi"):
    references = tuple(Reference(item, container=container, item=item) for item in (first, second))
    return asked(kb, Constraints(), language, text=text, references=references, intent=Intent.COMPARE)


def test_the_larger_target_is_named_with_the_difference(kb):
    answer = answered(compare, two(kb, "PL1", "1", "3", "chỉ tiêu 1 và 3, chỉ tiêu nào lớn hơn?"))
    assert cited(answer) == ["PL1/1", "PL1/3"]
    assert f"Số tuyến phố xanh lớn hơn, chênh lệch {30 - 12} [1][2]" in answer.text


def test_targets_of_different_units_are_not_put_in_one_order(kb):
    answer = answered(compare, two(kb, "PL1", "1", "2", "chỉ tiêu 1 và 2, chỉ tiêu nào lớn hơn?"))
    assert "không so sánh được" in answer.text


def test_the_earlier_task_is_named_with_the_days_between(kb):
    answer = answered(compare, two(kb, "PL2", "1", "2", "nhiệm vụ 1 và 2, nhiệm vụ nào đến hạn sớm hơn?"))
    assert f"Số hoá cây xanh đến hạn sớm hơn, cách nhau {30 + 31 + 30} ngày" in answer.text


def test_the_earliest_of_an_annex_is_its_first_last_day(kb):
    answer = answered(compare, asked(kb, ANNEX_2, text="nhiệm vụ nào ở Phụ lục II có thời hạn sớm nhất?"))
    assert cited(answer) == ["PL2/2"]
    assert "Kết thúc ngày 31/3/2026" in answer.text


def test_the_largest_of_an_annex_is_told_by_unit(kb):
    answer = answered(compare, asked(kb, ANNEX_1, text="chỉ tiêu nào ở Phụ lục I lớn nhất?"))
    assert cited(answer) == ["PL1/3"]


def test_two_sections_are_compared_by_what_they_hold(kb):
    constraints = Constraints(containers=("PL2",), sections=("I", "II"))
    answer = answered(compare, asked(kb, constraints, text="mục I hay mục II có nhiều nhiệm vụ hơn?"))
    assert cited(answer) == ["PL2/1", "PL2/2", "PL2/3.1", "PL2/3.2"]
    assert answer.text.startswith("Mục I, Phụ lục II, Kế hoạch số 31-KH/BCĐ có 2 nhiệm vụ [1][2].")
    assert verify(answer, kb) == []


def test_of_two_agencies_the_one_with_more_is_named(kb):
    agencies = tuple(AgencyConstraint(one, Role.LEAD, one, either=True) for one in ("so-xay-dung", "so-tai-chinh"))
    constraints = Constraints(agencies=agencies, containers=("PL2",))
    answer = answered(compare, asked(kb, constraints, text="Sở Xây dựng hay Sở Tài chính chủ trì nhiều nhiệm vụ hơn?"))
    assert "Nhiều hơn là Sở Xây dựng [1][2]." in answer.text
    assert verify(answer, kb) == []


def test_an_agency_that_has_none_is_told_beside_one_that_has(kb):
    agencies = tuple(AgencyConstraint(one, Role.LEAD, one) for one in ("so-xay-dung", "so-du-lich"))
    constraints = Constraints(agencies=agencies, containers=("PL2",))
    question = asked(kb, constraints, text="So sánh số nhiệm vụ của Sở Xây dựng và Sở Du lịch", intent=Intent.COUNT)
    answer = answered(compare, question)
    assert "có 2 nhiệm vụ do Sở Xây dựng chủ trì [1][2]." in answer.text
    assert "do Sở Du lịch chủ trì." in answer.text and "không có" in answer.text
    assert verify(answer, kb) == []


def test_a_ranking_of_shares_leaves_other_units_out(tmp_path):
    rows = [row(f"PL1/{n}", "Xe buýt điện", kind=Kind.TARGET, value=f"≥ {n}0%", unit="%") for n in (5, 6)]
    kb = make(tmp_path, [*TARGETS, *rows])
    answer = answered(compare, asked(kb, ANNEX_1, text="tỷ lệ phần trăm nào cao nhất?"))
    assert cited(answer) == ["PL1/6"]


def test_a_deadline_that_says_only_the_year_is_no_latest(kb):
    answer = answered(compare, asked(kb, ANNEX_2, text="nhiệm vụ nào có thời hạn muộn nhất?"))
    assert cited(answer) == ["PL2/1"]


def test_the_section_that_holds_most_is_cited_with_all_it_holds(tmp_path):
    more = row("PL2/4", "Thêm một việc", section="I. Hạ tầng số", lead_agency="Sở Y tế", due="Quý I/2026")
    kb = make(tmp_path, [*TASKS, more])
    answer = answered(compare, asked(kb, ANNEX_2, text="Mục nào của Phụ lục II có nhiều nhiệm vụ nhất?"))
    assert cited(answer) == ["PL2/1", "PL2/2", "PL2/4"]
    assert "“I. Hạ tầng số” có nhiều nhất, 3 nội dung" in answer.text
    assert verify(answer, kb) == []


def test_the_row_with_most_agencies_is_told_with_their_number_and_names(kb):
    answer = answered(compare, asked(kb, ANNEX_2, text="nhiệm vụ nào có nhiều cơ quan chủ trì nhất?"))
    assert cited(answer) == ["PL2/2"]
    assert "Số cơ quan chủ trì: 2" in answer.text
    assert "Sở Xây dựng, Sở Tài chính" in answer.text
    assert verify(answer, kb) == []


def test_the_agency_that_leads_most_is_cited_with_all_it_leads(kb):
    answer = answered(compare, asked(kb, ANNEX_2, text="cơ quan nào chủ trì nhiều nhiệm vụ nhất ở Phụ lục II?"))
    assert cited(answer) == ["PL2/1", "PL2/2", "PL2/3.1", "PL2/3.2"]
    assert "Sở Xây dựng chủ trì nhiều nhất, với 2 nội dung" in answer.text
    assert "Sở Nội vụ chủ trì nhiều nhất, với 2 nội dung" in answer.text


@pytest.mark.parametrize("text", ["chỉ tiêu nào trên 50%?", "ít nhất 3 trung tâm", "hạn khi nào?"])
def test_other_questions_are_left_to_others(kb, text):
    assert compare(asked(kb, ANNEX_1, text=text)) is None


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("text", ["nhỏ nhất", "lớn nhất", "sớm nhất", "muộn nhất", "chủ trì nhiều nhất"])
def test_every_ranking_passes_the_last_door(kb, text, language):
    constraints = ANNEX_1 if "l" in text[:2] or "nh" in text[:2] else ANNEX_2
    answer = answered(compare, asked(kb, constraints, language, text=text))
    assert verify(answer, kb) == []


def test_the_wrong_winner_is_stopped(kb):
    answer = answered(compare, two(kb, "PL1", "1", "3", "chỉ tiêu nào lớn hơn?"))
    swapped = tuple(
        replace(c, text="Số tuyến phố số") if c.computed and c.computed.name == "leading" else c for c in answer.claims
    )
    text = answer.text.replace("Số tuyến phố xanh lớn hơn", "Số tuyến phố số lớn hơn")
    assert [m.reason for m in verify(replace(answer, text=text, claims=swapped), kb)]
