"""Is a record the one that a question means? Knows which signs count; hides their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p
from typing import Any

import yaml

from dannguon.kb import KnowledgeBase
from dannguon.models import Record
from dannguon.retrieval.asked import Question
from dannguon.retrieval.search import Engine, Hit
from dannguon.retrieval.views import view
from dannguon.text import canonical, fold, syllables

_COVERAGE, _LEAD, _SCORE, _ENGLISH, _BIAS = 3.49, 2.45, 0.81, 1.1, -8.24
"""The weight of each sign that a record is the one meant: a logistic fit by `scripts/calibrate_topicality.py`."""
_LIKELY = 0.06
"""Below it a question is refused. Lower than one half, because the fit has seen each question twice, the second time
with the right record taken out; most questions of people have theirs."""
_GLOSSED = 0.6
_MISTYPED = 0.25


@dataclass(frozen=True, slots=True)
class Standing:
    """How the best record came out of a search: its score, and how far it is ahead of the next, both 0 or more."""

    score: float
    lead: float


def standing_of(hits: Sequence[Hit]) -> Standing:
    """The standing of the first of the hits, best first; 0 for none."""
    first, second = ([hit.score for hit in hits[:2]] + [0.0, 0.0])[:2]
    return Standing(max(first, 0.0), max(first - second, 0.0))


def signs(question: Question, record: Record, standing: Standing, kb: KnowledgeBase, engine: Engine) -> list[float]:
    """What tells whether a record is the one meant, in the order of the weights: the share of the topic's words that it
    holds, the logarithm of its lead, its score, and whether the question is English, whose words the print lacks."""
    held = coverage(question, record, kb, engine)
    return [held, log1p(standing.lead), standing.score, float(question.language == "en")]


def is_about(question: Question, record: Record, standing: Standing, kb: KnowledgeBase, engine: Engine) -> bool:
    """Is the record the one that the question means? Each sign may make up for another: a paraphrase shares few words
    with its row and still leads by far, a near miss shares many and leads by nothing."""
    weights = (_COVERAGE, _LEAD, _SCORE, _ENGLISH)
    values = signs(question, record, standing, kb, engine)
    evidence = _BIAS + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + exp(-evidence)) >= _LIKELY


def coverage(question: Question, record: Record, kb: KnowledgeBase, engine: Engine) -> float:
    """The share in [0, 1] of the topic's words, weighed by rarity, that the record holds; 1 when there is no topic.

    A word also counts as held when the record holds what the glossary gives for its phrase, or says word for word
    what documents write for it, and by half when the record holds it with other tones. Typing slips are left out.
    Where many of the topic's words have tones that no record gives them, tones are no evidence: the letters count.
    """
    text = canonical(said_of(record, kb))
    toned, folded = set(syllables(text)), set(syllables(fold(text)))
    glossed = {word for term in question.terms if _holds(term.text, folded) for word in syllables(fold(term.source))}
    glossed |= {word for term in question.synonyms if _says(term.text, text) for word in syllables(fold(term.source))}
    words = list(dict.fromkeys(syllables(question.topic)))
    toned_well = _toned_well(question, engine)
    skipped, slips = function_words(toned_well), engine.slips(question.topic)
    rarity = engine.rarity(question.topic)
    total = held = 0.0
    for word in words:
        plain = fold(word)
        if (word if toned_well else plain) in skipped or plain in slips:
            continue
        weight = rarity.get(plain, 0.0)
        total += weight
        if plain in glossed or word in toned or (not toned_well and plain in folded):
            held += weight
        elif plain in folded:
            held += weight / 2
    return held / total if total else 1.0


def _toned_well(question: Question, engine: Engine) -> bool:
    """Whether tones were typed, and few words have tones that no record gives them or a letter that is a slip."""
    words = set(syllables(question.topic))
    mistyped = len(engine.mistoned(question.topic)) + len(engine.slips(question.topic))
    return question.toned and mistyped < max(1, _MISTYPED * len(words))


def _holds(phrase: str, folded: set[str]) -> bool:
    words = syllables(fold(phrase))
    return bool(words) and sum(word in folded for word in words) / len(words) >= _GLOSSED


def _says(phrase: str, text: str) -> bool:
    """Whether a text says a phrase word for word; tones that a scan lost are not asked for."""
    return f" {' '.join(syllables(fold(phrase)))} " in f" {' '.join(syllables(fold(text)))} "


def said_of(record: Record, kb: KnowledgeBase) -> str:
    """All that is said of a record: its own words, its headings and the head of its document."""
    document = kb.document(record.document)
    shown = view(record)
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    head = [document.type, document.number, document.title, document.issuer, day]
    return " ".join([shown.title, record.text, shown.text, shown.context, *filter(None, head)])


@cache
def function_words(toned: bool) -> frozenset[str]:
    """Words that carry no topic, as questions with tones have them or folded."""
    table: dict[str, Any] = yaml.safe_load((files("dannguon.answer.data") / "function_words.yaml").read_text("utf-8"))
    return frozenset((canonical if toned else fold)(str(word)) for words in table.values() for word in words)
