"""The suite format: what it refuses, and that its published schema is current."""

import json
from pathlib import Path

import pytest

from dannguon.errors import SuiteError
from dannguon.eval.cases import schema
from dannguon.eval.loading import load
from dannguon.models import Field, FieldValue, Kind, Record

ROOT = Path(__file__).parents[2]
LEAD = {Field.LEAD_AGENCY: FieldValue("So Noi vu", mended="Sở Nội vụ")}
ROW = Record("ke-hoach/PL1/7", "ke-hoach", Kind.TASK, "7", ("7. Thông báo số 5/TB-VP",), LEAD, "Lập đề án", (40, 41))
LINE = {
    "id": "c1",
    "category": "field_lookup",
    "lang": "vi",
    "turns": ["Ai chủ trì?"],
    "answerable": True,
    "cite": [[{"id": "ke-hoach/PL1/7", "doc": "ke-hoach", "lines": [40, 41]}]],
    "facts": [["Sở Nội vụ", "Department of Home Affairs"]],
}


def written(folder: Path, *lines: dict[str, object]) -> Path:
    path = folder / "suite.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def test_the_published_schema_is_current():
    published = (ROOT / "eval" / "suite.schema.json").read_text("utf-8")
    assert published == schema(), "write cases.schema() to eval/suite.schema.json"


def test_a_suite_keeps_the_order_of_its_file(tmp_path):
    suite = load(written(tmp_path, LINE, LINE | {"id": "a"}), [ROW])
    assert [case.id for case in suite] == ["c1", "a"]
    assert suite.name == "suite"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"fact": []}, "fact: Extra inputs are not permitted"),
        ({"cite": []}, "needs a required citation or a list"),
        ({"list_ids": ["ke-hoach/PL1/7"], "count": 2}, "count is 2, list_ids has 1 members"),
        ({"computed": ["Sở Y tế"]}, "'Sở Y tế', which is no spelling of a fact"),
        ({"cite": [[{"id": None, "doc": "ke-hoach", "lines": [9, 8]}]]}, r"lines \[9, 8\] end before they start"),
        (
            {"cite": [[{"id": "ke-hoach/PL1/8", "doc": "ke-hoach", "lines": [40, 41]}]]},
            "'ke-hoach/PL1/8' .* no record",
        ),
        ({"cite": [[{"id": None, "doc": "ke-hoach", "lines": [50, 51]}]]}, r"'ke-hoach' at lines \[50, 51\]"),
        ({"list_ids": ["ke-hoach/PL1/9"]}, "list member 'ke-hoach/PL1/9' is no record"),
        ({"facts": [["Sở Y tế"]]}, "the fact 'Sở Y tế' stands in none of the cited records"),
    ],
)
def test_a_wrong_line_is_refused_with_file_line_and_reason(tmp_path, change, reason):
    with pytest.raises(SuiteError, match=rf"suite\.jsonl:2: .*{reason}"):
        load(written(tmp_path, LINE | {"id": "c0"}, LINE | change), [ROW])


def test_a_duplicate_id_is_refused(tmp_path):
    with pytest.raises(SuiteError, match=r"suite\.jsonl:2: case id 'c1' is used twice"):
        load(written(tmp_path, LINE, LINE))


def test_what_is_not_json_is_refused_by_line(tmp_path):
    (tmp_path / "suite.jsonl").write_text("\n{", "utf-8")
    with pytest.raises(SuiteError, match=r"suite\.jsonl:2: Invalid JSON"):
        load(tmp_path / "suite.jsonl")


@pytest.mark.parametrize("text", [b"", b"\xff\xfe"])
def test_a_file_without_cases_is_refused(tmp_path, text):
    (tmp_path / "suite.jsonl").write_bytes(text)
    with pytest.raises(SuiteError, match=r"suite\.jsonl: "):
        load(tmp_path / "suite.jsonl")


def test_a_fact_may_stand_in_the_heading_of_its_record(tmp_path):
    assert load(written(tmp_path, LINE | {"facts": [["5/TB-VP"]]}), [ROW])


def test_an_alternative_without_an_id_may_be_a_heading(tmp_path):
    heading = {"id": None, "doc": "ke-hoach", "lines": [39, 39]}
    assert load(written(tmp_path, LINE | {"cite": [[LINE["cite"][0][0], heading]]}), [ROW])


def test_a_computed_fact_needs_no_record(tmp_path):
    assert load(written(tmp_path, LINE | {"facts": [["12 ngày"]], "computed": ["12 ngày"]}), [ROW])


def test_an_id_that_rests_on_wording_is_found_by_its_lines(tmp_path):
    place = {"id": "ke-hoach/body/quy-dau-tu", "doc": "ke-hoach", "lines": [41, 44]}
    assert load(written(tmp_path, LINE | {"cite": [[place]]}), [ROW])


def test_the_development_questions_are_the_first_suite(gold):
    suite = load(ROOT / "eval" / "suites" / "dev.jsonl")
    lines = (gold / "questions_dev.jsonl").read_text("utf-8").splitlines()
    assert [case.id for case in suite] == [json.loads(line)["id"] for line in lines]
