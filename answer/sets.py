"""Which records a list is of. Knows every way to name a set: conditions, a heading, a group, a number in a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from dannguon.answer import echoes, headings
from dannguon.answer.claims import Claim
from dannguon.answer.conditions import is_past
from dannguon.answer.reply import Situation
from dannguon.models import Due, Field, Kind, Record
from dannguon.retrieval.asked import Constraints, Intent, Question
from dannguon.retrieval.catalogue import Catalogue
from dannguon.retrieval.filters import ROWS, Matching, matching
from dannguon.retrieval.glossary import load_glossary
from dannguon.retrieval.reference import referenced
from dannguon.text import fold

LEFT_OVER = 1
"""Words of a question that may stand for nothing ("còn", "cả"); with more, a condition may have been missed."""

_EITHER = re.compile(r"\s+(?:hoặc|hoac|or)\s+")
_LISTED = re.compile(r"\s*[,;]\s*(?:(?:và|va|and)\s+)?|\s+(?:và|va|and)\s+")
"""Between subjects of which one is enough where no record has all: "về 5G, 6G"."""
_PLURALS = frozenset({"nhung", "cac", "which"})
_SEVERAL = re.compile(r"\b(nhung|cac|which|bao nhieu|may|how many)\s+(\w+)")
_OF_OFFICERS = (Kind.TASK, Kind.REPORT_LINE, Kind.PASSAGE)
"""Kinds of records that name the officers at work on them."""


def left_over(question: Question) -> int:
    """Words of the question that no condition has used."""
    if question.intent not in (Intent.LIST, Intent.COUNT, Intent.COMPARE):
        return len(question.topic.split())
    return sum(len(phrase.split()) for phrase in question.unread if phrase in question.topic)


def lacks_document(question: Question) -> bool:
    """Whether a document is named that is neither in the corpus nor one that rows may refer to."""
    return len(question.unknown_documents) > len(_numbers(question))


def _numbers(question: Question) -> list[str]:
    """Numbers of documents that the corpus lacks: rows may carry them in a note."""
    return [one.number for one in question.references if one.number and one.text in question.unknown_documents]


def settled(situation: Situation) -> Situation:
    """The situation with what is left of a list question read as far as the records tell.

    A section that no heading names is a subject ("phần hạ tầng số"); a part that no condition has used is one when
    rows have its words, or the name of a heading; the rest stays in `unread`.
    """
    question = situation.question
    asked = question.constraints
    to_settle = question.unread or asked.headings or asked.cells or (asked.sections and asked.texts)
    if question.intent not in (Intent.LIST, Intent.COUNT) or not to_settle:
        return situation
    documents = question.documents or situation.documents
    records = [r for r in situation.kb.records if not documents or r.document in documents]
    if asked.headings and not headings.under(asked.headings, records):
        meant = [headings.named(phrase, records) for phrase in asked.headings]
        found = tuple(heading for heading in meant if heading is not None)
        others = [phrase for phrase, heading in zip(asked.headings, meant, strict=True) if heading is None]
        asked = replace(asked, texts=(*asked.texts, *others), headings=found)
    asked = replace(asked, texts=tuple(text for text in asked.texts if not _names_section(text, asked, records)))
    if asked.cells and not complete_set(replace(situation, question=replace(question, constraints=asked))).set.members:
        asked = replace(asked, cells=tuple(replace(cell, anywhere=True) for cell in asked.cells))
    if question.unread and not asked and (heading := headings.named(question.text, records)) is not None:
        return replace(
            situation, question=replace(question, constraints=replace(asked, headings=(heading,)), unread=())
        )
    unread = []
    for phrase in question.unread:
        narrower = replace(asked, texts=(*asked.texts, phrase))
        if any(number in phrase for number in question.unknown_documents):
            continue
        if complete_set(replace(situation, question=replace(question, constraints=narrower, unread=()))).set.members:
            asked = narrower
        else:
            unread.append(phrase)
    return replace(situation, question=replace(question, constraints=asked, unread=tuple(unread)))


def listed_by_heading(situation: Situation) -> Situation:
    """The situation as a list, or a count, where several things are asked for that a heading of the document lists.

    "Góp ý bao nhiêu dự án đầu tư?" asks for no figure that a row states when the rows themselves are under
    "Góp ý dự án đầu tư".
    """
    question = situation.question
    documents = question.documents or situation.documents
    several = _SEVERAL.search(fold(question.text))
    if question.intent is not Intent.LOOKUP or set(question.fields) - {Field.VALUE, Field.NAME} or several is None:
        return situation
    records = [r for r in situation.kb.records if r.document in documents]
    heading = None if question.constraints or question.references else headings.named(question.text, records)
    if heading is None or several[2] not in fold(heading).split():
        return situation
    intent = Intent.LIST if several[1] in _PLURALS else Intent.COUNT
    narrowed = replace(question.constraints, headings=(heading,))
    return replace(situation, question=replace(question, intent=intent, fields=(), constraints=narrowed))


def _names_section(text: str, asked: Constraints, records: Sequence[Record]) -> bool:
    """Whether a subject only says what the section named is about: "mục V về đổi mới sáng tạo"."""
    place = Constraints(containers=asked.containers, sections=asked.sections)
    inside = matching(place, records).members if asked.sections else ()
    return bool(inside) and len(headings.under((text,), inside)) == len(inside)


@dataclass(frozen=True, slots=True)
class Found:
    """A complete set; `heading` is what the question names it by: a heading, quoted, or its own words for a row."""

    set: Matching
    heading: Claim | None = None


def complete_set(situation: Situation) -> Found:
    """Every record of the knowledge base that the question asks for; of the named documents, else of those in force.

    A subject is looked for in its own words, in its short and long form, and in its Vietnamese; when no row has it,
    among the headings over the rows.
    """
    question, kb = situation.question, situation.kb
    documents = question.documents or situation.documents
    gone = frozenset() if documents or question.old_version else Catalogue(kb.documents, kb.relations).superseded
    records = [record for record in kb.records if record.document not in gone]
    asked = question.constraints
    if asked.officers:
        asked = replace(asked, kinds=_OF_OFFICERS)
    if documents and not asked.kinds and not any(r.document in documents and r.kind in ROWS for r in records):
        asked = replace(asked, kinds=(Kind.NEWS,))
    if asked.headings:
        under = headings.under(asked.headings, [r for r in records if not documents or r.document in documents])
        records = [record for record in records if record.id in under]
        kinds = asked.kinds if any(r.kind in ROWS for r in records) else tuple({r.kind for r in records})
        placed = matching(replace(asked, headings=(), kinds=kinds), records, documents)
        first = next(iter(placed.members), None)
        return Found(placed, Claim(under[first.id], (first.id,)) if first else None)
    if question.references and not _numbers(question):
        groups = {record.id for one in question.references for record in referenced(one, records)}
        below = matching(asked, [record for record in records if record.parent in groups], documents)
        return Found(replace(below, groups=()), echoes.words(question.references[0].text))
    wordings = product(*(_forms(text, question) for text in asked.texts))
    found = [matching(replace(asked, texts=(*texts, *_numbers(question))), records, documents) for texts in wordings]
    whole = _wholly_past(found[0] if len(found) == 1 else _union(found, records), situation)
    conditioned = bool(asked) or bool(asked.texts) or bool(_numbers(question))
    if whole.members and (conditioned or left_over(question) <= LEFT_OVER):
        return Found(whole)
    under = headings.under(asked.texts, records)
    below = matching(replace(asked, texts=()), [record for record in records if record.id in under], documents)
    if below.members:
        first = below.members[0]
        return Found(below, Claim(under[first.id], (first.id,)))
    either = tuple(_LISTED.sub(" hoặc ", text) for text in asked.texts)
    if either != asked.texts and not whole.members:
        return complete_set(replace(situation, question=replace(question, constraints=replace(asked, texts=either))))
    return Found(whole if conditioned else below)


def _wholly_past(found: Matching, situation: Situation) -> Matching:
    """Of deadlines that have passed, only those of which no milestone is left."""
    if not any(is_past(due, situation) for due in situation.question.constraints.due):
        return found
    ends = {record.id: due.end for record in found.members if isinstance(due := record.value(Field.DUE), Due)}
    ended = [record for record in found.members if (end := ends.get(record.id)) and end < situation.as_of]
    return replace(found, members=tuple(ended))


def in_scope(situation: Situation) -> tuple[Record, ...]:
    """The records of the place that the question names, whatever its other conditions."""
    asked = situation.question.constraints
    place = Constraints(containers=asked.containers, sections=asked.sections)
    return matching(place, situation.kb.records, situation.question.documents or situation.documents).members


def _forms(text: str, question: Question) -> list[str]:
    """The phrase as typed, with each term that stands for a part of it put in its place, and in short."""
    typed = fold(text)
    sources = {fold(term.source): term.text for term in question.terms if fold(term.source) in typed}
    if len(parts := _EITHER.split(text)) > 1:
        return [form for part in parts for form in _forms(part, question)]
    terms = (typed.replace(source, form) for source, form in sources.items() if source)
    return [text, *terms, *load_glossary().shortened(text)]


def _union(found: Sequence[Matching], records: Sequence[Record]) -> Matching:
    members = {record.id for one in found for record in one.members}
    apart = {one.record.id: one for each in found for one in each.apart if one.record.id not in members}
    return Matching(
        tuple(record for record in records if record.id in members),
        tuple(apart[record.id] for record in records if record.id in apart),
        tuple(dict.fromkeys(group for one in found for group in one.groups)),
    )
