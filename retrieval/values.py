"""Figures that a question compares with. Knows "từ 80% trở lên"; hides how numbers are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dannguon.retrieval.asked import ValueConstraint
from dannguon.retrieval.phrases import aligned
from dannguon.retrieval.wording import Span, overlaps

_FIGURE = re.compile(
    r"(?P<pre>tu|tren|hon|lon hon|cao hon|duoi|nho hon|it hon|thap hon|it nhat|toi thieu|toi da|khong qua"
    r"|at least|minimum|more than|over|above|less than|below|under|at most|dat|bang|la|>=|<=|[≥≤><=])?\s*(?<![\w./-])"
    r"(?P<n>\d+(?:[.,]\d+)*)(?![\d./-]|\s*(?:thang|nam|ngay|tuan|gio|nhiem|chi tieu|tasks?|days?|months?)\b)\s*"
    r"(?P<unit>%|phan tram\b|percent\b|per cent\b)?\s*(?P<post>tro len|tro xuong|or more|or higher|or less|or above)?"
)
_COMPARISONS = {
    words: sign
    for sign, group in {
        "≥": "tu|it nhat|toi thieu|at least|minimum|>=|≥|tro len|or more|or higher|or above",
        ">": "tren|hon|lon hon|cao hon|more than|over|above|>",
        "<": "duoi|nho hon|it hon|thap hon|less than|below|under|<",
        "≤": "toi da|khong qua|at most|<=|≤|tro xuong|or less",
    }.items()
    for words in group.split("|")
}


def asked_values(
    text: str, taken: Sequence[Span], listing: bool, checking: bool
) -> list[tuple[ValueConstraint, int, int]]:
    if not (listing or checking):
        return []
    found = []
    for match in _FIGURE.finditer(aligned(text)):
        if overlaps(match.span("n"), taken):
            continue
        sign = _COMPARISONS.get(match["post"] or "") or _COMPARISONS.get(match["pre"] or "", "=")
        if not match["unit"] and not match["post"] and (match["pre"] is None or (sign == "=" and not checking)):
            continue
        unit = "%" if match["unit"] else ""
        value = ValueConstraint(sign, _decimal(match["n"]), unit, text[match.start() : match.end()].strip())
        found.append((value, match.start(), match.end()))
    return found


def _decimal(printed: str) -> Decimal:
    """A number as Vietnamese writes it: "." groups thousands, "," is the decimal mark; "1.5" is one and a half."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", printed):
        printed = printed.replace(".", "")
    return (
        Decimal(printed.replace(",", "."))
        if printed.count(",") + printed.count(".") < 2
        else Decimal(re.sub(r"\D", "", printed))
    )
