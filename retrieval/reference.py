"""Places that a question names. Knows how officials point at annexes, sections and rows; hides the patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dannguon.doc_number import find_numbers, number_key
from dannguon.models import Field, Kind, Record
from dannguon.retrieval.asked import Reference
from dannguon.retrieval.phrases import aligned
from dannguon.text import fold, slugify

_ROMAN = r"(?:x{1,3}|x?(?:iv|ix|v?i{1,3}|v))"
_ROMANS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_DOTTED = r"\d{1,3}(?:\.\d{1,3})*"
_ANNEX = re.compile(rf"\b(?:phu luc|pluc|pl|annex|appendix)\s*(?:so\s*)?(?P<n>{_ROMAN}|\d{{1,2}})\b(?![/%]|\.\d)")
_SECTION = re.compile(
    rf"\b(?:muc|phan|section|part|chuong)\s*(?:so\s*)?(?P<n>(?:{_ROMAN}|[a-h]|\d{{1,2}})(?:\.(?:{_ROMAN}|\d{{1,3}}|[a-h]))*)\b(?![/%])"
)
_NOT_A_PLACE = r"(?!\s*(?:[/%]|thang\b|nam\b|ngay\b|tuan\b|phan tram|nhiem\b|nv\b|chi tieu\b|days?\b|months?\b|so\b))"
_ITEM = re.compile(
    r"\b(?P<word>stt|so thu tu|so tt|tt|row|item|no\.?|ordinal|(?:nhom )?nhiem vu(?: so| thu| stt)?|nv(?: so)?"
    r"|chi tieu(?: so| thu)?|muc so|nhom(?: so| thu)?|task(?: no\.?| number)?|target(?: no\.?| number)?"
    r"|so|viec|dong|hang|de an|chuong trinh|footnote|chu thich|fn)"
    rf"\s*(?P<n>(?:{_ROMAN}\.)?{_DOTTED}[a-d]?|{_ROMAN}\.\d+)\b{_NOT_A_PLACE}"
)
_MORE = re.compile(rf"\s*(?:,|va|and|&)\s*(?:(?:so|stt)\s*)?(?P<n>{_DOTTED})\b(?!\s*[/%]){_NOT_A_PLACE}")
_BARE_AFTER_ANNEX = re.compile(rf"\s*[,:/-]?\s*(?P<n>{_ROMAN}\.\d{{1,3}}|{_DOTTED})\b{_NOT_A_PLACE}")
_ASSIGNS = re.compile(r"\bgiao (?:tại|theo)\b")
"""A heading under which stand the tasks that a document assigns: "Nhiệm vụ giao tại Thông báo số …"."""
_HEADING = 40
"""Characters at the start of a title in which "Thông báo số 43/TB-VPCP" is its own number."""
_FIGURE = re.compile(r"\d{3,}|\d+\.\d{3}")
"""What follows "chỉ tiêu" as its value, not as its ordinal: 200, 2.300."""
_NEEDS_ANNEX = ("so", "no", "no.", "viec", "dong", "hang", "de an", "chuong trinh")


@dataclass(frozen=True, slots=True)
class _Part:
    what: str  # "container", "section" or "item"
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Places:
    """What was found: references to rows, places alone (containers and sections), and the spans they stand at."""

    references: tuple[Reference, ...] = ()
    containers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def find_places(text: str, taken: Sequence[tuple[int, int]] = ()) -> Places:
    """Every annex, section and row that `text` names, outside the spans `taken`.

    "Mục VI Phụ lục III" without a row gives a container and a section; with rows each row goes with the nearest.
    """
    parts = [p for p in _parts(text) if all(p.end <= start or p.start >= end for start, end in taken)]
    if not any(p.what != "section" for p in parts) and len(parts) == 1 and len(parts[0].value) == 1:
        parts = [p for p in parts if not p.value.isalpha() or text[p.end - 1].isupper()]
    items = [p for p in parts if p.what == "item"]
    places = [p for p in parts if p.what != "item"]
    spans = tuple((p.start, p.end) for p in parts)
    if not items:
        return Places(
            containers=tuple(dict.fromkeys(p.value for p in places if p.what == "container")),
            sections=tuple(dict.fromkeys(p.value for p in places if p.what == "section")),
            spans=spans,
        )
    return Places(references=tuple(_reference(text, item, places) for item in items), spans=spans)


def _parts(text: str) -> list[_Part]:
    folded = aligned(text)
    annexes = [_Part("container", f"PL{_arabic(m['n'])}", m.start(), m.end()) for m in _ANNEX.finditer(folded)]
    sections = [_Part("section", m["n"].upper(), m.start(), m.end()) for m in _SECTION.finditer(folded)]
    items: list[_Part] = []
    for m in _ITEM.finditer(folded):
        if (m["word"] in _NEEDS_ANNEX and not annexes) or (m["word"] == "chi tieu" and _FIGURE.fullmatch(m["n"])):
            continue
        prefix = "fn" if m["word"] in ("footnote", "chu thich", "fn") else ""
        items.append(_Part("item", prefix + _item(m["n"]), m.start(), m.end()))
        end = m.end()
        while more := _MORE.match(folded, end):
            items.append(_Part("item", prefix + _item(more["n"]), more.start(), more.end()))
            end = more.end()
    for annex in annexes:
        bare = _BARE_AFTER_ANNEX.match(folded, annex.end)
        if bare and not any(p.start < bare.end() and bare.start("n") < p.end for p in items):
            items.append(_Part("item", _item(bare["n"]), bare.start("n"), bare.end()))
    apart = [s for s in sections if not any(i.start < s.end and s.start < i.end for i in items)]
    return sorted([*annexes, *apart, *items], key=lambda p: p.start)


def _reference(text: str, item: _Part, places: Sequence[_Part]) -> Reference:
    near = {
        what: min((p for p in places if p.what == what), key=lambda p: abs(p.start - item.start), default=None)
        for what in ("container", "section")
    }
    spans = [item, *(p for p in near.values() if p is not None)]
    return Reference(
        text=text[min(p.start for p in spans) : max(p.end for p in spans)],
        container=near["container"].value if near["container"] else None,
        section=near["section"].value if near["section"] else None,
        item=item.value,
    )


def _item(printed: str) -> str:
    head, dot, rest = printed.partition(".")
    return head.upper() + dot + rest if not head.isdigit() else printed


def _arabic(number: str) -> int:
    return int(number) if number.isdigit() else _ROMANS.index(number)


def in_place(record: Record, container: str | None, section: str | None) -> bool:
    """Whether a record stands in a container ("PL3", "A.6") and under a section ("VI"), either may be None.

    A section is a label at the start of one of the record's headings, or of its id in annexes whose numbers
    restart ("PL1/II.2"); a container may also be asked for as a section ("mục A.6").
    """
    parts = [part.casefold() for part in record.id.split("/")[1:]]
    if container is not None and parts[:1] != [container.casefold()]:
        return False
    if section is None:
        return True
    wanted = section.casefold()
    labels = [fold(heading).replace("muc ", "").replace("phan ", "") for heading in record.section]
    by_label = any(re.match(rf"{re.escape(wanted)}(?:[.)\s]|$)", label) for label in labels)
    by_id = any(part == wanted or part.startswith(f"{wanted}.") for part in parts)
    return by_label or by_id


def place_keys(record: Record) -> set[str]:
    """What a reference can call this record: its ordinal, the end of its id, the document numbers it carries."""
    last = record.id.rpartition("/")[2]
    names = (record.ordinal, last, last.rpartition(".")[2])
    return {slugify(name) for name in names if name} | {number_key(number) for number in _numbers(record)}


def reference_keys(reference: Reference) -> set[str]:
    """Keys of which each record that the reference names has one in `place_keys`; `referenced` has the last word."""
    keys = {number_key(reference.number)} if reference.number else set()
    if reference.item:
        keys |= {slugify(reference.item), slugify(f"{reference.section}.{reference.item}")}
    return keys


def referenced(reference: Reference, records: Sequence[Record]) -> list[Record]:
    """The records at this place, in the order of `records`; empty when there is none.

    A record is named by its ordinal as printed or by the last part of its id; a document number by the id, by the
    field that holds it, by the heading that a piece of news begins with, or by the one over the tasks it assigns.
    """
    if reference.document is not None:
        records = [r for r in records if r.document == reference.document]
    if reference.number is not None:
        key = number_key(reference.number)
        return [r for r in records if key in map(number_key, _numbers(r))]
    placed = [r for r in records if in_place(r, reference.container, reference.section)]
    if reference.item is None:
        return placed
    found = [r for r in placed if _is_item(r, reference.item)]
    if not found and reference.section is not None:
        found = referenced(replace(reference, section=None, item=f"{reference.section}.{reference.item}"), records)
    return found


def _is_item(record: Record, item: str) -> bool:
    wanted = item.casefold()
    last = record.id.rsplit("/", 1)[-1].casefold().strip("()")
    ordinal = record.ordinal.strip("().").casefold()
    section, _, number = last.partition(".")
    restarted = number == wanted and not section.isdigit()
    return wanted in (last, ordinal) or restarted


def _numbers(record: Record) -> list[str]:
    """The document numbers that are this record's own: not those it only mentions."""
    cell = re.split(r"[,;\s]+", record.printed(Field.DOCUMENT_NUMBER) or "")
    head = record.title[:_HEADING] if record.kind is Kind.NEWS else ""
    above = record.section[-1] if record.section and _ASSIGNS.search(record.section[-1]) else ""
    mentions = (*find_numbers(head), *find_numbers(above)[:1])
    return [record.id.rpartition("/")[2], *filter(None, cell), *(mention.number for mention in mentions)]
