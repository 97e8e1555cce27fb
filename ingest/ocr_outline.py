"""Where the rows, sections and heads of an OCRed table stand. Knows numbers lost or misread; hides the recovery.

The numbers that grow along the table are its rows; a gap in them says how many rows lost theirs, and those begin
where a name starts after a row that has had its deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dannguon.ingest.ocr_columns import Line, words_of
from dannguon.ingest.ocr_due import EMPTY, due_steps
from dannguon.ingest.phrases import Phrases, readings

_NUMBERED = re.compile(r"\s*(\d{1,3})(?:\s+(?=[^\Wa-z_]|[\"“(])|\s*$)")
_ROMAN_LIKE = re.compile(r"\s*([IVXl1|]{1,5})[.\s|]+(?=[A-ZĐ])")
_HEADER_WORDS = frozenset("stt ten nhiem vu co quan chu tri phoi hop thoi gian hoan thanh".split())
_FULL_LINE = 85
_TITLE = 60
_NAME_LINE = 30
_NARROW = 20


@dataclass(frozen=True, slots=True)
class RowLines:
    """A row: its ordinal as recovered by sequence, its section (an index of `Outline.sections`), its lines."""

    ordinal: int
    section: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The table taken apart into whole lines; numbers are 1-based lines of the source."""

    head: tuple[int, ...]
    header: tuple[int, ...]
    sections: tuple[tuple[int, ...], ...]
    rows: tuple[RowLines, ...]


def header_line(lines: Sequence[str]) -> int | None:
    """The index of the line that holds the table's header, or None."""
    return next((i for i, line in enumerate(lines) if _is_header(line)), None)


def outline(lines: Sequence[str], phrases: Phrases) -> Outline:
    """Take a table apart; `lines` are those of the whole source, which must have a header line."""
    top = header_line(lines)
    assert top is not None
    body = [i for i in range(top, len(lines)) if lines[i].strip()]
    header = _headers(lines, body)
    body = [i for i in body if i not in header]
    numbers = _numbers(lines, body)
    titles = _titles(lines, body, numbers)
    starts = {i: number for i, number in numbers.items()}
    starts |= _lost_starts(lines, body, numbers, {i for title in titles for i in title}, phrases)
    return Outline(
        head=tuple(i + 1 for i in range(top) if lines[i].strip()),
        header=tuple(sorted(i + 1 for i in header)),
        sections=tuple(tuple(i + 1 for i in title) for title in titles),
        rows=tuple(_rows(lines, body, starts, titles)),
    )


def _is_header(line: str) -> bool:
    tokens = line.split()
    begins = any("stt" in readings(token) for token in tokens[:2])  # asked first: readings cost, and few lines do
    return begins and any("nhiem" in readings(token) for token in tokens)


def _headers(lines: Sequence[str], body: Sequence[int]) -> set[int]:
    """The header's lines, there and where it is repeated: from its first line to the first that says otherwise."""
    found: set[int] = set()
    inside = False
    for i in body:
        inside = _is_header(lines[i]) or (inside and all(readings(t) & _HEADER_WORDS for t in lines[i].split()))
        if inside:
            found.add(i)
    return found


def _numbers(lines: Sequence[str], body: Sequence[int]) -> dict[int, int]:
    """Line index → row number: the longest rising run of printed numbers, steps of one counting double."""
    printed = [(i, int(m[1])) for i in body if (m := _NUMBERED.match(lines[i])) and not _is_title(lines, i)]
    best: list[tuple[int, int]] = []
    for at, (_, number) in enumerate(printed):
        ways = [(0, -1)]
        for before in range(at):
            step = number - printed[before][1]
            if step > 0:
                ways.append((best[before][0] + (1 if step == 1 else 0), before))
        score, before = max(ways)
        best.append((score + 1, before))
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    chain: dict[int, int] = {}
    while at >= 0:
        chain[printed[at][0]] = printed[at][1]
        at = best[at][1]
    return dict(sorted(chain.items()))


