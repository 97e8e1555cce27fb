"""Reports beside plans and beside one another: only sure pairs, and what differs as printed."""

import pytest

from dannguon.api.changes import changes
from dannguon.api.joins import joins
from dannguon.errors import UnknownRecord
from dannguon.kb import Contents, KnowledgeBase, new_generation
from dannguon.models import Document, Field, FieldValue, Kind, Record


def line(place, name, kind=Kind.REPORT_LINE, **cells):
    fields = {Field.NAME: FieldValue(name)} | {Field(key): FieldValue(text) for key, text in cells.items()}
    return Record(place, place.split("/")[0], kind, "", (), fields, name, (1, 1))


EXCHANGE = "Xây dựng Sàn giao dịch công nghệ giai đoạn mới"
DRONES = "Cơ chế đặt hàng nghiên cứu thiết bị bay không người lái"
RECORDS = [
    line("plan/1", EXCHANGE, Kind.TASK, due="Quý II/2026"),
    line("plan/2", "Phát triển hạ tầng trạm gốc 5G", Kind.TASK),
    line("tuan10/A/1", EXCHANGE, progress="Đang lấy ý kiến", officers="A. Huân"),
    line("tuan10/A/2", DRONES, progress="Đã trình"),
    line("tuan11/A/1", DRONES, progress="Đã trình"),
    line("tuan11/A/2", EXCHANGE, progress="Đã phát hành thư mời", officers="A.  Huân"),
    line("tuan11/A/3", "Khảo sát hiện trạng công nghệ chiến lược", progress=""),
]


@pytest.fixture
def kb(tmp_path):
    documents = [Document(slug, f"{slug}.txt", "0", "tab") for slug in ("plan", "tuan10", "tuan11")]
    with new_generation(tmp_path, Contents(documents, RECORDS, [], [])):
        pass
    return KnowledgeBase.open(tmp_path)


def test_a_task_gets_the_report_lines_that_name_the_same_thing(kb):
    assert joins(kb)["plan/1"] == ["tuan10/A/1", "tuan11/A/2"]


def test_a_task_that_no_line_names_gets_none(kb):
    assert "plan/2" not in joins(kb)


def test_a_line_that_moved_and_changed_is_one_change(kb):
    changed = next(change for change in changes(kb, "tuan10", "tuan11") if change.before)
    assert (changed.before.id, changed.after.id, changed.fields) == ("tuan10/A/1", "tuan11/A/2", (Field.PROGRESS,))


def test_new_and_gone_lines_are_told(kb):
    assert [c.after.id for c in changes(kb, "tuan10", "tuan11") if c.before is None] == ["tuan11/A/3"]
    assert [c.before.id for c in changes(kb, "tuan11", "tuan10") if c.after is None] == ["tuan11/A/3"]


def test_equal_reports_have_no_changes(kb):
    assert changes(kb, "tuan10", "tuan10") == []


def test_a_report_that_is_not_there_is_an_error(kb):
    with pytest.raises(UnknownRecord):
        changes(kb, "tuan09", "tuan10")
