"""One subject in several documents. Knows when a question asks for that; hides how the same row is found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dannguon.answer.reply import Situation
from dannguon.answer.topicality import coverage
from dannguon.kb import KnowledgeBase
from dannguon.models import Record
from dannguon.retrieval.asked import Intent
from dannguon.retrieval.reference import in_place, referenced
from dannguon.retrieval.search import Engine
from dannguon.text import fold

_ALL = re.compile(
    r"\b(?:cac|moi|nhung|hai|ba) (?:van ban|ke hoach|bao cao|tai lieu)\b|"
    r"\b(?:all|both|the) (?:documents|plans)\b"
)
_VALUE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?\s*%|\b20\d\d\s*[-–]\s*20\d\d\b")
_AGAINST = re.compile(r"\b(?:hay|hoac|or)\b|\bcho\b.*\bcho\b|\bnoi\b.*\bnoi\b|\b(?:mau thuan|khac nhau|khop|sao vay)\b")
"""Words that put values against one another."""
_LOOKED_AT = 40
ALIKE = 0.5
"""Rows of two documents are of one subject when the shorter title has this share of its rarity in the other; a row is
of a question's subject when it holds this share of it."""


def several(situation: Situation) -> list[Record]:
    """The records of each place or document that the question names, or of every document that has its subject.

    In the order named; [] when the question is not about several, or leaves nothing to tell them by.
    """
    question, kb = situation.question, situation.kb
    if question.intent not in (Intent.LOOKUP, Intent.CHECK, Intent.COMPARE, Intent.LIST) or situation.focus:
        return []
    if named := _by_values(situation):
        return named
    if len(question.references) > 1:
        places = [referenced(one, kb.records) for one in question.references if one.item]
        return [found[0] for found in places if found] if question.intent is Intent.CHECK else []
    if question.references:
        return []
    if len(question.constraints.containers) > 1 and question.intent is not Intent.LIST:
        return _in_places(question.constraints.containers, situation)
    if question.documents and question.intent is not Intent.LIST:
        return _in_each(question.documents, situation)
    if not _ALL.search(fold(question.text)) or not question.topic:
        return []
    best = [_best(situation, document.slug) for document in kb.documents]
    return _alike([record for record in best if record is not None], situation)


def _in_places(containers: Sequence[str], situation: Situation) -> list[Record]:
    """The best row of the subject in each annex that the question names; [] when one of them has none."""
    question, kb = situation.question, situation.kb
    hits = [kb.get(hit.id) for hit in situation.engine.ranked(question, _LOOKED_AT, documents=question.documents)]
    about = [r for r in hits if coverage(question, r, kb, situation.engine) >= ALIKE]
    found = [next((r for r in about if in_place(r, container, None)), None) for container in containers]
    return [record for record in found if record is not None] if None not in found else []


def _by_values(situation: Situation) -> list[Record]:
    """The record of each value that a question puts against others ("80% hay 85%"); [] when one record has all."""
    question, kb = situation.question, situation.kb
    if question.references or not _AGAINST.search(fold(question.text)):
        return []
    values = list(dict.fromkeys(map(_squeezed, _VALUE.findall(question.text))))
    if len(values) < 2:
        return []
    hits = [kb.get(hit.id) for hit in situation.engine.ranked(question, _LOOKED_AT, documents=question.documents)]
    about = [r for r in hits if coverage(question, r, kb, situation.engine) >= ALIKE]
    texts = [(record, _squeezed(record.text)) for record in about]
    found = [next((record for record, text in texts if value in text), None) for value in values]
    records = list(dict.fromkeys(record.id for record in found if record is not None))
    return [kb.get(record) for record in records] if None not in found and len(records) > 1 else []


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", re.sub("[–−]", "-", text))


def _in_each(documents: Sequence[str], situation: Situation) -> list[Record]:
    """The row of the subject in each document: the best row anywhere, its twin there, or the best row there.

    [] for one document that has the best row, or none of its own: then nothing is to be found across.
    """
    hits = situation.engine.ranked(situation.question, 1)
    top = situation.kb.get(hits[0].id) if hits else None
    twins = {slug: twin(top, slug, situation.kb) for slug in documents} if top else {}
    if len(documents) == 1:
        return [row for row in twins.values() if row is not None and row is not top]
    found = [twins.get(slug) or _best(situation, slug) for slug in documents]
    return [record for record in found if record is not None]


def twin(top: Record, slug: str, kb: KnowledgeBase) -> Record | None:
    """`top` itself, or the record of the same subject that the build found in this document."""
    if top.document == slug:
        return top
    others = (c.records for c in kb.contradictions if top.id in c.records)
    ids = (other for records in others for other in records if other != top.id)
    return next((r for other in ids if (r := kb.get(other)).document == slug), None)


def _best(situation: Situation, slug: str) -> Record | None:
    """The best record of a document for the topic alone: the names of the documents compared are in every plan."""
    question = situation.question
    subject = replace(question, text=question.topic or question.text)
    hits = situation.engine.ranked(subject, 1, documents=(slug,))
    return situation.kb.get(hits[0].id) if hits else None


def _alike(records: Sequence[Record], situation: Situation) -> list[Record]:
    """The records whose titles share most of what is rare in them with the best one's, [] when it stands alone."""
    order = {hit.id: at for at, hit in enumerate(situation.engine.ranked(situation.question, 50))}
    ranked = sorted((r for r in records if r.id in order), key=lambda r: order[r.id])
    if not ranked:
        return []
    same = [record for record in ranked[1:] if likeness(record.title, ranked[0].title, situation.engine)[0] >= ALIKE]
    return [ranked[0], *same] if same else []


def likeness(a: str, b: str, engine: Engine) -> tuple[float, float]:
    """What two names have in common by rarity, in [0, 1]: the share of the shorter one, and of both together."""
    first, second = engine.rarity(a), engine.rarity(b)
    common = sum(weight for term, weight in first.items() if term in second)
    whole, other = sum(first.values()), sum(second.values())
    return common / (min(whole, other) or 1.0), common / (whole + other - common or 1.0)
