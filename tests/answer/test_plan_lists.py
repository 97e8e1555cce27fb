"""Lists and counts over the shipped plan: complete by its own tab lines, which this file reads by itself."""

import random
import re
from datetime import date
from itertools import product

import pytest

from dannguon.agencies import load_gazetteer
from dannguon.answer.reply import Situation
from dannguon.answer.sets import complete_set, settled
from dannguon.due import parse_due
from dannguon.models import Field
from dannguon.retrieval.asked import AgencyConstraint, Constraints, DueConstraint, DueMode, Role, Share
from dannguon.retrieval.catalogue import Catalogue
from dannguon.retrieval.filters import matching
from dannguon.retrieval.question import read_question
from dannguon.text import canonical, squeeze

from .rows import SHIPPED_PLAN

TODAY = date(2026, 5, 5)
NAME, HEAD, LEAD, COORDINATING, RESULT, DUE, AUTHORITY, NOTE = range(1, 9)


def printed_rows():
    """The rows of annexes II and III as (annex, number, cells), page-broken cells joined, without group rows."""
    rows, annex = [], None
    for line in SHIPPED_PLAN.read_text("utf-8").split("\n"):
        if heading := re.fullmatch(r"\s*Phụ lục (I{1,3})\s*", line):
            annex = f"PL{len(heading[1])}"
        cells = [cell.strip() for cell in line.split("\t")]
        if annex not in ("PL2", "PL3") or len(cells) != 9 or cells[0] in ("TT", "STT"):
            continue
        if re.fullmatch(r"\d+(\.\d+)?\.?", cells[0]):
            rows.append((annex, cells[0].rstrip("."), cells))
        elif not cells[0] and rows:
            rows[-1][2][:] = [squeeze(f"{one} {more}") for one, more in zip(rows[-1][2], cells, strict=True)]
    groups = {(annex, number.split(".")[0]) for annex, number, _ in rows if "." in number}
    return [row for row in rows if row[:2] not in groups]


def has(column, pattern):
    return lambda cells: re.search(pattern, canonical(cells[column])) is not None


def blank(column):
    return lambda cells: cells[column] == ""


POLICE = r"công an thành phố|công an tp"
CENTRE = r"trung tâm chuy[êể]n [đd][ổồ]i s[ốở]"

TABLE = [
    ("Liệt kê các nhiệm vụ do Công an Thành phố chủ trì trong Phụ lục II", "PL2", has(LEAD, POLICE)),
    ("Công an Thành phố đứng tên chủ trì những nhiệm vụ nào ở Phụ lục III?", "PL3", has(LEAD, POLICE)),
    ("Có mấy nhiệm vụ ở Phụ lục III do Sở Y tế chủ trì?", "PL3", has(LEAD, r"sở y tế")),
    ("Các nhiệm vụ trong Phụ lục II mà cột phối hợp có tên Trung tâm Chuyển đổi số?", "PL2", has(COORDINATING, CENTRE)),
    ("Sở Tài chính tham gia phối hợp ở những nhiệm vụ nào của Phụ lục II?", "PL2", has(COORDINATING, r"sở tài chính")),
    ("Sở Nội vụ được nêu tên phối hợp mấy nhiệm vụ ở Phụ lục III?", "PL3", has(COORDINATING, r"sở nội vụ")),
    ("Nhiệm vụ nào ở Phụ lục II không ghi thời gian hoàn thành?", "PL2", blank(DUE)),
    ("Phụ lục II có bao nhiêu nhiệm vụ để trống cột ghi chú?", "PL2", blank(NOTE)),
    ("Những nhiệm vụ Phụ lục II chưa ghi thẩm quyền", "PL2", blank(AUTHORITY)),
    ("Có mấy nhiệm vụ ở Phụ lục III ghi Năm 2026?", "PL3", lambda cells: cells[DUE] == "Năm 2026"),
    ("Nhiệm vụ nào ở Phụ lục III ghi là Thường xuyên?", "PL3", has(DUE, r"thường xuyên")),
    ("Which tasks in Annex II are ongoing?", "PL2", has(DUE, r"thường xuyên")),
    ("Nhiệm vụ nào ở Phụ lục II phải làm hằng năm?", "PL2", has(DUE, r"h[ằà]ng năm")),
    ("Những nhiệm vụ Phụ lục II có kết quả là quyết định", "PL2", has(RESULT, r"quyết định")),
    ("Những nhiệm vụ Phụ lục II có Hội đồng nhân dân trong cột thẩm quyền", "PL2", has(AUTHORITY, "hđnd|hội đồng nh")),
    ("Nhiệm vụ nào ở Phụ lục III ghi Quý II/2026?", "PL3", has(DUE, r"quý ii\s*/\s*2026")),
    ("Nhiệm vụ Phụ lục II có ghi chú Thông báo số 17-TB/CQTTBCĐ là những số nào?", "PL2", has(NOTE, "17-tb/cqttbcđ")),
    ("Những nhiệm vụ nào ở Phụ lục III có nhắc tới bán dẫn?", "PL3", lambda cells: "bán dẫn" in " ".join(cells)),
    (
        "Các nhiệm vụ Phụ lục III nói về UAV hoặc bán dẫn",
        "PL3",
        lambda cells: re.search("UAV|bán dẫn", " ".join(cells)) is not None,
    ),
    ("Các nhiệm vụ Phụ lục III nói đến UAV", "PL3", lambda cells: "UAV" in " ".join(cells)),
    ("List the tasks in Annex III led by the City Police (Công an Thành phố)", "PL3", has(LEAD, POLICE)),
    ("Tasks in Annex III coordinated by the Department of Finance", "PL3", has(COORDINATING, r"sở tài chính")),
    ("Số nhiệm vụ ở Phụ lục III thuộc thẩm quyền của Ban Thường vụ Thành ủy?", "PL3",
     has(AUTHORITY, r"ban thường vụ thành u[ỷy]|btv thành u[ỷy]|btvtu")),
    ("Giám đốc Sở Tài chính chịu trách nhiệm mấy nhiệm vụ ở Phụ lục II?", "PL2", has(HEAD, r"giám đốc:? sở tài chính")),
]  # fmt: skip


