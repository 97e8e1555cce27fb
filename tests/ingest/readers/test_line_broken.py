import json
import re
import textwrap
from pathlib import Path

import pytest

from dannguon.ingest.normalise import read_source
from dannguon.ingest.readers import line_broken
from dannguon.ingest.reading import Reading, Row, Source
from dannguon.models import Field, Kind

CORPUS = Path(__file__).parents[3] / "corpus"
GOLD = Path(__file__).parents[3] / ".." / "shared" / "gold" / "rows_sample.jsonl"


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(CORPUS / "bao-cao-nghi-quyet-57-thang-6-2025.txt")


@pytest.fixture(scope="module")
def reading(source) -> Reading:
    return line_broken.read(source)


def rows(reading: Reading, kind: Kind) -> dict[str, Row]:
    return {"/".join(row.place): row for row in reading.rows if row.kind is kind}


def read(*lines: str) -> Reading:
    """A report in this form: the given lines with a blank one after each; "" is one more blank, "~" a line of spaces.

    A line with a leading space begins a page: no blank line before it.
    """
    text = ""
    for line in lines:
        if line.startswith(" "):
            text = text.removesuffix("\n")
        text += " " * 48 + "\n" if line == "~" else f"{line} \n\n" if line else "\n"
    return line_broken.read(Source(Path("bao-cao.txt"), text, tuple(text.split("\n"))))


def test_the_report_has_20_tasks_39_passages_and_11_footnotes(reading):
    counts = [len(rows(reading, kind)) for kind in (Kind.TASK, Kind.PASSAGE, Kind.FOOTNOTE)]
    assert counts == [20, 39, 11] and sum(counts) == len(reading.rows)


def test_passages_are_the_nearest_numbered_headings_with_words_of_their_own(reading):
    assert list(rows(reading, Kind.PASSAGE)) == (
        "I.1 I.2 I.3 II.1 II.2 II.3 II.4.a II.4.b II.5 II.5.1 II.5.1.a.a1 II.5.1.a.a2 II.5.1.a.a3 II.5.2.a II.5.2.b "
        "II.5.2.c II.5.2.d II.5.2.đ II.5.3.a II.5.3.b II.6 II.7.a II.7.b II.7.c II.7.d II.7.đ II.7.e II.7.g II.7.h "
        "II.7.i II.8 II.9 III.1 III.2 IV.1 IV.2 IV.4 IV.5 VI"
    ).split(" ")


def test_tasks_are_numbered_under_their_heading_and_the_last_heading_is_a_task_itself(reading):
    tasks = rows(reading, Kind.TASK)
    per_heading = {1: 2, 2: 5, 3: 3, 4: 2, 5: 2, 6: 3, 7: 2}
    assert list(tasks) == [f"V.{h}/{n}" for h, count in per_heading.items() for n in range(1, count + 1)] + ["V.8"]
    assert tasks["V.8"].fields[Field.NAME].text.startswith("Tiếp tục tổ chức triển khai phương án chuẩn bị")


@pytest.mark.skipif(not GOLD.exists(), reason="the gold rows are not beside this checkout")
def test_tasks_equal_the_rows_checked_by_hand(reading):
    tasks = rows(reading, Kind.TASK)
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    gold = [row for row in gold if row["document"] == "report062025"]
    for row in gold:
        task = tasks[row["id"].split("/", 1)[1]]
        assert {name.value: cell.text for name, cell in task.fields.items()} == {
            name: cell["text"] for name, cell in row["fields"].items()
        }
        assert list(task.lines) == row["lines"] and task.ordinal == row["ordinal"]
    assert len(gold) == 12


def test_codes_and_sentences_are_joined_across_lines_pages_and_footnotes(reading):
    passages = rows(reading, Kind.PASSAGE)
    assert "(i) Kế hoạch số 02-KH/BCĐ ngày 20 tháng 4" in passages["I.1"].text
    assert "Kế hoạch hành động số 459-KHHĐ/TU thay thế" in passages["I.2"].text
    assert "khu chế xuất - khu công nghiệp" in passages["II.7.g"].text
    assert "Đề án xây dựng cơ chế thúc đẩy để hình thành" in passages["II.4.a"].text
    assert "Khu Công nghệ cao đạt 171,278 tỷ USD." in passages["II.7.g"].text


