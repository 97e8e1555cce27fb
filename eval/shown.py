"""The values that a text shows: agencies, dates, document numbers, other numbers. Hides how each is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dannguon.agencies import load_gazetteer
from dannguon.doc_number import find_numbers, number_key
from dannguon.due import find_periods, parse_due
from dannguon.due_rendering import render
from dannguon.language import LANGUAGES
from dannguon.models import Milestone

_MARK = re.compile(r"\[[\d, ]+\]")
_ENUMERATOR = re.compile(r"(?m)^[ \t]*(?:[-*•][ \t]*)?\d{1,3}[.)](?=\s)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

What = Literal["document number", "date", "agency", "number"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in a text. Equal `what` and `key` mean the same value, however it is written (`text`)."""

    what: What
    key: str
    text: str


@lru_cache(maxsize=8192)
def shown(text: str) -> tuple[Shown, ...]:
    """The values that `text` shows, by kind; citation marks, numbers of list items and percent signs are none.

    A number inside an agency, a date or a document number is part of it.
    """
    plain = _blank(_blank(text, _MARK.finditer(text)), _ENUMERATOR.finditer(text))
    found: list[Shown] = []
    for part in (_numbers_of_documents, _dates, _agencies):
        spans = list(part(plain))
        found += [value for value, _ in spans]
        plain = _cut(plain, [span for _, span in spans])
    return (*found, *(Shown("number", _number_key(m[0]), m[0]) for m in _NUMBER.finditer(plain)))


@lru_cache(maxsize=8192)
def meanings(printed: str) -> Set[tuple[What, str]]:
    """What may be shown for a printed cell: its own values, those of the registered
    renderings of its dates, and the last day of each, since a deadline counts by its end."""
    due = parse_due(printed)  # in a cell of its own a bare year is a time
    milestones = [*(period.milestone for period in find_periods(printed)), *(due.milestones if due else ())]
    rendered = " ; ".join(render(milestone, language) for milestone in milestones for language in LANGUAGES)
    dates = {key for m in milestones for key in (_date_key(m), f"{m.end}..{m.end}")}
    values = {(value.what, value.key) for value in (*shown(printed), *shown(rendered))}
    return values.union(("date", date) for date in dates)


def _numbers_of_documents(text: str) -> Iterator[tuple[Shown, tuple[int, int]]]:
    for mention in find_numbers(text):
        span = mention.start, mention.end
        yield Shown("document number", number_key(mention.number), text[slice(*span)]), span


def _dates(text: str) -> Iterator[tuple[Shown, tuple[int, int]]]:
    for period in find_periods(text):
        span = period.start, period.end
        yield Shown("date", _date_key(period.milestone), text[slice(*span)]), span


def _agencies(text: str) -> Iterator[tuple[Shown, tuple[int, int]]]:
    for mention in load_gazetteer().find(text):
        span = mention.start, mention.end
        yield Shown("agency", mention.id, text[slice(*span)]), span


def _date_key(milestone: Milestone) -> str:
    """First and last day; "by 31 March" and "31 March" are one deadline, as offices write them."""
    if milestone.end is None and milestone.start is None:
        return f"{milestone.kind} {milestone.every}"
    return f"{milestone.start or milestone.end}..{milestone.end}"


def _number_key(printed: str) -> str:
    """The digits of a number: "02" is 2; "12.705" and the English "12,705" are one, "0,63" and "0.63" too."""
    return re.sub(r"[.,]", ".", printed).lstrip("0") or "0"


def _blank(text: str, matches: Iterator[re.Match[str]]) -> str:
    return _cut(text, [match.span() for match in matches])


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with the spans blanked; offsets stay. A bar keeps the neighbours from reading as one."""
    for start, end in spans:
        text = text[:start] + "|" + " " * (end - start - 1) + text[end:]
    return text
