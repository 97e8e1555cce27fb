"""What sentences say of two documents."""

import pytest

from dannguon.ingest.reading import Row
from dannguon.ingest.relations import find_relations
from dannguon.models import Kind


def relations(text):
    row = Row(("body", "1"), Kind.PASSAGE, "1", (), {}, text, (1, 1))
    return [(r.subject, r.kind.value, r.object) for r in find_relations([row], "9-KH/ABC")]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (
            "Kế hoạch thực hiện năm 2026 (thay thế Kế hoạch số 5-KH/ABC ngày 10 tháng 01 năm 2026)",
            ("9-KH/ABC", "supersedes", "5-KH/ABC"),
        ),
        (
            "Kế hoạch số 459-KH/TU (21/5/2025) thay thế Chương trình số 63-CTrHĐ/TU.",
            ("459-KH/TU", "supersedes", "63-CTrHĐ/TU"),
        ),
        (
            "Nghị quyết số 260/2025/QH15 của Quốc hội về sửa đổi, bổ sung một số điều của Nghị quyết số 98/2023/QH15",
            ("260/2025/QH15", "amends", "98/2023/QH15"),
        ),
        ("Quyết định số 8/QĐ-UBND bãi bỏ Quyết định số 7/QĐ-UBND", ("8/QĐ-UBND", "repeals", "7/QĐ-UBND")),
    ],
)
def test_a_sentence_relates_two_documents(text, relation):
    assert relation in relations(text)


def test_the_document_that_is_carried_out_is_not_the_one_that_supersedes():
    text = "Kế hoạch số 43/KH-UBND triển khai Kế hoạch hành động số 45-KH/TU thay thế Kế hoạch số 14/KH-UBND"
    assert relations(text) == [("43/KH-UBND", "supersedes", "14/KH-UBND"), ("43/KH-UBND", "implements", "45-KH/TU")]


@pytest.mark.parametrize(
    "text",
    [
        "Góp ý dự thảo Quyết định bãi bỏ Quyết định số 63/2014/QĐ-UBND",
        "sửa đổi, bổ sung những nội dung thuộc Kế hoạch này",
    ],
)
def test_a_draft_or_a_wish_relates_nothing(text):
    assert relations(text) == []


def test_amending_a_programme_does_not_amend_what_it_carries_out():
    text = "Nghị quyết số 7/NQ-CP sửa đổi, bổ sung Chương trình thực hiện Nghị quyết số 5-NQ/TW"
    assert relations(text) == [("7/NQ-CP", "implements", "5-NQ/TW")]
