"""Tab tables with an outlined body: every row equals the print, also when rows, sections and pages move."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from dannguon.errors import UnknownForm
from dannguon.ingest.readers.tab_tables import read, recognises
from dannguon.ingest.reading import Reading, Row, Source
from dannguon.models import Field, Kind

ROOT = Path(__file__).parents[2]
GOLD = ROOT / ".." / "shared" / "gold" / "rows_sample.jsonl"
FILES = {"plan27": "ke-hoach-27-kh-bcdtp.txt", "weekly11": "bao-cao-tuan-11-2026.txt"}
TASKS = (
    "TT\tTên nhiệm vụ\tNgười đứng đầu chịu trách nhiệm\tCơ quan chủ trì\tCơ quan phối hợp\tKết quả"
    "\tThời gian hoàn thành\tThẩm quyền triển khai/ban hành\tGhi chú"
)
COLUMNS = (
    Field.NAME,
    Field.ACCOUNTABLE_HEAD,
    Field.LEAD_AGENCY,
    Field.COORDINATING_AGENCIES,
    Field.DELIVERABLE,
    Field.DUE,
    Field.AUTHORITY,
    Field.NOTE,
)


def source(text: str, name: str = "van-ban.txt") -> Source:
    return Source(Path(name), text, tuple(text.split("\n")))


def corpus(slug: str) -> Source:
    return source((ROOT / "corpus" / FILES[slug]).read_text("utf-8"), FILES[slug])


@pytest.fixture(scope="module")
def plan() -> Reading:
    return read(corpus("plan27"))


@pytest.fixture(scope="module")
def weekly() -> Reading:
    return read(corpus("weekly11"))


def by_place(reading: Reading) -> dict[str, Row]:
    return {"/".join(row.place): row for row in reading.rows}


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.skipif(not GOLD.exists(), reason="../shared/gold is not at hand")
@pytest.mark.parametrize("slug", FILES)
def test_rows_equal_those_checked_by_hand(slug):
    rows = by_place(read(corpus(slug)))
    gold = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    wanted = [case for case in gold if case["document"] == slug]
    assert wanted
    for case in wanted:
        row = rows[case["id"].removeprefix(f"{slug}/")]
        assert {k.value: words(v.text) for k, v in row.fields.items()} == {
            k: words(v["text"]) for k, v in case["fields"].items()
        }
        assert (row.kind, row.ordinal, list(row.lines)) == (case["kind"], case["ordinal"] or "", case["lines"])


def test_the_plan_has_its_annex_rows_and_body_records(plan):
    count = {c: sum(row.place[0] == c for row in plan.rows) for c in ("PL1", "PL2", "PL3", "body")}
    assert count == {"PL1": 69, "PL2": 52, "PL3": 49, "body": 40}


def test_the_weekly_report_has_its_table_rows_and_items(weekly):
    items = [row for row in weekly.rows if row.kind is Kind.PASSAGE and row.place != ("meta",)]
    assert (sum(row.kind is Kind.REPORT_LINE for row in weekly.rows), len(items)) == (12, 35)


@pytest.mark.parametrize("slug", FILES)
def test_every_line_is_in_a_row_or_has_a_reason(slug):
    text, reading = corpus(slug), read(corpus(slug))
    told = set(reading.unused).union(*(range(row.lines[0], row.lines[1] + 1) for row in reading.rows))
    assert [n for n, line in enumerate(text.lines, 1) if line.strip() and n not in told] == []


def test_the_head_of_the_plan_is_read(plan):
    head = plan.head
    assert (head.number, head.type, head.issued_on) == ("27-KH/BCĐTP", "Kế hoạch", "ngày 14 tháng 02 năm 2026")
    assert head.issuer.startswith("BAN CHỈ ĐẠO VỀ PHÁT TRIỂN KHOA HỌC") and head.signatory == "Đặng Minh Thông"
    assert head.title.startswith("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024")


def test_a_report_without_a_number_is_named_by_its_week(weekly):
    assert (weekly.head.number, weekly.head.title) == ("", "Báo cáo tuần 11 (06.3.2026 - 12.3.2026)")


def test_a_date_cut_by_a_page_break_is_whole(plan):
    assert by_place(plan)["PL3/38"].fields[Field.DUE].text == "Năm 2026"


def test_section_and_annex_stand_above_a_row(plan):
    assert by_place(plan)["PL3/11"].section == (
        "Phụ lục III",
        "III. Tăng cường đầu tư, hoàn thiện hạ tầng cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
    )


def test_groups_hold_their_children(plan):
    rows = by_place(plan)
    groups = [row.ordinal for row in plan.rows if row.kind is Kind.GROUP]
    assert groups == ["29", "30", "31", "33", "35", "37"]
    assert rows["PL2/31.4"].parent == ("PL2", "31") and rows["PL2/32"].parent is None


def test_markup_is_unwrapped_and_a_value_below_ninety_stays(plan):
    rows = by_place(plan)
    assert rows["PL1/IV.7"].fields[Field.VALUE].text == "≥ 45%"
    assert rows["PL1/IV.18"].fields[Field.VALUE].text == "<90"


def test_the_closing_paragraph_is_not_the_last_agencys(plan):
    rows = by_place(plan)
    assert rows["body/IV"].text.startswith("Trong quá trình tổ chức thực hiện")
    assert "Trong quá trình tổ chức thực hiện" not in rows["body/IV.7"].text


def test_items_of_a_label_carry_its_officers(weekly):
    row = by_place(weekly)["D.1.e/2"]
    assert row.fields[Field.OFFICERS].text == "Khoa, Sang, A Ngân" and row.text.startswith("- Cấp 02 chứng chỉ")


def test_an_inline_enumeration_is_cut_into_items(weekly):
    items = [row for row in weekly.rows if row.place[:2] == ("D.1.f", "van-ban-noi-bo-so")]
    assert [row.ordinal for row in items] == [f"({n})" for n in range(1, 15 + 1)]
    assert "184/PG-QLCN" in items[12].text


@dataclass
class Task:
    """The truth of one row of a made-up annex, from the plan's own words."""

    ordinal: str
    section: str
    cells: list[str]


