"""The parts of a document or of one of its parts, in its order. Knows that an annex is one; hides how headings nest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dannguon.models import Kind, Record
from dannguon.record_id import is_head

_APART = frozenset({Kind.FOOTNOTE, Kind.LEGAL_BASIS, Kind.RECIPIENTS, Kind.SIGNATURE})
_ROWS = frozenset({Kind.TASK, Kind.TARGET, Kind.REPORT_LINE})


@dataclass(frozen=True, slots=True)
class Part:
    """An annex (`container` as in a record id, "PL2") or what stands under a heading (`heading` as printed).

    `records` are all that stand in it, in document order, at least one.
    """

    container: str
    heading: str
    records: tuple[Record, ...]

    @property
    def rows(self) -> tuple[Record, ...]:
        """The rows of tables and lists among the records; rows that only head a group are not counted."""
        return tuple(record for record in self.records if record.kind in _ROWS)


def parts_of(records: Iterable[Record]) -> list[Part]:
    """The parts of a document: its headings of the highest level, and its annexes.

    Args:
        records: those of one document, in its order. Its head, foot and footnotes belong to no part.
    """
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        container = record.id.split("/")[1]
        if record.kind in _APART or is_head(record.id):
            continue
        annex = container if container.startswith("PL") else ""
        heading = "" if annex else record.section[0] if record.section else record.title
        found.setdefault((annex, heading), []).append(record)
    return [Part(*key, tuple(own)) for key, own in _merged(found).items()]


def sections_of(part: Part) -> list[Part]:
    """The parts of a part by the headings one level down; empty where it has none."""
    found: dict[tuple[str, str], list[Record]] = {}
    for record in part.records:
        if len(record.section) < 2:
            return []
        found.setdefault(("", record.section[1]), []).append(record)
    return [Part(*key, tuple(own)) for key, own in found.items()]


def _merged(found: dict[tuple[str, str], list[Record]]) -> dict[tuple[str, str], list[Record]]:
    """The text that stands right under a heading is part of what the heading is over."""
    merged: dict[tuple[str, str], list[Record]] = {}
    for (annex, heading), own in found.items():
        over = next((key for key in found if key[1] and key[1] != heading and heading.startswith(key[1])), None)
        merged.setdefault(over or (annex, heading), []).extend(own)
    return merged
