"""Documents whose tables came out of a PDF as tab-separated lines. Knows how body, annexes and tables alternate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dannguon.errors import UnknownForm
from dannguon.ingest.columns import Columns, UnknownColumns, header_key, looks_like_header, read_header
from dannguon.ingest.head import read_opening, split_close
from dannguon.ingest.items import EMPTY_PASSAGE, PASSAGE_HEADING, is_label, items, passage_row
from dannguon.ingest.officers import labelled_officers
from dannguon.ingest.outline import Outline, Paragraph, Passage, outline, roman
from dannguon.ingest.reading import Cell, Head, Reading, Row, Source
from dannguon.ingest.tables import Line, TableRow, read_table
from dannguon.ingest.unwrap import unwrap
from dannguon.models import Field, Kind

_ANNEX = re.compile(r"(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?(?P<number>\S{1,6}))?\s*[:.]?")
_MIN_TABLE = 2

_REPEATED = "đầu bảng lặp lại"
_HEADER = "đầu bảng"
_TABLE_HEADING = "tiêu đề mục trong bảng"
_ANNEX_HEADING = "tiêu đề phụ lục"
_NO_WORDS = "dòng không có chữ"


@dataclass(slots=True)
class _Grid:
    """The lines of one table, its headers left out; `first` is the line of its first header."""

    columns: Columns
    first: int
    lines: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Part:
    """The body or one annex: its title lines, paragraphs and tables; `name` is how its heading is printed."""

    container: tuple[str, ...]
    name: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    grids: list[_Grid] = field(default_factory=list)


_Tables = list[tuple[Passage | None, list[_Grid]]]


def recognises(source: Source) -> bool:
    """Whether two neighbouring lines are cut by the same number of tabs, two or more."""
    tabs = [line.count("\t") for line in source.lines]
    return any(a == b and a >= _MIN_TABLE for a, b in zip(tabs, tabs[1:], strict=False))


def read(source: Source) -> Reading:
    """Read body, annexes and tables into rows, in printed order.

    Raises:
        UnknownForm: a table whose header or width we do not know, or an annex without table and numbered passages.
    """
    unused: dict[int, str] = {}
    body, *annexes = _parts(source, unused)
    if annexes:
        body.container = ("body",)
    rows, head = _read_body(body, unused)
    for annex in annexes:
        found = list(_read_annex(annex, unused))
        if not found and not annex.grids:
            raise UnknownForm(
                f"{source.path.name!r}: {annex.name} has neither a table nor numbered passages. "
                "Check that its table kept its tabs, or leave the annex out."
            )
        rows += found
    return Reading(tuple(sorted(rows, key=lambda row: row.lines)), head, unused)


def _parts(source: Source, unused: dict[int, str]) -> list[_Part]:
    """The body and the annexes. Headers go to `unused`; a table goes on over gaps until a text or a new header."""
    parts = [_Part(())]
    grid: _Grid | None = None
    after_break = False
    for number, line in enumerate(source.lines, 1):
        if not line.strip():
            after_break = True
            continue
        if "\t" not in line:
            grid = None
            text = unwrap(line)
            if not text:
                unused[number] = _NO_WORDS
            elif annex := _ANNEX.fullmatch(text):
                parts.append(_Part((_annex_slug(annex["number"] or ""),), text))
                unused[number] = _ANNEX_HEADING
            else:
                parts[-1].paragraphs.append(Paragraph(text, (number, number)))
            continue
        cells = tuple(map(unwrap, line.split("\t")))
        if grid is not None and header_key(cells) == header_key(grid.columns.names):
            unused[number], after_break = _REPEATED, True
        elif grid is None or looks_like_header(cells):
            grid = _Grid(_columns(source, number, cells), number)
            parts[-1].grids.append(grid)
            unused[number], after_break = _HEADER, True
        else:
            grid.lines += (Line(number, _fitted(source, number, cells, grid), after_break),)
            after_break = False
    return parts


def _columns(source: Source, number: int, cells: tuple[str, ...]) -> Columns:
    """The columns of a header; a row below that is one cell wider gives it a last column without a name."""
    below = source.lines[number] if number < len(source.lines) else ""
    if below.count("\t") == len(cells):
        cells = (*cells, "")
    try:
        return read_header(cells)
    except UnknownColumns as error:
        names = ", ".join(repr(name) for name in error.names)
        raise UnknownForm(
            f"{source.path.name!r}, line {number}: we do not know the table column {names}. "
            "Write the header in a wording of ingest/columns.py, or add this one there."
        ) from error


def _fitted(source: Source, number: int, cells: tuple[str, ...], grid: _Grid) -> tuple[str, ...]:
    """The cells of a line, one per column; missing last ones are empty.

    Raises:
        UnknownForm: more cells with text than the header has columns.
    """
    width = len(grid.columns.fields)
    if any(cells[width:]):
        raise UnknownForm(
            f"{source.path.name!r}, line {number}: {len(cells)} cells below a header of {width} columns "
            f"(line {grid.first}). Check the tabs of this line."
        )
    return (*cells[:width], *[""] * (width - len(cells)))


def _annex_slug(number: str) -> str:
    """ "PL3" for "III", "3" or "03"; "PL" for an annex without a number."""
    value = roman(number)
    return f"PL{value if value is not None else number.lstrip('0')}"


def _read_annex(annex: _Part, unused: dict[int, str]) -> Iterator[Row]:
    nested = outline(annex.paragraphs)
    tables = _tables_by_passage(annex, nested)
    for paragraph in nested.opening:
        unused |= dict.fromkeys(range(paragraph.lines[0], paragraph.lines[1] + 1), _ANNEX_HEADING)
    yield from _table_rows(annex.container, tables, (annex.name,), unused)
    yield from _passage_rows(annex.container, nested, tables, unused, itemise=False)


def _read_body(body: _Part, unused: dict[int, str]) -> tuple[list[Row], Head]:
    first_label = outline(body.paragraphs).passages
    start = first_label[0].heading.lines[0] if first_label else 0
    before = [p for p in body.paragraphs if not start or p.lines[0] < start]
    opening = read_opening(before)
    close = split_close([p for p in body.paragraphs if start and p.lines[0] >= start])
    nested = outline(close.body)
    tables = _tables_by_passage(body, nested)
    is_report = opening.head.type == "Báo cáo"

    def reserved(item: str, kind: Kind, paragraphs: Sequence[Paragraph]) -> Iterator[Row]:
        if paragraphs:
            yield passage_row((*body.container, item), "", (), paragraphs, kind=kind)

    rows = [
        *(replace(row, fields=_head_fields(opening.head)) for row in reserved("meta", Kind.PASSAGE, opening.meta)),
        *reserved("can-cu", Kind.LEGAL_BASIS, opening.bases),
        *reserved("mo-dau", Kind.PASSAGE, opening.opening),
        *_table_rows(body.container, tables, (), unused),
        *_passage_rows(body.container, nested, tables, unused, itemise=is_report),
        *reserved("noi-nhan", Kind.RECIPIENTS, close.recipients),
        *reserved("chu-ky", Kind.SIGNATURE, close.signature),
    ]
    return rows, replace(opening.head, signatory=close.signatory)


def _head_fields(head: Head) -> dict[Field, Cell]:
    printed = {Field.NAME: head.title, Field.DOCUMENT_NUMBER: head.number, Field.ISSUED_ON: head.issued_on}
    return {name: Cell(text) for name, text in printed.items() if text}


def _table_rows(
    container: tuple[str, ...], tables: _Tables, section: tuple[str, ...], unused: dict[int, str]
) -> Iterator[Row]:
    """The rows of a part's tables. Alike tables of one passage are one; others below it are "bang-2", "bang-3"."""
    for above, grids in tables:
        place = (*container, above.number) if above else container
        headings = (*section, *above.headings, above.heading.text) if above else section
        for order, grid in enumerate(grids, 1):
            table = read_table(grid.lines, grid.columns)
            unused |= dict.fromkeys(table.headings, _TABLE_HEADING)
            for row in table.rows:
                yield _table_row(row, place if order == 1 else (*place, f"bang-{order}"), headings)