def test_a_footnote_mark_leaves_the_text_and_links_the_footnote(reading):
    passages, notes = rows(reading, Kind.PASSAGE), rows(reading, Kind.FOOTNOTE)
    assert "tầm nhìn đến năm 2045, Nghị quyết số 31-NQ/TW" in passages["IV.1"].text
    assert "tăng trưởng tích cực: Tỷ lệ" in passages["II.7.i"].text
    assert "44.272 m2." in passages["II.7.g"].text
    parents = [note.parent for note in notes.values()]
    assert [place for (place,) in filter(None, parents)] == (
        "II.4.a II.4.b II.6 II.7.b II.7.b II.7.g II.7.h II.7.i III.1 IV.1 IV.1".split()
    )
    assert notes["fn9"].text.startswith("năm 2021 (49,25%)") and notes["fn9"].lines == (640, 640)


def test_every_printed_line_is_in_a_row_or_has_a_reason(source, reading):
    in_rows = {number for row in reading.rows for number in range(row.lines[0], row.lines[1] + 1)}
    printed = {number for number, line in enumerate(source.lines, 1) if line.strip()}
    assert printed <= in_rows | set(reading.unused)
    assert reading.unused[153] == "số trang"


def test_only_the_report_has_this_form():
    recognised = [path.name for path in CORPUS.glob("*.txt") if line_broken.recognises(read_source(path))]
    assert recognised == ["bao-cao-nghi-quyet-57-thang-6-2025.txt"]


def test_a_footnote_moved_into_a_task_is_taken_out_of_it():
    reading = read(
        "II. NHIỆM VỤ THÁNG TỚI",
        "1. Về hạ tầng",
        "- Xây dựng trung tâm dữ liệu vùng phục vụ các đơn vị hành chính mới sau sắp xếp giai đoạn 20304 của",
        "~",
        "4 Theo Công văn số 12/UBND-KT",
        " Thành phố.",
        "+ Thời hạn hoàn thành: trước ngày 30/9/2027",
        "",
        "",
        "17",
        "",
        "+ Cơ quan phối hợp: Sở Xây dựng, Sở Y tế.",
        "+ Cơ quan chủ trì: Sở Tài chính",
        "+ Sản phẩm: Quyết định phê duyệt số 15-",
        "QĐ/UBND",
    )
    (task,) = rows(reading, Kind.TASK).values()
    assert task.place == ("II.1", "1") and {name.value: cell.text for name, cell in task.fields.items()} == {
        "name": "Xây dựng trung tâm dữ liệu vùng phục vụ các đơn vị hành chính mới sau sắp xếp giai đoạn 2030 của "
        "Thành phố",
        "due": "trước ngày 30/9/2027",
        "coordinating_agencies": "Sở Xây dựng, Sở Y tế.",
        "lead_agency": "Sở Tài chính",
        "deliverable": "Quyết định phê duyệt số 15-QĐ/UBND",
    }
    (note,) = rows(reading, Kind.FOOTNOTE).values()
    assert (note.place, note.parent, note.text) == (("fn4",), ("II.1", "1"), "Theo Công văn số 12/UBND-KT")
    assert "số trang" in reading.unused.values()


def test_tasks_without_fields_share_those_of_the_next_and_a_missing_label_is_the_missing_field():
    reading = read(
        "III. NHIỆM VỤ",
        "2. Về nhân lực",
        "- Đào tạo 500 kỹ sư.",
        "- Mời chuyên gia;",
        "- Cấp học bổng:",
        "+ Thời gian: Quý II/2026",
        "+ Kết quả/sản phẩm: 500 kỹ sư.",
        "+ Cơ quan chủ trì: Sở Nội vụ",
        "- Mở lớp:",
        "+ Thời gian: tháng 9/2026",
        "+ Sở Giáo dục và Đào tạo",
        "+ Kết quả/sản phẩm: 12 lớp.",
    )
    tasks = rows(reading, Kind.TASK)
    assert [task.fields[Field.NAME].text for task in tasks.values()] == [
        "Đào tạo 500 kỹ sư",
        "Mời chuyên gia",
        "Cấp học bổng",
        "Mở lớp",
    ]
    assert {tasks[f"III.2/{n}"].fields[Field.DUE].text for n in (1, 2, 3)} == {"Quý II/2026"}
    assert tasks["III.2/4"].fields[Field.LEAD_AGENCY].text == "Sở Giáo dục và Đào tạo"
    assert tasks["III.2/1"].lines[1] == tasks["III.2/3"].lines[1]


