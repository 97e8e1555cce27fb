"""What reports say of a row of a plan. Knows when a report line is about it; hides the search for such lines."""

from __future__ import annotations

from collections.abc import Iterator

from dannguon.answer import echoes
from dannguon.answer.across import likeness
from dannguon.answer.compose import Mark, Sentence, fill
from dannguon.answer.lookup import value_of
from dannguon.answer.reply import Situation
from dannguon.models import Field, Kind, Record
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent

_LOOKED_AT = 20
_ABOUT = 0.45
"""A report line is about a row when this share of the rarity of both names together is common to them."""


def progress(record: Record, situation: Situation) -> list[Sentence]:
    """Each report on a plan row with the document that dates it, or that the corpus has none.

    Empty when no progress is asked for, or when the record is itself a line of a report.
    """
    if not _is_asked(record, situation):
        return []
    words = load_wording(situation.language)
    lines = list(_lines(record, situation))
    if not lines:
        return [(words("progress.none"),)]
    return [
        fill(
            words("progress.line"),
            {
                "document": echoes.document(situation.kb.document(line.document), situation.language),
                "value": value_of(line, Field.PROGRESS, situation.language),
                "mark": Mark((line.id,)),
            },
        )
        for line in lines
    ]


def unreported(record: Record, situation: Situation) -> bool:
    """Is nothing asked but how far a plan row has come, and no report says it?"""
    only = set(situation.question.fields) <= {Field.PROGRESS}
    return only and _is_asked(record, situation) and not any(_lines(record, situation))


def _is_asked(record: Record, situation: Situation) -> bool:
    question = situation.question
    asked = question.intent is Intent.STATUS or Field.PROGRESS in question.fields
    return asked and Field.PROGRESS not in record.fields and record.kind in (Kind.TASK, Kind.TARGET)


def _lines(record: Record, situation: Situation) -> Iterator[Record]:
    """The lines of reports with something in their progress cell that are about the record, nearest first."""
    for hit in situation.engine.search(record.title, _LOOKED_AT):
        line = situation.kb.get(hit.id)
        if line.printed(Field.PROGRESS) and likeness(line.title, record.title, situation.engine)[1] >= _ABOUT:
            yield line