def _tables_by_passage(part: _Part, nested: Outline) -> _Tables:
    """The passage above each table, None where none is, with its tables; those with the same columns put together."""
    passages = list(nested.walk())
    found: _Tables = []
    for grid in part.grids:
        above = next((p for p in reversed(passages) if p.heading.lines[0] < grid.first), None)
        if not found or found[-1][0] is not above:
            found.append((above, []))
        grids = found[-1][1]
        alike = next((at for at, other in enumerate(grids) if other.columns.fields == grid.columns.fields), None)
        if alike is None:
            grids.append(grid)
        else:
            grids[alike] = replace(grids[alike], lines=(*grids[alike].lines, *grid.lines))
    return found


def _table_row(row: TableRow, container: tuple[str, ...], headings: tuple[str, ...]) -> Row:
    return Row(
        place=(*container, row.item),
        kind=row.kind,
        ordinal=row.ordinal,
        section=(*headings, row.section) if row.section else headings,
        fields={name: Cell(text) for name, text in row.fields.items()},
        text=" | ".join(filter(None, row.cells)),
        lines=row.lines,
        parent=None if row.parent is None else (*container, row.parent),
    )


def _passage_rows(
    container: tuple[str, ...], nested: Outline, tables: _Tables, unused: dict[int, str], *, itemise: bool
) -> Iterator[Row]:
    """One row per passage with words of its own; a heading that only holds passages or a table gives none.

    With `itemise`, as in a report, the lines below a lettered label are rows of their own.
    """
    tabled = {above.number for above, _ in tables if above}
    for passage in nested.walk():
        place = (*container, passage.number)
        lettered = passage.label[0].islower()
        if itemise and lettered and is_label(passage):
            yield from items(passage, container, unused)
            continue
        speaks = passage.heading.text.endswith((".", ";")) or (itemise and bool(labelled_officers(passage.title)[1]))
        speaks = passage.number not in tabled and (speaks or (lettered and not passage.children))
        leads = bool(passage.paragraphs) and not (
            passage.children and passage.paragraphs[0].lines > passage.children[0].heading.lines
        )
        if speaks or leads:
            row = passage_row(place, passage.label, passage.headings, [passage.heading, *passage.paragraphs])
            yield replace(row, fields=_labelled(passage)) if itemise else row
            continue
        holds = passage.children or passage.paragraphs or passage.number in tabled
        unused[passage.heading.lines[0]] = PASSAGE_HEADING if holds else EMPTY_PASSAGE
        if passage.paragraphs:
            yield passage_row(place, passage.label, (*passage.headings, passage.heading.text), passage.paragraphs)


def _labelled(passage: Passage) -> dict[Field, Cell]:
    """What a numbered line of a report says by its form: "1. Hạ tầng …: Đặng", and below it the progress."""
    name, officers = labelled_officers(passage.title)
    if not officers:
        return {}
    fields = {Field.NAME: Cell(name), Field.OFFICERS: Cell(officers)}
    if passage.paragraphs:
        fields[Field.PROGRESS] = Cell("\n".join(p.text for p in passage.paragraphs))
    return fields
