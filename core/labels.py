"""How a record and a document are named to people, from small to large, as officials cite."""

from __future__ import annotations

import re

from dannguon.models import Document, Field, Kind, Record
from dannguon.text import slugify

_ANNEX = re.compile(r"PL(\w+)")
_RESERVED = {
    "meta": "phần đầu",
    "can-cu": "căn cứ",
    "mo-dau": "đoạn mở đầu",
    "noi-nhan": "nơi nhận",
    "chu-ky": "chữ ký",
}


def document_name(document: Document) -> str:
    """The short name: "Kế hoạch số 27-KH/BCĐTP", or the title of a document without a number."""
    if document.number and document.type:
        return f"{document.type} số {document.number}"
    return document.title or document.number or document.file


def document_name_in_full(document: Document) -> str:
    """The name with date and issuer, as a first mention in prose has it."""
    name = document_name(document)
    if document.issued_on:
        day = document.issued_on
        month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
        name += f" ngày {day.day:02d} tháng {month} năm {day.year}"
    return f"{name} của {document.issuer}" if document.issuer else name


def place_name(record: Record) -> str:
    """Where the record stands inside its document: "STT 20, Phụ lục III", "mục IV.2.1", "chú thích 9"."""
    parts = record.id.split("/")[1:]
    item, containers = parts[-1], parts[:-1]
    small = _item_name(record, item)
    headings = {slugify(heading.partition(":")[0]): heading.partition(":")[0] for heading in record.section}
    large = (f"mục “{headings[c]}”" if c in headings else container_name(c) for c in reversed(containers))
    return ", ".join([*small, *filter(None, large)])


def label(record: Record, document: Document) -> str:
    """Place and document: "STT 20, Phụ lục III, Kế hoạch số 27-KH/BCĐTP"."""
    return f"{place_name(record)}, {document_name(document)}"


def _item_name(record: Record, item: str) -> list[str]:
    if item in _RESERVED:
        return [_RESERVED[item]]
    if record.kind in (Kind.NEWS,):
        return [f"tin “{record.title}”"]
    if record.kind is Kind.FOOTNOTE:
        return [f"chú thích {item.removeprefix('fn')}"]
    number = record.fields.get(Field.DOCUMENT_NUMBER)
    if number is not None and number.text:
        return [f"văn bản {number.text}"]
    if record.kind in (Kind.TASK, Kind.TARGET, Kind.GROUP):
        section = item.removesuffix(record.ordinal).rstrip(".") if record.ordinal else ""
        return [f"STT {record.ordinal or item}", *([f"mục {section}"] if section else [])]
    if record.kind is Kind.REPORT_LINE:
        return [f"ý {item}"]
    return [f"mục {item}"]


def container_name(container: str) -> str:
    """A container as officials name it: "Phụ lục III", "mục A.6"; "" for the body, which has no name."""
    annex = _ANNEX.fullmatch(container)
    if annex:
        return f"Phụ lục {_roman(annex[1])}"
    return "" if container == "body" else f"mục {container}"


def _roman(number: str) -> str:
    return {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "VII", "8": "VIII"}.get(
        number, number
    )
