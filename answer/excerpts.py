"""The sentences of running text. Knows where one ends; hides labels, list items and lines without marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_BULLET = r"(?:[+●✓•]|\((?:\d+|[ivx]+)\)|[-–](?=\s+[A-ZĐÀ-Ỹ\d“\"]))"
_END = re.compile(rf"(?<![A-ZĐ]\.)(?<!TP\.)(?<!Tp\.)(?<=[.!?…;])\s+|\n+|(?<=[:;.,])\s+(?={_BULLET}\s)|\s+(?=[●✓•]\s)")
_FRAGMENT = 7
"""Fewer words, without a remark in brackets, are a label or a heading: they are read with what follows ("Năm 2035",
"Giai đoạn 1 (hoàn thành trong quý II/2026)")."""
_REMARK = re.compile(r"\([^()]*\)$")
_CLOSED = '.!?…”"'
_OPEN = ";:"
_BULLETS = "-–+●✓•("
_LONGEST_LIST = 45
_LINE, _LABEL, _LONGEST_LINES = 12, 20, 60
"""Words of an item without a mark or a stop ("Công ty Cổ phần FPT"), of a line that something stands under ("Bộ Công
an nghiên cứu, trình Chính phủ"), and of such lines with what belongs to them."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a record's printed text; `start` is its offset there."""

    text: str
    start: int


def sentences(text: str) -> list[Excerpt]:
    """The sentences and list items of a text, in order, without the white space around them."""
    cuts = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    pieces: list[Excerpt] = []
    for start, end in pairwise(cuts):
        if pieces and _goes_on(pieces[-1].text, text[start:end]):
            start = pieces.pop().start
        if any(char.isalnum() for char in text[start:end]):
            pieces.append(Excerpt(text[start:end].strip(), start))
    return pieces


def _goes_on(before: str, after: str) -> bool:
    """Is `before` a label, a part of a list without marks or of a longer sentence, read together with `after`?"""
    if len(_REMARK.sub("", before).split()) < _FRAGMENT:
        return True
    after = after.strip()
    is_line = len(after.split()) <= _LINE and after[-1:] not in (*_CLOSED, *_OPEN)
    is_label = len(before.split()) <= _LABEL and before[-1].isalnum() and before[0] not in _BULLETS
    longest = _LONGEST_LINES if is_line or is_label else _LONGEST_LIST
    if after[:1] in _BULLETS or len(before.split()) + len(after.split()) > longest:
        return False
    ended = before[-1] in _CLOSED or (before[-1] == ")" and not is_line)
    return before[-1] in _OPEN or not (ended or before[0] in _BULLETS)
