"""The suites against the source text. Knows how printed lines compare; reads no file with the project's parser."""

import itertools
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SUITES = ROOT / "eval" / "suites"
OWN = (SUITES / "own.jsonl", SUITES / "own_heldout.jsonl")
DEV = (SUITES / "dev.jsonl", ROOT / ".." / "shared" / "gold" / "questions_dev.jsonl")

FILES = {
    "plan27": "ke-hoach-27-kh-bcdtp.txt",
    "plan1413": "phu-luc-ke-hoach-1413-kh-ubnd.txt",
    "weekly11": "bao-cao-tuan-11-2026.txt",
    "report062025": "bao-cao-nghi-quyet-57-thang-6-2025.txt",
    "newsletter01": "ban-tin-01-2026.txt",
}
BROKEN_OCR = {"plan1413"}
ROLES = {"phối hợp", "chủ trì"}  # named by the head of a column, so they do not stand in the row
CATEGORIES = set(
    "field_lookup paraphrase no_diacritics english prose list_filter targets unanswerable abbreviations count "
    "ocr_plan1413 weekly_status followup typos versions_and_conflicts false_premise hostile time".split()
)
ID = re.compile(
    r"plan27/PL1/[IVX]+\.\d+(\.\d+)?|plan27/PL[23]/\d+(\.\d)?|plan1413/\d+(\.\d)?|report062025/V\.\d/\d"
    r"|weekly11/A\.\d/\d+|weekly11/C/\d+-VP-VX"
)


def cases(*paths: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def squeezed(text: str) -> str:
    """Without blanks and case; dashes alike; tags and LaTeX unwrapped."""
    text = re.sub(r"<(?!http)[^>]+>|\\(?=%)|\$", "", text).replace("\\geq", "≥")
    return re.sub(r"\s+", "", re.sub("[–−]", "-", unicodedata.normalize("NFC", text))).casefold()


def skeleton(text: str) -> str:
    """Latin letters and digits only, which is what a broken scan leaves of a word."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", bare)


def printed(doc: str, lines: list[int]) -> str:
    """The cited lines twice: as they run, then cell by cell with page-broken cells joined."""
    text = (CORPUS / FILES[doc]).read_text("utf-8").split("\n")
    chosen = text[lines[0] - 1 : lines[1]]
    rows = [line.split("\t") for line in chosen if "\t" in line and not re.match("TT\t|Văn bản giao", line)]
    columns = itertools.zip_longest(*rows, fillvalue="")
    return "\n".join([*chosen, *(" ".join(column) for column in columns)])


def stands(spelling: str, doc: str, lines: list[int]) -> bool:
    text = printed(doc, lines)
    if spelling in ROLES or squeezed(spelling) in squeezed(text):
        return True
    if doc not in BROKEN_OCR:
        return False
    word, scan = skeleton(spelling), skeleton(text)
    parts = [word[i : i + 3] for i in range(len(word) - 2)]
    return word in scan or (len(parts) > 3 and sum(part in scan for part in parts) >= len(parts) / 2)


def references(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [reference for alternatives in case["cite"] for reference in alternatives]


@pytest.fixture(scope="module")
def own() -> list[dict[str, Any]]:
    return cases(*OWN)


@pytest.fixture(scope="module")
def dev() -> list[dict[str, Any]]:
    path = next((path for path in DEV if path.exists()), None)
    if path is None:
        pytest.skip("the development questions are neither in eval/suites nor beside the checkout")
    return cases(path)


def test_every_expected_fact_stands_in_the_lines_its_case_cites(own):
    astray = [
        (case["id"], spellings[0])
        for case in own
        for spellings in case["facts"]
        if not any(stands(word, ref["doc"], ref["lines"]) for ref in references(case) for word in spellings)
    ]
    assert astray == []


def test_every_quote_stands_in_its_lines(own):
    quoted = [(case["id"], ref) for case in own for ref in references(case) if "quote" in ref]
    assert [i for i, ref in quoted if squeezed(ref["quote"]) not in squeezed(printed(ref["doc"], ref["lines"]))] == []


def test_what_was_not_asked_for_is_a_cell_of_the_cited_row(own):
    astray = [
        (case["id"], cell)
        for case in own
        for cell in case.get("extra_fields", [])
        if not any(stands(cell, ref["doc"], ref["lines"]) for ref in references(case))
    ]
    assert astray == []


def test_no_forbidden_string_is_also_a_fact(own):
    clash = [
        (case["id"], word)
        for case in own
        for word in case["forbidden"]
        if any(all(squeezed(word) in squeezed(spelling) for spelling in facts) for facts in case["facts"])
    ]
    assert clash == []


def test_no_case_id_and_no_conversation_is_written_twice(own, dev):
    ids = Counter(case["id"] for case in own + dev)
    talks = Counter(json.dumps([case["turns"], case.get("as_of")]).casefold() for case in own + dev)
    assert [name for name, n in (ids + talks).items() if n > 1] == []


def test_record_ids_are_well_formed_and_lines_lie_in_the_file(own):
    refs = [ref for case in own for ref in references(case) + case["cite_optional"]]
    ends = {doc: len((CORPUS / name).read_text("utf-8").split("\n")) for doc, name in FILES.items()}
    assert [ref["id"] for ref in refs if ref["id"] and not ID.fullmatch(ref["id"])] == []
    assert [ref for ref in refs if not 1 <= ref["lines"][0] <= ref["lines"][1] <= ends[ref["doc"]]] == []


def test_a_counted_list_has_as_many_members_as_the_count_says(own):
    counted = [case for case in own if "count" in case and "list_ids" in case]
    assert [case["id"] for case in counted if len(set(case["list_ids"])) != case["count"]] == []


def test_a_list_is_cited_member_by_member(own):
    lists = [case for case in own if "list_ids" in case]
    assert [case["id"] for case in lists if [c[0]["id"] for c in case["cite"]] != case["list_ids"]] == []


def test_an_unanswerable_case_expects_no_citation_and_an_answerable_one_does(own):
    assert [case["id"] for case in own if case["answerable"] != bool(case["cite"])] == []


def test_some_lists_have_fifteen_to_forty_members(own):
    assert sum(15 <= len(case.get("list_ids", [])) <= 40 for case in own) >= 8


def test_every_category_has_twenty_cases_and_stands_in_both_files(own, dev):
    counts = Counter(case["category"] for case in own + dev)
    assert set(counts) == CATEGORIES
    assert {name: n for name, n in counts.items() if n < 20} == {}
    assert all({case["category"] for case in cases(path)} == CATEGORIES for path in OWN)
