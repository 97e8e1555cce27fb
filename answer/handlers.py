"""Which handler answers which question: tried in this order, the last one always answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dannguon.agencies import load_gazetteer
from dannguon.answer.across import several
from dannguon.answer.compare import compare
from dannguon.answer.compose import Sentence
from dannguon.answer.conflicts import conflicts
from dannguon.answer.conversation import names_nothing
from dannguon.answer.counted import supposed_count
from dannguon.answer.deadlines import standing
from dannguon.answer.documents import documents
from dannguon.answer.evidence import Lack, Why, lack
from dannguon.answer.listing import listing
from dannguon.answer.lookup import blanks, columnless, heading, lookup
from dannguon.answer.overview import overview
from dannguon.answer.passages import best_sentences, heading_of, quote
from dannguon.answer.premise import correction, deciding, denied
from dannguon.answer.progress import progress, unreported
from dannguon.answer.refusal import left_blank, no_column, no_progress, no_such_place, not_found, not_stated, small_talk
from dannguon.answer.reply import Handler, Reply, Situation
from dannguon.answer.subjects import of_the_period, subjects
from dannguon.answer.topicality import standing_of
from dannguon.answer.versions import note, versions
from dannguon.models import AGENCY_FIELDS, Field, Kind, Record
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent

_IN_CHARGE = {Field.OFFICERS, Field.LEAD_AGENCY}
"""What "ai phụ trách" may mean; where the text has no column for it, its heading may name the people."""
_ROWS = (Kind.TASK, Kind.TARGET, Kind.GROUP, Kind.REPORT_LINE)


def no_subject(situation: Situation) -> Reply | None:
    """A field of nothing, with nothing before it: ask what is meant."""
    if situation.focus or not names_nothing(situation.question):
        return None
    text = load_wording(situation.language)("refusal.no_subject")
    return Reply(((text,),), reason=text)


def in_several_documents(situation: Situation) -> Reply | None:
    """State the asked fields of one subject in each of the documents that the question names."""
    found = several(situation)
    return _about(found, situation) if found else None


def records(situation: Situation) -> Reply | None:
    """State the asked fields of the record that the question is about, or of each that it names."""
    found = [situation.kb.get(record) for record in situation.focus]
    if not found:
        found, missing = _borne_out(subjects(situation), situation)
        if missing is not None:
            return not_stated(situation, found[0], missing)
    if not found:
        return None
    if len(found) == 1 and (refused := _unstated_cells(found[0], situation)):
        return refused
    return _about(found, situation)


def _borne_out(found: list[Record], situation: Situation) -> tuple[list[Record], Lack | None]:
    """The records to answer from and what the best of them lacks.

    When that is an attribute, those that state it are left. Who supposes what is not so is corrected, not refused a
    reason for it.
    """
    if not found:
        return [], None
    best = standing_of(situation.hits)
    lacks = [lack(situation.question, record, best, situation.kb, situation.engine) for record in found]
    if lacks[0] is not None and lacks[0].why is Why.PERIOD and (instead := of_the_period(found[0], situation)):
        return [instead], None
    if lacks[0] is None or lacks[0].why is not Why.ATTRIBUTE:
        return found, lacks[0]
    stating = [record for record, missing in zip(found, lacks, strict=True) if missing is None]
    if stating:
        return stating, None
    unexplained = lacks[0].what == "reason" and denied(found[0], situation.question)
    return found, None if unexplained else lacks[0]


def _unstated_cells(record: Record, situation: Situation) -> Reply | None:
    """A refusal when the cells asked for are empty or have no column, or when no report tells of progress."""
    if absent := columnless(record, situation.question):
        return no_column(situation, record, absent)
    blank = blanks(record, situation.question, situation.kb)
    if blank and situation.question.intent is not Intent.CHECK:
        return left_blank(situation, record, blank)
    return no_progress(situation, record) if unreported(record, situation) else None


def _about(found: Sequence[Record], situation: Situation) -> Reply:
    """What is asked of the records, what other records say otherwise, and whether a document was replaced."""
    situation = replace(situation, question=deciding(situation.question, found[0]))
    sentences = correction(found[0], situation)
    sentences += [sentence for record in found for sentence in _stated(record, situation)]
    sentences += standing(found[0], situation)
    sentences += progress(found[0], situation)
    sentences += conflicts(found, sentences, situation)
    sources = [situation.kb.document(slug) for slug in dict.fromkeys(record.document for record in found)]
    notes = [note(situation.kb, source, situation.language) for source in sources]
    return Reply((*sentences, *filter(None, notes)), about=tuple(found))


def _stated(record: Record, situation: Situation) -> list[Sentence]:
    if record.kind in _ROWS and record.fields.keys() - {Field.NAME, Field.OFFICERS}:
        return [lookup(record, situation.question, situation.kb, situation.language, situation.typed)]
    check = situation.question.intent is Intent.CHECK
    excerpts = best_sentences(record, situation.question.text, situation.asked, situation.near, check=check)
    supposed = check and load_gazetteer().ids(situation.question.topic)
    if AGENCY_FIELDS & set(situation.question.fields) or situation.question.claimed.agencies or supposed:
        excerpts = [*(one for one in heading_of(record) if one.text not in excerpts[0].text), *excerpts]
    quoted = quote(record, excerpts)
    if record.section and ":" in record.section[-1] and _IN_CHARGE & set(situation.question.fields):
        quoted.append(heading(record, situation.language))
    return quoted


HANDLERS: tuple[Handler, ...] = (
    small_talk,
    no_subject,
    no_such_place,
    versions,
    documents,
    overview,
    in_several_documents,
    compare,
    supposed_count,
    listing,
    records,
    not_found,
)
