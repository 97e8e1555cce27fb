"""Newsletters made of slides. Knows where a news item or fact block begins; hides stray digits, badges and credits.

An item begins at an upper-case headline, at a line that is only a date, or after a section heading or a source line.
A fact block is a further slide of an item with a title of its own: one that names the newsletter's city or province,
since it is read without the title above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dannguon.ingest.readers.slide_order import arrange, ends_sentence
from dannguon.ingest.reading import Cell, Head, Reading, Row, Source
from dannguon.ingest.unwrap import unwrap
from dannguon.models import Field, Kind
from dannguon.text import slugify

_NEWSLETTER = "BẢN TIN"
_ISSUE = re.compile(r"SỐ\s+(\d+)\s*[|/–-]\s*(\d{4})")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_DATE_LINE = re.compile(rf"(?:(?:Sáng|Trưa|Chiều|Tối|Đêm)(?: ngày)?|Ngày)\s+({_DATE.pattern})")
_DATE_BELOW = re.compile(rf"NGÀY(?:\s+({_DATE.pattern}))?")
_DATE_INSIDE = re.compile(rf"\bNGÀY\s+({_DATE.pattern})")
_DATE_LEADING = re.compile(r"(?:Ngày|Sáng|Chiều|Tối)(?: ngày)?\s+(\d{1,2}/\d{1,2}(?:/\d{4})?)\b")
_DOCUMENT_NUMBER = re.compile(r"\bSỐ\s+\d+[-/]\S*", re.IGNORECASE)
_ISSUER = re.compile(
    r"(?:UBND|ỦY BAN|HĐND|HỘI ĐỒNG|BAN|BỘ|SỞ|VĂN PHÒNG|THÀNH ỦY|TỈNH ỦY|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI)\b"
)
_SPEAKER = re.compile(r"(?:ÔNG|BÀ|ĐỒNG CHÍ|(?:GS|PGS|TS|THS)\.?)\s*\S.*\s[-–]\s", re.IGNORECASE)
_SOURCE_LINE = re.compile(r"Nguồn\s*:")
_TRAILING_NUMBER = re.compile(r"(.*\S)\s+\*\*([1-9]\d?)\*\*\s*")
_NOISE = {
    "nguồn ảnh": re.compile(r"Ảnh\s*:.*"),
    "nhãn trang trí": re.compile(r"NEW!?", re.IGNORECASE),
}
_YEAR_DOWNWARDS = re.compile(r"20\d\d")
_SECTION_WORDS = 7
_SLUG_WORDS = 5
_TITLE_WORDS = range(5, 30)


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line without markup; `number` is its first source line, `last` its last one."""

    number: int
    last: int
    text: str


@dataclass(slots=True)
class _Block:
    """A news item or fact block: where it stands, the lines of its title, its date, and the lines below."""

    section: tuple[str, ...]
    heading: list[_Line]
    name: str
    issued_on: str = ""
    body: list[_Line] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """Whether the first printed lines say "BẢN TIN" and the number of the issue, each alone on its line."""
    masthead = [line.strip() for line in source.lines if line.strip()][:15]
    return _NEWSLETTER in masthead and any(map(_ISSUE.fullmatch, masthead))


def read(source: Source) -> Reading:
    """One row per news item or fact block, in printed order; its text is in reading order."""
    unused: dict[int, str] = {}
    masthead, lines = _split(list(_lines(source, unused)))
    unused |= dict.fromkeys((line.number for line in masthead), "phần đầu bản tin")
    blocks = list(_blocks(lines, _place_name(masthead), unused))
    places = _places([block.name for block in blocks])
    rows = tuple(_row(block, place) for block, place in zip(blocks, places, strict=True))
    return Reading(rows=rows, head=_head(masthead), unused=dict(sorted(unused.items())))


