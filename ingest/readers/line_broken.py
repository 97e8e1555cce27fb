"""Line-broken reports. Knows how a report numbers its passages and lists its tasks; hides the outline.

A task is a bullet "- …" whose fields follow as "+ label: value"; bullets without fields share those of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dannguon.ingest.columns import meaning
from dannguon.ingest.outline import Paragraph, Passage, outline
from dannguon.ingest.readers.page_flow import Footnote, flow
from dannguon.ingest.reading import Cell, Reading, Row, Source
from dannguon.models import Field, Kind

_HEADING = re.compile(r"\s*[IVX]+\.\s+([^\W\d_]{2})")
_LABELLED = re.compile(r"\+\s*([^:;.]{3,40}?)\s*:\s*(.*)", re.DOTALL)
_RUN_IN = re.compile(r"(.{3,120}?[^\s:]):\s+(\S.*)", re.DOTALL)


@dataclass(slots=True)
class _Task:
    """A bullet and the "+" paragraphs under it."""

    paragraphs: list[Paragraph]
    details: list[Paragraph] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """Whether the file has no tabs, a blank line after nearly every line, and Roman upper-case headings."""
    printed = [number for number, line in enumerate(source.lines) if line.strip()]
    blank_after = sum(number + 1 == len(source.lines) or not source.lines[number + 1].strip() for number in printed)
    headings = sum(found[1].isupper() for line in source.lines if (found := _HEADING.match(line)))
    return "\t" not in source.text and headings >= 2 and blank_after > 0.85 * len(printed)


def read(source: Source) -> Reading:
    """Passages, tasks and footnotes in printed order; a footnote's `parent` is the record that bears its mark."""
    pages = flow(source.lines)
    body = outline(pages.paragraphs)
    unused = dict(pages.unused)
    rows: list[Row] = []
    if body.opening:
        rows.append(_row(("mo-dau",), Kind.PASSAGE, "", (), list(body.opening)))
    for passage in body.walk():
        own = list(_rows_of(passage))
        rows.extend(own)
        if not any(row.lines[0] <= passage.heading.lines[0] for row in own):
            unused |= dict.fromkeys(_printed(source, passage.heading.lines), "đề mục, có trong đường dẫn bản ghi")
    rows.extend([_footnote(note, rows) for note in pages.footnotes])
    return Reading(rows=tuple(sorted(rows, key=lambda row: row.lines)), unused=unused)


def _printed(source: Source, lines: tuple[int, int]) -> list[int]:
    return [number for number in range(lines[0], lines[1] + 1) if source.lines[number - 1].strip()]


def _rows_of(passage: Passage) -> Iterator[Row]:
    """The tasks under a heading, or the passage itself when it has words of its own."""
    tasks = list(_tasks(passage.paragraphs))
    if tasks:
        asked = _fields_used(tasks)
        for ordinal, task in enumerate(tasks, start=1):
            yield _task_row(passage, str(ordinal), task, tasks[ordinal - 1 :], asked)
    elif passage.paragraphs or not passage.children or _RUN_IN.match(passage.heading.text):
        yield _passage_row(passage)


def _passage_row(passage: Passage) -> Row:
    place, section = (passage.number,), _section(passage)
    paragraphs = [passage.heading, *passage.paragraphs]
    among_tasks = passage.parent and any(list(_tasks(sibling.paragraphs)) for sibling in passage.parent.children)
    if not among_tasks:
        return _row(place, Kind.PASSAGE, passage.label, section, paragraphs)
    run_in = _RUN_IN.match(passage.title)
    name = run_in[2] if run_in else passage.title
    return _row(place, Kind.TASK, passage.label, section, paragraphs, {Field.NAME: Cell(_name(name))})


def _section(passage: Passage) -> tuple[str, ...]:
    """The headings around a passage; of one that runs into its text, the words before the colon."""
    return tuple(run_in[1] if (run_in := _RUN_IN.match(text)) else text.rstrip(" :") for text in passage.headings)


def _tasks(paragraphs: Sequence[Paragraph]) -> Iterator[_Task]:
    """The bullets of a task list with what stands under them; nothing for bullets that no "+ label:" follows."""
    if not any(_field_of(paragraph) for paragraph in paragraphs):
        return
    task: _Task | None = None
    for paragraph in paragraphs:
        if paragraph.text.startswith("-"):
            if task:
                yield task
            task = _Task([paragraph])
        elif task and (paragraph.text.startswith("+") or task.details):
            task.details.append(paragraph)
        elif task:
            task.paragraphs.append(paragraph)
    if task:
        yield task


def _field_of(paragraph: Paragraph) -> Field | None:
    labelled = _LABELLED.match(paragraph.text)
    return meaning(labelled[1]) if labelled else None


def _fields_used(tasks: Sequence[_Task]) -> list[Field]:
    """The fields that the tasks of a list have, in the order in which they are printed."""
    used = [name for task in tasks for detail in task.details if (name := _field_of(detail))]
    return list(dict.fromkeys(used))


def _task_row(passage: Passage, ordinal: str, task: _Task, following: Sequence[_Task], asked: list[Field]) -> Row:
    details = next((other.details for other in following if other.details), [])
    cells = {Field.NAME: Cell(_name(task.paragraphs[0].text.lstrip("- ")))} | _cells(details, asked)
    section = (*_section(passage), passage.heading.text)
    return _row((passage.number, ordinal), Kind.TASK, ordinal, section, [*task.paragraphs, *details], cells)


def _cells(details: Sequence[Paragraph], asked: list[Field]) -> dict[Field, Cell]:
    """The fields of a task; a "+" line without a label is the first field that the others have and it lacks."""
    labelled = [_field_of(detail) for detail in details]
    missing = [name for name in asked if name not in labelled]
    cells: dict[Field, Cell] = {}
    for detail, name in zip(details, labelled, strict=True):
        text = detail.text.removeprefix("+").strip()
        if name:
            text = text.split(":", 1)[1].strip()
        elif missing:
            name = missing.pop(0)
        if name:
            cells[name] = Cell(f"{cells[name].text} {text}" if name in cells else text)
    return cells


def _name(text: str) -> str:
    return text.rstrip(" .:;,/")


def _row(
    place: tuple[str, ...],
    kind: Kind,
    ordinal: str,
    section: tuple[str, ...],
    paragraphs: Sequence[Paragraph],
    cells: dict[Field, Cell] | None = None,
) -> Row:
    return Row(
        place=place,
        kind=kind,
        ordinal=ordinal,
        section=section,
        fields=cells or {},
        text="\n".join(paragraph.text for paragraph in paragraphs),
        lines=(paragraphs[0].lines[0], paragraphs[-1].lines[1]),
    )


def _footnote(note: Footnote, rows: Sequence[Row]) -> Row:
    bearer = next((row for row in rows if note.marked and row.lines[0] <= note.marked <= row.lines[1]), None)
    return Row(
        place=(f"fn{note.number}",),
        kind=Kind.FOOTNOTE,
        ordinal=str(note.number),
        section=bearer.section if bearer else (),
        fields={},
        text=note.text,
        lines=note.lines,
        parent=bearer.place if bearer else None,
    )
