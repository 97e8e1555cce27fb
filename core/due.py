"""Deadlines and periods as Vietnamese plans and people write them. Knows the phrasings; hides the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from dannguon.models import Due, DueKind, Milestone
from dannguon.text import fold

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH_NUMBER = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_QUARTER_NUMBER = {
    **{"i": 1, "ii": 2, "iii": 3, "iv": 4},
    **{"first": 1, "second": 2, "third": 3, "fourth": 4},
    **{"1st": 1, "2nd": 2, "3rd": 3, "4th": 4},
}


class Period(NamedTuple):
    """A time expression of a text; `start` and `end` are offsets into it."""

    milestone: Milestone
    start: int
    end: int


def parse_due(text: str) -> Due | None:
    """What a deadline cell says, its milestones in printed order; None when it names no time.

    Ends are the inclusive last days ("Quý I/2026" ends on 31 March). A remark in brackets counts only when
    nothing outside it names a time; the date of a cited document never does.
    """
    outside = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), text)
    periods = _due_periods(outside) or _due_periods(text)
    if not periods:
        return None
    befores = [0, *(p.end for p in periods)]
    labels = [_label(text[before : p.start]) for before, p in zip(befores, periods, strict=False)]
    return Due(tuple(replace(p.milestone, label=label) for p, label in zip(periods, labels, strict=True)))


def find_periods(text: str, *, year: int | None = None) -> tuple[Period, ...]:
    """Every time expression of running text or of a question, Vietnamese (toned or not) or English, in order.

    "trước", "chậm nhất", "by" leave the start open; "từ", "sau", "after" the end. A year alone counts after a
    word that makes it a time ("năm", "đến", "in"), since it may be any number.

    Args:
        text: offsets of the result refer to it.
        year: the year of expressions without one ("quý I", "tháng 6"); they are left out when None.
    """
    return tuple(p for p in _scan(text, year) if not _is_bare_year(text, p))


def _due_periods(text: str) -> list[Period]:
    folded, _ = _folded(text)
    return [p for p in _scan(text, None) if not _CITED.search(folded[: p.start])]


_CITED = re.compile(r"\d\s*[-/]\s*[a-z][\w/&-]*,?\s*(?:ngay\s*)?$")
_EDGE = re.compile(r"^[\s\-–•+*.,;:()/]+|[\s\-–•+*.,;:(/]+$")
_LINK = re.compile(r"(?:^|\s)(?:trong|vào|là|và|hoàn thành|Hoàn thành|Trong|thời hạn)$")


def _label(between: str) -> str:
    """What is due: the words before the time, without bullets and the words that only link."""
    label = _EDGE.sub("", between)
    while link := _LINK.search(label):
        label = _EDGE.sub("", label[: link.start()])
    return label


# -- the phrasings, on folded text ------------------------------------------------------------------------------

_DAY, _MON = r"(?:3[01]|[12]\d|0?[1-9])", r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_QUARTER = r"(?:iv|i{1,3}|[1-4])"
_NAME = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if m[3:] else m for m in map(str.lower, _MONTHS)) + r")\.?"
_TO = r"\s*(?:-|–|—|den het|den|toi|to|until)\s*"
_AND = r"\s*(?:-|–|—|,|den|toi|va|to|and)\s*"
_OF_YEAR = rf"(?:\s*(?:/|-|,|\.|nam|of)\s*|\s+)(?:nam\s*)?(?P<y>{_YEAR})"
_BEFORE, _AFTER = r"(?<![\w/])(?<!\d[.,:-])", r"(?!\w|/\d|/[a-z]|\s*%|[.,]\d)"

_Match = re.Match[str]
_Span = tuple[DueKind, date | None, date | None, int | None]


def _year_of(m: _Match, year: int | None) -> int:
    """The printed year, else the given one.

    Raises:
        ValueError: neither.
    """
    printed = m.groupdict().get("y")
    if printed is None and year is None:
        raise ValueError("no year")
    return int(printed) if printed else (year or 0)


def _day(m: _Match, year: int | None) -> _Span:
    month = m["m"] if "m" in m.re.groupindex else m["name"]
    number = int(month) if month.isdigit() else _MONTH_NUMBER[month[:3]]
    last = date(_year_of(m, year), number, int(m["d"]))
    first = m.groupdict().get("first")
    if first is not None:
        return DueKind.RANGE, last.replace(day=int(first)), last, None
    return DueKind.DAY, last, last, None


def _month(m: _Match, year: int | None) -> _Span:
    numbers = [int(n) if n.isdigit() else _MONTH_NUMBER[n[:3]] for n in (m["m"], m.groupdict().get("m2")) if n]
    return _months(_year_of(m, year), numbers[0], numbers[-1], DueKind.MONTH)


def _quarter_of(m: _Match, year: int | None) -> _Span:
    numbers = [int(q) if q.isdigit() else _QUARTER_NUMBER[q] for q in (m["q"], m.groupdict().get("q2")) if q]
    return _months(_year_of(m, year), 3 * numbers[0] - 2, 3 * numbers[-1], DueKind.QUARTER)


def _half(m: _Match, year: int | None) -> _Span:
    first = 1 if m["half"] in ("dau", "first") else 7
    return _months(_year_of(m, year), first, first + 5, DueKind.RANGE)


def _whole_year(m: _Match, year: int | None) -> _Span:
    return _months(int(m["y"]), 1, 12, DueKind.YEAR)


def _years(m: _Match, year: int | None) -> _Span:
    return DueKind.RANGE, date(int(m["y"]), 1, 1), _month_end(int(m["y2"]), 12), None


def _onward(m: _Match, year: int | None) -> _Span:
    return DueKind.ONGOING, date(int(m["y"]), 1, 1), None, None


def _ongoing(m: _Match, year: int | None) -> _Span:
    return DueKind.ONGOING, None, None, None


def _yearly(m: _Match, year: int | None) -> _Span:
    return DueKind.YEARLY, None, None, 12


def _periodic(m: _Match, year: int | None) -> _Span:
    printed = m.groupdict().get("every")
    unit = m.groupdict().get("unit") or ""
    every = int(printed or 1) * {"thang": 1, "quy": 3, "nam": 12, "month": 1, "quarter": 3}.get(unit, 0)
    return DueKind.PERIODIC, None, None, every or None


def _months(year: int, first: int, last: int, kind: DueKind) -> _Span:
    """From the first day of `first` to the last of `last`; a range where they are not one `kind`."""
    length = {DueKind.MONTH: 1, DueKind.QUARTER: 3}.get(kind)
    if last < first:
        raise ValueError("a period that ends before it starts")
    if length and last - first >= length:
        kind = DueKind.RANGE
    return kind, date(year, first, 1), _month_end(year, last), None


def _month_end(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


_READERS: list[tuple[re.Pattern[str], Callable[[_Match, int | None], _Span]]] = [
    (re.compile(f"{_BEFORE}(?:{pattern}){_AFTER}"), reader)
    for pattern, reader in (
        (rf"(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>{_DAY})", _day),
        (
            rf"(?:ngay\s*)?(?:(?P<first>{_DAY})(?:-|–|{_TO}ngay\s+))?(?P<d>{_DAY})\s*[/.-]\s*(?P<m>{_MON})\s*[/.-]\s*(?P<y>{_YEAR})",
            _day,
        ),
        (rf"(?:ngay\s*)?(?P<d>{_DAY})\s*(?:,\s*)?thang\s*\.?(?P<m>{_MON}){_OF_YEAR}", _day),
        (rf"ngay\s*(?P<d>{_DAY})(?:\s*thang\s*|\s*/\s*)(?P<m>{_MON})", _day),
        (rf"(?:the\s+)?(?P<d>{_DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_NAME}),?\s*(?P<y>{_YEAR})", _day),
        (rf"(?P<name>{_NAME})\s+(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s*(?P<y>{_YEAR})", _day),
        (rf"(?:cac\s+)?quy\s*(?P<q>{_QUARTER})(?:{_AND}(?:quy\s*)?(?P<q2>{_QUARTER}))*(?:{_OF_YEAR})?", _quarter_of),
        (rf"(?:quarter\s+|q)(?P<q>{_QUARTER})(?:{_AND}q?(?P<q2>{_QUARTER}))?(?:{_OF_YEAR})?", _quarter_of),
        (rf"(?:the\s+)?(?P<q>{'|'.join(_QUARTER_NUMBER)})\s+quarter(?:{_OF_YEAR})?", _quarter_of),
        (rf"thang\s*(?P<m>{_MON})(?:{_AND}(?:thang\s*)?(?P<m2>{_MON}))*(?:{_OF_YEAR})?", _month),
        (rf"(?P<m>{_MON})\s*/\s*(?P<y>{_YEAR})", _month),
        (rf"(?P<m>{_NAME})(?:{_AND}(?P<m2>{_NAME}))?\s*(?:of\s+|,\s*)?(?P<y>{_YEAR})", _month),
        (rf"(?:(?<=in )|(?<=by )|(?<=before )|(?<=after ))(?P<m>{'|'.join(map(str.lower, _MONTHS))})", _month),
        (rf"(?:06|6|sau)\s+thang\s+(?P<half>dau|cuoi)(?:\s+cua)?(?:\s+nam(?:\s+nay)?)?(?:\s+(?P<y>{_YEAR}))?", _half),
        (rf"(?:the\s+)?(?P<half>first|second)\s+half\s+of\s+(?:(?P<y>{_YEAR})|(?:the|this)\s+year)", _half),
        (
            rf"(?:nam\s*)?(?P<y>{_YEAR})\s+(?:va|and)\s+(?:the\s+|cac\s+|nhung\s+)?(?:nam\s+tiep\s+theo|nam\s+sau|following\s+years)",
            _onward,
        ),
        (rf"(?:giai doan\s*)?(?:nam\s*)?(?P<y>{_YEAR}){_TO}(?:nam\s*)?(?P<y2>{_YEAR})", _years),
        (rf"(?:nam|year)?\s*(?P<y>{_YEAR})", _whole_year),
        (r"thuong xuyen(?:,? lien tuc)?|ongoing|continuous(?:ly)?|on a regular basis|regularly", _ongoing),
        (r"hang nam|moi nam|yearly|annual(?:ly)?|every year", _yearly),
        (
            r"(?:dinh ky\s+)?(?:moi\s+)?(?P<every>\d{1,2})\s*(?P<unit>thang|nam|quy)\s*(?:/\s*|mot\s+|1\s+)lan",
            _periodic,
        ),
        (r"dinh ky\s+(?:hang\s+|moi\s+)?(?P<every>\d{1,2})?\s*(?P<unit>thang|quy|nam|tuan)", _periodic),
        (
            r"(?:hang|moi)\s+(?P<unit>thang|quy|tuan)|(?:month|quarter|week)ly|every\s+(?P<every>\d+\s+)?(?:months?|quarter)",
            _periodic,
        ),
    )
]

_BOUND = re.compile(
    r"(?<!\w)(?:(?P<until>truoc|cham nhat|khong qua|den het|den|toi|by|before|until|no later than)"
    r"|(?P<since>ke tu|(?<!dau )(?<!thu )tu|sau|from|since|after|starting))"
    r"(?:\s+(?:la|vao|trong|ngay|het|cuoi|dau|giua|nam|the|end|of|in))*\s*$"
)
_PART = re.compile(r"(?<!\w)(?:cuoi|dau|giua|het|(?:the\s+)?(?:end|start|middle)\s+of)\s*$")
_YEAR_WORD = re.compile(r"(?<!\w)(?:trong|in|during|of|for)\s*$")
_TO_ONLY = re.compile(_TO)


def _scan(text: str, year: int | None) -> list[Period]:
    """Time expressions from left to right, the longest where several start; ranges joined, bounds read."""
    folded, offsets = _folded(text)
    spans = _join(folded, sorted(_candidates(folded, year), key=lambda c: (c[0], -c[1])))
    periods = []
    done = 0
    for at, stop, (kind, start, end, every) in spans:
        before = folded[done:at]
        if start is not None and (bound := _BOUND.search(before)) and _means(bound, text, offsets, done):
            at = done + bound.start()
            if kind is not DueKind.RANGE or not bound["since"]:
                start, end = _bounded(bound, start, end)
        elif part := _PART.search(before):
            at = done + part.start()
        milestone = Milestone(text[offsets[at] : offsets[stop]], kind, start, end, every=every)
        periods.append(Period(milestone, offsets[at], offsets[stop]))
        done = stop
    return periods


def _candidates(folded: str, year: int | None) -> Iterator[tuple[int, int, _Span]]:
    for pattern, read in _READERS:
        for m in pattern.finditer(folded):
            try:
                yield m.start(), m.end(), read(m, year)
            except ValueError:  # 31/02, or a month without a year
                continue


def _join(folded: str, candidates: list[tuple[int, int, _Span]]) -> list[tuple[int, int, _Span]]:
    """Drop what overlaps an earlier or longer candidate, and join "A - B" to one range."""
    joined: list[tuple[int, int, _Span]] = []
    for at, stop, span in candidates:
        if joined and at < joined[-1][1]:
            continue
        if joined and _TO_ONLY.fullmatch(folded, joined[-1][1], at):
            first, _, (_, start, end, _) = joined[-1]
            if start and end and span[2] and end < span[2]:
                joined[-1] = first, stop, (DueKind.RANGE, start, span[2], None)
                continue
        joined.append((at, stop, span))
    return joined


def _bounded(bound: _Match, start: date, end: date | None) -> tuple[date | None, date | None]:
    """Open one side: "trước tháng 6" ends on 31 May, "đến tháng 6" on 30 June, "sau tháng 6" begins on 1 July.

    A day stays in: offices write "trước ngày 31/3" in the text and 31/3 in the deadline column.
    """
    if bound["until"] in ("truoc", "before") and end != start:
        return None, start - timedelta(days=1)
    if bound["until"]:
        return None, end
    if bound["since"] in ("sau", "after") and end is not None:
        return end + timedelta(days=1), None
    return start, None


def _means(bound: _Match, text: str, offsets: list[int], shift: int) -> bool:
    """Whether "tu" is "từ", not the end of "đầu tư"; other words are taken as they come."""
    at, stop = bound.span("since")
    return at < 0 or text[offsets[shift + at] : offsets[shift + stop]].casefold() not in (
        "tư",
        "tứ",
        "tự",
        "tú",
        "tử",
        "sáu",
        "sâu",
    )


def _is_bare_year(text: str, period: Period) -> bool:
    bare = period.milestone.kind is DueKind.YEAR and period.milestone.text.isdigit()
    return bare and not _YEAR_WORD.search(fold(text[: period.start]))


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters (and its end) the offset in `text`."""
    pieces = [fold(char) for char in text]
    offsets = [at for at, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), [*offsets, len(text)]
