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
from dannguon.models import Kind, Record
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
_CLOSED = '.!?…”"'
_OPEN = ";:"
_BULLETS = "-–+●✓•("
_LONGEST_LIST = 45
_LINE, _LONGEST_LINES = 12, 60
"""Words of an item without a mark or a stop ("Công ty Cổ phần FPT"), and of a list of such items."""
_POINTS_BACK = re.compile(r"(?:Việc|Điều|Nội dung|Chương trình|Mô hình|Cơ chế) (?:này|đó)\b|Đây\b|Trong đó\b")
"""A sentence that begins so is about the one before it."""
_GIVEN = 0.5
"""What a word of the question loses when the heading has it: that much every sentence of the text is about."""
_GAIN = 0.25
"""A further sentence must add this share of the best one's weight in words that are not covered yet."""
_NOT_COUNTED = re.compile(
    r"\d+/\d+/\d+|\d{1,2}\.\d{1,2}\.\d{4}|\d+(?:/\d{4})?[/-][A-ZĐ][\w-]*|\b[A-ZĐ]\w*\d+|\b\d[A-Z]\b"
    r"|\b(?:19|20)\d\d\b|(?:[Nn]gày|[Tt]háng|[Qq]uý)\s*\d[\d/.-]*"
)
"""Digits that answer no "bao nhiêu": days, years and what is part of a name ("31/KH-UBND", "VNU350", "5G")."""

_WHO = r"(?:don vi|co quan|cong ty|doanh nghiep|to chuc|so|ai|benh vien|truong)"
_ORGANISATION = re.compile(r"\b(?:Công ty|Tập đoàn|Trung tâm|Viện|Trường|Bệnh viện|Hiệp hội|Liên minh|Ông|Bà|ÔNG|BÀ)\b")
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
    """Is `before` a label, a part of a list without marks or of a longer sentence, read together with `after`?"""
    if len(_REMARK.sub("", before).split()) < _FRAGMENT:
        return True
    after = after.strip()
    is_line = len(after.split()) <= _LINE and after[-1:] not in (*_CLOSED, *_OPEN)
    longest = _LONGEST_LINES if is_line else _LONGEST_LIST
    if after[:1] in _BULLETS or len(before.split()) + len(after.split()) > longest:
        return False
    ended = before[-1] in _CLOSED or (before[-1] == ")" and not is_line)
    return before[-1] in _OPEN or not (ended or before[0] in _BULLETS)


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
    is_topic = not check and _is_heading(found[0].text, record)
    given = set(tokens(found[0].text, folded=True, bigrams=True)) if is_topic else set()
    held = [rarity.keys() & set(tokens(one.text, folded=True, bigrams=True)) for one in found]
    total = sum(rarity.values()) or 1.0

    def weigh(terms: set[str]) -> float:
        halved = {term for term in terms & given if not term[0].isdigit()}
        return (sum(rarity[term] for term in terms) - _GIVEN * sum(rarity[term] for term in halved)) / total

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
    for holds in _asked_types(question):
        holders = [i for i in order if holds(found[i].text)]
        if holders and len(chosen) < LIMIT and not any(i in chosen for i in holders):
            heaviest = [i for i in holders if scores[i] == scores[holders[0]]]
            chosen.append(min(heaviest, key=lambda i: (i > order[0], abs(i - order[0]))))
    if order[0] and len(chosen) < LIMIT and _POINTS_BACK.match(found[order[0]].text):
        chosen.append(order[0] - 1)
    chosen = list(dict.fromkeys(chosen))
    return [found[i] for i in sorted(chosen)]


def _is_heading(first: str, record: Record) -> bool:
    """Is the first sentence only the title of the text, which its other sentences need not repeat?"""
    if record.kind is Kind.NEWS:
        return squeeze(record.title) in squeeze(first)
    line = squeeze(record.text.partition("\n")[0])
    return squeeze(first) == line and (line[-1] == ":" or line[-1] not in (*_CLOSED, *_OPEN))


def counts(text: str) -> bool:
    """Does the text hold a figure that answers "bao nhiêu"?"""
    return _counts("")(text)


def heading_of(record: Record) -> list[Excerpt]:
    """The line over a passage that says whose business it is ("2.1. Chỉ đạo Sở …"); none when it names no agency."""
    first, _, rest = record.text.partition("\n")
    return [Excerpt(first.strip(), 0)] if rest and load_gazetteer().ids(first) else []


def quote(record: Record, excerpts: Sequence[Excerpt]) -> list[Sentence]:
    """Each excerpt in quotation marks with the record's mark."""
    return [("“", Claim(squeeze(e.text), (record.id,)), "”", Mark((record.id,))) for e in excerpts]


def _type_bonus(question: str, sentence: str) -> float:
    return _TYPE_BONUS if any(holds(sentence) for holds in _asked_types(question)) else 0.0


def _asked_types(question: str) -> list[Callable[[str], bool]]:
    """What a sentence has to hold for each type of thing asked for."""
    folded = fold(question)
    return [holds for asks, holds in _TYPES if asks.search(folded)]


def _counts(unit: str) -> Callable[[str], bool]:
    figure = re.compile(rf"\d\s*(?:{unit})" if unit else r"\d")
    return lambda sentence: figure.search(_NOT_COUNTED.sub("", sentence)) is not None


def _names_somebody(sentence: str) -> bool:
    return bool(load_gazetteer().ids(sentence)) or _ORGANISATION.search(sentence) is not None


_TYPES: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        re.compile(
            r"(?:quyet dinh|nghi quyet|cong van|van ban|ke hoach|thong bao)(?: so)? (?:nao|may|gi)|so may\b|"
            r"which (?:decision|resolution|document|plan|notice|dispatch)"
        ),
        lambda sentence: bool(find_numbers(sentence)),
    ),
    (
        re.compile(
            r"khi nao|bao gio|ngay nao|thang may|thang nao|nam nao|quy may|quy nao|\bwhen\b|which (?:day|date|year)"
        ),
        lambda sentence: bool(find_periods(sentence)),
    ),
    (
        re.compile(r"giai doan (?:nao|may)|(?:which|what) (?:phase|stage)"),
        lambda sentence: re.search(r"[Gg]iai đoạn \d\b", sentence) is not None,
    ),
    (
        re.compile(r"phan tram|\bty le\b|\bty trong\b|percent|what (?:share|part|proportion|rate)"),
        _counts(r"%|phần trăm"),
    ),
    (
        re.compile(r"bao nhieu (?:tien|von|ty|trieu)|may (?:ty|trieu)|kinh phi|how much (?:money|capital|funding)"),
        _counts(r"(?:nghìn |triệu |tỷ |tỉ )(?:đồng|USD)|đồng"),
    ),
    (re.compile(r"bao nhieu|\bmay\b|\bbn\b|how (?:many|much|long)|\bso luong\b"), _counts("")),
    (re.compile(rf"\b{_WHO} nao\b|\bai\b|\bwho\b|which (?:unit|agency|compan\w+|body|bodies)"), _names_somebody),
)
"""What words ask for which type of thing, and whether a sentence holds one."""
