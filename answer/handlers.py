"""Which handler answers which question: tried in this order, the last one always answers."""

from __future__ import annotations

from dannguon.answer.listing import listing
from dannguon.answer.lookup import lookup
from dannguon.answer.passages import best_sentences, quote
from dannguon.answer.refusal import not_found, small_talk
from dannguon.answer.reply import Handler, Reply, Situation
from dannguon.models import Kind

_ROWS = (Kind.TASK, Kind.TARGET, Kind.GROUP, Kind.REPORT_LINE)


def one_record(situation: Situation) -> Reply | None:
    """State the asked fields of the best record, or quote its sentences; None when nothing fits."""
    hits = situation.engine.ranked(situation.question, 1, documents=situation.documents)
    if not hits:
        return None
    record = situation.kb.get(hits[0].id)
    if record.kind in _ROWS and record.fields:
        sentence = lookup(record, situation.question.fields, situation.kb, situation.language)
        return Reply((sentence,), about=(record,))
    excerpts = best_sentences(record, situation.question.text, situation.engine.rarity(situation.question.text))
    return Reply(tuple(quote(record, excerpts)), about=(record,))


HANDLERS: tuple[Handler, ...] = (small_talk, listing, one_record, not_found)
