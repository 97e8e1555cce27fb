"""Complete sets over small invented rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dannguon.due import parse_due
from dannguon.models import DueKind, Field, FieldValue, Figure, Kind, Record
from dannguon.retrieval.asked import (
    AgencyConstraint,
    CellConstraint,
    Constraints,
    DueConstraint,
    DueMode,
    Role,
    Share,
    SizeConstraint,
    ValueConstraint,
)
from dannguon.retrieval.filters import Matching, Reason, matching


def row(item: str, *, lead: tuple[str, ...] = (), due: str = "", kind: Kind = Kind.TASK, text: str = "") -> Record:
    fields = {
        Field.NAME: FieldValue(text),
        Field.LEAD_AGENCY: FieldValue("", None, lead),
        Field.DUE: FieldValue(due, None, parse_due(due)),
    }
    return Record(f"ke-hoach/PL1/{item}", "ke-hoach", kind, item, ("Phụ lục I",), fields, text, (1, 1), parent="g")


def ids(found: Matching) -> list[str]:
    return [record.ordinal for record in found.members]


def led_by(agency: str, share: Share = Share.ANY) -> Constraints:
    return Constraints(agencies=(AgencyConstraint(agency, Role.LEAD, agency, share=share),))


def due_in(mode: DueMode) -> Constraints:
    return Constraints(due=(DueConstraint(mode, date(2026, 4, 1), date(2026, 6, 30), "quý II/2026"),))


ROWS = [
    row("1", lead=("so-y-te",), due="Quý II/2026"),
    row("2", lead=("so-y-te", "so-noi-vu"), due="Tháng 6/2026"),
    row("3", lead=("so-ban-nganh",), due="Năm 2026"),
    row("4", lead=("so-noi-vu",), due="Thường xuyên"),
    row("5", lead=("so-y-te", "so-ban-nganh"), due="Quý I/2026 - Quý III/2026"),
    row("6", lead=("so-noi-vu",), due="Tháng 5/2027"),
    row("7", lead=("so-y-te",), kind=Kind.GROUP),
]


def test_a_lead_is_found_alone_and_among_others_but_never_in_group_rows() -> None:
    assert ids(matching(led_by("so-y-te"), ROWS)) == ["1", "2", "5"]


def test_a_sole_lead_has_no_other_beside_it() -> None:
    assert ids(matching(led_by("so-y-te", Share.ALONE), ROWS)) == ["1"]


def test_a_joint_lead_has_another_named_agency_beside_it() -> None:
    assert ids(matching(led_by("so-y-te", Share.JOINT), ROWS)) == ["2"]


def test_a_row_without_an_agency_is_not_led_by_another_but_stands_apart() -> None:
    others = Constraints(agencies=(AgencyConstraint("so-y-te", Role.LEAD, "", negated=True),))
    found = matching(others, [*ROWS, row("8", lead=())])
    assert ids(found) == ["3", "4", "6"]
    assert [(one.record.ordinal, one.reason) for one in found.apart] == [("8", Reason.BLANK)]


def test_agencies_in_general_are_no_names_to_count() -> None:
    two = Constraints(sizes=(SizeConstraint(Field.LEAD_AGENCY, 2, ""),))
    assert ids(matching(two, ROWS)) == ["2"]


@pytest.mark.parametrize(
    ("cell", "holds"),
    [
        ("Đề án được phê duyệt", True),
        ("Kế hoạch/Đề án được phê duyệt", True),
        ("Công bố Đề án", True),
        ("Đề án 06 được triển khai", False),
        ("Kết quả theo Đề án đề ra", False),
        ("", False),
    ],
)
def test_a_deliverable_is_named_at_the_head_of_a_part_of_its_cell(cell: str, holds: bool) -> None:
    one = replace(ROWS[0], fields={Field.DELIVERABLE: FieldValue(cell)})
    asked = Constraints(cells=(CellConstraint(Field.DELIVERABLE, "đề án"),))
    assert bool(matching(asked, [one]).members) is holds


def test_all_departments_are_not_one_of_them_but_stand_apart() -> None:
    found = matching(led_by("so-y-te"), ROWS)
    assert [(one.record.ordinal, one.reason) for one in found.apart] == [("3", Reason.GENERIC)]


def test_printed_means_the_very_period() -> None:
    assert ids(matching(due_in(DueMode.PRINTED), ROWS)) == ["1"]


def test_falling_in_means_the_last_day_and_leaves_year_and_ongoing_apart() -> None:
    found = matching(due_in(DueMode.FALLS_IN), ROWS)
    assert ids(found) == ["1", "2"]
    assert [(one.record.ordinal, one.reason) for one in found.apart] == [("3", Reason.YEAR_ONLY), ("4", Reason.ONGOING)]


def test_a_whole_year_asked_for_holds_the_rows_that_say_only_the_year() -> None:
    year = Constraints(due=(DueConstraint(DueMode.FALLS_IN, date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),))
    assert ids(matching(year, ROWS)) == ["1", "2", "3", "5"]


def test_ongoing_rows_are_asked_for_by_name() -> None:
    assert ids(matching(Constraints(due_kinds=(DueKind.ONGOING,)), ROWS)) == ["4"]


def test_what_goes_on_from_a_year_is_not_printed_as_ongoing() -> None:
    rows = [*ROWS, row("8", lead=("so-y-te",), due="2025 và những năm tiếp theo")]
    assert ids(matching(Constraints(due_kinds=(DueKind.ONGOING,)), rows)) == ["4"]


def test_groups_of_the_members_are_told_once() -> None:
    assert matching(led_by("so-y-te"), ROWS).groups == ("g",)


def test_other_documents_are_left_out() -> None:
    assert matching(Constraints(), ROWS, documents=("khac",)).members == ()


def test_a_successor_leads_what_its_predecessor_led() -> None:
    rows = [row("1", lead=("so-thong-tin-va-truyen-thong",))]
    assert ids(matching(led_by("so-khoa-hoc-va-cong-nghe"), rows)) == ["1"]


def test_a_phrase_keeps_its_tones_when_they_are_typed() -> None:
    rows = [row("1", text="Lập quỹ đầu tư"), row("2", text="Báo cáo quý")]
    assert ids(matching(Constraints(texts=("quỹ",)), rows)) == ["1"]
    assert ids(matching(Constraints(texts=("quy",)), rows)) == ["1", "2"]


def test_a_code_may_be_typed_without_the_bar_of_its_letters():
    rows = [row("1", text="Thông báo 17-TB/BCĐTW"), row("2", text="Thông báo 17-TB/BCTW")]
    assert ids(matching(Constraints(texts=("17-TB/BCDTW",)), rows)) == ["1"]
    assert ids(matching(Constraints(texts=("17-TB/BCĐTW",)), rows)) == ["1"]


def test_figures_compare_with_their_sign_and_unit() -> None:
    def target(item: str, sign: str, figure: str, unit: str = "%") -> Record:
        value = (Figure(f"{sign} {figure}{unit}", sign, Decimal(figure), None, unit),)
        return Record(item, "a", Kind.TARGET, item, (), {Field.VALUE: FieldValue("", None, value)}, "", (1, 1))

    rows = [
        target("a/1", "≥", "80"),
        target("a/2", "=", "79"),
        target("a/3", ">", "80"),
        target("a/4", "=", "90", "bài"),
    ]
    asked = Constraints(values=(ValueConstraint("≥", Decimal(80), "%", "từ 80% trở lên"),))
    assert ids(matching(asked, rows)) == ["a/1", "a/3"]
