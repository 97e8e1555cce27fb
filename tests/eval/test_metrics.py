"""The figures of one answer, and that they are those of the reference scorer."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType

import pytest

from dannguon.eval.cases import Case
from dannguon.eval.given import Given
from dannguon.eval.loading import load
from dannguon.eval.metrics import abstention, score

from .making import case, list_case, members, refused_case

SUITES = Path(__file__).parents[2] / "eval" / "suites"


def given(answer: str = "Sở Nội vụ, Quý I/2026", *ids: str, abstained: bool = False, **keys: object) -> Given:
    cites = [{"n": n, "id": i, "document": i.split("/")[0], "lines": [1, 1]} for n, i in enumerate(ids, 1)]
    return Given.model_validate({"answer": answer, "abstained": abstained, "citations": cites} | keys)


RIGHT = given("Sở Nội vụ, Quý I/2026 [1]", "ke-hoach/PL1/7")


def test_the_right_row_with_its_facts_is_exact():
    figures = score(case(), RIGHT)
    assert (figures.exact, figures.precision, figures.recall, figures.f1, figures.right_first) == (1, 1, 1, 1, 1)
    assert (figures.facts, figures.fact_accuracy, figures.refusal) == (1, 1, 1)


def test_figures_that_do_not_apply_are_none():
    figures = score(case(), RIGHT)
    assert figures.list_f1 is figures.list_complete is figures.count is None
    assert figures.contradiction is figures.supersession is None
    assert score(refused_case(), given("Không có.", abstained=True)).precision is None


def test_one_of_two_facts_is_half_of_the_fact_accuracy():
    figures = score(case(), given("Sở Nội vụ [1]", "ke-hoach/PL1/7"))
    assert (figures.fact_accuracy, figures.facts, figures.exact) == (1 / 2, 0, 0)


def test_one_spare_citation_is_let_through_and_two_are_not():
    one = score(case(), given("Sở Nội vụ, Quý I/2026", "ke-hoach/PL1/7", "ke-hoach/PL1/8"))
    two = score(case(), given("Sở Nội vụ, Quý I/2026", "ke-hoach/PL1/7", "ke-hoach/PL1/8", "ke-hoach/PL1/9"))
    assert (one.exact, one.precision, two.exact, two.precision) == (1, 1 / 2, 0, 1 / 3)


def test_an_answer_that_dumps_the_row_is_not_exact():
    dump = given("Sở Nội vụ, Quý I/2026, Sở Y tế, UBND Thành phố, Đề án", "ke-hoach/PL1/7")
    assert score(case(), dump).exact == 0


def test_a_list_wants_exactly_its_members():
    wanted = list_case(1, 2, 3, 4)
    missing, extra = score(wanted, given("", *members(1, 2, 3))), score(wanted, given("", *members(1, 2, 3, 4, 5)))
    assert (missing.list_complete, missing.recall, missing.exact) == (0, 3 / 4, 0)
    assert missing.list_f1 == pytest.approx(2 * 1 * 0.75 / 1.75)
    assert (extra.list_complete, extra.precision, extra.exact) == (1, 4 / 5, 0)


@pytest.mark.parametrize(
    ("answer", "stated"), [("Có 2 nhiệm vụ [1, 2]", 1), ("Có 12 nhiệm vụ [2]", 0), ("Có 02 việc", 1), ("Hạn 2/3", 0)]
)
def test_a_count_is_stated_on_its_own(answer, stated):
    assert score(list_case(1, 2, count=2), given(answer, *members(1, 2))).count == stated


def test_refusing_what_can_be_answered_is_wrong_both_ways():
    assert score(case(), given("Không có.", abstained=True)).refusal == 0
    assert score(refused_case(), RIGHT).refusal == 0
    assert score(refused_case(), given("Không có.", abstained=True)).exact == 1


def test_both_sides_of_a_contradiction_have_to_be_shown():
    two = [[{"id": i, "doc": "ke-hoach", "lines": [n, n]}] for n, i in enumerate(members(7, 8), 1)]
    assert score(case(cite=two), RIGHT).contradiction == 0
    assert score(case(cite=two), given("", *members(7, 8))).contradiction == 1


def test_a_superseded_record_never_stands_first():
    old = {"n": 1, "id": "cu/PL1/7", "document": "cu", "lines": [1, 1], "superseded_by": "ke-hoach"}
    new = {"n": 2, "id": "ke-hoach/PL1/7", "document": "ke-hoach", "lines": [1, 1]}
    assert score(case(), given(citations=[old, new])).supersession == 0
    assert score(case(), given(citations=[new, old])).supersession == 1


def test_an_old_plan_that_was_asked_for_may_stand_first():
    asked = case(cite=[[{"id": "cu/PL1/7", "doc": "cu", "lines": [1, 1]}]])
    old = {"n": 1, "id": "cu/PL1/7", "document": "cu", "lines": [1, 1], "superseded_by": "ke-hoach"}
    assert score(asked, given(citations=[old])).supersession == 1


def test_abstention_is_measured_over_what_was_and_what_had_to_be_refused():
    no = given("Không có.", abstained=True)
    figures = abstention([(case(), RIGHT), (case(), no), (refused_case(), no), (refused_case(), RIGHT)])
    assert (figures.precision, figures.recall, figures.f1) == (1 / 2, 1 / 2, 1 / 2)


def test_abstention_that_never_happened_has_no_precision():
    assert abstention([(case(), RIGHT)]).precision is None


@pytest.fixture
def reference(gold) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", gold / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def synthetic(wanted: Case, chance: random.Random) -> dict[str, object]:
    """An answer that is right, or wrong in one or more of the ways answers are."""
    cites = [group[0] for group in wanted.cite] or [p for p in wanted.cite_optional]
    listed = [{"id": i, "document": i.split("/")[0], "lines": [1, 1]} for i in wanted.list_ids]
    given = listed or [{"id": c.id, "document": c.doc, "lines": list(c.lines), "quote": c.quote} for c in cites]
    stray = {"id": "plan27/PL3/1", "document": "plan27", "lines": [498, 530], "quote": ""}
    given = [c for c in given if chance.random() > 0.1] + [stray] * chance.choice([0, 0, 0, 1, 2])
    if chance.random() < 0.2:
        chance.shuffle(given)
    if chance.random() < 0.3:
        given = [c | {"id": (c["id"] or "x/y").upper() + "."} for c in given]
    said = [chance.choice(spellings) for spellings in wanted.facts if chance.random() > 0.1]
    said += [x for x in wanted.extra_fields if chance.random() < 0.2] + [f"[{len(given)}]"]
    said += [str(wanted.count)] if chance.random() < 0.8 else ["1/2"]
    answer = chance.choice([" ", "\n", " – "]).join(said)
    return {"answer": answer, "abstained": chance.random() < 0.2, "citations": given}


@pytest.mark.parametrize("suite", sorted(SUITES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_our_figures_agree_with_score_py(reference, suite):
    names = {"exact": "exact", "cite@1": "right_first", "refusal": "refusal"}
    names |= {name: name for name in ("precision", "recall")}
    for wanted in load(suite):
        question = json.loads(wanted.model_dump_json())
        for seed in range(40):
            answer = synthetic(wanted, random.Random(f"{wanted.id}{seed}"))
            ours, theirs = score(wanted, Given.model_validate(answer)), reference.score_one(question, answer)
            assert {n: theirs.get(n) for n in names} == {n: getattr(ours, o) for n, o in names.items()}, answer
            assert not wanted.answerable or ours.facts == theirs["facts"]
