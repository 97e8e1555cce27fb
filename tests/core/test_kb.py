"""A generation is published whole or not at all."""

import json
from datetime import date
from decimal import Decimal

import pytest

from dannguon.codec import record_from_json, record_to_json
from dannguon.errors import KnowledgeBaseError, UnknownRecord
from dannguon.kb import Contents, Finding, KnowledgeBase, new_generation
from dannguon.models import Contradiction, Document, Due, DueKind, Field, FieldValue, Figure, Kind, Milestone, Record


def contents(name: str = "Xây dựng đề án") -> Contents:
    quarter = Milestone("Quý I/2026", DueKind.QUARTER, date(2026, 1, 1), date(2026, 3, 31), "Ban hành")
    record = Record(
        id="k/PL1/1",
        document="k",
        kind=Kind.TASK,
        ordinal="1",
        section=("Phụ lục I",),
        fields={
            Field.NAME: FieldValue(name),
            Field.DUE: FieldValue("Ban hành Quý I/2026", None, Due((quarter,))),
            Field.LEAD_AGENCY: FieldValue("So Y té", "Sở Y tế", ("so-y-te",)),
            Field.VALUE: FieldValue("≥ 9,5", None, (Figure("≥ 9,5", "≥", Decimal("9.5")),)),
            Field.ISSUED_ON: FieldValue("19/01/2026", None, date(2026, 1, 19)),
        },
        text=name,
        lines=(3, 4),
    )
    document = Document("k", "k.txt", "0" * 64, "tab_tables", number="1-KH", issued_on=date(2026, 2, 14))
    return Contents([document], [record], [], [Finding("k", "gap", "nhảy số", (3, 4))])


def published_kb(home, what):
    with new_generation(home, what):
        pass
    return KnowledgeBase.open(home)


def test_a_record_survives_json_with_its_typed_values():
    record = contents().records[0]
    assert record_from_json(json.loads(json.dumps(record_to_json(record)))) == record


def test_what_was_written_is_read_back(tmp_path):
    kb = published_kb(tmp_path, contents())
    assert (kb.documents, kb.records) == (tuple(contents().documents), tuple(contents().records))
    assert kb.findings == tuple(contents().findings)


def test_equal_contents_have_equal_revisions_and_others_do_not():
    assert contents().revision == contents().revision != contents("Đề án khác").revision


def test_a_failed_build_leaves_the_published_generation(tmp_path):
    before = published_kb(tmp_path, contents()).revision
    with pytest.raises(KeyboardInterrupt), new_generation(tmp_path, contents("Đề án khác")):
        raise KeyboardInterrupt
    assert KnowledgeBase.open(tmp_path).revision == before
    assert [p.name for p in (tmp_path / "generations").iterdir()] == [before]


def test_a_reader_keeps_the_generation_that_it_opened(tmp_path):
    old = published_kb(tmp_path, contents())
    new = published_kb(tmp_path, contents("Đề án khác"))
    assert old.folder.exists() and old.revision != new.revision
    assert old.get("k/PL1/1").title == "Xây dựng đề án"


def test_a_second_writer_is_told_to_wait(tmp_path):
    with (
        new_generation(tmp_path, contents()),
        pytest.raises(KnowledgeBaseError, match="đang ghi"),
        new_generation(tmp_path, contents("Đề án khác")),
    ):
        pass


def test_no_knowledge_base_says_what_to_do(tmp_path):
    with pytest.raises(KnowledgeBaseError, match="dannguon build"):
        KnowledgeBase.open(tmp_path)


def test_an_unknown_record_is_an_error_for_people_and_ids_ignore_case(tmp_path):
    kb = published_kb(tmp_path, contents())
    assert kb.get("K/pl1/1").id == "k/PL1/1"
    with pytest.raises(UnknownRecord, match="k/PL1/2"):
        kb.get("k/PL1/2")


def test_a_contradiction_comes_back_as_it_was_stored(tmp_path):
    stated = Contradiction(Field.VALUE, ("k/PL1/1", "k/PL1/1"), (Field.VALUE, None), ("", "Đạt 40%"), history=True)
    before = contents()
    with_it = Contents(before.documents, before.records, [], [], contradictions=[stated])
    assert published_kb(tmp_path, with_it).contradictions == (stated,)
    assert with_it.revision != Contents(before.documents, before.records, [], []).revision
