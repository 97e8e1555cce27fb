"""Which document replaced which, by the documents' own words. Knows where the sentence stands and how it names both."""

from __future__ import annotations

import re

from dannguon.doc_number import find_numbers, number_key
from dannguon.kb import KnowledgeBase
from dannguon.models import Document, Relation, RelationKind
from dannguon.text import fold

ENDS = (RelationKind.SUPERSEDES, RelationKind.REPEALS)
_KIND_BEFORE = re.compile(r"[A-ZĐ]\w*(?:\s+[^\W\d_A-ZĐ]+){0,4}\s+(?:số\s+)?$")
_DAY = r"(?:ngày\s+)?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_DAY_AFTER = re.compile(rf"\s*(?:\(\s*{_DAY}\s*\)|,?\s*{_DAY})")
_TYPED = re.compile(r"(\d+)(?:/(\d{4}))?\W*(.*)")


def ended_by(kb: KnowledgeBase, number: str) -> Relation | None:
    """What replaces or repeals the document `number`, typed in any way; None when no document says so."""
    return next((r for r in kb.relations if r.kind in ENDS and same_number(number, r.object)), None)


def ended_with(kb: KnowledgeBase, number: str) -> list[Relation]:
    """What the document `number` replaces or repeals, in document order."""
    return [r for r in kb.relations if r.kind in ENDS and same_number(number, r.subject)]


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


def name_in(sentence: str, number: str, start: int = 0) -> tuple[int, int] | None:
    """Where a sentence first names a document after `start`: its kind, number and day; None when it does not."""
    for mention in find_numbers(sentence):
        if mention.start >= start and number_key(mention.number) == number_key(number):
            before = _KIND_BEFORE.search(sentence[: mention.start])
            after = _DAY_AFTER.match(sentence, mention.end)
            return before.start() if before else mention.start, after.end() if after else mention.end
    return None


def stated(relation: Relation) -> str:
    """The words of the sentence that say it: from the document that acts, or the verb, to the one acted on."""
    sentence = relation.sentence
    verbs = [m.start() for m in _VERBS[relation.kind].finditer(sentence)]
    verb = next((at for at in reversed(verbs) if name_in(sentence, relation.object, at)), 0)
    subject = name_in(sentence, relation.subject)
    target = name_in(sentence, relation.object, verb)
    return sentence[min(verb, subject[0] if subject else verb) : target[1] if target else None]


_VERBS = {
    RelationKind.SUPERSEDES: re.compile("thay thế", re.IGNORECASE),
    RelationKind.REPEALS: re.compile("bãi bỏ", re.IGNORECASE),
    RelationKind.AMENDS: re.compile("sửa đổi", re.IGNORECASE),
    RelationKind.IMPLEMENTS: re.compile("thực hiện|triển khai", re.IGNORECASE),
}
