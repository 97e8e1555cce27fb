"""The lines below a lettered label of a report, each a row. Knows labelled bullets and "(1) …; (2) …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dannguon.ingest.officers import labelled_officers
from dannguon.ingest.outline import Paragraph, Passage
from dannguon.ingest.reading import Cell, Row
from dannguon.models import Field, Kind
from dannguon.text import slugify

_LABELLED_BULLET = re.compile(r"[●•▪■]\s*(?P<label>[^:]+):\s*(?P<rest>.*)", re.DOTALL)
_ENUMERATOR = re.compile(r"(?:^|(?<=[;.,:]\s))\((?P<number>\d{1,2})\)\s")
PASSAGE_HEADING = "tiêu đề mục"
EMPTY_PASSAGE = "mục không có nội dung"
"""Reasons in `Reading.unused`: a heading that stands in the section of the rows below it; one with nothing below."""


def passage_row(
    place: tuple[str, ...],
    ordinal: str,
    section: tuple[str, ...],
    paragraphs: Sequence[Paragraph],
    *,
    kind: Kind = Kind.PASSAGE,
) -> Row:
    """A row of running text, one line per paragraph; `paragraphs` holds at least one."""
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return Row(place, kind, ordinal, section, {}, text, (paragraphs[0].lines[0], paragraphs[-1].lines[1]))


def is_label(passage: Passage) -> bool:
    """Whether a heading only announces what follows: it ends in a colon, or in a colon or dash and officers."""
    return passage.title.endswith(":") or bool(labelled_officers(passage.title)[1])


def items(passage: Passage, container: tuple[str, ...], unused: dict[int, str]) -> Iterator[Row]:
    """The rows below a label, in printed order: by enumerator where one is printed, else by their order from 1.

    Officers named in the label stand in each row. A labelled bullet opens a container of its own, named by its
    slug. A label that names officers but has nothing below it is a row of kind group; one with neither is unused.
    """
    _, officers = labelled_officers(passage.title)
    place = (*container, passage.number)
    section = (*passage.headings, passage.heading.text)
    if not passage.paragraphs and officers:
        row = passage_row(place, passage.label, passage.headings, [passage.heading], kind=Kind.GROUP)
        row.fields[Field.OFFICERS] = Cell(officers)
        yield row
        return
    unused[passage.heading.lines[0]] = PASSAGE_HEADING if passage.paragraphs else EMPTY_PASSAGE
    for label, paragraphs in _containers(passage.paragraphs):
        inner_place, inner_section, in_charge = place, section, officers
        if label is not None:
            name, named = labelled_officers(label.text)
            in_charge = named or officers
            name = name.rstrip(": ")
            inner_place, inner_section = (*place, slugify(name)), (*section, label.text.rstrip(": "))
            if not paragraphs or paragraphs[0].lines != label.lines:
                unused[label.lines[0]] = PASSAGE_HEADING if paragraphs else EMPTY_PASSAGE
        order = 0
        for paragraph in paragraphs:
            for ordinal, text in enumerated(paragraph.text):
                order += 1
                item = Paragraph(text, paragraph.lines)
                row = passage_row((*inner_place, ordinal or str(order)), ordinal, inner_section, [item])
                if in_charge:
                    row.fields[Field.OFFICERS] = Cell(in_charge)
                yield row


def enumerated(text: str) -> list[tuple[str, str]]:
    """ "(1) …; (2) …" as its parts with their enumerators; a text that does not begin with "(1)" is one part."""
    starts: list[int] = []
    for match in _ENUMERATOR.finditer(text):
        if int(match["number"]) == len(starts) + 1:
            starts.append(match.start())
    if not starts or starts[0] != 0:
        return [("", text)]
    parts = [text[start:end].rstrip(" ;") for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [(f"({number})", part) for number, part in enumerate(parts, 1)]


def _containers(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph | None, list[Paragraph]]]:
    """Labelled bullets with the paragraphs they announce; first those before any bullet, under None."""
    label: Paragraph | None = None
    held: list[Paragraph] = []
    for paragraph in paragraphs:
        match = _LABELLED_BULLET.fullmatch(paragraph.text)
        if match is None:
            held.append(paragraph)
            continue
        yield label, held
        whole = paragraph.text.lstrip("●•▪■ ")
        announces = not match["rest"] or labelled_officers(whole)[1]
        label = Paragraph(whole if announces else match["label"], paragraph.lines)
        held = [] if announces else [Paragraph(match["rest"], paragraph.lines)]
    yield label, held
