"""The plan whose table was OCRed in the wrong language, against what people read in it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from dannguon.ingest.readers import ocr_table
from dannguon.ingest.reading import Reading, Row, Source
from dannguon.models import Field, Kind
from dannguon.text import syllables

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
CELLS = {"lead": Field.LEAD_AGENCY, "coordinating": Field.COORDINATING_AGENCIES, "due": Field.DUE}


def source(text: str) -> Source:
    return Source(Path("plan.txt"), text, tuple(text.split("\n")))


@cache
def printed() -> str:
    return next(t for t in map(_text, sorted(CORPUS.glob("*.txt"))) if ocr_table.recognises(source(t)))


@cache
def reading() -> Reading:
    return ocr_table.read(source(printed()))


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def truth() -> list[dict[str, str]]:
    """Rows 41–82 as read by hand from the print, tones by knowledge of the language."""
    return [json.loads(line) for line in _text(HERE / "data" / "ocr_table_truth.jsonl").splitlines()]


def row(ordinal: str, of: Reading | None = None) -> Row:
    return next(r for r in (of or reading()).rows if r.ordinal == ordinal)


def best(found: Row, field: Field) -> str:
    cell = found.fields[field]
    return cell.mended or cell.text


def same(one: str, other: str) -> bool:
    return [w.lstrip("0") for w in syllables(one)] == [w.lstrip("0") for w in syllables(other)]


def test_only_the_ocred_plan_is_recognised() -> None:
    found = [t for t in map(_text, CORPUS.glob("*.txt")) if ocr_table.recognises(source(t))]
    assert found == [printed()]


def test_eighty_two_rows_and_five_items_come_out_in_order() -> None:
    tasks = [r for r in reading().rows if r.kind == Kind.TASK]
    expected = [str(n) for n in range(1, 83)]
    assert [r.ordinal for r in tasks] == [*expected[:13], *(f"13.{n}" for n in range(1, 6)), *expected[13:]]
    assert {r.parent for r in tasks if "." in r.ordinal} == {("13",)}


def test_every_line_is_in_a_row_or_has_a_reason() -> None:
    covered = set(reading().unused)
    for r in reading().rows:
        covered |= set(range(r.lines[0], r.lines[1] + 1))
    assert [n for n, line in enumerate(printed().split("\n"), 1) if line.strip() and n not in covered] == []


def test_printed_cells_hold_only_words_of_the_print() -> None:
    lines = printed().split("\n")
    for r in reading().rows:
        words = set(" ".join(lines[r.lines[0] - 1 : r.lines[1]]).replace("|", " ").split())
        assert all(set(cell.text.split()) <= words for cell in r.fields.values())


def test_rows_stand_where_people_find_them() -> None:
    assert [(t["ordinal"], t["lines"]) for t in truth()] == [
        (t["ordinal"], list(row(t["ordinal"]).lines)) for t in truth()
    ]


@pytest.mark.parametrize(("cell", "share"), [("due", 0.97), ("lead", 0.9), ("coordinating", 0.9)])
def test_cells_read_as_people_read_them(cell: str, share: float) -> None:
    right = [same(best(row(t["ordinal"]), CELLS[cell]), t[cell]) for t in truth()]
    assert sum(right) >= share * len(right)


def test_garbled_deadlines_are_mended() -> None:
    assert row("53").fields[Field.DUE].text == "Quy 42025"
    assert [best(row(n), Field.DUE) for n in ("53", "65", "66")] == [
        "Quý 4/2025",
        "Quý IV/2025",
        "2025 và những năm tiếp theo",
    ]


def test_a_row_without_its_number_is_found_by_sequence() -> None:
    assert row("4").fields[Field.LEAD_AGENCY].mended == "Sở Nội vụ"
    assert row("9").fields[Field.DUE].text == "2030"


def test_items_take_the_cells_of_their_row() -> None:
    item = row("13.2").fields
    assert item[Field.LEAD_AGENCY].text == ""
    assert item[Field.LEAD_AGENCY].mended == "Sở Khoa học và Công nghệ"
    assert item[Field.DUE].mended == "6/2025"


def test_sections_are_numbered_by_sequence() -> None:
    numerals = dict.fromkeys(r.section[1].split(".")[0] for r in reading().rows if r.kind == Kind.TASK)
    assert list(numerals) == ["I", "II", "III", "IV", "V", "VI", "VII"]


def test_other_dates_and_agencies_in_the_same_print_are_read() -> None:
    text = printed().replace("S& Noi vu\n\nS& Khoa hoc", "S& Tu phap\n\nS& Khoa hoc")
    changed = ocr_table.read(source(text.replace("Quy\n42025", "Quy\n32026").replace("S& Quy hoach", "S& Du lich")))
    assert best(row("10", changed), Field.LEAD_AGENCY) == "Sở Tư pháp"


def test_a_dropped_section_leaves_the_others_whole() -> None:
    lines = printed().split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("11 Ting cwong"))
    end = next(n for n, line in enumerate(lines) if line.startswith("V. Phét trién"))
    kept = ocr_table.read(source("\n".join(lines[:start] + lines[end:])))
    numbers = [r.ordinal for r in kept.rows if r.kind == Kind.TASK and "." not in r.ordinal]
    assert numbers == [str(n) for n in (*range(1, 21), *range(40, 83))]


def test_page_breaks_may_stand_elsewhere() -> None:
    lines = [line.removeprefix(" ") for line in printed().split("\n")]
    moved = [" " + line if n in (62, 300, 430, 640) and line else line for n, line in enumerate(lines)]
    found = ocr_table.read(source("\n".join(moved)))
    numbers = [r.ordinal for r in found.rows if r.kind == Kind.TASK and "." not in r.ordinal]
    assert numbers == [str(n) for n in range(1, 83)]


def test_rows_in_another_order_keep_their_cells() -> None:
    lines = printed().split("\n")
    first, second, third = (
        next(n for n, line in enumerate(lines) if re.match(rf" ?{number} [A-Z]", line)) for number in (52, 53, 54)
    )
    one = [re.sub("^52", "53", line) for line in lines[first:second]]
    other = [re.sub("^53", "52", line) for line in lines[second:third]]
    found = ocr_table.read(source("\n".join([*lines[:first], *other, *one, *lines[third:]])))
    assert best(row("52", found), Field.LEAD_AGENCY) == "Sở Y tế"
    assert best(row("53", found), Field.DUE) == "8/2025"
