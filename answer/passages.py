"""The sentences of running text that answer a question, quoted exactly. Knows their ends and what they weigh."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Sentence
from dannguon.due import find_periods
from dannguon.models import Record
from dannguon.text import fold, syllables

LIMIT = 3
"""Sentences of one record at most: an official reads on in the source pane."""

_END = re.compile(r"(?<=[.!?…;])\s+(?=[^\s\d])|\n+|\s+(?=[-+●✓•]\s)|\s+(?=\((?:\d+|[ivx]+)\)\s)|(?<=:)\s+(?=[-+●✓•])")
_BIGRAM_WEIGHT = 1.5
_GAIN = 0.3
"""A further sentence must add this share of the best one's weight in words that are not covered yet."""
_NUMBER = re.compile(r"\d")

_ASKS_NUMBER = re.compile(r"bao nhieu|may |bn |how (?:many|much)|ty le|percent")
_ASKS_TIME = re.compile(r"khi nao|bao gio|ngay nao|thang may|nam nao|quy may|when|which (?:day|date|year|month)")
_TYPE_BONUS = 0.35


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a record's printed text; `start` is its offset there."""

    text: str
    start: int


def sentences(text: str) -> list[Excerpt]:
    """The sentences and list items of a text, in order, without their bullets' white space."""
    cuts = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    found = []
    for start, end in pairwise(cuts):
        piece = text[start:end].strip()
        if any(char.isalnum() for char in piece):
            found.append(Excerpt(piece, start))
    return found


def best_sentences(record: Record, question: str, weights: Mapping[str, float]) -> list[Excerpt]:
    """Up to `LIMIT` sentences in printed order: the heaviest, and those that add words it does not cover.

    `weights` gives the weight of a folded syllable (its rarity in the corpus); unknown ones weigh most.
    """
    found = sentences(record.text)
    if len(found) <= 1:
        return found
    asked = _features(question)
    most = max(weights.values(), default=1.0)

    def weigh(features: set[str]) -> float:
        return sum(_weight(feature, weights, most) for feature in features)

    total = weigh(asked) or 1.0
    scored = [weigh(asked & _features(s.text)) / total + _type_bonus(question, s.text) for s in found]
    first = max(range(len(found)), key=lambda i: (scored[i], -i))
    chosen, covered = [first], asked & _features(found[first].text)
    for i in sorted(range(len(found)), key=lambda i: -scored[i]):
        fresh = (asked & _features(found[i].text)) - covered
        if i not in chosen and len(chosen) < LIMIT and weigh(fresh) > _GAIN * weigh(covered):
            chosen.append(i)
            covered |= fresh
    return [found[i] for i in sorted(chosen)]


def quote(record: Record, excerpts: Sequence[Excerpt]) -> list[Sentence]:
    """Each excerpt in quotation marks with the record's mark."""
    return [("“", Claim(e.text, (record.id,)), "”", Mark((record.id,))) for e in excerpts]


def _features(text: str) -> set[str]:
    words = [fold(word) for word in syllables(text)]
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


def _weight(feature: str, weights: Mapping[str, float], most: float) -> float:
    parts = feature.split(" ")
    mean = sum(weights.get(part, most) for part in parts) / len(parts)
    return mean * _BIGRAM_WEIGHT if len(parts) > 1 else mean


def _type_bonus(question: str, sentence: str) -> float:
    folded = fold(question)
    if _ASKS_TIME.search(folded) and find_periods(sentence):
        return _TYPE_BONUS
    if _ASKS_NUMBER.search(folded) and _NUMBER.search(sentence):
        return _TYPE_BONUS
    return 0.0
