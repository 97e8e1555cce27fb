"""Ids of records say where they stand."""

import pytest

from dannguon.record_id import is_head


@pytest.mark.parametrize(
    ("record", "head"), [("x/body/meta", True), ("x/mo-dau", True), ("x/body/I.1", False), ("x/meta/1", False)]
)
def test_a_document_begins_with_its_head(record, head):
    assert is_head(record) is head
