"""Conditions on a cell itself: blank, with so many names, or saying something. Hides how people word them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dannguon.models import AGENCY_FIELDS, Field
from dannguon.retrieval.asked import CellConstraint, SizeConstraint
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
    r"(?:(?:khong|chua)\s+(?:co|ghi|neu|dien|quy dinh|giao|xac dinh)(?:\s+ro)?|de trong|bo trong|thieu"
    r"|with no|have no|has no|without|lack(?:s|ing)?|missing|no)"
)
_LEFT_BLANK = r"(?:bi\s+)?(?:de trong|bo trong|con trong)|(?:is|are|left)\s+(?:empty|blank)"
_NAMED = r"(?:\s+(?:duoc|co|neu|ten|dich danh|khac nhau|tro len|or more|cung|dong|lam|tham gia|chung)\b)*"
"""Words between the number and what the agencies do: "hai cơ quan được nêu tên trở lên cùng chủ trì"."""
_ABOVE = frozenset({"hon", "nhieu hon", "tren", "more than", "over"})
_LEAST = _ABOVE | {"it nhat", "toi thieu", "at least"}
_UPWARDS = re.compile(r"\btro len\b|\bor more\b")
_SEVERAL = frozenset({"nhieu", "several", "multiple"})
_SAYS = r"(?:(?:phai\s+)?(?:la|gom|thuoc loai|thuoc dang|duoi dang|dang)(?:\s+(?:mot|cac|nhung))?|is|are|=)"
_KEPT = "deliverable progress unit note".split()
"""Columns of words, of which people name what stands in them."""
_ENDS = re.compile(
    r"[,;.?!]|\b(?:o|tai|trong|thuoc|cua|do|ma|va (?:co|do|han|phai)|cho|nhe|nha|vay|voi|a|in|of|under|that|with)\b"
)
_ASKS = re.compile(r"(?:gi|nao|sao|bao nhieu|ai|may|what|which|ra sao|the nao|nhu the nao)\b")


def empty_cells(text: str) -> list[tuple[Field, int, int]]:
    """The fields that have to be blank, each with the part [start, end) of the text that says so."""
    return [(_field(m), m.start(), m.end()) for m in _blanks().finditer(aligned(text))]


def sized_cells(text: str, taken: Sequence[Span] = ()) -> list[tuple[SizeConstraint, int, int]]:
    """The agency fields that have to hold several names, outside the parts `taken`."""
    found = []
    for match in _sizes().finditer(aligned(text)):
        upwards = match["least"] in _LEAST or _UPWARDS.search(match[0]) is not None
        if overlaps(match.span(), taken) or not (upwards if match["n"] else match["least"] in _SEVERAL):
            continue
        number = int(_NUMBERS.get(match["n"]) or match["n"]) + (match["least"] in _ABOVE) if match["n"] else 2
        first = min(at for at in (match.start("least"), match.start("n")) if at >= 0)
        constraint = SizeConstraint(_field(match), number, text[first : match.end()])
        found.append((constraint, match.start(), match.end()))
    return found


def told_cells(text: str, taken: Sequence[Span]) -> list[tuple[CellConstraint, int, int]]:
    """The words that a cell has to say: "kết quả là quyết định"; they end where a part of `taken` begins."""
    found = []
    folded = aligned(text)
    for match in _told().finditer(folded):
        stop = min([start for start, _ in taken if start >= match.end()], default=len(text))
        ends = _ENDS.search(folded, match.end(), stop)
        end = ends.start() if ends else stop
        words = text[match.end() : end].strip()
        if words and not _ASKS.match(folded, match.end()):
            found.append((CellConstraint(_field(match), words), match.start(), match.end() + len(words)))
    return found


def _field(match: re.Match[str]) -> Field:
    named = match.groupdict()
    return field_names().get(named.get("after") or named["name"], Field.MONITORING_AGENCY)


@cache
def _blanks() -> re.Pattern[str]:
    names = _alternatives(name for name, field in field_names().items() if field is not Field.VALUE)
    return re.compile(
        rf"\b{_BLANK}\s+{_COLUMN}(?P<name>{names})\b(?:\s+(?:hoan thanh|thuc hien|can dat))?"
        rf"(?!\s+(?:cu the|nao|specific))"
        rf"|\b{_COLUMN}(?P<after>{names})\s+(?:{_LEFT_BLANK})\b"
    )


@cache
def _sizes() -> re.Pattern[str]:
    names = _alternatives(name for name, field in field_names().items() if field in AGENCY_FIELDS)
    number = "|".join([r"\d{1,2}", *_NUMBERS])
    least = _alternatives([*_LEAST, *_SEVERAL])
    return re.compile(
        rf"\b(?:(?:do|co|tu|boi|by)\s+)*(?:(?P<least>{least})\s+)?(?:(?P<n>{number})\s+)?"
        rf"(?:(?:co quan|don vi|so|ban|agencies|departments)\b{_NAMED}\s+)*(?P<name>{names}|theo doi)\b"
        rf"(?:\s+tro len\b)?(?!\s+nhat\b)"
    )


@cache
def _told() -> re.Pattern[str]:
    names = _alternatives(name for name, field in field_names().items() if field in _KEPT)
    more = rf"(?:\s+(?!{_ASKS.pattern})\w+){{0,3}}?"
    return re.compile(rf"\b{_COLUMN}(?P<name>{names})\b{more}\s*(?:(?<=\s){_SAYS}\s+|:\s*)")


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))
