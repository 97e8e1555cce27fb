"""One subject in several documents. Knows when a question asks for that; hides how the same row is found elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dannguon.answer.reply import Situation
from dannguon.models import Record
from dannguon.retrieval.asked import Intent
from dannguon.text import fold

_ALL = re.compile(
    r"\b(?:cac|moi|nhung|hai|ba) (?:van ban|ke hoach|bao cao|tai lieu)\b|"
    r"\b(?:all|both|the) (?:documents|plans)\b"
)
_ALIKE = 0.5
"""Rows of two documents are of one subject when the shorter title has this share of its rarity in the other."""


def several(situation: Situation) -> list[Record]:
    """The best record of each document that the question names, or of every one that has its subject.

    Best first; [] when the question is not about several documents.
    """
    question = situation.question
    if question.references or question.intent not in (Intent.LOOKUP, Intent.CHECK, Intent.COMPARE, Intent.LIST):
        return []
    if len(question.documents) > 1 and question.intent is not Intent.LIST:
        best = [_best(situation, slug) for slug in question.documents]
        return [record for record in best if record is not None]
    if not _ALL.search(fold(question.text)) or not question.topic:
        return []
    best = [_best(situation, document.slug) for document in situation.kb.documents]
    return _alike([record for record in best if record is not None], situation)


def _best(situation: Situation, slug: str) -> Record | None:
    hits = situation.engine.ranked(situation.question, 1, documents=(slug,))
    return situation.kb.get(hits[0].id) if hits else None


def _alike(records: Sequence[Record], situation: Situation) -> list[Record]:
    """The records whose titles share most of what is rare in them with the best one's, [] when it stands alone."""
    order = {hit.id: at for at, hit in enumerate(situation.engine.ranked(situation.question, 50))}
    ranked = sorted((r for r in records if r.id in order), key=lambda r: order[r.id])
    if not ranked:
        return []
    same = [record for record in ranked[1:] if _share(record.title, ranked[0].title, situation) >= _ALIKE]
    return [ranked[0], *same] if same else []


def _share(a: str, b: str, situation: Situation) -> float:
    first, second = situation.engine.rarity(a), situation.engine.rarity(b)
    common = sum(weight for term, weight in first.items() if term in second)
    return common / (min(sum(first.values()), sum(second.values())) or 1.0)
