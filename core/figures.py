"""Printed quantities: "≥ 60%", "12.705 tỷ đồng". Knows Vietnamese number forms; hides the arithmetic."""

from __future__ import annotations

import re
from decimal import Decimal

from dannguon.models import Figure
from dannguon.text import fold

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?|\d+\.\d{1,2}(?!\d)"
_COMPARISONS = {
    ">": ("trên", "hơn", "quá", "more than", "over", "above"),
    "≥": (">=", "tối thiểu", "ít nhất", "từ", "at least", "\\geq"),
    "<": ("dưới", "ít hơn", "chưa đến", "below", "less than"),
    "≤": ("<=", "tối đa", "không quá", "at most", "\\leq"),
    "≈": ("~", "khoảng", "gần", "ước", "xấp xỉ", "about"),
}
_SIGN = {word: sign for sign, words in _COMPARISONS.items() for word in (sign, *words)}
_UNIT = (
    r"%(?:\s*(?:dân số|GRDP|TFP))?|(?:nghìn |ngàn |triệu |tỷ |tỉ )?(?:đồng|USD)(?:/[\w ]+)?|m2|km2|km|ha|"
    r"người\s*/\s*\d+ vạn dân|vạn dân"
)
_FIGURE = re.compile(
    rf"(?P<sign>{'|'.join(re.escape(w) for w in sorted(_SIGN, key=len, reverse=True))})?\s*"
    rf"(?<![\w.,/-])(?P<low>{_NUMBER})(?![^\W\d_])(?:\s*%?\s*[-–]\s*(?P<high>{_NUMBER}))?"
    rf"(?:\s*(?P<unit>{_UNIT}))?(?![\d/])",
    re.IGNORECASE,
)
_CALENDAR = re.compile(r"(?:ngay|thang|nam|quy|so|muc|dieu|phu luc|giai doan|de an|nghi quyet)\s*$")


def find_figures(text: str, unit: str = "") -> tuple[Figure, ...]:
    """The quantities of a cell in printed order; numbers of documents, days and years are not quantities.

    Args:
        text: the cell; "1.816" is a thousand and more, "0,63" a fraction.
        unit: the unit column of the row, for figures that print none.
    """
    return tuple(_figure(m, unit) for m in _FIGURE.finditer(text) if _counts(text, m))


def render_number(number: Decimal) -> str:
    """The number in Vietnamese form: 12705 is "12.705", 0.63 is "0,63"."""
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def _figure(m: re.Match[str], unit: str) -> Figure:
    high = m["high"]
    sign = _SIGN.get((m["sign"] or "").lower(), "=")
    return Figure(
        text=m[0].strip(),
        comparison="–" if high else sign,
        low=_decimal(m["low"]),
        high=_decimal(high) if high else None,
        unit=(m["unit"] or unit).strip(),
    )


def _counts(text: str, m: re.Match[str]) -> bool:
    """Whether the number is a quantity: not after a word of the calendar or of a document, and not a part of one."""
    before = fold(text[: m.start("low")])
    return not (_CALENDAR.search(before) or re.match(r"[-/][\w]", text[m.end() :]))


def _decimal(printed: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", printed):
        printed = printed.replace(".", "")
    return Decimal(printed.replace(",", "."))
