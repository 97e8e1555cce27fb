"""What a report shows: figures with their n, the difference to the baseline, and failing cases with their reasons."""

import re
from dataclasses import replace
from io import StringIO

from rich.console import Console

from dannguon.eval.baseline import baseline_of
from dannguon.eval.cases import Suite
from dannguon.eval.metrics import FIGURES
from dannguon.eval.page import page
from dannguon.eval.reasons import reasons
from dannguon.eval.report import ALL, LABELS, closing_lines, rows, sheets
from dannguon.eval.results import Identity
from dannguon.eval.run import run
from dannguon.eval.sheets import Sheet, print_sheets

from .making import RIGHT, case, list_case, members, refused_case

SUITE = Suite("s", (case(), list_case(1, 2, id="l1"), refused_case(id="r1", note="<bẫy>")))
GOOD = run(SUITE, lambda request: RIGHT, identity=Identity("kho1", "p1", None, "abc1234"))


def test_every_figure_has_a_name_that_people_read():
    assert set(LABELS) == set(FIGURES)


def test_rows_go_by_category_and_end_with_all():
    counted = rows(GOOD, None)
    assert [(row.category, row.n) for row in counted] == [
        ("field_lookup", 1),
        ("list_filter", 1),
        ("unanswerable", 1),
        (ALL, 3),
    ]
    assert counted[-1].figures["exact"].mean == 1 / 3


def test_the_difference_to_the_baseline_is_told_with_its_chance():
    worse = run(SUITE, lambda request: {"answer": ""})
    row = rows(worse, baseline_of(GOOD))[-1]
    assert (row.change.difference, row.change.p, row.change.n) == (-1 / 3, 1.0, 3)


def test_the_terminal_shows_every_table_without_a_broken_cell():
    console = Console(record=True, width=200, file=StringIO())
    print_sheets(sheets(GOOD, baseline_of(GOOD)), console)
    text = console.export_text()
    assert "đúng trọn vẹn (exact)" in text and "0.333" in text and "+0.000" in text


def test_the_closing_lines_name_what_was_measured_and_what_failed():
    lines = list(closing_lines(GOOD))
    assert lines[0] == "kho kho1 · lời nhắc p1 · mô hình ngôn ngữ không dùng · commit abc1234"
    assert lines[1] == "Cần xem (2): l1, r1"


def why(wanted, **response):
    (result,) = run(Suite("s", (wanted,)), lambda request: response).results
    return list(reasons(result))


def test_a_right_answer_gives_no_reason():
    assert why(case(), **RIGHT) == []


def test_reasons_name_missing_and_spare_rows():
    cited = [{"id": i, "document": "ke-hoach"} for i in members(1, 3)]
    assert why(list_case(1, 2), answer="", citations=cited) == [
        "thiếu dòng: ke-hoach/PL1/2",
        "thừa dòng: ke-hoach/PL1/3",
    ]


def test_reasons_name_refusals_facts_and_wrong_values():
    assert why(case(), answer="Không có.", abstained=True)[0] == "từ chối câu trả lời được"
    assert "thiếu dữ kiện: Sở Nội vụ" in why(case(), answer="")
    assert why(refused_case(), answer="Sở Y tế") == [
        "không từ chối",
        "giá trị sai: cơ quan “Sở Y tế”: không thuộc khẳng định nào",
    ]


def test_the_page_is_whole_in_itself_and_escapes_what_people_wrote():
    html = page(GOOD, baseline_of(GOOD), [Sheet("Khác", ("a", "b"), [("<x>", "1")])], lambda i: f"văn bản {i}")
    assert not re.search(r"(?:src|href|url)\s*[=(]|https?:", html)
    assert "&lt;bẫy&gt;" in html and "<bẫy>" not in html
    assert "&lt;x&gt;" in html
    assert "văn bản ke-hoach/PL1/2" in html
    assert html.count("<svg") >= 5
    assert html.count("<details") == 2


def test_the_page_says_what_was_not_asked():
    assert "Không hỏi được 1 câu: r1" in page(replace(GOOD, not_asked=("r1",)))
