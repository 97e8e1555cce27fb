"""The deadlines that a question asks for. Knows "ghi là" from "đến hạn trong", and today; hides the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dannguon.due import find_periods
from dannguon.models import DueKind, Milestone
from dannguon.retrieval.asked import DueConstraint, DueMode
from dannguon.retrieval.phrases import Match, Token, aligned

_SOON = timedelta(days=30)
_RECURRING = (DueKind.ONGOING, DueKind.YEARLY, DueKind.PERIODIC)
_COUNTED = re.compile(
    r"\b(?:trong\s+)?(?:vong\s+)?(?P<n>\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\s*(?P<unit>ngay|tuan|thang)"
    r"\s+(?:toi|nua|sau|sap toi|tiep theo|ke tiep)\b"
    r"|\b(?:in\s+|within\s+)?(?:the\s+)?(?:next|coming)\s+(?P<n2>\d{1,3})\s*(?P<unit2>day|week|month)s?\b"
    r"|\bwithin\s+(?P<n3>\d{1,3})\s*(?P<unit3>day|week|month)s?\b"
)
_WORDS = "mot hai ba bon nam sau bay tam chin muoi".split()
_CALENDAR = re.compile(
    r"\b(?:trong\s+)?(?P<unit>tuan|thang|quy|nam)\s+(?P<which>nay|toi|sau|truoc|vua roi|vua qua)\b"
    r"|\b(?P<which2>this|next|last)\s+(?P<unit2>week|month|quarter|year)\b"
    r"|\b(?:(?:tinh\s+)?(?:den|toi)\s+|(?:tinh|ke)\s+tu\s+|as of\s+)?(?:ngay\s+)?(?P<today>hom nay|today)\b"
)
_TO_THE_END = re.compile(
    r"\b(?:cho\s+)?(?:den|toi|truoc)\s+(?:het|cuoi)\s+(?P<unit>tuan|thang|quy|nam)(?:\s+nay)?\b(?!\s*(?:\d|[ivx]+\b))"
    r"|\b(?:by|until|before)\s+(?:the\s+)?end\s+of\s+(?:this|the)\s+(?P<unit2>week|month|quarter|year)\b"
)
_HALF = re.compile(
    r"\b(?:(?:6|sau)\s+thang|nua)\s+(?P<half>dau|cuoi)\s+nam(?:\s+(?P<year>20\d\d)|\s+nay)?\b"
    r"|\b(?P<half2>first|second)\s+half\s+of\s+(?:the\s+year|(?P<year2>20\d\d))\b"
)
_PART_OF_YEAR = re.compile(
    r"(?<!thang )\b(?:vao\s+)?(?P<part>dau|cuoi)\s+nam(?:\s+(?:nay|(?P<y>20\d\d)))?(?!\s+(?:hoc|toi|sau|\d))\b"
)
_DAY_MONTH = re.compile(
    r"\b(?:(?P<from>tu|from)|(?P<after>sau|after)|(?P<until>truoc|den het|den|toi|het|before|until|by)"
    r"|(?P<on>han|vao|on|due))\s+(?:ngay\s+)?(?P<d>\d{1,2})/(?P<m>\d{1,2})"
    r"(?:\s*(?:-|den|toi|to)\s*(?:ngay\s+)?(?P<d2>\d{1,2})/(?P<m2>\d{1,2}))?(?![/.\d]|-\w)"
)
_UP_TO = re.compile(r"tinh|ke tu|den|toi|as of")
"""Before "hôm nay": the day from which is counted, no deadline."""
_BETWEEN = re.compile(r"\b(?:giua|between)\s+$")
_FROM_NOW = re.compile(
    r"\b(?:ke\s+)?(?:tu|from|between)\s+(?:nay|bay gio|gio|hom nay|now|today)\s*(?:cho\s+|and\s+|on\s+)?$"
)
_STILL = re.compile(r"(?<!^)\bcon\s+(?:co\s+)?(?:nhung|cac|bao nhieu|may|nhiem vu|viec|gi|phai)\b")
_MONTHS = {"thang": 1, "month": 1, "quy": 3, "quarter": 3, "nam": 12, "year": 12}
_EARLY = frozenset({"dau", "first"})
_STEP = {"nay": 0, "this": 0, "truoc": -1, "vua roi": -1, "vua qua": -1, "last": -1}
_DASHED = re.compile(r"[\w]\s*[-–]\s*\w")
_WITHIN = re.compile(r"\b(?:trong|tu|giua|den|toi|vao|in|within|from|between)\s+(?:khoang\s+)?$")
_NO_DEADLINE = re.compile(r"(?:giai doan|nam hoc|nhiem ky|period|phase)\s*(?:\w+\s*)?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A deadline asked for, and the part [start, end) of the text that says so."""

    constraint: DueConstraint
    start: int
    end: int