@pytest.fixture
def kb(plan_kb):
    return plan_kb


def places(records):
    return {tuple(record.id.split("/")[1:]) for record in records}


@pytest.mark.parametrize(("text", "annex", "belongs"), TABLE, ids=[text for text, _, _ in TABLE])
def test_a_question_gives_the_rows_that_the_tab_lines_give(kb, text, annex, belongs):
    question = read_question(text, catalogue=Catalogue(kb.documents, kb.relations), as_of=TODAY)
    expected = {(where, number) for where, number, cells in printed_rows() if where == annex and belongs(cells)}
    found = complete_set(settled(Situation(question, TODAY, question.language, (), kb, None))).set.members
    assert places(found) == expected != set()


ROLES = {
    (Role.LEAD, Share.ANY): LEAD,
    (Role.LEAD, Share.ALONE): LEAD,
    (Role.COORDINATING, Share.ANY): COORDINATING,
    (Role.AUTHORITY, Share.ANY): AUTHORITY,
}
PERIODS = [(date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)), None]


def test_two_hundred_combinations_give_what_the_printed_cells_give(kb):
    """Agency, role, annex and period drawn by a seed; the expected sets are read from the cells one by one."""
    rows, gazetteer = printed_rows(), load_gazetteer()
    named = {at: [gazetteer.ids(cells[at]) for _, _, cells in rows] for at in (LEAD, COORDINATING, AUTHORITY)}
    agencies = {one for cells in named.values() for ids in cells for one in ids}
    agencies = sorted({gazetteer.current(one) for one in agencies if gazetteer.get(one).kind != "generic"})
    combinations = list(product(agencies, ROLES, ("PL2", "PL3"), PERIODS))
    for agency, role, annex, period in random.Random(27).sample(combinations, 200):
        expected = set()
        for row, (where, number, cells) in enumerate(rows):
            ids = tuple(dict.fromkeys(map(gazetteer.current, named[ROLES[role]][row])))
            holds = ids == (agency,) if role[1] is Share.ALONE else agency in ids
            if where == annex and holds and (period is None or _ends_in(cells[DUE], *period)):
                expected.add((where, number))
        due = () if period is None else (DueConstraint(DueMode.FALLS_IN, *period, ""),)
        asked = Constraints((AgencyConstraint(agency, role[0], "", share=role[1]),), due, (annex,))
        assert places(matching(asked, kb.records).members) == expected, (agency, role, annex, period)


def _ends_in(cell, start, end):
    due = parse_due(cell)
    ends = [m.end for m in due.milestones if m.kind not in ("ongoing", "yearly", "periodic", "year")] if due else []
    return any(day and start <= day <= end for day in ends)


def test_every_row_of_the_tab_lines_is_a_record(kb):
    tasks = [
        record for record in kb.records if record.id.split("/")[1] in ("PL2", "PL3") and Field.DUE in record.fields
    ]
    assert places(record for record in tasks if record.kind == "task") == {row[:2] for row in printed_rows()}
