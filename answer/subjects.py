"""Which records a question is about. Knows when one record is enough and when a question names several."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dannguon.answer.evidence import lack
from dannguon.answer.excerpts import sentences
from dannguon.answer.reply import Situation
from dannguon.answer.topicality import standing_of
from dannguon.models import Kind, Record
from dannguon.retrieval.reference import referenced
from dannguon.retrieval.search import Hit
from dannguon.retrieval.views import tokens
from dannguon.text import fold

MOST = 4
"""Records that one lookup states at most; more is a list."""

_NAMED = 0.72
"""A further record is named when the question holds this share of its title's rarity …"""
_ADDS = 0.18
"""… and its title holds this share of the question's rarity in words that the records before lack."""
_RIVAL = 0.6
"""A row beside the best one is of the same subject when it is this near to the question, in words and meaning."""
_ON_TOPIC = 0.3
_YEAR = re.compile(r"\b20\d\d\b")
_TEXTS = (Kind.PASSAGE, Kind.NEWS, Kind.FOOTNOTE)
_ASKS_SEVERAL = re.compile(
    r"\b(?:hai|2|may|nhieu|nhung|cac|two|several|different)\s+(?:thoi han|moc|han|ngay|con so|so lieu|gia tri|muc|"
    r"deadlines|dates|figures|values)\b.*\b(?:khac nhau|lech nhau|different|differ)"
    r"|\btwo different (?:deadlines|dates|figures|values)\b"
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*%|\b20\d\d\s*[-–]\s*20\d\d\b|\b\d{1,2}/\d{1,2}\b")


def subjects(situation: Situation) -> list[Record]:
    """The records to answer from, best first; none when the index finds nothing.

    Every row that the question refers to by place; else the best record and those whose own titles the question
    also spells out ("chỉ tiêu A và chỉ tiêu B").
    """
    rows = situation.kb.records
    placed = [row for reference in situation.question.references for row in referenced(reference, rows)[:1]]
    if len(placed) > 1:
        return list({row.id: row for row in placed}.values())[:MOST]
    hits = situation.hits
    if not hits:
        return []
    found = [situation.kb.get(hits[0].id)]
    if situation.question.references:
        return found
    rarity, typed = situation.rarity, situation.typed
    total = sum(typed.values()) or 1.0
    covered = rarity.keys() & _terms(found[0])
    for hit in hits[1:]:
        record = situation.kb.get(hit.id)
        fresh = (typed.keys() & _terms(record)) - covered
        if len(found) < MOST and _weight(fresh, typed) / total > _ADDS and _named(record, situation, rarity) > _NAMED:
            found.append(record)
            covered |= fresh
    return found if len(found) > 1 else [*found, *_contrasted(hits, situation)][:MOST]


def of_the_period(best: Record, situation: Situation) -> Record | None:
    """The next text with a sentence on the topic and the asked year, where `best` lacks that year; None else.

    Rows of plans are not tried: each is a subject of its own.
    """
    question, kb, engine = situation.question, situation.kb, situation.engine
    years = set(_YEAR.findall(question.text))
    enough = _ON_TOPIC * sum(situation.typed.values())
    for at, record in enumerate(kb.get(hit.id) for hit in situation.hits):
        if record.id == best.id:
            continue
        told = (one.text for one in sentences(record.text) if years and years <= set(_YEAR.findall(one.text)))
        if record.kind in _TEXTS and any(_weight(_held(text, situation), situation.typed) >= enough for text in told):
            return record if lack(question, record, standing_of(situation.hits[at:]), kb, engine) is None else None
    return None


def _held(text: str, situation: Situation) -> set[str]:
    return situation.typed.keys() & set(tokens(text, folded=True, bigrams=True))


def _contrasted(hits: list[Hit], situation: Situation) -> list[Record]:
    """Rows of the best one's subject that say otherwise, where the question sets figures against each other.

    Those that hold a figure of the question which the best row lacks ("chỗ ghi 95%, chỗ ghi 100%"), or all of them
    when it only says that there are several ("hai thời hạn khác nhau").
    """
    best = situation.kb.get(hits[0].id)
    typed = _figures(situation.question.text)
    several = _ASKS_SEVERAL.search(fold(situation.question.text)) is not None
    lacking = typed - _figures(best.text) if len(typed) > 1 else set()
    found = []
    for hit in hits[1:]:
        record = situation.kb.get(hit.id)
        if record.document == best.document and _nearness(hit) >= _RIVAL * _nearness(hits[0]):
            if several or lacking & _figures(record.text):
                found.append(record)
                lacking -= _figures(record.text)
    return found


def _figures(text: str) -> set[str]:
    return {re.sub(r"\s|\b0", "", match[0]).replace("–", "-") for match in _FIGURE.finditer(text)}


def _nearness(hit: Hit) -> float:
    return hit.parts.get("lexical", 0.0) + hit.parts.get("dense", 0.0)


def _named(record: Record, situation: Situation, rarity: Mapping[str, float]) -> float:
    """The share of the title's rarity that the question holds."""
    own = situation.engine.rarity(record.title)
    return sum(weight for term, weight in own.items() if term in rarity) / (sum(own.values()) or 1.0)


def _terms(record: Record) -> set[str]:
    return set(tokens(record.title, folded=True, bigrams=True))


def _weight(terms: set[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity[term] for term in terms)
