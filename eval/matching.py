"""When a given citation or text counts as an expected one. Knows the tolerance; hides Unicode and typing habits.

The rules are those of the reference scorer that came with the development questions, so that figures taken in
process and over HTTP mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from dannguon.eval.cases import Place
from dannguon.text import nfc

_DASHES = str.maketrans({"–": "-", "−": "-", "≧": "≥"})
_PRINTED_ID = re.compile(r"[^/]+/(?:PL\d.*|\d[\d.]*|fn\d+|[A-Z]+(?:\.\d+)?/[^/]+)")


class Located(Protocol):
    """Anything that names a record and where it stands: a citation, a search hit, a chunk of a peer."""

    @property
    def id(self) -> str | None: ...
    @property
    def document(self) -> str | None: ...
    @property
    def lines(self) -> tuple[int, int] | None: ...
    @property
    def quote(self) -> str: ...


def normal(text: str) -> str:
    """NFC, lower case, one dash, one space for white space; ends are kept: " 7/2026" is not in "17/2026"."""
    return re.sub(r"\s+", " ", nfc(text).casefold().translate(_DASHES))


def normal_id(record_id: str | None) -> str:
    """A record id as it is compared: without case, spaces and a trailing dot."""
    return normal(record_id or "").removesuffix(".").replace(" ", "")


def rests_on_print(record_id: str | None) -> bool:
    """True where every builder gets the same id, because its parts are printed numbers: a table row, a footnote.

    Other ids rest on wording or on an order that readers may count differently; they are matched by place.
    """
    return bool(_PRINTED_ID.fullmatch(record_id or ""))


def overlap(a: Sequence[int] | None, b: Sequence[int] | None) -> bool:
    """True when two inclusive line ranges share a line."""
    return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]


def is_at(given: Located, expected: Place) -> bool:
    """True when `given` is the expected record: same id, or the same place where ids rest on wording.

    The same place is: overlapping lines of the same document that do not swallow it (at most twice the expected
    span and 80 lines more), holding the expected words where several items share a line.
    """
    if expected.id and normal_id(given.id) == normal_id(expected.id):
        return True
    if rests_on_print(expected.id) or normal_id(given.document) != normal_id(expected.doc) or given.lines is None:
        return False
    span, wanted = given.lines[1] - given.lines[0], expected.lines[1] - expected.lines[0]
    return (
        overlap(given.lines, expected.lines)
        and span <= 2 * wanted + 80
        and normal(expected.quote) in normal(given.quote)
    )


def is_any(given: Located, places: Sequence[Place]) -> bool:
    """True when `given` is one of `places`."""
    return any(is_at(given, place) for place in places)


def states(text: str, spellings: Sequence[str]) -> bool:
    """True when the normalised `text` holds one of the spellings."""
    return any(normal(spelling) in text for spelling in spellings)


def states_count(text: str, count: int) -> bool:
    """True when the normalised `text` states the number, not as part of another number, a date or a citation mark."""
    plain = re.sub(r"\[[\d, ]+\]", " ", text)
    return re.search(rf"(?<![\d.,/])0*{count}(?![\d/])", plain) is not None
