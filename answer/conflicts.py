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
from dannguon.retrieval.views import tokens
from dannguon.text import fold, squeeze

_ASKS_CONFLICT = re.compile(
    r"\b(?:mau thuan|khop|khac nhau|khac gi|trung nhau|thong nhat|chenh|lech|khac khong|contradict\w*|conflict\w*|"
    r"consistent|differ\w*|agree)\b"
)
_ASKS_HISTORY = re.compile(
    r"\b(?:truoc day|truoc do|ke hoach cu|so voi|hay la|hay|cac van ban|moi van ban|before|previous\w*)\b"
)
_MOST = 3
_ABOUT = 0.25
"""A clause is asked for when it holds this share of the question's rarity."""


def conflicts(found: Sequence[Record], stated: Sequence[Sentence], situation: Situation) -> list[Sentence]:
    """A sentence for every record that says otherwise about what was stated of `found`, in document order.

    A real contradiction is shown unasked. A former state (a replaced plan, another year) is shown only when the
    question reaches back: it names several documents, an old one, or an alternative. Of running text, only what the
    question is about: its clause was quoted and holds the asked words.
    """
    shown = {(record, claim.field) for claim in claims_of(stated) for record in claim.records}
    quoted = [claim.text for claim in claims_of(stated) if claim.field is None]
    told = {record.id for record in found}
    sentences: list[Sentence] = []
    for record in found:
        for contradiction, here in _of(record, situation):
            other, own = contradiction.records[1 - here], contradiction.fields[here]
            if own is None:
                if other not in told and _quotes(contradiction.quotes[here], quoted, situation):
                    sentences.append(_clause(contradiction, 1 - here, situation))
                    told.add(other)
            elif not _asked(contradiction, record, own, shown, situation):
                continue
            elif other == record.id:
                sentences += _within(record, situation)
            elif other not in told and len(told) < len(found) + _MOST:
                if (record.id, own) not in shown:
                    sentences.append(_cell(record, own, "conflict.here", situation))
                    shown.add((record.id, own))
                template = "conflict.before" if contradiction.history else "conflict.elsewhere"
                cell = contradiction.fields[1 - here]
                assert cell is not None
                sentences.append(_cell(situation.kb.get(other), cell, template, situation))
                told.add(other)
    return sentences


def _of(record: Record, situation: Situation) -> Iterator[tuple[Contradiction, int]]:
    """The contradictions of a record with its place among their records."""
    for contradiction in situation.kb.contradictions:
        if record.id in contradiction.records:
            yield contradiction, contradiction.records.index(record.id)


def _quotes(clause: str, quoted: Sequence[str], situation: Situation) -> bool:
    """Was the clause quoted, and does it hold enough of the question's words to be what is asked?"""
    typed = situation.typed
    held = typed.keys() & set(tokens(clause, folded=True, bigrams=True))
    asked = sum(typed[term] for term in held) >= _ABOUT * sum(typed.values())
    return asked and any(clause in text for text in quoted)


def _clause(contradiction: Contradiction, at: int, situation: Situation) -> Sentence:
    """What the other text says, with the name of its document."""
    record = situation.kb.get(contradiction.records[at])
    words = load_wording(situation.language)
    return fill(
        words("conflict.text_before" if contradiction.history else "conflict.text"),
        {
            "document": echoes.document(situation.kb.document(record.document), situation.language),
            "item": echoes.item(record, situation.language),
            "value": Claim(contradiction.quotes[at], (record.id,)),
            "mark": Mark((record.id,)),
        },
    )


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
