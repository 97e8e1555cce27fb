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
from dannguon.typed import typed_value

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


def test_lead_agencies_mean_what_people_read() -> None:
    lead = Field.LEAD_AGENCY
    right = [typed(best(row(t["ordinal"]), lead), lead) == typed(t["lead"], lead) for t in truth()]
    assert sum(right) >= 0.95 * len(right)


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


def first_line(ordinal: int) -> int:
    """The index of a row's first line, where its number is printed."""
    return row(str(ordinal)).lines[0] - 1


def read_rows(lines: list[str]) -> Reading:
    return ocr_table.read(source("\n".join(lines)))


@cache
def reordered(first: int, last: int, step: int) -> tuple[Reading, dict[str, str]]:
    """The plan with the rows from first to last in another order, numbered anew; and which row has become which."""
    lines = printed().split("\n")
    count = last - first + 1
    order = [first + at * step % count for at in range(count)]
    moved = lines[: first_line(first)]
    for number, old in enumerate(order, first):
        chunk = lines[first_line(old) : first_line(old + 1)]
        moved += [re.sub(f"^( ?){old}(?= |$)", rf"\g<1>{number}", chunk[0]), *chunk[1:]]
    became = {str(old): str(number) for number, old in enumerate(order, first)}
    return read_rows(moved + lines[first_line(last + 1) :]), became


def share_kept(found: Reading, became: dict[str, str], field: Field) -> float:
    """The share of rows whose cell means the same in `found` as where the row first stood."""
    kept = [
        typed(best(row(old), field), field) == typed(best(row(new, found), field), field) for old, new in became.items()
    ]
    return sum(kept) / len(kept)


def typed(text: str, field: Field) -> object:
    return syllables(text) if field is Field.NAME else typed_value(field, text)


def with_row(ordinal: int, *exchanges: tuple[str, str]) -> Row:
    """A row read alone after pieces of its print were exchanged for others."""
    lines = printed().split("\n")
    start, end = first_line(ordinal), first_line(ordinal + 1)
    text = "\n".join(lines[start:end])
    for old, new in exchanges:
        assert old in text
        text = text.replace(old, new, 1)
    return row(str(ordinal), read_rows([*lines[: first_line(1)], *text.split("\n")]))


INTERLEAVED, IN_BLOCKS = (42, 58, 5), (71, 73, 2)
"""Rows printed line by line over all columns, and rows printed cell by cell: first, last, step of the shuffle."""


@pytest.mark.parametrize("rows", [INTERLEAVED, IN_BLOCKS])
@pytest.mark.parametrize("field", [Field.LEAD_AGENCY, Field.DUE, Field.NAME])
def test_rows_in_another_order_keep_their_cells(rows: tuple[int, int, int], field: Field) -> None:
    found, became = reordered(*rows)
    assert share_kept(found, became, field) >= 0.94


@pytest.mark.parametrize(
    ("ordinal", "exchanges", "lead"),
    [
        (42, [("S¢ Khoa hoc", "S¢ Tainguyén"), ("va Cong nghé", "va Moitruong")], "Sở Tài nguyên và Môi trường"),
        (42, [("S¢ Khoa hoc", "S§ Giao duc"), ("va Cong nghé", "va Dao tao")], "Sở Giáo dục và Đào tạo"),
        (44, [("So Khoa hoc", "S& Xay dung"), ("va Cong ngh¢ ", "")], "Sở Xây dựng"),
        (47, [("So Khoa hoc", "Sé Noi vy"), (" va Cong nghé", "")], "Sở Nội vụ"),
        (50, [("S Tai nguyén", "S& Vin hoa"), ("va Moitruong", "va Thé thao")], "Sở Văn hóa và Thể thao"),
        (71, [("S& Khoa hoc", "S& Du lich"), ("va Cbng nghé\n", "")], "Sở Du lịch"),
        (72, [("S& Khoa hoc", "S& Tu phap"), ("va Cong nghé\n", "")], "Sở Tư pháp"),
        (73, [("S& Khoa hoc", "Trung tam\nChuyén doi"), ("va Cong nghé", "so")], "Trung tâm Chuyển đổi số"),
    ],
)  # fmt: skip
def test_other_agencies_in_the_same_damage_are_read(ordinal: int, exchanges: list[tuple[str, str]], lead: str) -> None:
    assert same(best(with_row(ordinal, *exchanges), Field.LEAD_AGENCY), lead)