def test_a_range_broken_at_its_dash_is_no_bullet_and_bullets_without_fields_are_a_passage():
    reading = read(
        "I. KẾT QUẢ",
        "1. Đã hoàn thành đề án phát triển hạ tầng số của toàn Thành phố trong giai đoạn 2021",
        "- 2025 theo kế hoạch.",
        "- Đã tập huấn.",
        "+ Cho cán bộ.",
    )
    (passage,) = reading.rows
    assert passage.kind is Kind.PASSAGE and passage.text.split("\n") == [
        "1. Đã hoàn thành đề án phát triển hạ tầng số của toàn Thành phố trong giai đoạn 2021 - 2025 theo kế hoạch.",
        "- Đã tập huấn.",
        "+ Cho cán bộ.",
    ]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("hệ thống mới (giai đoạn 1)2.", "hệ thống mới (giai đoạn 1)."),
        ("theo Nghị quyết số 27/2023/NQ-HĐND2; còn 4.0", "theo Nghị quyết số 27/2023/NQ-HĐND; còn 4.0"),
        ("giảm CO2 và H2O trong cả nước2", "giảm CO2 và H2O trong cả nước"),
        ("đạt 44.272 m2, tăng 85%2, còn 22 trạm", "đạt 44.272 m2, tăng 85%, còn 22 trạm"),
        ("trên “mạng lưới”2 quốc gia 2026", "trên “mạng lưới” quốc gia 2026"),
        ("đến năm 20302, theo 1.2 và 2,2", "đến năm 2030, theo 1.2 và 2,2"),
        ("đạt 12 ha, 2 trạm", "đạt 12 ha, 2 trạm"),
    ],
)
def test_a_mark_is_told_from_numbers_units_and_codes(printed, meant):
    reading = read("I. KẾT QUẢ", f"1. Đã {printed}", "~", "2 Chú thích.")
    assert reading.rows[0].text == f"1. Đã {meant}"
    assert reading.rows[1].parent == (("I.1",) if printed != meant else None)


def test_what_stands_before_the_first_number_is_kept():
    reading = read("Thực hiện chỉ đạo của Thành ủy, Sở báo cáo:", "I. KẾT QUẢ", "Tốt.")
    assert [(row.place, row.text) for row in reading.rows] == [
        (("mo-dau",), "Thực hiện chỉ đạo của Thành ủy, Sở báo cáo:"),
        (("I",), "I. KẾT QUẢ\nTốt."),
    ]


UNBROKEN = (Path(__file__).parent / "report.txt").read_text(encoding="utf-8")
"""A report of this form before it was printed: one paragraph a line, footnotes as [^1] and below."""


def typeset(width: int, page: int, *, numbered: bool) -> Source:
    """Print UNBROKEN on pages of so many lines, as a word processor exports it; codes may break after a hyphen."""
    paragraphs, _, notes = UNBROKEN.partition("\n\n")
    noted = dict(re.findall(r"\[\^(\d)\]: (.*)", notes))
    body = [line for paragraph in paragraphs.split("\n") for line in textwrap.wrap(paragraph, width)]
    text = ""
    for start in range(0, len(body), page):
        lines = body[start : start + page]
        text += " " * bool(start and not numbered) + "".join(f"{line} \n\n" for line in lines)
        if marks := re.findall(r"\[\^(\d)\]", "".join(lines)):
            below = [textwrap.wrap(f"{mark} {noted[mark]}", width + 40) for mark in marks]
            text += " " * 48 + "\n" + "".join(" \n\n".join(note) + " \n" for note in below)
        text = f"{text}\n\n{start} \n \n\n" if numbered else text.rstrip("\n") + "\n"
    text = re.sub(r"\[\^(\d)\]", r"\1", text)
    return Source(Path("bao-cao.txt"), text, tuple(text.split("\n")))


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("width", [90, 97, 104])
@pytest.mark.parametrize("page", [4, 5, 7, 9, 11, 40])
def test_wherever_lines_and_pages_break_the_records_are_the_same(width, page, numbered):
    reading = line_broken.read(typeset(width, page, numbered=numbered))
    paragraphs, _, notes = UNBROKEN.partition("\n\n")
    printed = re.sub(r"\[\^\d\]", "", paragraphs).split("\n")
    assert {row.place: row.text for row in reading.rows if row.kind is not Kind.FOOTNOTE} == {
        ("I.1",): "\n".join(printed[1:4]),
        ("I.2",): printed[4],
        ("I.2.a",): "\n".join(printed[5:7]),
        ("II.1", "1"): "\n".join(printed[9:14]),
    }
    footnotes = rows(reading, Kind.FOOTNOTE).values()
    assert [note.text for note in footnotes] == re.findall(r"\[\^\d\]: (.*)", notes)
    assert [note.parent for note in footnotes] == [("I.1",)] * 3 + [("I.2",), ("I.2.a",), ("II.1", "1")]
