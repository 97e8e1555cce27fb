"""Numbers of documents: 27-KH/BCĐTP, 57-NQ/TW, 260/2025/QH15. Knows their form; hides how people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from dannguon.text import fold, squeeze

_CODE = r"[A-ZĐ][A-Za-zĐđ]*\d{0,2}"
_DASH = r"\s*[-–]\s*"
_TAIL = rf"{_CODE}(?:(?:{_DASH}|/|\.){_CODE})*"
_PRINTED = re.compile(rf"(?<![\w/.,-])(?:\d{{1,5}}[a-z]?(?:/\d{{4}})?\s*(?:/|[-–])\s*{_TAIL})(?<![-–/.])(?!\w)")
_TYPED = re.compile(
    r"(?<![\w/.,-])\d{1,5}(?:/\d{4}/(?:qh\d\d|[a-z]{2,}(?:-[a-z]+)*)|[-/](?:kh|nq|qd|tb|ct|ctr|ctrhd|cv|nd|tt|kl|hd|bc|ttr)"
    r"(?:[-/][a-z]+)+)(?!\w)"
)


_DATE = re.compile(
    r"\s*,?\s*(?:ngày|ngay|dated?)\s+(?:\d{1,2}\s+th[aá]ng\s+\d{1,2}\s+n[aă]m\s+\d{4}|\d[\d/.-]*\d)", re.IGNORECASE
)


class Mention(NamedTuple):
    """A document number in a text: its normal form, and its place in that text."""

    number: str
    start: int
    end: int


def find_numbers(text: str) -> tuple[Mention, ...]:
    """Every document number of `text` in order; `number` is in normal form.

    Capital codes are read anywhere ("1252/VP-VX"); lower-case or folded ones only with a code that names a type
    of document ("27-kh/bcdtp"). Dates, ratios and page ranges have no code and are not numbers.
    """
    spans = [m.span() for m in _PRINTED.finditer(text) if _is_number(m[0])]
    folded = fold(text)
    if len(folded) == len(text):
        spans += [m.span() for m in _TYPED.finditer(folded)]
    found: list[Mention] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(Mention(normal_number(text[start:end]), start, end))
    return tuple(found)


def dates_after(text: str, ends: Iterable[int]) -> list[tuple[int, int]]:
    """The date behind the number of a document, [start, end), for each of the numbers' ends that has one.

    "Thông báo số 17-TB/BCĐ *ngày 29/12/2025*" says when the document was issued, nothing of what stands in it.
    """
    found = (_DATE.match(text, end) for end in ends)
    return [match.span() for match in found if match is not None]


def undated(text: str) -> str:
    """The text without the dates of the documents that it names by number."""
    for start, end in reversed(dates_after(text, [mention.end for mention in find_numbers(text)])):
        text = f"{text[:start]} {text[end:]}"
    return text


def normal_number(printed: str) -> str:
    """The number without blanks around its marks: "27 - KH/BCĐTP" is "27-KH/BCĐTP"."""
    return re.sub(r"\s*([/-])\s*", r"\1", squeeze(printed).replace("–", "-"))


def number_key(number: str) -> str:
    """What two spellings of one number have in common: folded, without marks: "27-KH/BCĐTP" is "27khbcdtp"."""
    return re.sub(r"[^0-9a-z]", "", re.sub(r"^0+(?=\d)", "", fold(number)))


def _is_number(printed: str) -> bool:
    """A code of two capitals at least; "5-Quý" or "3 - Nam" is prose."""
    codes = re.split(r"[-–/.\s]+", printed)[1:]
    return any(sum(char.isupper() for char in code) >= 2 for code in codes)
