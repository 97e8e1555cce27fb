"""Rows found by the place that a question names."""

import pytest

from dannguon.models import Field, FieldValue, Kind, Record
from dannguon.retrieval.asked import Reference
from dannguon.retrieval.reference import find_places, place_keys, reference_keys, referenced


def row(place: str, ordinal: str, section: str = "", number: str = "") -> Record:
    fields = {Field.DOCUMENT_NUMBER: FieldValue(number)} if number else {}
    return Record(f"a/{place}", "a", Kind.TASK, ordinal, (section,), fields, "", (1, 1))


ROWS = [
    row("PL1/I.2", "2", "I. Hạ tầng"),
    row("PL1/II.2", "2", "II. Nhân lực"),
    row("PL2/2", "2."),
    row("PL2/29.1", "29.1"),
    row("C/944-VP-KT", "3", number="944/VP-KT"),
]


@pytest.mark.parametrize(
    ("reference", "places"),
    [
        (Reference("", container="PL2", item="2"), ["PL2/2"]),
        (Reference("", container="PL1", section="II", item="2"), ["PL1/II.2"]),
        (Reference("", container="PL1", item="II.2"), ["PL1/II.2"]),
        (Reference("", item="29.1"), ["PL2/29.1"]),
        (Reference("", number="944/VP-KT"), ["C/944-VP-KT"]),
        (Reference("", container="PL2", item="40"), []),
    ],
)
def test_a_place_finds_its_rows(reference: Reference, places: list[str]) -> None:
    assert [record.id.removeprefix("a/") for record in referenced(reference, ROWS)] == places


def test_several_rows_are_several_references() -> None:
    references = find_places("Phụ lục II STT 3, 4 và 7").references
    assert [(one.container, one.item) for one in references] == [("PL2", "3"), ("PL2", "4"), ("PL2", "7")]


def test_a_piece_of_news_is_named_by_the_number_it_begins_with() -> None:
    heading = "THÔNG BÁO SỐ 43/TB-VPCP NGÀY 26/1/2026 Kết luận Phiên họp"
    news = Record("a/x", "a", Kind.NEWS, "", (), {Field.NAME: FieldValue(heading)}, heading, (1, 1))
    mention = Record("a/y", "a", Kind.TASK, "1", (), {Field.NAME: FieldValue(heading)}, heading, (2, 2))
    assert referenced(Reference("", number="43/TB-VPCP"), [news, mention]) == [news]
    assert reference_keys(Reference("", number="43/tb-vpcp")) <= place_keys(news)


def test_a_notice_names_the_tasks_that_stand_under_its_heading() -> None:
    assigned = row("A.7/1", "1", "7. Nhiệm vụ được giao tại Thông báo số 113/TB-VP ngày 29 tháng 01 năm 2026")
    carrying_out = row("A.1/1", "1", "1. Triển khai Thông báo số 113/TB-VP")
    assert referenced(Reference("", number="113/TB-VP"), [carrying_out, assigned]) == [assigned]