def asked_periods(
    text: str,
    tokens: Sequence[Token],
    cues: Sequence[Match],
    *,
    as_of: date,
    taken: Sequence[tuple[int, int]],
    listing: bool,
) -> list[Asked]:
    """The deadlines that narrow the question, in the order of the text.

    A period counts when a word of deadlines stands beside it ("đến hạn trong tháng 6"); in a list of records any
    day, month, quarter or range does, a year alone does not ("chỉ tiêu năm 2026").

    Args:
        taken: parts of the text that are document names or references.
        listing: whether records are listed, counted or compared.
    """
    found: list[Asked] = []
    for milestone, start, end in _periods(text, as_of):
        if any(start < stop and first < end for first, stop in taken) or milestone.kind in _RECURRING:
            continue
        if any(start < done.end and done.start < end for done in found):
            continue
        cue = _cue_beside(tokens, cues, start, end)
        bounded = milestone.start is None or milestone.end is None or milestone.kind is not DueKind.YEAR
        if cue is None and not (listing and bounded and not _NO_DEADLINE.search(aligned(text[:start]))):
            continue
        printed = cue is not None and (cue.value == DueMode.PRINTED or _as_written(text, milestone, start))
        first = start if cue is None else min(start, tokens[cue.start].start)
        begins, start = _beginning(text, milestone, start, as_of)
        first = min(first, start)
        constraint = DueConstraint(
            DueMode.PRINTED if printed else DueMode.FALLS_IN, begins, milestone.end, text[start:end]
        )
        found.append(Asked(constraint, first, max(end, start if cue is None else tokens[cue.end - 1].end)))
    if listing:
        seen_from = [done for done in found if done.constraint.start == done.constraint.end == as_of]
        by_today = list(_by_today(tokens, cues, text, as_of, len(found) > len(seen_from)))
        if by_today:
            found = [replace(d, constraint=by_today[0].constraint) if d in seen_from else d for d in found]
        else:
            found = [d for d in found if d not in seen_from or not _UP_TO.match(aligned(d.constraint.text))]
        found += by_today
    return sorted(found, key=lambda asked: asked.start)


def _as_written(text: str, milestone: Milestone, start: int) -> bool:
    """Whether a period is given as cells give it: two ends with a dash, and no word that asks what lies in it."""
    dashed = milestone.kind is DueKind.RANGE and _DASHED.search(milestone.text) is not None
    return dashed and _WITHIN.search(aligned(text[:start])) is None


def _beginning(text: str, milestone: Milestone, start: int, as_of: date) -> tuple[date | None, int]:
    """The first day of a period, and where its words begin: "từ nay tới hết quý II", "còn … phải xong trong quý II"."""
    folded = aligned(text)
    now = _FROM_NOW.search(folded, 0, start)
    if now is not None:
        return as_of, now.start()
    ends = milestone.end
    if ends is not None and ends >= as_of and _STILL.search(folded):
        return max(as_of, milestone.start or as_of), start
    return milestone.start, start


