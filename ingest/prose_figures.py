"""Figures that running text states. Knows what a number in a sentence counts, and when; hides how clauses are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dannguon.due import find_periods
from dannguon.figures import find_figures
from dannguon.models import DueKind, Figure, Record
from dannguon.text import fold, squeeze

_CLAUSE = re.compile(r"[;\n]+|(?<!\bTP)(?<!\bTp)(?<=\w[\w%)”\"])\.(?=\s|$)")
_ITEM = re.compile(r"^(?:[-–+●✓•]|\(?[a-zđ0-9ivx.]{1,5}[.)])\s+", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s*(?P<words>(?:(?!(?:đã|đang|(?<!thực )hiện|đạt|để|theo|so|tăng|giảm|gồm|nhằm|phục vụ|vào|năm|tháng|quý|"
    r"giai đoạn|từ|là|có)\b)(?:,(?=\s*[A-ZĐ&-]{3,}\b)|(?:\d+(?=[A-Z])|[^\s,.;:()“”\"\d])[^\s,.;:()“”\"]*|\s+))*)",
    re.IGNORECASE,
)
"""The words that a number counts; a comma before a short form ("KH-CN, ĐMST") only lists."""
_TURN = re.compile(r"[,:“\"(]|\b(?:thì|rằng|trong đó|theo đó|bao gồm)\b")
_STOCK = (
    r"(?:đến nay|hiện nay|hiện|đã|đang|có|đạt|là|được|triển khai|công bố|cung cấp|ghi nhận|ước tính|ước|khoảng|hơn|"
    r"trên|gần|tổng số|tổng cộng|toàn|thành phố|tp\.?\s?hcm|hồ chí minh|tính đến|số|với|và|còn|bảo đảm|đảm bảo|"
    r"phấn đấu|mục tiêu|ít nhất|tối thiểu|tăng|giảm|lên|từ|cũng|chiếm|về|của|cho|tại|trong|địa bàn)"
)
_STOCK_AROUND = re.compile(rf"^(?:\W*\b{_STOCK}\b)+|(?:\b{_STOCK}\b\W*)+$", re.IGNORECASE)
"""Words before a number that say that it is so, not of what it is."""
_PLANNED = re.compile(
    r"[≥≤]|\b(?:phan dau|muc tieu|chi tieu|it nhat|toi thieu|du kien|phai|se|bao dam|dam bao|hoan thanh trong)\b"
)
_PLAN = re.compile(r"^\W*(?:ke hoach|chuong trinh|de an|quyet dinh)\b")
_YEARS = re.compile(r"(?<![\d/.])(20[1-4]\d)(?:\s*[-–]\s*(20[1-4]\d))?(?![\d/])")
_DATED = re.compile(r"(?:tháng\s+\d+\s+năm|quý\s+\w+\s+năm|\d[/.])\s*$", re.IGNORECASE)
_NEAR = 14
"""A year within so many characters after a figure is that figure's own ("39,9% năm 2021 lên 44,8% năm 2023")."""
_SPANS = {
    "week": r"trong tuan|hang tuan",
    "month": r"trong thang|hang thang",
    "quarter": r"trong quy|hang quy",
    "months": r"\d+ thang (?:dau|cuoi)",
    "each": r"hang nam|moi nam|binh quan|trung binh",
    "sum": r"luy ke|cong don",
}
_TELLING = 3
"""With fewer words of its own a figure is about the label before it ("Số tổ hợp tác: 85 tổ")."""
_NAME = re.compile(r"[^\W\d_][\w&-]*")
_CITY = frozenset({"thanh", "pho", "tp", "hcm", "tphcm", "ho", "chi", "minh"})


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a text. `about` are the words it counts or measures, `owner` the names it is said of, folded.

    `quote` is the clause as printed. `years` are those it holds for, `moments` the last days of the months, quarters
    and days named with it; empty where the text is silent. `spans` say how it was counted ("week", "sum" …), and
    `planned` that it is a goal, not a result.
    """

    quote: str
    about: str
    owner: frozenset[str]
    figure: Figure
    years: frozenset[str]
    moments: frozenset[date]
    spans: frozenset[str]
    planned: bool


def stated_figures(record: Record) -> Iterator[Stated]:
    """The figures of a passage in printed order. A clause without a year holds for those named before it.

    A heading of a list ("- Khu A:") owns the items under it; the heading of the whole passage is only its topic.
    """
    plan = _PLAN.search(fold(record.title)) is not None
    years, lead_in, level = _years(" ".join(record.section)), "", ""
    for at, printed in enumerate(filter(None, map(squeeze, _CLAUSE.split(record.text)))):
        mark = _ITEM.match(printed)
        clause = printed[mark.end() :] if mark else printed
        lead_in = "" if mark and mark[0][0] == level else lead_in
        years = _years(clause) or years
        yield from _of_clause(clause, lead_in, years, plan=plan)
        if clause.endswith(":") and at:
            lead_in, level = clause, mark[0][0] if mark else ""


def _of_clause(clause: str, lead_in: str, years: frozenset[str], *, plan: bool) -> Iterator[Stated]:
    figures = find_figures(clause)
    if not figures:
        return
    before = clause[: clause.index(figures[0].text)]
    *_, label, head = map(_bare, ("", *_TURN.split(before)))
    planned = plan or _PLANNED.search(fold(f"{lead_in} {before} {figures[0].text}")) is not None
    spans = frozenset(name for name, words in _SPANS.items() if re.search(rf"\b(?:{words})\b", fold(clause)))
    named = (period.milestone for period in find_periods(clause))
    moments = frozenset(one.end for one in named if one.end and one.kind is not DueKind.YEAR)
    owner, end, read = _names(lead_in) | _names(head), 0, 0
    for figure in figures:
        start = clause.index(figure.text, end)
        led = _years(clause[read:start])
        end = read = start + len(figure.text)
        match = _COUNTED.match(clause, end)
        counted = match["words"] if match else ""
        unsaid = label if len(f"{head} {counted}".split()) < _TELLING else ""
        about = _bare(squeeze(f"{unsaid} {head} {counted}"))
        own = _years(clause[end : end + _NEAR])
        read += _NEAR if own else 0
        yield Stated(clause, about, owner, figure, own or led or years, moments, spans, planned)


def _bare(words: str) -> str:
    return _STOCK_AROUND.sub("", words).strip()


def _years(text: str) -> frozenset[str]:
    """The years that a text is about; the year of a day, a month or a quarter belongs to that."""
    found: set[str] = set()
    for match in _YEARS.finditer(text):
        if not _DATED.search(text[: match.start()]):
            first, last = int(match[1]), int(match[2] or match[1])
            found.update(map(str, range(first, last + 1)))
    return frozenset(found)


def _names(text: str) -> frozenset[str]:
    """The capitalised words of a text, but its first one and the city's name."""
    words = _NAME.findall(text)[1:]
    return frozenset(fold(word) for word in words if word[0].isupper()) - _CITY
