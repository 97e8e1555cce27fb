"""Which document replaced which, by the documents' own words. Knows where the sentence stands and how it names both."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dannguon.doc_number import find_numbers, number_key
from dannguon.kb import KnowledgeBase
from dannguon.models import Document, Relation, RelationKind
from dannguon.text import fold

_ENDS = (RelationKind.SUPERSEDES, RelationKind.REPEALS)
_KIND_BEFORE = re.compile(r"[A-ZĐ]\w*(?:\s+[^\W\d_A-ZĐ]+){0,4}\s+(?:số\s+)?$")
_DAY_AFTER = re.compile(
    r"\s*(?:,\s*|\(\s*)?(?:ngày\s+)?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})\)?"
)
_TYPED = re.compile(r"(\d+)(?:/(\d{4}))?\W*(.*)")


def ended_by(kb: KnowledgeBase, number: str) -> Relation | None:
    """What replaces or repeals the document `number`, typed in any way; None when no document says so."""
    return next((r for r in kb.relations if r.kind in _ENDS and same_number(number, r.object)), None)


def ended_with(kb: KnowledgeBase, number: str) -> list[Relation]:
    """What the document `number` replaces or repeals, in document order."""
    return [r for r in kb.relations if r.kind in _ENDS and same_number(number, r.subject)]


def replaced(kb: KnowledgeBase, document: Document) -> Relation | None:
    """What replaces a document of the corpus, or None: it is in force as far as the corpus says."""
    return ended_by(kb, document.number) if document.number else None


def held(kb: KnowledgeBase, number: str) -> Document | None:
    """The document of the corpus with this number, or None."""
    return next((d for d in kb.documents if d.number and same_number(number, d.number)), None)


def same_number(typed: str, number: str) -> bool:
    """Whether a number typed by a person is this one: folded, and the code may be cut short ("kế hoạch 1413")."""
    wanted, printed = _TYPED.search(fold(typed)), _TYPED.match(fold(number))
    if wanted is None or printed is None or wanted[1].lstrip("0") != printed[1].lstrip("0"):
        return False
    return number_key(printed[3]).startswith(number_key(wanted[3])) and (not wanted[2] or wanted[2] == printed[2])


def name_in(sentence: str, number: str) -> tuple[int, int] | None:
    """Where a sentence names a document: its kind before the number, its day after it; None when it does not."""
    for mention in find_numbers(sentence):
        if number_key(mention.number) == number_key(number):
            before = _KIND_BEFORE.search(sentence[: mention.start])
            after = _DAY_AFTER.match(sentence, mention.end)
            return before.start() if before else mention.start, after.end() if after else mention.end
    return None


def stated(relation: Relation) -> str:
    """The words of the sentence that say it: from the first of both documents named, or the verb, to the second."""
    places = list(_places(relation))
    end = max(stop for _, stop in places)
    verb = _verb(relation)
    return relation.sentence[min([verb, *(start for start, _ in places)]) : end]


def _places(relation: Relation) -> Iterator[tuple[int, int]]:
    for number in (relation.subject, relation.object):
        place = name_in(relation.sentence, number)
        if place is not None:
            yield place


def _verb(relation: Relation) -> int:
    words = {RelationKind.SUPERSEDES: "thay thế", RelationKind.REPEALS: "bãi bỏ", RelationKind.AMENDS: "sửa đổi"}
    target = name_in(relation.sentence, relation.object)
    found = relation.sentence.lower().rfind(words.get(relation.kind, " "), 0, target[0] if target else None)
    return found if found >= 0 else len(relation.sentence)
