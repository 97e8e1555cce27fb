"""What changed between two reports of one kind. Knows which lines of both speak of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from dannguon.api.board import BOARD_KINDS
from dannguon.ingest.subjects import Subjects
from dannguon.kb import KnowledgeBase
from dannguon.models import Field, Record
from dannguon.text import squeeze


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is new (`before` is None), gone (`after` is None), or whose `fields` are printed differently."""

    before: Record | None
    after: Record | None
    fields: tuple[Field, ...] = ()


def changes(kb: KnowledgeBase, before: str, after: str) -> list[Change]:
    """From document `before` to `after` (slugs): what is new or differs, in the order of `after`; then what is gone.

    Lines are paired when their names are equal or of one thing. Raises UnknownRecord for a slug that we do not hold.
    """
    old, new = _lines(kb, before), _lines(kb, after)
    pairs = _pairs(old, new)
    found = [_compared(pairs.get(record.id), record) for record in new]
    kept = {record.id for record in pairs.values()}
    gone = [Change(record, None) for record in old if record.id not in kept]
    return [change for change in found if change is not None] + gone


def _lines(kb: KnowledgeBase, slug: str) -> list[Record]:
    kb.document(slug)
    return [r for r in kb.records if r.document == slug and (r.kind in BOARD_KINDS or r.printed(Field.PROGRESS))]


def _pairs(old: list[Record], new: list[Record]) -> dict[str, Record]:
    """By id of a new line the old line of the same thing; equal names first, each line once."""
    subjects = Subjects([record.title for record in (*old, *new)])
    read = {record.id: subjects.read(record.title) for record in (*old, *new)}
    likeness = {
        (a.id, b.id): subjects.likeness(read[a.id], read[b.id])
        for a, b in product(new, old)
        if squeeze(a.title) == squeeze(b.title) or subjects.same(read[a.id], read[b.id])
    }
    by_id = {record.id: record for record in old}
    pairs: dict[str, Record] = {}
    for a, b in sorted(likeness, key=lambda pair: likeness[pair], reverse=True):
        if a not in pairs and by_id[b] not in pairs.values():
            pairs[a] = by_id[b]
    return pairs


def _compared(before: Record | None, after: Record) -> Change | None:
    if before is None:
        return Change(None, after)
    names = dict.fromkeys((*before.fields, *after.fields))
    differing = tuple(n for n in names if squeeze(before.printed(n) or "") != squeeze(after.printed(n) or ""))
    return Change(before, after, differing) if differing else None