@pytest.mark.parametrize(
    ("ordinal", "exchanges", "due"),
    [
        (42, [("UBND 6/2025", "UBND Quy"), ("buc, cac", "buc, cac 42026")], "Quý 4/2026"),
        (43, [("12/2026", "7/2027")], "7/2027"),
        (52, [("8/2025", "Thuong"), ("Thanh\n", "Thanh Xuyeén\n")], "Thường xuyên"),
        (62, [("UBND 2025", "UBND 2026 -"), ("Buc, cac", "Buc, cac 2031")], "2026 - 2031"),
        (71, [("\n2025\n", "\nQuy\n1\\V/2026\n")], "Quý IV/2026"),
        (72, [("2025 -\n2030", "Hang\nnam")], "Hằng năm"),
        (73, [("\n2025\n", "\n9/2026\n")], "9/2026"),
    ],
)
def test_other_dates_in_the_same_damage_are_read(ordinal: int, exchanges: list[tuple[str, str]], due: str) -> None:
    assert same(best(with_row(ordinal, *exchanges), Field.DUE), due)


def test_a_dropped_section_leaves_the_others_whole() -> None:
    lines = printed().split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("11 Ting cwong"))
    end = next(n for n, line in enumerate(lines) if line.startswith("V. Phét trién"))
    kept = read_rows(lines[:start] + lines[end:])
    numbers = [r.ordinal for r in kept.rows if r.kind == Kind.TASK and "." not in r.ordinal]
    assert numbers == [str(n) for n in (*range(1, 21), *range(40, 83))]
    same_rows = {n: n for n in numbers}
    assert [share_kept(kept, same_rows, f) for f in (Field.LEAD_AGENCY, Field.DUE, Field.NAME)] == [1.0, 1.0, 1.0]


def test_page_breaks_may_stand_elsewhere() -> None:
    lines = [line.removeprefix(" ") for line in printed().split("\n")]
    found = read_rows([" " + line if n in (62, 300, 430, 640) and line else line for n, line in enumerate(lines)])
    numbers = [str(n) for n in range(1, 83)]
    assert [r.ordinal for r in found.rows if r.kind == Kind.TASK and "." not in r.ordinal] == numbers
    same_rows = {n: n for n in numbers}
    assert share_kept(found, same_rows, Field.DUE) >= 0.97
    assert share_kept(found, same_rows, Field.LEAD_AGENCY) >= 0.95


def test_a_cell_that_names_a_document_is_no_lead_agency() -> None:
    found = row("61").fields
    assert found[Field.LEAD_AGENCY].text == found[Field.DUE].text == ""
    assert found[Field.NOTE].text.startswith("Thuc hién theo Quyét dinh sb 2166/QD-UBND")


def test_quality_falls_with_the_print() -> None:
    worse = with_row(62, ("thuong mai dién tir dé nghién", "thu¢&g m4i d§§n t1 d6 nghb§n"))
    assert worse.quality < with_row(62).quality


def test_rows_of_low_quality_are_the_ones_with_errors() -> None:
    tasks = [(row(t["ordinal"]), syllables(t["name"])) for t in truth()]
    wrong = [r.quality for r, name in tasks if syllables(r.mended or best(r, Field.NAME))[: len(name)] != name]
    right = [r.quality for r, name in tasks if syllables(r.mended or best(r, Field.NAME))[: len(name)] == name]
    assert sum(wrong) / len(wrong) < sum(right) / len(right)
