"""Paged text without its pages. Knows page numbers, footnotes and broken lines; hides where the pages broke.

The form, as word processors export it: a blank line after every line; a line of spaces or a wide gap above the
footnotes of a page; the first line of a page follows the last one of the page before without a blank line and begins
with a space, or a page number alone stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dannguon.ingest.outline import Paragraph
from dannguon.text import squeeze

_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*")
_FOOTNOTE = re.compile(r"([1-9]\d{0,2})\s+(\S.*)")
_RULE = re.compile(r"\s{20,}")
_LABEL = re.compile(r"(?:[A-ZĐ]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)\.\s+\S|[a-zđ]\d?\)\s+\S|\((?:\d{1,2}|[ivx]+)\)\s")
_BULLET = re.compile(r"[-+•]\s+(\S)")
_SENTENCE_END = (".", ";", ":", "!", "?", "…")
_CLOSING = (*_SENTENCE_END, ")", "”", '"')
_NUMBERED_WORDS = frozenset({"m", "km", "cm", "dm", "mm", "QH"})


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote without its number; `marked` is the source line with its mark, None where none was found."""

    number: int
    text: str
    lines: tuple[int, int]
    marked: int | None


@dataclass(frozen=True, slots=True)
class Flow:
    """A paged text as paragraphs in reading order, its footnotes, and the lines that are neither."""

    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[Footnote, ...]
    unused: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


@dataclass(slots=True)
class _Note:
    """A footnote being read. Its mark stands in the body lines before index `before`, on its page from `page` on."""

    number: int
    lines: list[_Line]
    page: int
    before: int


@dataclass(slots=True)
class _Pages:
    """What the lines of the source are, told by where they stand."""

    body: list[_Line] = field(default_factory=list)
    notes: list[_Note] = field(default_factory=list)
    unused: dict[int, str] = field(default_factory=dict)


def flow(lines: tuple[str, ...]) -> Flow:
    """Take the pages out: page numbers dropped, footnotes apart, their marks removed, broken lines joined."""
    pages = _sort(lines)
    marked = _take_marks(pages)
    footnotes = (
        Footnote(
            note.number,
            join([line.text for line in note.lines]),
            (note.lines[0].number, note.lines[-1].number),
            marked.get(note.number),
        )
        for note in pages.notes
    )
    return Flow(tuple(_paragraphs(pages.body)), tuple(footnotes), pages.unused)


def join(lines: list[str]) -> str:
    """One text from broken lines: codes cut at a hyphen or slash are whole again ("02-" + "KH/BCĐ")."""
    text = ""
    for line in map(squeeze, lines):
        code_goes_on = re.search(r"\w[-/]$", text) or re.match(r"[-/][A-ZĐ]+[A-Za-zđĐ]*[-/]", line)
        text += line if not text or code_goes_on else f" {line}"
    return text


def _sort(lines: tuple[str, ...]) -> _Pages:
    pages = _Pages()
    page, in_notes, after_page_number = 0, False, False
    for number, raw, blanks, ruled in _spaced(lines):
        if _PAGE_NUMBER.fullmatch(raw):
            pages.unused[number] = "số trang"
            page, in_notes, after_page_number = len(pages.body), False, True
            continue
        line = _Line(number, raw.strip())
        apart = ruled or (blanks > 1 and not after_page_number)
        new_page = bool(pages.body) and not blanks and raw[0].isspace()
        note = _FOOTNOTE.match(raw)
        if note and _begins_note(int(note[1]), pages, apart=apart, inside=in_notes, cut=blanks > 0):
            pages.notes.append(_Note(int(note[1]), [_Line(number, note[2])], page, len(pages.body)))
            in_notes = True
        elif in_notes and not new_page and blanks < 2:
            pages.notes[-1].lines.append(line)
        else:
            if new_page or in_notes:
                page = len(pages.body)
            pages.body.append(line)
            in_notes = False
        after_page_number = False
    return pages


