"""Which document is in force and what replaced what. Knows the questions about versions and the words of the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dannguon.answer import echoes
from dannguon.answer.attributes import asks
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Part, Sentence, fill
from dannguon.answer.reply import Reply, Situation
from dannguon.answer.succession import ENDS, ended_by, ended_with, held, name_in, replaced, same_number, stated
from dannguon.doc_number import find_numbers
from dannguon.kb import KnowledgeBase
from dannguon.language import Language
from dannguon.models import Document, Field, Kind, Relation, RelationKind
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent, Question
from dannguon.text import fold

_ASKS_VERSION = re.compile(
    r"\b(?:thay the|thay cho|thay bang|bi thay|van ban nao thay|con hieu luc|het hieu luc|con ap dung|con dung|"
    r"hien hanh|dang ap dung|ap dung|bai bo|ke hoach cu|van ban cu|replac\w+|supersed\w+|in force|outdated)\b"
)
_ASKS_AMENDED = re.compile(r"\b(?:sua doi|bo sung|amend\w*)\b")
_NUMBER = re.compile(r"\d{1,5}")
_TYPED_NUMBER = re.compile(r"\d+/\d{4}\b")
"""A number cut short that no document is known by: "bãi bỏ Quyết định 63/2014" is the subject of some other text."""


def versions(situation: Situation) -> Reply | None:
    """What replaced the documents asked about and what they replace, each with the sentence that says so.

    None when the question is not about a document as a whole, or names none that the corpus speaks of.
    """
    question = situation.question
    why = asks("reason", question)
    if situation.focus or why or not _is_about_versions(question, situation.kb):
        return None
    numbers = asked_numbers(question, situation.kb)
    found = _relations(numbers, question, situation.kb)
    sentences = [_replaced(relation, situation.kb, situation.language) for relation in found]
    if question.intent is Intent.CHECK and len(numbers) > 1 and not _joined(numbers, found):
        sentences.insert(0, (load_wording(situation.language)("check.wrong"),))
    if found:
        spoken = {end for relation in found for end in (relation.subject, relation.object)}
        for number in numbers:
            if held(situation.kb, number) is None and not any(same_number(number, other) for other in spoken):
                sentences += _based_on(number, situation.kb)
    settled = [number for number in numbers if ended_by(situation.kb, number)]
    for number in numbers:
        document = held(situation.kb, number)
        if document is not None and number not in settled:
            sentences.append(_in_force(document, bool(found), situation.language))
    return Reply(tuple(sentences)) if sentences else None


def _based_on(number: str, kb: KnowledgeBase) -> list[Sentence]:
    """Where a document that is not held is named as a basis, in the source's words; empty where it is not."""
    for record in kb.records:
        for clause in record.text.split("\n") if record.kind is Kind.LEGAL_BASIS else ():
            if any(same_number(number, mention.number) for mention in find_numbers(clause)):
                return [("“", Claim(clause.strip(), (record.id,)), "”", Mark((record.id,)))]
    return []


def note(kb: KnowledgeBase, document: Document, language: Language) -> Sentence | None:
    """That a document was replaced, by what and where that is written; None when it is in force."""
    relation = replaced(kb, document)
    if relation is None:
        return None
    slots = {"old": echoes.document(document, language), "new": _name(relation, relation.subject, kb, language)}
    return fill(load_wording(language)("version.note"), {**slots, "mark": Mark((relation.record,))})


def asked_numbers(question: Question, kb: KnowledgeBase) -> list[str]:
    """The numbers of the documents that a question is about: those it prints; else those it names in words."""
    typed = set(_NUMBER.findall(question.text))
    known = [d.number for slug in question.documents if (d := kb.document(slug)).number]
    printed = [number for number in known if set(_NUMBER.findall(number)[:1]) & typed]
    unknown = [reference.number for reference in question.references if reference.number]
    unknown += [text for text in question.unknown_documents if _NUMBER.search(text)]
    named = [n for n in [*(printed or ([] if unknown else known)), *unknown] if n]
    return [n for at, n in enumerate(named) if not any(same_number(n, other) for other in named[:at])]


def _is_about_versions(question: Question, kb: KnowledgeBase) -> bool:
    if question.intent is Intent.VERSION:
        return bool(asked_numbers(question, kb)) or not _TYPED_NUMBER.search(question.topic)
    folded = fold(question.text)
    if question.intent not in (Intent.LOOKUP, Intent.CHECK):
        return False
    if set(question.fields) - {Field.DOCUMENT_NUMBER, Field.ISSUED_ON} or question.constraints:
        return False
    numbers = asked_numbers(question, kb)
    if _ASKS_VERSION.search(folded) or _ASKS_AMENDED.search(folded):
        return bool(numbers)
    unheld = [number for number in numbers if held(kb, number) is None]
    return len(unheld) > 1 and any(_relations([number], question, kb) for number in unheld)


def _relations(numbers: Sequence[str], question: Question, kb: KnowledgeBase) -> list[Relation]:
    """What ended the documents and what they ended; all that the corpus says when none is named."""
    found: list[Relation] = []
    for number in numbers:
        by = ended_by(kb, number)
        found += [by] if by else []
        found += ended_with(kb, number)
        if _ASKS_AMENDED.search(fold(question.text)):
            found += [r for r in kb.relations if r.kind is RelationKind.AMENDS and same_number(number, r.object)]
    if not numbers:
        found = [r for r in kb.relations if r.kind is RelationKind.SUPERSEDES]
    return list(dict.fromkeys(found))


def _joined(numbers: Sequence[str], found: Sequence[Relation]) -> bool:
    """Does one sentence speak of two of the documents, the first as the one that replaces?"""
    return any(same_number(numbers[0], r.subject) and same_number(n, r.object) for r in found for n in numbers[1:])


def _replaced(relation: Relation, kb: KnowledgeBase, language: Language) -> Sentence:
    words = load_wording(language)
    template = "version.amended" if relation.kind is RelationKind.AMENDS else "version.replaced"
    slots: dict[str, Part | Sequence[Part]] = {
        "old": _name(relation, relation.object, kb, language),
        "new": _name(relation, relation.subject, kb, language),
        "quote": Claim(stated(relation), (relation.record,)),
        "mark": Mark((relation.record,)),
    }
    missing = relation.kind in ENDS and held(kb, relation.subject) is None
    return (*fill(words(template), slots), *([words("version.successor_missing")] if missing else []))


def _name(relation: Relation, number: str, kb: KnowledgeBase, language: Language) -> Claim:
    """A document as the sentence names it; one that it does not name is the one in which it stands."""
    place = name_in(relation.sentence, number)
    if place is not None:
        return Claim(relation.sentence[slice(*place)], (relation.record,))
    return echoes.document(kb.document(kb.get(relation.record).document), language)


def _in_force(document: Document, more: bool, language: Language) -> Sentence:
    template = "version.in_force" if more else "version.not_replaced"
    return fill(load_wording(language)(template), {"document": echoes.document(document, language)})
