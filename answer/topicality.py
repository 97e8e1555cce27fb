"""Is a record about the topic of a question? Knows what words, pairs and meanings count for; hides the thresholds."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dannguon.kb import KnowledgeBase
from dannguon.models import Record
from dannguon.retrieval.asked import Question
from dannguon.retrieval.search import Engine
from dannguon.retrieval.views import tokens, view
from dannguon.text import canonical, fold, syllables

ENOUGH = {"vi": 0.3, "en": 0.22}
"""Share of a question's topic that a record has to hold, by language; set on the development suites."""

_MOST_WORDS, _NEARLY_ALL = 0.5, 0.7
_MEANING, _USUAL_LIKENESS, _SUPPORT = 6.5, 0.85, 0.42
"""Slope and threshold of a logistic fit on the development suites and 30 invented questions on other subjects."""
_PAIRS, _SUPPORT_IN_PAIRS = 0.5, 0.62
"""The same with neighbouring words, where nothing is abbreviated or mistyped: a single syllable is in many words."""
_GLOSSED = 0.6
_MISTYPED = 0.25


def is_about(question: Question, record: Record, kb: KnowledgeBase, engine: Engine) -> bool:
    """Is the record about the topic: in most of its words, or in some of them and in what it means?

    The embedding tells a paraphrase ("net zero") from another subject that shares words ("sân bay"), but only for
    Vietnamese with its tones; pairs of words tell a subject from another one of the same syllables.
    """
    words = coverage(question, record, kb, engine)
    judged = question.language == "vi" and _toned_well(question, engine)
    if words < ENOUGH[question.language] or words >= _MOST_WORDS or not judged:
        return words >= ENOUGH[question.language]
    support = words + _MEANING * (engine.likeness(question.text, record) - _USUAL_LIKENESS)
    if question.terms or engine.slips(question.topic):
        return words >= _MOST_WORDS or support >= _SUPPORT
    in_pairs = support + _PAIRS * _pairs_held(question, record, kb, engine)
    return words >= _NEARLY_ALL or in_pairs >= _SUPPORT_IN_PAIRS


def _pairs_held(question: Question, record: Record, kb: KnowledgeBase, engine: Engine) -> float:
    """The share in [0, 1] of the topic's neighbouring words, weighed by rarity, that stand so in the record."""
    pairs = {term: weight for term, weight in engine.rarity(question.topic).items() if "_" in term}
    held = set(tokens(said_of(record, kb), folded=True, bigrams=True))
    total = sum(pairs.values())
    return sum(weight for pair, weight in pairs.items() if pair in held) / total if total else 1.0


def coverage(question: Question, record: Record, kb: KnowledgeBase, engine: Engine) -> float:
    """The share in [0, 1] of the topic's words, weighed by rarity, that the record holds; 1 when there is no topic.

    A word also counts as held when the record holds what the glossary gives for its phrase, and by half when the
    record holds it with other tones. Typing slips are left out. Where many of the topic's words have tones that no
    record gives them, tones are no evidence: the letters count.
    """
    text = canonical(said_of(record, kb))
    toned, folded = set(syllables(text)), set(syllables(fold(text)))
    glossed = {word for term in question.terms if _holds(term.text, folded) for word in syllables(fold(term.source))}
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
