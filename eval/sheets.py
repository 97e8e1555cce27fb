"""A table of figures, for every way to show it. Knows headings and rows; hides Rich."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` have as many cells as `headings`, all as text; the first column names, the others are figures."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def print_sheets(sheets: Iterable[Sheet], console: Console) -> None:
    """Print each as a table, notes below."""
    for sheet in sheets:
        table = Table(title=sheet.title, title_justify="left", caption=sheet.note or None, caption_justify="left")
        for number, heading in enumerate(sheet.headings):
            table.add_column(heading, justify="right" if number else "left", no_wrap=not number)
        for row in sheet.rows:
            table.add_row(*row)
        console.print(table)


def share(value: float | None) -> str:
    """A figure in [0, 1] with three digits, "·" where it does not apply."""
    return "·" if value is None else f"{value:.3f}"
