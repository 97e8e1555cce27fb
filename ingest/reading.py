"""What a reader hands over: rows without typed values, and an account of every line of the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dannguon.models import Field, Kind


@dataclass(frozen=True, slots=True)
class Source:
    """A file as numbered text. `lines[0]` is line 1; split at "\\n" only, NFC, without a byte order mark."""

    path: Path
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field as printed (joined, unwrapped) and, where the print is broken and mending is sure, mended."""

    text: str
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A record before it has a document, an id or typed values.

    `place` is the id after the slug, from large to small: ("PL3", "20"), ("body", "IV.2.1"); `parent` is the
    place of the group that holds the row. `text` is the whole printed text, `mended` its mended form or None,
    `guess` the likeliest reading of broken print, sure or not, with the name before the first " | ".
    """

    place: tuple[str, ...]
    kind: Kind
    ordinal: str
    section: tuple[str, ...]
    fields: dict[Field, Cell]
    text: str
    lines: tuple[int, int]
    parent: tuple[str, ...] | None = None
    quality: float = 1.0
    mended: str | None = None
    guess: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a document says of itself, as printed; "" where it does not say."""

    number: str = ""
    type: str = ""
    title: str = ""
    issuer: str = ""
    issued_on: str = ""
    signatory: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows in printed order, the head, and the lines that are in no row with the reason for each.

    Every non-blank line of the source lies in some row's `lines` or in `unused`.
    """

    rows: tuple[Row, ...]
    head: Head = field(default_factory=Head)
    unused: dict[int, str] = field(default_factory=dict)