def _is_title(lines: Sequence[str], i: int) -> bool:
    """Whether a section title may start here: a Roman numeral or what is left of one, or a full line of no cells."""
    line = lines[i].strip()
    if _ends_due(line):
        return False
    numeral = _ROMAN_LIKE.match(line)
    if numeral is not None and ("." in numeral[0] or len(line) >= _TITLE) and not numeral[1].isdigit():
        return True
    if numeral is not None and len(line) >= _FULL_LINE - 5 and "|" not in line:
        return True
    alone = i == 0 or not lines[i - 1].strip() or lines[i].startswith(" ")
    return alone and len(line) >= _FULL_LINE and line[0].isupper() and "|" not in line


def _ends_due(line: str) -> bool:
    words = line.replace("|", " ").split()
    return any(_due_from(words[-n:]) for n in (1, 2) if len(words) > n)


def _due_from(words: Sequence[str]) -> bool:
    states = [EMPTY]
    for word in words:
        states = [after for state in states for after, _ in due_steps(state, word)]
    return bool(states)


def _titles(lines: Sequence[str], body: Sequence[int], numbers: dict[int, int]) -> list[tuple[int, ...]]:
    """The lines of each section title; a title goes on while its lines are full or the next begins in lower case."""
    titles: list[tuple[int, ...]] = []
    open_ = False
    for i in body:
        line = lines[i].strip()
        if i in numbers:
            open_ = False
        elif open_ and (len(lines[titles[-1][-1]]) >= _FULL_LINE or line[0].islower()):
            titles[-1] = (*titles[-1], i)
        elif _is_title(lines, i):
            titles.append((i,))
            open_ = True
        else:
            open_ = False
    return titles


def _lost_starts(
    lines: Sequence[str], body: Sequence[int], numbers: dict[int, int], titled: set[int], phrases: Phrases
) -> dict[int, int]:
    """Where rows begin that lost their number, as many as the numbers around them leave room for."""
    found: dict[int, int] = {}
    number, due_seen, after = 0, True, sorted(numbers.items())
    for i in body:
        if i in titled:
            due_seen = True
        elif i in numbers:
            number, due_seen = numbers[i], _has_due(lines[i])
        else:
            following = next((n for at, n in after if at > i), None)
            room = following is None or number + 1 < following
            if room and due_seen and _starts_name(lines, i, phrases):
                number += 1
                found[i] = number
                due_seen = False
            due_seen = due_seen or _has_due(lines[i])
    return found


def _has_due(line: str) -> bool:
    words = line.replace("|", " ").split()
    return _due_from(words[:2]) or _ends_due(line)


def _starts_name(lines: Sequence[str], i: int, phrases: Phrases) -> bool:
    """A block's first line that begins with a capital, is as wide as names are, and reads as no agency."""
    line = lines[i]
    fresh = i > 0 and not lines[i - 1].strip()
    if not fresh or line.startswith(" ") or not line[0].isupper() or len(line) < _NAME_LINE:
        return False
    cost, state = 0.0, 0
    words = line.split()
    for word in words:
        step = phrases.steps(state, word)[0]
        cost, state = cost + step.cost, step.state
    return cost / len(words) > 0.5


def _is_narrow(lines: Sequence[str], i: int) -> bool:
    """Whether the block of a line has several lines, all but the last too short for a name."""
    first, last = i, i
    while first > 0 and lines[first].strip() and lines[first - 1].strip() and not lines[first].startswith(" "):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip() and not lines[last + 1].startswith(" "):
        last += 1
    return first < last and all(len(line) <= _NARROW for line in lines[first : last + 1])


def _rows(
    lines: Sequence[str], body: Sequence[int], starts: dict[int, int], titles: Sequence[tuple[int, ...]]
) -> Iterator[RowLines]:
    title_of = {i: section for section, title in enumerate(titles) for i in title}
    section, number, held = -1, 0, list[Line]()
    for i in body:
        if i in title_of or i in starts:
            if held:
                yield RowLines(number, section, tuple(held))
            held = []
        if i in title_of:
            section = title_of[i]
            continue
        if i in starts:
            number = starts[i]
        elif not held:
            continue
        printed = _NUMBERED.match(lines[i]) if i in starts else None
        begin = printed.end(1) if printed and int(printed[1]) == starts[i] else 0
        fresh = i == 0 or not lines[i - 1].strip() or lines[i].startswith(" ")
        held.append(Line(i + 1, words_of(lines[i], begin), fresh, _is_narrow(lines, i)))
    if held:
        yield RowLines(number, section, tuple(held))
