"""Numbered headings of a body become nested passages. Knows how Vietnamese documents number; hides the open levels.

Labels, in any nesting that a document uses: "A.", "I.", "1.", "2.1.", "a)" (a b c d đ e …), "a1)". Bullets ("-", "+")
are not labels; they stay in the passage they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|C")
_LABEL = re.compile(
    r"(?P<capital>[A-ZĐ]|[IVXLC]{2,})\.\s+(?=\S)"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2})*)\.\s+(?=\D)"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2})+)\s+(?=[^\W\d_])"
    r"|(?P<letter>[a-zđ])(?P<index>\d{0,2})\)\s+(?=\S)"
)
_CLOSING = re.compile(r"Trong quá trình (?:tổ chức |triển khai )*thực hiện\b")
_SENTENCE_END = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a body; `lines` are its 1-based first and last line of the source."""

    text: str
    lines: tuple[int, int]


@dataclass(slots=True)
class Passage:
    """A numbered passage: its heading paragraph, the paragraphs of its own, and the passages inside it.

    `label` is the number as printed without its dot or bracket ("IV", "2.1", "đ"); `number` the whole way down
    ("IV.2.1"). `paragraphs` do not repeat the heading and hold nothing of the children; the last ones may stand
    after the children in the source (a note in brackets that closes a section).
    """

    label: str
    number: str
    heading: Paragraph
    parent: Passage | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    children: list[Passage] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading without its label."""
        return self.heading.text.partition(" ")[2].strip()

    @property
    def headings(self) -> tuple[str, ...]:
        """The printed headings of the passages around this one, from large to small, without its own."""
        return () if self.parent is None else (*self.parent.headings, self.parent.heading.text)

    def walk(self) -> Iterator[Passage]:
        """This passage and all inside it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """A body taken apart: what stands before the first label, and the outermost passages in printed order."""

    opening: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]

    def walk(self) -> Iterator[Passage]:
        """All passages, in printed order."""
        for passage in self.passages:
            yield from passage.walk()


@dataclass(frozen=True, slots=True)
class _Label:
    """A way to read a label: its style, its place in the style's order, and how it is printed."""

    style: str
    value: tuple[int, ...]
    text: str

    @property
    def starts(self) -> bool:
        return self.value[-1] == 1

    @property
    def prefix(self) -> str:
        """The label of the passage that a compound label continues: "2" of "2.1", "a" of "a1"; else ""."""
        return re.sub(r"(?:\.\d+|(?<=[a-zđ])\d+)$", "", self.text) if len(self.value) > 1 else ""


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to C, or None."""
    if not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[char] for char in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def outline(paragraphs: Iterable[Paragraph]) -> Outline:
    """Nest the paragraphs of a body by their labels.

    A paragraph that begins in lower case after an unfinished one was cut by a page break and is joined to it. A
    paragraph wholly in brackets after a list, and the closing formula "Trong quá trình … thực hiện", belong to the
    outermost passage that is open. Gaps in the numbering are accepted. A label whose style is not open opens a list
    if it is a list's first, or if it stands directly under a heading or before any passage; else it is text.
    """
    opening: list[Paragraph] = []
    roots: list[Passage] = []
    stack: list[tuple[_Label, Passage]] = []
    for paragraph in _joined(paragraphs):
        match = _LABEL.match(paragraph.text)
        label = _choose(_readings(match), stack) if match else None
        if label is None:
            if not stack:
                opening.append(paragraph)
            else:
                innermost = 0 if _closes(paragraph.text) else -1
                stack[innermost][1].paragraphs.append(paragraph)
                if innermost == 0:
                    del stack[1:]
            continue
        del stack[_depth(label, stack) :]
        parent = stack[-1][1] if stack else None
        passage = Passage(label.text, _number(label, stack), paragraph, parent)
        (parent.children if parent else roots).append(passage)
        stack.append((label, passage))
    return Outline(tuple(opening), tuple(roots))


def _joined(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Paragraphs with those that a page break cut in the middle of a sentence put together again."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        cut = joined and paragraph.text[:1].islower() and not _LABEL.match(paragraph.text)
        if cut and not joined[-1].text.endswith(_SENTENCE_END):
            before = joined.pop()
            paragraph = Paragraph(f"{before.text} {paragraph.text}", (before.lines[0], paragraph.lines[1]))
        joined.append(paragraph)
    return joined


def _closes(text: str) -> bool:
    return _bracketed(text.rstrip(".;")) or bool(_CLOSING.match(text))


def _bracketed(text: str) -> bool:
    """Whether one pair of brackets holds the whole text; "(1) … (2) … (see 3)" is not one pair."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return at > 0 and at == len(text) - 1
    return False


def _readings(match: re.Match[str]) -> list[_Label]:
    """The ways to read a label, the likelier first: a lone "C." is a letter, a lone "I.", "V." or "X." is Roman.

    None where a number or capital stands before a lower-case word: it ends a sentence there.
    """
    if not match["letter"] and match.string[match.end()].islower():
        return []
    if capital := match["capital"]:
        value = roman(capital)
        readings = [] if value is None else [_Label("roman", (value,), capital)]
        if len(capital) == 1:
            letter = _Label("capital", (_LETTERS.index(capital.lower()) + 1,), capital)
            readings.insert(len(readings) if capital in "IVX" else 0, letter)
        return readings
    if number := match["number"] or match["dotted"]:
        parts = tuple(map(int, number.split(".")))
        return [_Label(f"number{len(parts)}", parts, number)]
    letter_value = _LETTERS.index(match["letter"]) + 1
    if index := match["index"]:
        return [_Label("letter2", (letter_value, int(index)), match["letter"] + index)]
    return [_Label("letter", (letter_value,), match["letter"])]


def _choose(readings: list[_Label], stack: list[tuple[_Label, Passage]]) -> _Label | None:
    """The reading that goes on with an open list, else one that can open a list, else None."""
    for wanted in (_follows_directly, _follows):
        for reading in readings:
            if any(wanted(reading, opened) for opened, _ in stack):
                return reading
    for reading in readings:
        inside = reading.prefix and any(reading.prefix == opened.text for opened, _ in stack)
        if inside or (reading.starts and not reading.prefix):
            return reading
    under_heading = not stack or not (stack[-1][1].paragraphs or stack[-1][1].children)
    return readings[0] if readings and under_heading else None


def _follows_directly(label: _Label, opened: _Label) -> bool:
    return label.style == opened.style and label.value == (*opened.value[:-1], opened.value[-1] + 1)


def _follows(label: _Label, opened: _Label) -> bool:
    return label.style == opened.style and label.value > opened.value


def _depth(label: _Label, stack: list[tuple[_Label, Passage]]) -> int:
    """How many open passages hold the new one."""
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth][0]
        if _follows(label, opened):
            return depth
        if label.prefix and label.prefix == opened.text:
            return depth + 1
    return len(stack)


def _number(label: _Label, stack: list[tuple[_Label, Passage]]) -> str:
    """The labels from the outermost passage down, joined by dots; "2.1" stands for its "2." too."""
    if not stack:
        return label.text
    opened, parent = stack[-1]
    if label.style.startswith("number") and label.prefix == opened.text:
        return parent.number.removesuffix(opened.text) + label.text
    return f"{parent.number}.{label.text}"
