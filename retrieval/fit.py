"""How well a record fits what a question asks beside its topic. Knows fields, places and versions; hides weights.

The score of the words and vectors says what a record is about; two rows about one thing differ in the rest: which
plan they stand in, whether they have the column that is asked for, whether they are still in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dannguon.models import AGENCY_FIELDS, Due, Field, Kind, Record
from dannguon.record_id import is_head
from dannguon.retrieval.asked import ROLE_FIELDS, AgencyConstraint, Constraints, DueConstraint, Intent, Question
from dannguon.retrieval.heads import head_facts, says
from dannguon.retrieval.reference import in_place
from dannguon.text import canonical, fold

_REFERENCE = 100.0
"""Beyond any sum of the others: who names a row gets that row first."""
_DOCUMENT = 2.0
_FIELD = 0.8
_AGENCY_FIELD = 1.4
"""Prose often states dates and figures, seldom who leads."""
_AGENCY = 0.6
_DUE = 0.7
_PERSON = 2.0
"""A name is in few records, and who types it means these."""
_HEAD = 4.0
"""Who names a document and nothing else asks about the document, not about what it says somewhere."""
_ORDINAL = 2.0
_PLACE = 2.0
_KIND = 0.4
_SPECIAL_KIND = 2.0
_SUPERSEDED = -1.2
_QUALITY = 0.1
_HEADING = -0.3
_MONEY = 0.8
_COUNTED = 0.8
_ABSTRACT = 2.0
_MENTION = 2.0
_UNKNOWN = 1.0
"""A document that the corpus lacks is spoken of in few records: in a letter's number, a decision's date."""
_SPECIAL = frozenset({Kind.LEGAL_BASIS, Kind.RECIPIENTS, Kind.SIGNATURE, Kind.FOOTNOTE})
"""A document has few of them, and who asks for one names it."""
_HEADINGS = _SPECIAL | {Kind.GROUP}
_ASKS_MONEY = re.compile(
    r"\b(?:bao nhieu|bn|may)\s+(?:tien|dong|ty|ti|trieu|kinh phi|von|ngan sach)\b"
    r"|\b(?:von|kinh phi|ngan sach|du toan|chi phi)\b.*\b(?:bao nhieu|bn|may)\b(?!\s*(?:phan tram|%))"
    r"|\bhow much\b.*\b(?:money|capital|fund|funding|funds|budget|cost|spending|vnd)\b"
)
_ASKS_WHEN = re.compile(r"\b(?:ngay|tuan|thang|quy|nam) (?:may|bao nhieu|bn)\b")
_GOAL = re.compile(r"\b(?:toi thieu|it nhat|phai dat|can dat|phai co)\b")
"""A least figure is set by a target; a report tells one."""
_HOW_MANY = re.compile(r"\b(?:bao nhi?e?u|bn|may)\s+(?P<first>[a-z]+)\s+(?P<second>[a-z0-9]+)\b")
_SHARE = re.compile(r"\b(?:ty le|ti le|ty trong|ti trong|percentage|what share)\b")
_AMOUNT = re.compile(r"\d\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng|usd|vnd|million|billion)\b", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\w.,/-])\d{1,2}\.\d{1,2}(?![\w/-]|[.,]\d|\s*(?:%|[a-zà-ỹđ]))", re.IGNORECASE)
"""A number with a dot and nothing counted behind it: "(31.2)", not "31.2 tỷ"."""
_SETS = frozenset({Intent.LIST, Intent.COUNT, Intent.COMPARE, Intent.VERSION})
_ABSTRACT_AFTER = r"(?:\s+(?:ngày|tháng|năm|\d[\d/.-]*|của(?:\s+\S+){1,8}?)){0,10}\s+về\b"


class Fit:
    """How records fit one question, in units of the fused score (standard deviations of relevance)."""

    def __init__(self, question: Question, named: frozenset[int], superseded: frozenset[str]) -> None:
        """`named` are the rows that the question names by place or number, `superseded` documents by slug."""
        self._question = question
        self._named = named
        self._superseded = frozenset() if question.old_version else superseded - set(question.documents)
        self._fields = [name for name in question.fields if name is not Field.NAME]
        folded = fold(question.text)
        self._money = _ASKS_MONEY.search(_ASKS_WHEN.sub(" ", folded)) is not None and _SHARE.search(folded) is None
        self._counted = _counts(question)
        self._goal = Field.VALUE in question.fields and _GOAL.search(folded) is not None
        self._unknown = [_named_in_text(name) for name in question.unknown_documents if re.search(r"\d", name)]
        self._headings = _HEADINGS.difference(question.constraints.kinds)
        self._heads = head_facts(question) if question.documents else ()
        self._whole = bool(question.documents) and not self._heads and _is_topicless(question)
        self._ordinals = frozenset(_DOTTED.findall(question.text))
        wanted = [reference.number for reference in question.references if reference.number]
        self._mentions = [re.compile(rf"(?<![\w/-]){re.escape(fold(number))}(?![\w/-])") for number in wanted]
        numbers = wanted if Field.NAME in question.fields else []
        self._abstracts = [re.compile(re.escape(number) + _ABSTRACT_AFTER) for number in numbers]

    def shares(self, row: int, record: Record) -> dict[str, float]:
        """What is added to the score of a record for its fit, by name; shares of 0 are left out."""
        shares = {
            "reference": _REFERENCE * (row in self._named),
            "document": _DOCUMENT * (record.document in self._question.documents),
            "field": _mean(self._field_share(name, record) for name in self._fields),
            "constraint": _constraint_share(self._question.constraints, record),
            "superseded": _SUPERSEDED * (record.document in self._superseded),
            "quality": _QUALITY * (record.quality - 1),
            "heading": _HEADING * (bool(self._fields) and record.kind in self._headings),
            "money": _MONEY * (self._money and _AMOUNT.search(record.text) is not None),
            "counted": _COUNTED * (self._counted is not None and bool(self._counted.search(_folded(record.text)))),
            "head": _HEAD * (says(record, self._heads) or (self._whole and is_head(record.id))),
            "ordinal": _ORDINAL * (record.ordinal in self._ordinals),
            "unknown": _UNKNOWN * any(pattern.search(_folded(record.text)) for pattern in self._unknown),
            "mention": _MENTION * any(pattern.search(_folded(record.text)) for pattern in self._mentions),
            "abstract": _ABSTRACT * any(pattern.search(record.text) for pattern in self._abstracts),
        }
        return {name: share for name, share in shares.items() if share}

    def keeps(self, record: Record) -> bool:
        """Whether a record of the documents named is found by what it is, not by words: the head, who signed."""
        special = record.kind in _SPECIAL.intersection(self._question.constraints.kinds)
        return special or is_head(record.id) or says(record, self._heads)

    def _field_share(self, name: Field, record: Record) -> float:
        return (_AGENCY_FIELD if name in AGENCY_FIELDS else _FIELD) * (name in record.fields)


def _is_topicless(question: Question) -> bool:
    apart = not question.references and not question.constraints and question.intent not in _SETS
    return not question.topic and apart


def _named_in_text(document: str) -> re.Pattern[str]:
    """A document that the corpus lacks, where a record speaks of it: "kế hoạch 31" is "Kế hoạch số 31/KH-UBND"."""
    words = re.findall(r"\w+", fold(document).replace(" so ", " "))
    return re.compile(r"\b" + r"\s+(?:so\s+)?".join(word.lstrip("0") for word in words[:4]) + r"\b")


def _counts(question: Question) -> re.Pattern[str] | None:
    """A figure before what a question wants counted: "bao nhiêu doanh nghiệp", "how many procedures"; else None."""
    folded = fold(question.text)
    nouns = [rf"{match['first']}(?: \w+)? {match['second']}" for match in _HOW_MANY.finditer(folded)]
    for term in question.terms:
        if re.search(rf"\bhow many\s+(?:[\w-]+\s+){{0,2}}{re.escape(fold(term.source))}\b", folded):
            nouns.append(re.escape(fold(term.text)))
    return re.compile(rf"\d\s+(?:{'|'.join(nouns)})\b") if nouns else None


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold(text)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _constraint_share(constraints: Constraints, record: Record) -> float:
    kind = _SPECIAL_KIND if record.kind in _SPECIAL else _KIND
    return (
        _AGENCY * _mean(_has_agency(one, record) for one in constraints.agencies)
        + _DUE * _mean(_is_due(one, record) for one in constraints.due)
        + _PLACE * any(in_place(record, container, None) for container in constraints.containers)
        + _PLACE * any(in_place(record, None, section) for section in constraints.sections)
        + kind * (record.kind in constraints.kinds)
        + _PERSON * _mean(_names(name, record) for name in constraints.officers)
    )


def _names(person: str, record: Record) -> bool:
    return re.search(rf"(?<!\w){re.escape(canonical(person))}(?!\w)", canonical(record.text)) is not None


def _has_agency(constraint: AgencyConstraint, record: Record) -> bool:
    values = (record.value(field) for field in ROLE_FIELDS[constraint.role])
    return constraint.negated != any(isinstance(ids, tuple) and constraint.agency in ids for ids in values)


def _is_due(constraint: DueConstraint, record: Record) -> bool:
    due = record.value(Field.DUE)
    return isinstance(due, Due) and any(
        milestone.end is not None
        and (constraint.start is None or milestone.end >= constraint.start)
        and (constraint.end is None or milestone.end <= constraint.end)
        for milestone in due.milestones
    )
