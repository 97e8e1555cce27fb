"""The sentences of running text that answer a question, quoted exactly. Knows what each of them weighs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dannguon.agencies import load_gazetteer
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Sentence
from dannguon.answer.excerpts import Excerpt, sentences
from dannguon.answer.sought import asked_types
from dannguon.models import Kind, Record
from dannguon.retrieval.views import tokens
from dannguon.text import squeeze

LIMIT = 3
"""Sentences of one record at most: an official reads on in the source pane."""

_WHOLE = 70
"""A text of so few words is quoted whole: cutting it would cost more than reading it."""
_NUMBERED, _LONGEST_HEADING = re.compile(r"(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ]\d?)[.)]\s"), 30
_POINTS_BACK = re.compile(r"(?:Việc|Điều|Nội dung|Chương trình|Mô hình|Cơ chế) (?:này|đó)\b|Đây\b|Trong đó\b")
"""A sentence that begins so is about the one before it."""
_GIVEN = 0.5
"""What a word of the question loses when the heading has it: that much every sentence of the text is about."""
_FAINT = 0.12
"""With less of the question in any sentence, it asks by the headings: the text answers from its start."""
_GAIN = 0.25
"""A further sentence must add this share of the best one's weight in words that are not covered yet."""
_TYPE_BONUS = 0.3
_NEARNESS = 6.0
"""Cosines of one text's sentences lie within about 0.1 of each other: this makes them weigh like words."""


def best_sentences(
    record: Record,
    question: str,
    rarity: Mapping[str, float],
    near: Callable[[Sequence[str]], Sequence[float] | None],
    *,
    check: bool = False,
) -> list[Excerpt]:
    """Up to `LIMIT` sentences in printed order: the heaviest, and those that add words it does not cover.

    `rarity` weighs the terms of the question (`Engine.rarity`); only these count. Sentences that hold the type of
    thing asked for (a day, a figure, a document number) are preferred. `near` gives the nearness of sentences to a
    question in another language, of which the nearest are all given; None when words are enough. A sentence that
    only leads in ("… thực hiện:") never stands alone. Words of the heading say little, unless the question is a
    `check`: then they may be what it doubts.
    """
    found = sentences(record.text)
    if len(record.text.split()) <= _WHOLE or len(found) <= 1:
        return [Excerpt(record.text.strip(), 0)]
    heading = found[0] if _is_heading(found[0].text, record) else None
    above = " . ".join([*record.section, heading.text if heading else ""])
    given = set() if check else set(tokens(above, folded=True, bigrams=True))
    held = [rarity.keys() & set(tokens(one.text, folded=True, bigrams=True)) for one in found]
    total = sum(rarity.values()) or 1.0

    def weigh(terms: set[str]) -> float:
        halved = {term for term in terms & given if not term[0].isdigit()}
        return (sum(rarity[term] for term in terms) - _GIVEN * sum(rarity[term] for term in halved)) / total

    nearness, types = near([one.text for one in found]), asked_types(question)
    bonuses = [_TYPE_BONUS * any(holds(one.text) for holds in types) for one in found]
    scores = [weigh(terms) + bonus for terms, bonus in zip(held, bonuses, strict=True)]
    if nearness:
        scores = [score + _NEARNESS * (one - min(nearness)) for score, one in zip(scores, nearness, strict=True)]
    order = sorted(range(len(found)), key=lambda i: (-scores[i], i))
    numbered = found[order[0]] is heading and record.kind is not Kind.NEWS
    by_heading = max(map(weigh, held)) < _FAINT or (numbered and not types)
    if by_heading and not nearness and not check:
        return found[:LIMIT]
    chosen, covered = [order[0]], set(held[order[0]])
    for i in order[1:]:
        leads_in = all(found[j].text.endswith(":") or found[j] is heading for j in chosen)
        if len(chosen) < LIMIT and (nearness or leads_in or weigh(held[i] - covered) > _GAIN * weigh(covered)):
            chosen.append(i)
            covered |= held[i]
    return [found[i] for i in sorted(_completed(chosen, order, found, scores, types))]


def _completed(
    chosen: Sequence[int],
    order: Sequence[int],
    found: Sequence[Excerpt],
    scores: Sequence[float],
    types: Sequence[Callable[[str], bool]],
) -> set[int]:
    """The places chosen, with those that hold a type asked for and not yet shown, and what the best points back to.

    Of equally heavy ones that hold a type, the nearest before the best: a list stands under its label.
    """
    complete = dict.fromkeys(chosen)
    best = order[0]
    for holds in types:
        holders = [i for i in order if holds(found[i].text)]
        if holders and complete.keys().isdisjoint(holders):
            heaviest = [i for i in holders if scores[i] == scores[holders[0]]]
            complete[min(heaviest, key=lambda i: (i > best, abs(i - best)))] = None
    if best and _POINTS_BACK.match(found[best].text):
        complete[best - 1] = None
    return set(list(complete)[:LIMIT])


def _is_heading(first: str, record: Record) -> bool:
    """Is the first sentence only the title of the text, which its other sentences need not repeat?"""
    if record.kind is Kind.NEWS:
        return squeeze(record.title) in squeeze(first)
    line = squeeze(record.text.partition("\n")[0])
    return squeeze(first) == line and len(line.split()) <= _LONGEST_HEADING and _NUMBERED.match(line) is not None


def heading_of(record: Record) -> list[Excerpt]:
    """The line over a passage that says whose business it is ("2.1. Chỉ đạo Sở …"); none when it names no agency."""
    first, _, rest = record.text.partition("\n")
    return [Excerpt(first.strip(), 0)] if rest and load_gazetteer().ids(first) else []


def quote(record: Record, excerpts: Sequence[Excerpt]) -> list[Sentence]:
    """Each excerpt in quotation marks with the record's mark."""
    return [("“", Claim(squeeze(e.text), (record.id,)), "”", Mark((record.id,))) for e in excerpts]
