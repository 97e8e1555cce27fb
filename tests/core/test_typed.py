"""A cell gets the type of its column."""

from datetime import date

from dannguon.models import Due, Field
from dannguon.typed import typed_value


def test_each_column_has_its_type():
    assert isinstance(typed_value(Field.DUE, "Quý I/2026"), Due)
    assert typed_value(Field.LEAD_AGENCY, "Sở Nội vụ") == ("so-noi-vu",)
    assert typed_value(Field.ISSUED_ON, "06/3/2026") == date(2026, 3, 6)
    assert typed_value(Field.VALUE, "≥ 95", "%")[0].unit == "%"


def test_what_cannot_be_read_is_none():
    assert typed_value(Field.DUE, "") is None
    assert typed_value(Field.LEAD_AGENCY, "") is None
    assert typed_value(Field.NOTE, "Quý I/2026") is None