def perturbed(plan: Reading, seed: int) -> list[Task]:
    """The third annex: rows shuffled in their sections and renumbered, a section gone, agencies and dues new."""
    rng = random.Random(seed)
    rows = [row for row in plan.rows if row.place[0] == "PL3"]
    sections = list(dict.fromkeys(row.section[-1] for row in rows))
    sections.remove(rng.choice(sections))
    agencies = ["Sở Y tế", "Công an Thành phố", "Sở Nội vụ", "Trung tâm Chuyển đổi số Thành phố"]
    tasks: list[Task] = []
    for number, section in zip(["I", "II", "III", "IV", "V", "VI"], sections, strict=True):
        held = [row for row in rows if row.section[-1] == section]
        rng.shuffle(held)
        for row in held:
            cells = [row.fields[name].text for name in COLUMNS]
            cells[2], cells[5] = rng.choice(agencies), f"Quý {rng.choice(['I', 'II', 'III', 'IV'])}/2027"
            title = section.partition(". ")[2]
            tasks.append(Task(str(len(tasks) + 1), f"{number}. {title}", cells))
    return tasks


def printed(tasks: list[Task], seed: int) -> str:
    """The annex as a converter prints it: a header on each page, pages that cut cells at any word."""
    rng = random.Random(seed)
    lines = ["Phụ lục I", "DANH MỤC NHIỆM VỤ", "", TASKS]
    section = ""
    for task in tasks:
        if task.section != section:
            section = task.section
            lines.append("\t".join([*section.split(". ", 1), *[""] * 7]))
        cells = task.cells
        ordinal = task.ordinal + rng.choice(["", "."])
        while rng.random() < 0.4:
            cuts = [rng.randint(1, len(cell.split())) if cell else 0 for cell in cells]
            before = [" ".join(cell.split()[:at]) for cell, at in zip(cells, cuts, strict=True)]
            cells = [" ".join(cell.split()[at:]) for cell, at in zip(cells, cuts, strict=True)]
            lines += ["\t".join([ordinal, *before]), "", TASKS]
            ordinal = ""
            if not any(cells):
                break
        if ordinal or any(cells):
            lines.append("\t".join([ordinal, *cells]))
        if rng.random() < 0.2:
            lines += ["", TASKS]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(20))
def test_perturbed_copies_parse_to_the_perturbed_truth(plan, seed):
    tasks = perturbed(plan, seed)
    got = read(source(printed(tasks, seed))).rows
    assert [row.ordinal for row in got] == [task.ordinal for task in tasks]
    assert [row.section[-1] for row in got] == [task.section for task in tasks]
    for row, task in zip(got, tasks, strict=True):
        assert [words(row.fields[name].text) for name in COLUMNS] == list(map(words, task.cells))


def test_an_unknown_column_is_named_with_its_line():
    text = "I. NHIỆM VỤ\n\nTT\tTên nhiệm vụ\tMức độ rủi ro\tCơ quan chủ trì\n1\tXây dựng\tcao\tSở Y tế\n"
    with pytest.raises(UnknownForm, match=r"'van-ban.txt', line 3: .*'Mức độ rủi ro'"):
        read(source(text))


def test_a_row_wider_than_its_header_is_named_with_its_line():
    text = "TT\tTên nhiệm vụ\tCơ quan chủ trì\n1\tXây dựng\tSở Y tế\n2\tLập\tSở Y tế\tthừa\tthừa\n"
    with pytest.raises(UnknownForm, match="line 3: 5 cells below a header of 3 columns"):
        read(source(text))


def test_an_annex_of_an_unknown_form_is_named():
    text = "I. MỤC ĐÍCH\n\nNội dung chung.\n\nPhụ lục II\n\nHỌ VÀ TÊN: ......\n"
    with pytest.raises(UnknownForm, match="Phụ lục II has neither a table nor numbered passages"):
        read(source(text))


def test_an_empty_table_gives_no_rows():
    assert read(source(f"Phụ lục I\n{TASKS}\n\n{TASKS}\n")).rows == ()


def test_a_text_without_tabs_is_not_ours():
    assert not recognises(source("I. MỤC ĐÍCH\n\n1. Chung\n"))
    assert recognises(corpus("weekly11"))


def test_numbers_that_restart_carry_their_section():
    text = f"Phụ lục I\n{TASKS}\nI\tMột\n1\tA\nII\tHai\n1\tB\n2\tC"
    assert ["/".join(row.place) for row in read(source(text)).rows] == ["PL1/I.1", "PL1/II.1", "PL1/II.2"]


def test_without_any_number_each_line_is_a_row_but_a_cut_one_goes_on():
    header = "STT\tNội dung nhiệm vụ giao\tThời hạn hoàn thành\tBáo cáo tiến độ thực hiện\t"
    first, second = "\tMột\t1/2/2026\txong\tA. Tí\n\tHai phần\t\tđang\t", "\tcòn lại\t\tlàm\t\n\tBa\t\t\t"
    rows = read(source(f"A. VIỆC\n{header}\n{first}\n\n{header}\n{second}")).rows
    assert [row.fields[Field.NAME].text for row in rows] == ["Một", "Hai phần còn lại", "Ba"]
