"""When the corpus does not answer: one polite sentence with the reason, and the nearest records."""

from __future__ import annotations

from collections.abc import Sequence

from dannguon.answer import echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Sentence, fill
from dannguon.answer.evidence import Lack, Why, tells_of
from dannguon.answer.reply import Reply, Situation
from dannguon.language import Language
from dannguon.models import Field, Record
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent, Reference
from dannguon.retrieval.reference import in_place, referenced

_NEAREST = 3
_WHOLE_DOCUMENT = (Intent.LIST, Intent.COUNT, Intent.SUMMARY)
_KINDS = {Intent.SMALLTALK: "greeting", Intent.OFFTOPIC: "off_topic", Intent.INJECTION: "injection"}


def small_talk(situation: Situation) -> Reply | None:
    """Greetings, other subjects and attempts to turn the assistant; an empty question too."""
    words = load_wording(situation.language)
    if not any(char.isalnum() for char in situation.question.text):
        return _refused((words("refusal.empty"),))
    kind = _KINDS.get(situation.question.intent)
    return None if kind is None else _refused((words(f"refusal.{kind}"),))


def no_such_place(situation: Situation) -> Reply | None:
    """A row that its annex does not have, or a list out of a document that the corpus does not hold."""
    question, kb = situation.question, situation.kb
    for reference in question.references:
        names_row = reference.item is not None or reference.section is not None
        if names_row and not referenced(reference, kb.records):
            return _no_such_row(reference, situation)
    narrowed = question.documents or question.constraints or any(one.container for one in question.references)
    if question.unknown_documents and question.intent in _WHOLE_DOCUMENT and not narrowed:
        nearest = _nearest(situation)
        if not any(tells_of(record, question.unknown_documents) for record in nearest):
            return _refused(_no_such_document(question.unknown_documents[0], situation.language), nearest)
    return None


def _no_such_row(reference: Reference, situation: Situation) -> Reply:
    """That the place named is not there, and which row is the last of its annex or section."""
    words, kb = load_wording(situation.language), situation.kb
    wanted = reference.document or next(iter(situation.question.documents), None)
    rows = [
        record
        for record in kb.records
        if record.ordinal
        and (wanted is None or record.document == wanted)
        and in_place(record, reference.container, None)
    ]
    what = echoes.words(reference.text)
    apart = {record.id.split("/")[1] for record in rows if record.id.count("/") > 1}
    if not rows or (reference.container is None and apart):
        return _refused(fill(words("refusal.no_such_row"), {"what": what}), _nearest(situation))
    last = echoes.row(rows[-1], kb.document(rows[-1].document), situation.language)
    return _refused(fill(words("refusal.beyond_last_row"), {"what": what, "last": last}), [rows[-1]])


def not_found(situation: Situation) -> Reply:
    """Nothing in the corpus answers; the nearest records may help."""
    return _refused((load_wording(situation.language)("refusal.not_found"),), _nearest(situation))


def not_stated(situation: Situation, record: Record, missing: Lack) -> Reply:
    """The record found is near but does not state what is asked: which record, and what it lacks."""
    words = load_wording(situation.language)
    nearest = [record, *(near for near in _nearest(situation) if near.id != record.id)][:_NEAREST]
    row = echoes.row(record, situation.kb.document(record.document), situation.language)
    match missing:
        case Lack(Why.ATTRIBUTE, name):
            text = words("refusal.not_stated").replace("{what}", words(f"refusal.attributes.{name}"))
            return _refused(fill(text, {"row": row}), nearest)
        case Lack(Why.DOCUMENT, name):
            return _refused(_no_such_document(name, situation.language), nearest)
        case Lack(Why.PLACE | Why.PERIOD, name) if name:
            return _refused(fill(words("refusal.not_found_for"), {"what": echoes.words(name)}), nearest)
    return _refused((words("refusal.not_found"),), nearest)


def left_blank(situation: Situation, record: Record, fields: Sequence[Field]) -> Reply:
    """The cells asked for are empty in the print."""
    text = load_wording(situation.language)("refusal.left_blank")
    return _of_row(situation, record, text.replace("{fields}", _named(fields, situation)))


def no_column(situation: Situation, record: Record, fields: Sequence[Field]) -> Reply:
    """The table of the record has no column for what is asked."""
    text = load_wording(situation.language)("refusal.not_stated")
    return _of_row(situation, record, text.replace("{what}", _named(fields, situation)))


def no_progress(situation: Situation, record: Record) -> Reply:
    """No report says how far the work has come."""
    return _of_row(situation, record, load_wording(situation.language)("refusal.no_progress"))


def _of_row(situation: Situation, record: Record, template: str) -> Reply:
    row = echoes.row(record, situation.kb.document(record.document), situation.language)
    return _refused(fill(template, {"row": row}), [record])


def _named(fields: Sequence[Field], situation: Situation) -> str:
    words = load_wording(situation.language)
    return words("list.and").join(words(f"fields.{name.value}") for name in fields)


def _no_such_document(name: str, language: Language) -> Sentence:
    return fill(load_wording(language)("refusal.no_such_document"), {"document": echoes.words(name)})


def _nearest(situation: Situation) -> list[Record]:
    hits = situation.engine.ranked(situation.question, _NEAREST, documents=situation.documents)
    return [situation.kb.get(hit.id) for hit in hits]


def _refused(sentence: Sentence, nearest: Sequence[Record] = ()) -> Reply:
    reason = "".join(part.text if isinstance(part, Claim) else part for part in sentence if not isinstance(part, Mark))
    return Reply((sentence,), reason=reason, nearest=tuple(nearest))
