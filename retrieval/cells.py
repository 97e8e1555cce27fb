"""Conditions on a cell itself: blank, or with so many names. Knows how people say them; hides the wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dannguon.models import AGENCY_FIELDS, Field
from dannguon.retrieval.asked import SizeConstraint
from dannguon.retrieval.cues import field_names
from dannguon.retrieval.phrases import aligned
from dannguon.retrieval.wording import Span, overlaps

_NUMBERS = {
    word: number
    for number, words in enumerate(("mot|one", "hai|two", "ba|three", "bon|four", "nam|five"), 1)
    for word in words.split("|")
}
_COLUMN = r"(?:(?:cac|cot|o|phan|any|the|a)\s+)*"
_BLANK = (
    r"(?:(?:khong|chua)\s+(?:co|ghi|neu|dien|xac dinh)(?:\s+ro)?|de trong|bo trong|thieu"
    r"|with no|have no|has no|without|no)"
)
_LEFT_BLANK = r"(?:bi\s+)?(?:de trong|bo trong|con trong)|(?:is|are|left)\s+(?:empty|blank)"
_LEAST = r"(?P<least>it nhat|toi thieu|tu|(?:nhieu )?hon|tren|at least|more than|over|nhieu|several|multiple)"
_ABOVE = frozenset({"hon", "nhieu hon", "tren", "more than", "over"})
_SEVERAL = frozenset({"nhieu", "several", "multiple"})


def empty_cells(text: str) -> list[tuple[Field, int, int]]:
    """The fields that have to be blank, each with the part [start, end) of the text that says so."""
    return [(_field(m), m.start(), m.end()) for m in _blanks().finditer(aligned(text))]


def sized_cells(text: str, taken: Sequence[Span] = ()) -> list[tuple[SizeConstraint, int, int]]:
    """The agency fields that have to hold several names, outside the parts `taken`."""
    found = []
    for match in _sizes().finditer(aligned(text)):
        several, printed = match["least"] in _SEVERAL, match["n"] or match["n2"]
        if overlaps(match.span(), taken) or several == bool(printed) or (match["least"] == "tu" and not match["up"]):
            continue
        number = 2 if several else int(_NUMBERS.get(printed) or printed) + (match["least"] in _ABOVE)
        constraint = SizeConstraint(_field(match), number, text[match.start() : match.end()])
        found.append((constraint, match.start(), match.end()))
    return found


def _field(match: re.Match[str]) -> Field:
    return field_names()[match.groupdict().get("after") or match["name"]]


@cache
def _blanks() -> re.Pattern[str]:
    names = _alternatives([name for name, field in field_names().items() if field is not Field.VALUE])
    return re.compile(
        rf"\b{_BLANK}\s+{_COLUMN}(?P<name>{names})\b(?:\s+(?:hoan thanh|thuc hien))?(?!\s+(?:cu the|nao|specific))"
        rf"|\b{_COLUMN}(?P<after>{names})\s+(?:{_LEFT_BLANK})\b"
    )


@cache
def _sizes() -> re.Pattern[str]:
    names = _alternatives([name for name, field in field_names().items() if field in AGENCY_FIELDS])
    number = "|".join([r"\d{1,2}", *_NUMBERS])
    return re.compile(
        rf"\b{_LEAST}\s+(?:(?P<n>{number})\s+)?(?P<name>{names})\b(?P<up>\s+tro len)?"
        rf"|\b(?:do|co|tu)?\s*(?P<n2>{number})\s+(?:co quan|don vi|so)\s+tro len"
        rf"\s+(?:cung\s+|dong\s+)?(?P<after>{names})\b"
    )


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))
