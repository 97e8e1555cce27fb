"""Which report lines tell the progress of which task. Knows when two names are of one thing."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from dannguon.api.board import BOARD_KINDS, Joins
from dannguon.ingest.subjects import Subjects
from dannguon.kb import KnowledgeBase
from dannguon.models import Field, Record


@lru_cache(maxsize=2)
def joins(kb: KnowledgeBase) -> Joins:
    """By id of a task or target, the lines of other documents that name the same thing and tell its progress.

    The rule is that of contradictions: sure names only, for a wrong line beside a task is worse than none.
    """
    records = [record for record in kb.records if record.kind in BOARD_KINDS or record.printed(Field.PROGRESS)]
    subjects = Subjects([record.title for record in records])
    read = [subjects.read(record.title) for record in records]
    found: dict[str, list[str]] = defaultdict(list)
    for i, j in subjects.candidates(read):
        for at, line in ((i, j), (j, i)):
            if _tells(records[line], records[at]) and subjects.same(read[i], read[j]):
                found[records[at].id].append(records[line].id)
    return found


def _tells(line: Record, task: Record) -> bool:
    return bool(line.printed(Field.PROGRESS)) and line.document != task.document and not task.printed(Field.PROGRESS)