def _lines(source: Source, unused: dict[int, str]) -> Iterator[_Line]:
    """The printed lines; captions broken over adjacent lines are joined, noise goes to `unused`."""
    printed = {number: raw.strip() for number, raw in enumerate(source.lines, start=1) if raw.strip()}
    for number in _digits_downwards(printed):
        unused[number] = "chữ số trang trí dọc"
    held: _Line | None = None
    for number, raw in printed.items():
        noise = next((reason for reason, form in _NOISE.items() if form.fullmatch(raw)), None)
        if noise:
            unused[number] = noise
        if number in unused:
            continue
        text = unwrap(_TRAILING_NUMBER.sub(r"\2 \1", raw))
        goes_on = held and held.last + 1 == number and not ends_sentence(held.text)
        if held and goes_on and (text[0].islower() or text[0].isdigit()):
            held = _Line(held.number, number, f"{held.text} {text}")
            continue
        if held:
            yield held
        held = _Line(number, number, text)
    if held:
        yield held


def _digits_downwards(printed: dict[int, str]) -> list[int]:
    """Lines with one digit each that spell a year from top to bottom; only such a run holds a zero."""
    digits = [(number, text) for number, text in printed.items() if len(text) == 1 and text.isdigit()]
    spelled = "".join(text for _, text in digits)
    return [digits[at][0] for match in _YEAR_DOWNWARDS.finditer(spelled) for at in range(*match.span())]


