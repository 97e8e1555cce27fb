"""The gate, with planted faults: each is caught, and by name."""

from dannguon.eval.baseline import baseline_of, load_baseline, save_baseline
from dannguon.eval.cases import Suite
from dannguon.eval.gate import check
from dannguon.eval.run import run

from .making import RIGHT, case, list_case, members, refused_case

SUITE = Suite(
    "s",
    tuple(
        made(id=f"{kind}-{n}", turns=[f"{kind}-{n}"])
        for n in (1, 2)
        for kind, made in {
            "row": case,
            "list": lambda **changes: list_case(1, 2, 3, **changes),
            "refusal": refused_case,
        }.items()
    ),
)
LIST = {"answer": "Gồm ba nhiệm vụ.", "citations": [{"id": i, "document": "ke-hoach"} for i in members(1, 2, 3)]}
REFUSAL = {"answer": "Kho không có.", "abstained": True}
VALUE = {"due": {"text": "Quý I/2026"}, "lead_agency": {"text": "Sở Nội vụ"}}


def shown(due: str) -> dict[str, object]:
    """The right row, with the deadline `due` shown as its own."""
    claims = [
        {"text": "Sở Nội vụ", "field": "lead_agency", "citations": [1]},
        {"text": due, "field": "due", "citations": [1]},
    ]
    citation = RIGHT["citations"][0] | {"fields": VALUE}
    return {"answer": f"Sở Nội vụ chủ trì, {due} [1].", "citations": [citation], "claims": claims}


def perfect(request):
    kind = request["messages"][-1]["content"].split("-")[0]
    return {"row": shown("Quý I/2026"), "list": LIST, "refusal": REFUSAL}[kind]


BASELINE = baseline_of(run(SUITE, perfect))


def planted(kind: str, fault: dict[str, object]) -> dict[str, tuple[str, ...]]:
    """What the gate finds when every answer of one kind has the fault."""

    def asker(request):
        return fault if request["messages"][-1]["content"].startswith(kind) else perfect(request)

    return {finding.figure: finding.cases for finding in check(run(SUITE, asker), BASELINE)}


def test_the_baseline_itself_passes():
    assert check(run(SUITE, perfect), BASELINE) == []


def test_a_wrong_field_is_caught_by_name():
    assert planted("row", shown("Quý II/2026"))["mechanical"] == ("row-1", "row-2")


def test_a_wrong_row_is_caught_by_name():
    elsewhere = shown("Quý I/2026")["citations"][0] | {"id": "ke-hoach/PL1/8", "lines": [42, 42]}
    assert planted("row", shown("Quý I/2026") | {"citations": [elsewhere]}) == {"exact": ("row-1", "row-2")}


def test_a_missing_list_member_is_caught_by_name():
    found = planted("list", LIST | {"citations": LIST["citations"][:2]})
    assert found == {"exact": ("list-1", "list-2"), "list_complete": ("list-1", "list-2")}


def test_a_dropped_refusal_is_caught_by_name():
    found = planted("refusal", {"answer": "Có."})
    assert found == {"exact": ("refusal-1", "refusal-2"), "refusal": ("refusal-1", "refusal-2")}


def test_one_question_may_be_lost():
    assert planted("refusal-1", {"answer": "Có."}) == {}


def test_one_wrong_value_may_not():
    assert planted("row-1", shown("Quý II/2026")) == {"mechanical": ("row-1",)}


def test_new_cases_do_not_count_against_the_baseline():
    grown = Suite("s", (*SUITE.cases, case(id="row-3", turns=["refusal-"])))
    assert check(run(grown, perfect), BASELINE) == []


def test_a_baseline_is_kept_and_read_back(tmp_path):
    save_baseline(BASELINE, tmp_path)
    assert load_baseline("s", tmp_path) == BASELINE
    assert load_baseline("t", tmp_path) is None
