"""Lines of cells become rows. Knows how page breaks, headings and groups look in a table; hides the joining.

A row that crosses a page is joined cell by cell, headings with a Roman number or a capital letter become the section
of the rows below, and numbers that restart per section are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dannguon.ingest.columns import Columns
from dannguon.ingest.officers import split_officers
from dannguon.ingest.outline import roman
from dannguon.models import Field, Kind


@dataclass(frozen=True, slots=True)
class Line:
    """One source line of a table, cut into its cells (unwrapped); `after_break`: first below a header or a gap."""

    number: int
    cells: tuple[str, ...]
    after_break: bool = False


@dataclass(slots=True)
class TableRow:
    """A row put together from its lines.

    `ordinal` is printed without its trailing dot; `section` the heading above as printed ("III. Tăng cường …") and
    `section_number` its number, "" where none; `item` is the name of the row in its container, unique in the table;
    `parent` is the item of the row that holds this one ("29" of "29.1").
    """

    cells: list[str]
    lines: tuple[int, int]
    ordinal: str
    kind: Kind
    section: str = ""
    section_number: str = ""
    item: str = ""
    parent: str | None = None
    fields: dict[Field, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table in printed order, and the lines that are section headings."""

    rows: tuple[TableRow, ...]
    headings: tuple[int, ...]


def read_table(lines: Sequence[Line], columns: Columns) -> Table:
    """Put the rows of one table together.

    Args:
        lines: the lines below its headers, in order, each with one cell per column; headers are left out.
    """
    rows: list[TableRow] = []
    headings: list[int] = []
    section = number = ""
    for first, last, cells in _join(lines, columns):
        ordinal = _ordinal(cells, columns)
        if _is_heading(ordinal, cells, columns):
            section, number = f"{ordinal}. {_named(cells, columns)[Field.NAME]}", ordinal
            headings += range(first, last + 1)
            continue
        row = TableRow(cells, (first, last), ordinal, columns.kind, section, number)
        row.fields = _named(cells, columns)
        rows.append(row)
    _split_officers(rows, columns)
    _name_items(rows, columns)
    _link_groups(rows)
    return Table(tuple(rows), tuple(headings))


def _join(lines: Sequence[Line], columns: Columns) -> Iterator[tuple[int, int, list[str]]]:
    """First line, last line and cells of each row; what crosses a page is joined by one space."""
    key = columns.fields.index(None) if columns.numbered else 0
    keyed = any(line.cells[key] for line in lines)
    first, last, cells = 0, 0, list[str]()
    for line in lines:
        if cells and not line.cells[key] and ((keyed and line.after_break) or _is_tail(line, columns, keyed)):
            cells = [" ".join(filter(None, pair)) for pair in zip(cells, line.cells, strict=True)]
            last = line.number
            continue
        if cells:
            yield first, last, cells
        first, last, cells = line.number, line.number, list(line.cells)
    if cells:
        yield first, last, cells


def _is_tail(line: Line, columns: Columns, keyed: bool) -> bool:
    """Whether a line with an empty first cell, where that alone does not tell, only ends the row before it.

    Its name goes on in lower case or is empty. In a table without any numbers it also stands at a page break and
    has no deadline.
    """
    named = _named(line.cells, columns)
    begins = named.get(Field.NAME, "")[:1]
    cut = not begins or begins.islower()
    return cut and (keyed or (line.after_break and not named.get(Field.DUE)))


def _named(cells: Sequence[str], columns: Columns) -> dict[Field, str]:
    pairs = zip(columns.fields, cells, strict=True)
    return {name: cell for name, cell in pairs if name is not None}


def _ordinal(cells: Sequence[str], columns: Columns) -> str:
    if not columns.numbered:
        return ""
    return cells[columns.fields.index(None)].rstrip(".) ")


def _is_heading(ordinal: str, cells: Sequence[str], columns: Columns) -> bool:
    numbered = roman(ordinal) is not None or (len(ordinal) == 1 and ordinal.isupper())
    return numbered and not any(text for name, text in _named(cells, columns).items() if name is not Field.NAME)


def _split_officers(rows: list[TableRow], columns: Columns) -> None:
    """Take the officers out of progress cells, in a table that has them there and no column of their own."""
    if Field.OFFICERS in columns.fields or Field.PROGRESS not in columns.fields:
        return
    split = [split_officers(row.fields[Field.PROGRESS]) for row in rows]
    if any(officers for officers, _ in split):
        for row, (officers, progress) in zip(rows, split, strict=True):
            row.fields |= {Field.OFFICERS: officers, Field.PROGRESS: progress}


def _name_items(rows: list[TableRow], columns: Columns) -> None:
    """Give each row the name it has in its container: number, document number, or place in the order.

    Numbers that restart in each section carry the section's number before them.
    """
    plain = [row.ordinal for row in rows if row.ordinal]
    restarts = len(set(plain)) < len(plain) and len({row.section_number for row in rows}) > 1
    taken: set[str] = set()
    for order, row in enumerate(rows, 1):
        name = row.ordinal or row.fields.get(Field.DOCUMENT_NUMBER, "").replace("/", "-") or str(order)
        row.item = f"{row.section_number}.{name}" if restarts and row.section_number else name
        copy = 2
        while row.item in taken:
            row.item = f"{row.item.partition('~')[0]}~{copy}"
            copy += 1
        taken.add(row.item)


def _link_groups(rows: list[TableRow]) -> None:
    """Tie 29.1 to 29; a row with children and nothing but a name and a note is a group."""
    holders: dict[tuple[str, str], TableRow] = {}
    for row in rows:
        above, dot, _ = row.ordinal.rpartition(".")
        holder = holders.get((row.section_number, above)) if dot else None
        if holder is not None:
            row.parent = holder.item
            if not any(text for name, text in holder.fields.items() if name not in (Field.NAME, Field.NOTE)):
                holder.kind = Kind.GROUP
        holders[row.section_number, row.ordinal] = row
