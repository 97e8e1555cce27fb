"""What other records say differently of the same subject. Knows when that must be shown and how it is worded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dannguon.answer import echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Sentence, claims_of, fill
from dannguon.answer.lookup import name_of, value_of
from dannguon.answer.reply import Situation
from dannguon.due import find_periods
from dannguon.models import Contradiction, Field, Record
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent
from dannguon.text import fold, squeeze

_ASKS_CONFLICT = re.compile(
    r"\b(?:mau thuan|khop|khac nhau|khac gi|trung nhau|thong nhat|chenh|lech|khac khong|contradict\w*|conflict\w*|"
    r"consistent|differ\w*|agree)\b"
)
_ASKS_HISTORY = re.compile(
    r"\b(?:truoc day|truoc do|ke hoach cu|so voi|hay la|hay|cac van ban|moi van ban|before|previous\w*)\b"
)
_MOST = 3


def conflicts(found: Sequence[Record], stated: Sequence[Sentence], situation: Situation) -> list[Sentence]:
    """A sentence for every record that says otherwise about what was stated of `found`, in document order.

    A real contradiction is shown unasked. A former state (a replaced plan, another year) is shown only when the
    question reaches back: it names several documents, an old one, or an alternative.
    """
    shown = {(record, claim.field) for claim in claims_of(stated) for record in claim.records}
    told = {record.id for record in found}
    sentences: list[Sentence] = []
    for record in found:
        for contradiction, own, other in _of(record, situation):
            if not _asked(contradiction, record, own, shown, situation):
                continue
            if other == record.id:
                sentences += _within(record, situation)
            elif other not in told and len(told) < len(found) + _MOST:
                if (record.id, own) not in shown:
                    sentences.append(_cell(record, own, "conflict.here", situation))
                    shown.add((record.id, own))
                template = "conflict.before" if contradiction.history else "conflict.elsewhere"
                sentences.append(_cell(situation.kb.get(other), _field_of(contradiction, other), template, situation))
                told.add(other)
    return sentences


def _of(record: Record, situation: Situation) -> Iterator[tuple[Contradiction, Field, str]]:
    """The contradictions of a record with its own cell and the other record."""
    for contradiction in situation.kb.contradictions:
        if record.id in contradiction.records:
            at = contradiction.records.index(record.id)
            yield contradiction, contradiction.fields[at], contradiction.records[1 - at]


def _asked(
    contradiction: Contradiction,
    record: Record,
    own: Field,
    shown: set[tuple[str, Field | None]],
    situation: Situation,
) -> bool:
    question = situation.question
    folded = fold(question.text)
    if contradiction.history:
        back = len(question.documents) > 1 or question.old_version or _ASKS_HISTORY.search(folded)
        if not (back or question.intent is Intent.CHECK) or len(situation.documents) == 1:
            return False
    if _ASKS_CONFLICT.search(folded):
        return not question.fields or contradiction.field in question.fields or own in question.fields
    return (record.id, own) in shown or contradiction.field in question.fields


def _field_of(contradiction: Contradiction, record: str) -> Field:
    return contradiction.fields[contradiction.records.index(record)]


def _cell(record: Record, name: Field, template: str, situation: Situation) -> Sentence:
    words = load_wording(situation.language)
    document = situation.kb.document(record.document)
    container = record.id.split("/")[1] if record.id.count("/") > 1 else ""
    return fill(
        words(template),
        {
            "item": echoes.item(record, situation.language),
            "place": echoes.place(document, container, "", situation.language),
            "name": name_of(record),
            "fact": fill(words(f"lookup.fields.{name.value}"), {"value": value_of(record, name, situation.language)}),
            "mark": Mark((record.id,)),
        },
    )


def _within(record: Record, situation: Situation) -> list[Sentence]:
    """The other day that the row's own text names."""
    name = record.fields[Field.NAME].best
    until = [p for p in find_periods(name) if p.milestone.start is None]
    if not until:
        return []
    claim = Claim(squeeze(name[until[-1].start : until[-1].end]), (record.id,), Field.NAME)
    return [fill(load_wording(situation.language)("conflict.within"), {"value": claim, "mark": Mark((record.id,))})]
