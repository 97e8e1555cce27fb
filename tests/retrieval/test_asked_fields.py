"""Which fields a question asks for, over many ways of asking. The questions stand in `asked_fields.txt`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dannguon.models import Field
from dannguon.retrieval.asked import Question

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
_LINES = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("asked_fields.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("fields", "text"), _LINES)
def test_a_question_asks_for_these_fields(read: Callable[[str], Question], fields: str, text: str) -> None:
    assert read(text).fields == tuple(_SHORT[short] for short in fields.split())
