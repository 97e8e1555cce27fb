"""A plan's table that OCR read in the wrong language. Knows its five columns; hides how cells are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dannguon.ingest.ocr_cells import mend_agencies, refers
from dannguon.ingest.ocr_columns import Column, Line, split
from dannguon.ingest.ocr_due import mend_due
from dannguon.ingest.ocr_outline import header_line, outline
from dannguon.ingest.phrases import Phrases, load_phrases
from dannguon.ingest.reading import Cell, Head, Reading, Row, Source
from dannguon.ingest.repair import Mended, mend
from dannguon.models import Field, Kind
from dannguon.text import canonical, squeeze

_SURE = 0.97
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_NUMERAL = re.compile(r"\s*[IVXl1|]{1,5}[.\s|]+")
_PLAN = re.compile(
    r"k\S ho[ạa]ch\s+s(?:\S(?=\d{2}|\s))?\s*(\d+/\S+)\s*(ng\S*?y\s*\d+\s+th\S*ng\s+\.?\d+\s+n\S*m\s+\d{4})", re.I
)
_DAY = re.compile(r"\D*?(\d+)\D+?(\d+)\D+(\d{4})")
_FIELDS = {
    Column.NAME: Field.NAME,
    Column.LEAD: Field.LEAD_AGENCY,
    Column.COORDINATING: Field.COORDINATING_AGENCIES,
    Column.DUE: Field.DUE,
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row before mending: the printed words of each column, and where it stands; an item has its parent's place.

    `note` has what one cell over the other columns says instead of agencies and a deadline; those are then empty.
    """

    ordinal: str
    parent: str | None
    section: int
    cells: dict[Column, str]
    lines: tuple[int, int]
    note: str = ""


def recognises(source: Source) -> bool:
    """Whether a text holds a plan's table header whose tones are lost."""
    at = header_line(source.lines)
    return at is not None and "nhiệm vụ" not in canonical(source.lines[at])


def read(source: Source) -> Reading:
    """All rows of the table in printed order, the plan's head before them; only a recognised source."""
    phrases = load_phrases()
    table = outline(source.lines, phrases)
    drafts = [d for row in table.rows for d in _drafts(row.ordinal, row.section, row.lines, phrases)]
    titles = [squeeze(" ".join(source.lines[n - 1] for n in section)) for section in table.sections]
    head = squeeze(" ".join(source.lines[n - 1] for n in table.head))
    bodies = [_NUMERAL.sub("", title, count=1) for title in titles]
    names = mend([d.cells[Column.NAME] for d in drafts])
    *done_titles, done_head = mend([*bodies, head])
    sections = [
        f"{numeral}. {_sure(done) or body}"
        for numeral, body, done in zip(_numerals(titles), bodies, done_titles, strict=True)
    ]
    rows = [_meta(head, done_head, table.head)] if head else []
    rows += _rows(drafts, names, sections, phrases)
    unused = {n: "the table's header" for n in table.header}
    unused |= {n: "a section's title, kept in the section of its rows" for title in table.sections for n in title}
    return Reading(rows=tuple(rows), head=_head(head, done_head), unused=unused)


def _drafts(ordinal: int, section: int, lines: Sequence[Line], phrases: Phrases) -> Iterator[_Draft]:
    """A row and its items: lines that begin with a dash and a capital after words that announce them with ":"."""
    starts, announced = [0], False
    for at, line in enumerate(lines):
        words = line.words
        dashed = len(words) > 1 and words[0].text == "-" and words[1].text[0].isupper()
        if announced and dashed and line.fresh:
            starts.append(at)
        announced = announced or (bool(words) and words[-1].text.endswith(":"))
    for count, (first, last) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        part = lines[first:last]
        columns = split(part, phrases) if count == 0 else [[Column.NAME] * len(line.words) for line in part]
        placed = [pair for line, row in zip(part, columns, strict=True) for pair in zip(line.words, row, strict=True)]
        cells = {column: " ".join(word.text for word, at in placed if at == column) for column in Column}
        if count:
            cells[Column.NAME] = cells[Column.NAME].removeprefix("- ")
        note = cells[Column.LEAD] if refers(cells[Column.LEAD], phrases) else ""
        if note:
            cells[Column.LEAD] = ""
        place = f"{ordinal}.{count}" if count else str(ordinal)
        yield _Draft(place, str(ordinal) if count else None, section, cells, (part[0].number, part[-1].number), note)


