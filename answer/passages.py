"""The sentences of running text that answer a question, quoted exactly. Knows their ends and what they weigh."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dannguon.agencies import load_gazetteer
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Sentence
from dannguon.doc_number import find_numbers
from dannguon.due import find_periods
from dannguon.models import Record
from dannguon.retrieval.views import tokens
from dannguon.text import fold, squeeze

LIMIT = 3
"""Sentences of one record at most: an official reads on in the source pane."""

_WHOLE = 70
"""A text of so few words is quoted whole: cutting it would cost more than reading it."""
_BULLET = r"(?:[+●✓•]|\((?:\d+|[ivx]+)\)|[-–](?=\s+[A-ZĐÀ-Ỹ\d“\"]))"
_END = re.compile(rf"(?<![A-ZĐ]\.)(?<!TP\.)(?<!Tp\.)(?<=[.!?…;])\s+|\n+|(?<=[:;.,])\s+(?={_BULLET}\s)|\s+(?=[●✓•]\s)")
_FRAGMENT = 7
"""Fewer words, without a remark in brackets, are a label or a heading: they are read with what follows ("Năm 2035",
"Giai đoạn 1 (hoàn thành trong quý II/2026)")."""
_REMARK = re.compile(r"\([^()]*\)$")
_CLOSED = '.;:!?…”")'
_BULLETS = "-–+●✓•("
_LONGEST_LIST = 45
_GAIN = 0.25
"""A further sentence must add this share of the best one's weight in words that are not covered yet."""
_NUMBER = re.compile(r"\d")
_NOT_COUNTED = re.compile(
    r"\d+/\d+/\d+|\d{1,2}\.\d{1,2}\.\d{4}|\d+(?:/\d{4})?[/-][A-ZĐ][\w-]*|\b[A-ZĐ]\w*\d+|\b\d[A-Z]\b"
    r"|\b(?:19|20)\d\d\b|(?:[Nn]gày|[Tt]háng|[Qq]uý)\s*\d[\d/.-]*"
)
"""Digits that answer no "bao nhiêu": days, years and what is part of a name ("31/KH-UBND", "VNU350", "5G")."""

_ASKS_DOCUMENT = re.compile(
    r"(?:quyet dinh|nghi quyet|cong van|van ban|ke hoach|thong bao)(?: so)? (?:nao|may|gi)|so may\b"
)
_ASKS_NUMBER = re.compile(r"bao nhieu|\bmay\b|\bbn\b|how (?:many|much|long)|\bty le\b|percent|\bso luong\b")
_ASKS_TIME = re.compile(
    r"khi nao|bao gio|ngay nao|thang may|thang nao|nam nao|quy may|quy nao|\bwhen\b|which (?:day|date|year)"
)
_TYPE_BONUS = 0.3
_NEARNESS = 6.0
"""Cosines of one text's sentences lie within about 0.1 of each other: this makes them weigh like words."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of a record's printed text; `start` is its offset there."""

    text: str
    start: int


def sentences(text: str) -> list[Excerpt]:
    """The sentences and list items of a text, in order, without the white space around them."""
    cuts = [0, *(m.end() for m in _END.finditer(text)), len(text)]
    pieces: list[Excerpt] = []
    for start, end in pairwise(cuts):
        if pieces and _goes_on(pieces[-1].text, text[start:end]):
            start = pieces.pop().start
        if any(char.isalnum() for char in text[start:end]):
            pieces.append(Excerpt(text[start:end].strip(), start))
    return pieces


def _goes_on(before: str, after: str) -> bool:
    """Is `before` a label, or a line of a list without marks, that is read together with what follows?"""
    words = len(before.split())
    if len(_REMARK.sub("", before).split()) < _FRAGMENT:
        return True
    listed = before[0] in _BULLETS or after.strip()[:1] in _BULLETS
    return not listed and before[-1] not in _CLOSED and words + len(after.split()) <= _LONGEST_LIST


def best_sentences(
    record: Record, question: str, rarity: Mapping[str, float], near: Callable[[Sequence[str]], Sequence[float] | None]
) -> list[Excerpt]:
    """Up to `LIMIT` sentences in printed order: the heaviest, and those that add words it does not cover.

    `rarity` weighs the terms of the question (`Engine.rarity`); only these count. Sentences that hold the type of
    thing asked for (a day, a figure, a document number) are preferred. `near` gives the nearness of sentences to a
    question in another language, of which the nearest are all given; None when words are enough. A sentence that
    only leads in ("… thực hiện:") never stands alone.
    """
    found = sentences(record.text)
    if len(record.text.split()) <= _WHOLE or len(found) <= 1:
        return [Excerpt(record.text.strip(), 0)]
    held = [rarity.keys() & set(tokens(one.text, folded=True, bigrams=True)) for one in found]
    total = sum(rarity.values()) or 1.0

    def weigh(terms: set[str]) -> float:
        return sum(rarity[term] for term in terms) / total

    nearness = near([one.text for one in found])
    scores = [weigh(terms) + _type_bonus(question, one.text) for terms, one in zip(held, found, strict=True)]
    if nearness:
        scores = [score + _NEARNESS * (one - min(nearness)) for score, one in zip(scores, nearness, strict=True)]
    order = sorted(range(len(found)), key=lambda i: (-scores[i], i))
    chosen, covered = [order[0]], set(held[order[0]])
    for i in order[1:]:
        leads_in = all(found[j].text.endswith(":") for j in chosen)
        if len(chosen) < LIMIT and (nearness or leads_in or weigh(held[i] - covered) > _GAIN * weigh(covered)):
            chosen.append(i)
            covered |= held[i]
    return [found[i] for i in sorted(chosen)]


def counts(text: str) -> bool:
    """Does the text hold a figure that answers "bao nhiêu"?"""
    return _NUMBER.search(_NOT_COUNTED.sub("", text)) is not None


def heading_of(record: Record) -> list[Excerpt]:
    """The line over a passage that says whose business it is ("2.1. Chỉ đạo Sở …"); none when it names no agency."""
    first, _, rest = record.text.partition("\n")
    return [Excerpt(first.strip(), 0)] if rest and load_gazetteer().ids(first) else []


def quote(record: Record, excerpts: Sequence[Excerpt]) -> list[Sentence]:
    """Each excerpt in quotation marks with the record's mark."""
    return [("“", Claim(squeeze(e.text), (record.id,)), "”", Mark((record.id,))) for e in excerpts]


def _type_bonus(question: str, sentence: str) -> float:
    folded = fold(question)
    wanted = (
        (_ASKS_DOCUMENT.search(folded) and find_numbers(sentence))
        or (_ASKS_TIME.search(folded) and find_periods(sentence))
        or (_ASKS_NUMBER.search(folded) and counts(sentence))
    )
    return _TYPE_BONUS if wanted else 0.0
