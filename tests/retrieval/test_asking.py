"""Which fields, and which kind of answer, a question asks for; the many ways of asking stand in `asked_*.txt`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dannguon.models import Field
from dannguon.retrieval.asked import Question
from dannguon.retrieval.question import Catalogue, read_question

_SHORT = {
    "lead": Field.LEAD_AGENCY,
    "head": Field.ACCOUNTABLE_HEAD,
    "with": Field.COORDINATING_AGENCIES,
    "out": Field.DELIVERABLE,
    "due": Field.DUE,
    "auth": Field.AUTHORITY,
    "note": Field.NOTE,
    "value": Field.VALUE,
    "unit": Field.UNIT,
    "mon": Field.MONITORING_AGENCY,
    "prog": Field.PROGRESS,
    "off": Field.OFFICERS,
    "room": Field.IMPLEMENTING_UNIT,
    "doc": Field.DOCUMENT_NUMBER,
    "issued": Field.ISSUED_ON,
    "name": Field.NAME,
}


def _lines(file: str) -> list[tuple[str, ...]]:
    """The lines of a list, cut at "|"; without comments."""
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    return [tuple(map(str.strip, line.split("|"))) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("fields", "text"), _lines("asked_fields.txt"))
def test_a_question_asks_for_these_fields(read: Callable[[str], Question], fields: str, text: str) -> None:
    assert read(text).fields == tuple(_SHORT[short] for short in fields.split())


@pytest.mark.parametrize(("intent", "text"), _lines("asked_intents.txt"))
def test_a_question_wants_this_kind_of_answer(read: Callable[[str], Question], intent: str, text: str) -> None:
    assert read(text).intent == intent


def test_a_word_with_guessed_marks_is_also_what_it_may_well_be() -> None:
    def read(also: dict[str, frozenset[str]]) -> Question:
        return read_question("đề án chống ngập, hán", catalogue=Catalogue(), as_of=date(2026, 3, 15), also=also)

    assert read({"hán": frozenset({"hạn"})}).fields == (Field.DUE,)
    assert read({}).fields == ()
