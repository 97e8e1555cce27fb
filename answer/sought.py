"""The types of thing that a question asks for. Knows the words that ask, and what a sentence has to hold."""

from __future__ import annotations

import re
from collections.abc import Callable

from dannguon.agencies import load_gazetteer
from dannguon.doc_number import find_numbers
from dannguon.due import find_periods
from dannguon.text import fold

_NOT_COUNTED = re.compile(
    r"\d+/\d+/\d+|\d{1,2}\.\d{1,2}\.\d{4}|\d+(?:/\d{4})?[/-][A-ZĐ][\w-]*|\b[A-ZĐ]\w*\d+|\b\d[A-Z]\b"
    r"|\b(?:19|20)\d\d\b|(?:[Nn]gày|[Tt]háng|[Qq]uý)\s*\d[\d/.-]*"
)
"""Digits that answer no "bao nhiêu": days, years and what is part of a name ("31/KH-UBND", "VNU350", "5G")."""

_WHO = r"(?:don vi|co quan|cong ty|doanh nghiep|to chuc|so|ai|benh vien|truong)"
_ORGANISATION = re.compile(r"\b(?:Công ty|Tập đoàn|Trung tâm|Viện|Trường|Bệnh viện|Hiệp hội|Liên minh|Ông|Bà|ÔNG|BÀ)\b")


def asked_types(question: str) -> list[Callable[[str], bool]]:
    """For each type of thing that the question asks for: does a sentence hold one?"""
    folded = fold(question)
    return [holds for asks, holds in _TYPES if asks.search(folded)]


def counts(text: str) -> bool:
    """Does the text hold a figure that answers "bao nhiêu"?"""
    return _counts("")(text)


def _counts(unit: str) -> Callable[[str], bool]:
    figure = re.compile(rf"\d\s*(?:{unit})" if unit else r"\d")
    return lambda sentence: figure.search(_NOT_COUNTED.sub("", sentence)) is not None


def _names_somebody(sentence: str) -> bool:
    return bool(load_gazetteer().ids(sentence)) or _ORGANISATION.search(sentence) is not None


_TYPES: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        re.compile(
            r"(?:quyet dinh|nghi quyet|cong van|van ban|ke hoach|thong bao)(?: so)? (?:nao|may|gi)|so may\b|"
            r"which (?:decision|resolution|document|plan|notice|dispatch)"
        ),
        lambda sentence: bool(find_numbers(sentence)),
    ),
    (
        re.compile(
            r"khi nao|bao gio|ngay nao|thang may|thang nao|nam nao|quy may|quy nao|\bwhen\b|which (?:day|date|year)"
        ),
        lambda sentence: bool(find_periods(sentence)),
    ),
    (
        re.compile(r"giai doan (?:nao|may)|(?:which|what) (?:phase|stage)"),
        lambda sentence: re.search(r"[Gg]iai đoạn \d\b", sentence) is not None,
    ),
    (
        re.compile(r"phan tram|\bty le\b|\bty trong\b|percent|what (?:share|part|proportion|rate)"),
        _counts(r"%|phần trăm"),
    ),
    (
        re.compile(r"bao nhieu (?:tien|von|ty|trieu)|may (?:ty|trieu)|kinh phi|how much (?:money|capital|funding)"),
        _counts(r"(?:nghìn |triệu |tỷ |tỉ )(?:đồng|USD)|đồng"),
    ),
    (re.compile(r"bao nhieu|\bmay\b|\bbn\b|how (?:many|much|long)|\bso luong\b"), _counts("")),
    (re.compile(rf"\b{_WHO} nao\b|\bai\b|\bwho\b|which (?:unit|agency|compan\w+|body|bodies)"), _names_somebody),
)
"""What words ask for which type of thing, and whether a sentence holds one."""
