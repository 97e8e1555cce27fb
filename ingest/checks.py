"""What the extraction doubts: gaps, unknown agencies, empty cells, low quality, lines that became no record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dannguon.ingest.reading import Reading, Source
from dannguon.kb import Finding
from dannguon.models import AGENCY_FIELDS, Due, Field, Kind, Record

LOW_QUALITY = 0.6
"""Below this a record is reported; the mark itself is computed by the reader of broken text."""

_REQUIRED = (Field.NAME, Field.LEAD_AGENCY, Field.MONITORING_AGENCY, Field.DUE, Field.VALUE)


def check(source: Source, reading: Reading, records: Sequence[Record]) -> Iterator[Finding]:
    """All findings on one document, in the order of the checks; `records` are those of `reading`."""
    slug = records[0].document
    yield from _uncovered(slug, source, reading)
    for line, reason in sorted(reading.unused.items()):
        yield Finding(slug, "unused_line", reason, (line, line))
    yield from _gaps(records)
    for record in records:
        yield from _cells(record)
        if record.quality < LOW_QUALITY:
            yield Finding(slug, "low_quality", f"chất lượng {record.quality:.2f}", record.lines, record.id)


def _uncovered(slug: str, source: Source, reading: Reading) -> Iterator[Finding]:
    covered = {line for row in reading.rows for line in range(row.lines[0], row.lines[1] + 1)}
    for number, line in enumerate(source.lines, 1):
        if line.strip() and number not in covered and number not in reading.unused:
            yield Finding(slug, "lost_line", f"dòng không thuộc bản ghi nào: {line.strip()[:80]!r}", (number, number))


def _gaps(records: Sequence[Record]) -> Iterator[Finding]:
    numbered = [r for r in records if r.kind in (Kind.TASK, Kind.TARGET, Kind.GROUP) and r.ordinal.isdecimal()]
    for before, after in pairwise(numbered):
        if before.id.rpartition("/")[0] != after.id.rpartition("/")[0] or int(after.ordinal) == 1:
            continue
        if int(after.ordinal) != int(before.ordinal) + 1:
            message = f"số thứ tự nhảy từ {before.ordinal} sang {after.ordinal}"
            yield Finding(after.document, "gap", message, after.lines, after.id)


def _cells(record: Record) -> Iterator[Finding]:
    for name, cell in record.fields.items():
        if not cell.text and name in _REQUIRED and record.kind in (Kind.TASK, Kind.TARGET):
            yield Finding(record.document, "empty_cell", f"ô {name.value} trống", record.lines, record.id)
        if cell.text and name in AGENCY_FIELDS and not cell.value:
            message = f"không nhận ra cơ quan trong ô {name.value}: {cell.best!r}"
            yield Finding(record.document, "unknown_agency", message, record.lines, record.id)
        if cell.text and name is Field.DUE and not isinstance(cell.value, Due):
            yield Finding(
                record.document, "unread_due", f"không đọc được thời hạn {cell.best!r}", record.lines, record.id
            )