def _rows(
    drafts: Sequence[_Draft], names: Sequence[Mended], sections: Sequence[str], phrases: Phrases
) -> Iterator[Row]:
    leads = mend_agencies([d.cells[Column.LEAD] for d in drafts], phrases)
    coordinating = mend_agencies([d.cells[Column.COORDINATING] for d in drafts], phrases)
    notes = mend([d.note for d in drafts])
    above: dict[Column, str | None] = {}
    for draft, name, lead, others, note in zip(drafts, names, leads, coordinating, notes, strict=True):
        best = {
            Column.NAME: _sure(name),
            Column.LEAD: lead,
            Column.COORDINATING: others,
            Column.DUE: mend_due(draft.cells[Column.DUE]),
        }
        if draft.parent is None:
            above = {column: best[column] or draft.cells[column] for column in Column}
        else:
            best |= {column: above[column] for column in Column if column != Column.NAME}
        fields = {_FIELDS[column]: _cell(draft.cells[column], best[column]) for column in Column}
        if draft.note:
            fields[Field.NOTE] = _cell(draft.note, _sure(note))
        printed = squeeze(" | ".join(filter(None, [*draft.cells.values(), draft.note])))
        shown = [*(best[c] or draft.cells[c] for c in Column), _sure(note) or draft.note]
        yield Row(
            place=(draft.ordinal,),
            kind=Kind.TASK,
            ordinal=draft.ordinal,
            section=("Phụ lục", *sections[draft.section : draft.section + 1]) if draft.section >= 0 else ("Phụ lục",),
            fields=fields,
            text=printed,
            lines=draft.lines,
            parent=(draft.parent,) if draft.parent else None,
            quality=_quality(name, draft, best),
            mended=squeeze(" | ".join(filter(None, shown))) if best[Column.NAME] else None,
            guess=squeeze(" | ".join(filter(None, [name.text, *shown[1:]]))),
        )


def _sure(done: Mended) -> str | None:
    return done.text if done.quality >= _SURE else None


def _cell(text: str, mended: str | None) -> Cell:
    return Cell(text, mended if mended and mended != text else None)


def _quality(name: Mended, draft: _Draft, best: dict[Column, str | None]) -> float:
    """How well a row can be read: the mean odds of its name's words, less a tenth for each cell we could not mend."""
    unread = sum(bool(draft.cells[c]) and best[c] is None for c in (Column.LEAD, Column.COORDINATING, Column.DUE))
    unread += not draft.cells[Column.DUE] and draft.parent is None and not draft.note
    return round(max(0.0, name.quality - 0.1 * unread), 3)


def _numerals(titles: Sequence[str]) -> Iterator[str]:
    """Roman numerals by sequence; a printed one that reads as a later number wins ("VI" after IV)."""
    last = 0
    for title in titles:
        match = _NUMERAL.match(title)
        printed = re.sub("[l1|]", "I", match[0]).strip(" .I") if match else ""
        last += 1
        if printed.startswith("V") and last < 4:
            last = _ROMAN.index("V")
        yield _ROMAN[last] if last < len(_ROMAN) else str(last)


def _meta(text: str, done: Mended, lines: Sequence[int]) -> Row:
    place = ("body", "meta")
    return Row(place, Kind.PASSAGE, "", (), {}, text, (lines[0], lines[-1]), None, round(done.quality, 3), _sure(done))


def _head(text: str, done: Mended) -> Head:
    """What the lines above the table say; the number and day as printed, without what the engine glued on or lost."""
    plan = _PLAN.search(done.text) or _PLAN.search(text)
    if plan is None:
        return Head(title=done.text)
    day = _DAY.fullmatch(plan[2])
    issued = f"ngày {day[1]} tháng {day[2]} năm {day[3]}" if day else plan[2]
    return Head(number=plan[1], type="Kế hoạch", title=done.text, issued_on=issued)