def _periods(text: str, as_of: date) -> Iterator[tuple[Milestone, int, int]]:
    folded = aligned(text)
    for match in _COUNTED.finditer(folded):
        number = _number(match["n"] or match["n2"] or match["n3"])
        last = _counted(as_of, number, match["unit"] or match["unit2"] or match["unit3"])
        yield _milestone(text, match, as_of, last)
    for match in _TO_THE_END.finditer(folded):
        _, last = _calendar(as_of, match["unit"] or match["unit2"], "nay")
        milestone, start, end = _milestone(text, match, as_of, last)
        yield replace(milestone, start=None), start, end
    for match in _HALF.finditer(folded):
        year, early = int(match["year"] or match["year2"] or as_of.year), (match["half"] or match["half2"]) in _EARLY
        first, last = (date(year, 1, 1), date(year, 6, 30)) if early else (date(year, 7, 1), date(year, 12, 31))
        yield _milestone(text, match, first, last)
    for match in _PART_OF_YEAR.finditer(folded):
        first = date(int(match["y"] or as_of.year), 1 if match["part"] == "dau" else 10, 1)
        yield _milestone(text, match, first, _first_of(first, 3) - timedelta(days=1))
    for match in _CALENDAR.finditer(folded):
        if match["today"]:
            yield _milestone(text, match, as_of, as_of)
            continue
        first, last = _calendar(as_of, match["unit"] or match["unit2"], match["which"] or match["which2"])
        yield _milestone(text, match, first, last)
    for match in _DAY_MONTH.finditer(folded):
        if (first_and_last := _days(match, as_of.year)) is not None:
            yield Milestone(match[0], DueKind.DAY, *first_and_last), match.start(), match.end()
    periods = find_periods(text, year=as_of.year)
    for at, period in enumerate(periods):
        second = periods[at + 1] if at + 1 < len(periods) else None
        between = _BETWEEN.search(folded, 0, period.start)
        if between and second and aligned(text[period.end : second.start]).strip() in ("va", "and"):
            whole = replace(period.milestone, kind=DueKind.RANGE, end=second.milestone.end)
            yield whole, between.start(), second.end
        yield period.milestone, period.start, period.end


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else _WORDS.index(printed) + 1


def _days(match: re.Match[str], year: int) -> tuple[date | None, date | None] | None:
    """The first and last day of "trước 30/6", "từ 1/4 đến 30/6"; a day named stays in. None where it does not exist."""
    try:
        first = date(year, int(match["m"]), int(match["d"]))
        last = date(year, int(match["m2"]), int(match["d2"])) if match["m2"] else first
    except ValueError:
        return None
    if match["m2"] or match["on"]:
        return first, last
    if match["until"]:
        return None, first
    return (first + timedelta(days=1) if match["after"] else first), None


def _milestone(text: str, match: re.Match[str], first: date, last: date) -> tuple[Milestone, int, int]:
    return Milestone(text[match.start() : match.end()], DueKind.RANGE, first, last), match.start(), match.end()


def _counted(day: date, number: int, unit: str) -> date:
    if unit in ("thang", "month"):
        return min(_first_of(day, number) + timedelta(days=day.day - 1), _first_of(day, number + 1) - timedelta(days=1))
    return day + timedelta(days=number * (7 if unit in ("tuan", "week") else 1))


def _calendar(day: date, unit: str, which: str) -> tuple[date, date]:
    step = _STEP.get(which, 1)
    if unit in ("tuan", "week"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    length = _MONTHS[unit]
    first = _first_of(day.replace(month=(day.month - 1) // length * length + 1), step * length)
    return first, _first_of(first, length) - timedelta(days=1)


def _first_of(day: date, months: int) -> date:
    """The first day of the month that lies `months` after that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _cue_beside(tokens: Sequence[Token], cues: Sequence[Match], start: int, end: int) -> Match | None:
    """The word of deadlines within three words of a period: before it, or else after it."""
    before = sum(token.end <= start for token in tokens)
    after = sum(token.start < end for token in tokens)
    speaking = [m for m in cues if _speaks_of_deadline(m)]
    left = [m for m in speaking if 0 <= before - m.end <= 3]
    right = [m for m in speaking if m.section == "due" and 0 <= m.start - after <= 1]
    chosen = left[-1] if left else right[0] if right else None
    if chosen is None:
        return None
    printed = [m for m in speaking if m.value == DueMode.PRINTED and 0 <= before - m.end <= 3]
    printed += [m for m in speaking if m.value == DueMode.PRINTED and 0 <= chosen.start - m.end <= 1]
    return printed[0] if printed else chosen


def _speaks_of_deadline(match: Match) -> bool:
    return (match.section == "due" and match.value in ("falls_in", "printed")) or (
        match.section in ("name", "ask") and match.value == "due"
    )


def _by_today(tokens: Sequence[Token], cues: Sequence[Match], text: str, as_of: date, dated: bool) -> Iterator[Asked]:
    for match in cues:
        if match.section != "due":
            continue
        start, end = tokens[match.start].start, tokens[match.end - 1].end
        limits = {
            "past": (None, as_of - timedelta(days=1)),
            "open": (as_of, None),
            "soon": (as_of, as_of + _SOON),
        }.get(match.value)
        if limits is not None and not (dated and match.value == "soon"):
            yield Asked(DueConstraint(DueMode.FALLS_IN, *limits, text[start:end]), start, end)