def _split(lines: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    end = next((at for at, line in enumerate(lines) if _ISSUE.fullmatch(line.text)), -1) + 1
    return lines[:end], lines[end:]


def _head(masthead: Sequence[_Line]) -> Head:
    texts = [line.text for line in masthead]
    if _NEWSLETTER not in texts:
        return Head()
    at = texts.index(_NEWSLETTER)
    issue = _ISSUE.fullmatch(texts[-1])
    return Head(
        number=f"{issue[1]}/{issue[2]}" if issue else "",
        type=_NEWSLETTER.capitalize(),
        title=" ".join(texts[at + 1 : -1]),
        issuer=texts[at - 1] if at else "",
    )


def _place_name(masthead: Sequence[_Line]) -> re.Pattern[str]:
    """How the newsletter's own city or province is written: "THÀNH PHỐ HỒ CHÍ MINH" is also TP.HCM, Thành phố."""
    text = " ".join(line.text for line in masthead)
    city = re.search(r"(THÀNH PHỐ|TỈNH)((?:\s+[^\W\d_]+){2,3}?)(?=\s+(?:SỞ|BAN|BẢN|TRIỂN|SỐ)\b)", text)
    if not city:
        return re.compile(r"(?!)")
    words = city[2].split()
    short = rf"TP\.?\s?{''.join(word[0] for word in words)}" if city[1] == "THÀNH PHỐ" else " ".join(words)
    return re.compile(rf"\b(?:{short}|{city[1]}|{' '.join(words)})\b", re.IGNORECASE)


def _is_headline(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return (
        text.isupper() and letters > 5 and " " in text and not _SPEAKER.match(text) and not _DATE_BELOW.fullmatch(text)
    )


def _is_section(lines: Sequence[_Line], at: int) -> bool:
    """A short headline without issuer, number or date of its own, over the headline, date or title of an item."""
    text = lines[at].text
    if not _is_headline(text) or len(text.split()) > _SECTION_WORDS or at + 1 == len(lines):
        return False
    if _ISSUER.match(text) or text.endswith("BAN HÀNH") or _DOCUMENT_NUMBER.search(text) or _DATE.search(text):
        return False
    return not _DATE_BELOW.fullmatch(lines[at + 1].text)


def _blocks(lines: Sequence[_Line], place: re.Pattern[str], unused: dict[int, str]) -> Iterator[_Block]:
    section: tuple[str, ...] = ()
    item: _Block | None = None
    block: _Block | None = None
    fresh = True
    at = 0
    while at < len(lines):
        line = lines[at]
        begins = fresh or _is_headline(line.text) or bool(_DATE_LINE.fullmatch(line.text))
        if _is_section(lines, at) and not (fresh and section and _heading_above(lines, at)):
            section, fresh = (line.text,), True
            unused[line.number] = "tên chuyên mục"
            at += 1
        elif begins:
            if block:
                yield block
            item = block = _heading(lines, at, section)
            at, fresh = at + len(block.heading), False
        elif item and block and _is_fact_title(lines, at, place):
            yield block
            block = _Block((*section, item.name), [line], line.text.rstrip(" :"))
            at += 1
        elif block:
            block.body.append(line)
            fresh = bool(_SOURCE_LINE.match(line.text))
            at += 1
    if block:
        yield block


def _heading_above(lines: Sequence[_Line], at: int) -> bool:
    """Whether the line above is a section heading too: of two short headlines the second is an item's."""
    return at > 0 and _is_headline(lines[at - 1].text)


def _heading(lines: Sequence[_Line], at: int, section: tuple[str, ...]) -> _Block:
    """The item that begins here, with the lines that name it: issuer, headlines, date, abstract of a document."""
    date = _DATE_LINE.fullmatch(lines[at].text)
    if date and at + 1 < len(lines):
        return _Block(section, list(lines[at : at + 2]), lines[at + 1].text.rstrip(" ."), date[1])
    if not _is_headline(lines[at].text):
        lead = _DATE_LEADING.match(lines[at + 1].text) if at + 1 < len(lines) else None
        return _Block(section, [lines[at]], lines[at].text, lead[1] if lead else "")
    end = at + 1
    while end < len(lines) and _is_headline(lines[end].text) and not _DOCUMENT_NUMBER.search(lines[end - 1].text):
        end += 1
    named = list(lines[at:end])
    issued_on = ""
    if inside := _DATE_INSIDE.search(named[-1].text):
        issued_on = inside[1]
    elif end < len(lines) and (below := _DATE_BELOW.fullmatch(lines[end].text)):
        date_lines = 1 if below[1] else 2
        issued_on = below[1] or lines[min(end + 1, len(lines) - 1)].text
        end = min(end + date_lines, len(lines))
    if _DOCUMENT_NUMBER.search(named[-1].text) and end < len(lines) and not _is_headline(lines[end].text):
        named.append(lines[end])
        end += 1
    without_issuer = [line.text for line in named if not _names_issuer(line.text)] or [named[-1].text]
    return _Block(section, list(lines[at:end]), " ".join(without_issuer).rstrip(" ."), issued_on)


def _names_issuer(text: str) -> bool:
    return _is_headline(text) and bool(_ISSUER.match(text)) and not _DOCUMENT_NUMBER.search(text)


def _is_fact_title(lines: Sequence[_Line], at: int, place: re.Pattern[str]) -> bool:
    """A line that names the place and is no sentence, after one that ends a sentence and before more of the slide."""
    text = lines[at].text
    return (
        ends_sentence(lines[at - 1].text)
        and not ends_sentence(text)
        and text[0].isalpha()
        and len(text.split()) in _TITLE_WORDS
        and bool(place.search(text))
        and not _SPEAKER.match(text)
        and at + 1 < len(lines)
    )


def _places(names: Sequence[str]) -> list[tuple[str, ...]]:
    """The slugs of the items: up to the document number a title holds, else its first words, enough to be unique."""
    counts = [_SLUG_WORDS] * len(names)
    while True:
        slugs = [_slug(name, count) for name, count in zip(names, counts, strict=True)]
        longer = [
            count + 1 if slugs.count(slug) > 1 and count < len(name.split()) else count
            for name, slug, count in zip(names, slugs, counts, strict=True)
        ]
        if longer == counts:
            break
        counts = longer
    seen: dict[str, int] = {}
    for slug in slugs:
        seen[slug] = seen.get(slug, 0) + 1
    repeated = {slug for slug, times in seen.items() if times > 1}
    return [(f"{slug}-{slugs[: at + 1].count(slug)}" if slug in repeated else slug,) for at, slug in enumerate(slugs)]


def _slug(name: str, words: int) -> str:
    number = _DOCUMENT_NUMBER.search(name)
    return slugify(name[: number.end()] if number and words == _SLUG_WORDS else " ".join(name.split()[:words]))


def _row(block: _Block, place: tuple[str, ...]) -> Row:
    source_line = [line.text for line in block.body if _SOURCE_LINE.match(line.text)]
    boxes = [line.text for line in block.body if not _SOURCE_LINE.match(line.text)]
    fields = {Field.NAME: Cell(block.name)}
    if block.issued_on:
        fields[Field.ISSUED_ON] = Cell(block.issued_on)
    heading = " ".join(line.text for line in block.heading)
    return Row(
        place=place,
        kind=Kind.NEWS,
        ordinal="",
        section=block.section,
        fields=fields,
        text="\n".join([heading, *arrange(boxes), *source_line]),
        lines=(block.heading[0].number, (block.body or block.heading)[-1].last),
    )