def _spaced(lines: tuple[str, ...]) -> Iterator[tuple[int, str, int, bool]]:
    """The printed lines: number, text, how many blank lines stand above, and whether one of them is a rule."""
    blanks, ruled = 0, False
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            yield number, raw, blanks, ruled
            blanks, ruled = 0, False
        else:
            blanks += 1
            ruled = ruled or bool(_RULE.fullmatch(raw))


def _begins_note(number: int, pages: _Pages, *, apart: bool, inside: bool, cut: bool) -> bool:
    """Footnotes count up. The first of a page stands apart from the body; the next one follows without a blank line,
    or (`cut`) after one if the body bears its mark, since every line of a long footnote has a blank one after it."""
    last = pages.notes[-1] if pages.notes else None
    if apart:
        return bool(pages.body) and (last is None or number > last.number)
    if last is None or not inside or number != last.number + 1:
        return False
    return not cut or any(True for line in pages.body[last.page :] for _ in _marks(line.text, str(number)))


def _take_marks(pages: _Pages) -> dict[int, int]:
    """Remove the marks from the body lines; the source line of each mark by the footnote's number."""
    marked: dict[int, int] = {}
    done = (0, 0)
    for note in pages.notes:
        found = _find_mark(pages.body, note, done, note.page) or _find_mark(pages.body, note, done, 0)
        if found is None:
            continue
        index, at = found
        line = pages.body[index]
        pages.body[index] = replace(line, text=line.text[:at] + line.text[at + len(str(note.number)) :])
        marked[note.number] = line.number
        done = (index, at)
    return marked


def _find_mark(body: list[_Line], note: _Note, done: tuple[int, int], start: int) -> tuple[int, int] | None:
    """Index of the body line and of the character where the mark stands, after the mark before it."""
    candidates = [
        (doubt, index, at)
        for index in range(max(start, done[0]), note.before)
        for at, doubt in _marks(body[index].text, str(note.number))
        if (index, at) >= done
    ]
    return min(candidates)[1:] if candidates else None


def _marks(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Where a footnote mark may be glued to a word or number, and how doubtful it is (0 is not).

    "nước5", "(…)1", "năm 204510" are plain; after capitals ("HĐND3", but also "CO2") or thousands it may be
    part of the name or number; "m2", "QH15" and "4.0" are never marks.
    """
    for match in re.finditer(rf"(?<=[^\s(\[“/]){mark}(?!\w|[.,]\d|[/-]\w)", text):
        before = text[: match.start()]
        if number := re.search(r"(?<![\w.,])[\d.]*\d$", before):
            year = re.fullmatch(r"(?:19|20)\d\d", number[0])
            thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number[0])
            if year or thousands:
                yield match.start(), 0 if year else 1
        elif word := re.search(r"\w*[^\W\d_]$", before):
            if len(word[0]) > 1 and word[0].lstrip("0123456789") not in _NUMBERED_WORDS:
                yield match.start(), 1 if word[0].isupper() else 0
        elif not re.search(r"[\d.,][.,]?$|[-–+]$", before) or re.search(r"[^\W\d][.,]$", before):
            yield match.start(), 0


def _paragraphs(body: list[_Line]) -> Iterator[Paragraph]:
    widths = sorted(len(line.text) for line in body)
    width = widths[len(widths) * 3 // 4] if widths else 0
    open_lines: list[_Line] = []
    for line in body:
        if open_lines and _begins(line.text, open_lines[-1].text, width):
            yield _paragraph(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines)


def _paragraph(lines: list[_Line]) -> Paragraph:
    return Paragraph(join([line.text for line in lines]), (lines[0].number, lines[-1].number))


def _begins(line: str, before: str, width: int) -> bool:
    """Whether a line begins a paragraph, judged by how it begins and how the line before it ends.

    A range or a dash may be broken too ("giai đoạn 2025" / "- 2030"), so a bullet in the middle of a sentence is one
    only before a capital letter.
    """
    ended = before.endswith(_CLOSING) or len(before) < 0.85 * width
    if bullet := _BULLET.match(line):
        return ended or bullet[1].isupper()
    if _LABEL.match(line):
        return ended
    short = len(before) < (0.92 if before.endswith(_SENTENCE_END) else 0.8) * width
    return short and line[:1].isupper()
