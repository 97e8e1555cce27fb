"""When the corpus does not answer: one polite sentence, the reason, and the nearest records."""

from __future__ import annotations

from collections.abc import Sequence

from dannguon.answer.evidence import Lack, tells_of
from dannguon.answer.reply import Reply, Situation
from dannguon.models import Record
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent
from dannguon.retrieval.reference import referenced

_NEAREST = 3
_WHOLE_DOCUMENT = (Intent.LIST, Intent.COUNT, Intent.SUMMARY)
_KINDS = {Intent.SMALLTALK: "greeting", Intent.OFFTOPIC: "off_topic", Intent.INJECTION: "injection"}


def small_talk(situation: Situation) -> Reply | None:
    """Greetings, other subjects and attempts to turn the assistant; an empty question too."""
    words = load_wording(situation.language)
    if not any(char.isalnum() for char in situation.question.text):
        return _refused(words("refusal.empty"))
    kind = _KINDS.get(situation.question.intent)
    return None if kind is None else _refused(words(f"refusal.{kind}"))


def no_such_place(situation: Situation) -> Reply | None:
    """A row that its annex does not have, or a list out of a document that the corpus does not hold."""
    question, kb = situation.question, situation.kb
    words = load_wording(situation.language)
    for reference in question.references:
        names_row = reference.item is not None or reference.section is not None
        if names_row and not referenced(reference, kb.records):
            return _refused(words("refusal.no_such_row"), _nearest(situation))
    narrowed = question.documents or question.constraints or any(one.container for one in question.references)
    if question.unknown_documents and question.intent in _WHOLE_DOCUMENT and not narrowed:
        nearest = _nearest(situation)
        if not any(tells_of(record, question.unknown_documents) for record in nearest):
            return _refused(words("refusal.no_such_document"), nearest)
    return None


def not_found(situation: Situation) -> Reply:
    """Nothing in the corpus answers; the nearest records may help."""
    return _refused(load_wording(situation.language)("refusal.not_found"), _nearest(situation))


def not_stated(situation: Situation, record: Record, missing: Lack) -> Reply:
    """The record found is near but does not state what is asked."""
    words = load_wording(situation.language)
    nearest = [record, *(near for near in _nearest(situation) if near.id != record.id)]
    text = words("refusal.not_stated" if missing is Lack.ATTRIBUTE else "refusal.not_found")
    return _refused(text, nearest[:_NEAREST])


def _nearest(situation: Situation) -> list[Record]:
    hits = situation.engine.ranked(situation.question, _NEAREST, documents=situation.documents)
    return [situation.kb.get(hit.id) for hit in hits]


def _refused(text: str, nearest: Sequence[Record] = ()) -> Reply:
    return Reply(((text,),), reason=text, nearest=tuple(nearest))
