"""What a document says of itself: who issued and signed it, when, on what basis, to whom. Knows where heads say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from dannguon.agencies import load_gazetteer
from dannguon.answer import echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Part, Sentence, fill, joined
from dannguon.answer.reply import Reply, Situation
from dannguon.answer.succession import held
from dannguon.answer.versions import asked_numbers
from dannguon.due import find_periods
from dannguon.kb import KnowledgeBase
from dannguon.models import Document, Kind, Record
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import Intent
from dannguon.retrieval.heads import HeadFact, head_facts
from dannguon.text import fold, squeeze

_SPAN = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{4})?\s*[-–]\s*\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_RESERVED = ("mo-dau", "meta", "chu-ky")


def documents(situation: Situation) -> Reply | None:
    """Issuer, day, signatory, basis or recipients of a document of the corpus, as its own head and end print them.

    None when something else is asked, or when the document does not print it.
    """
    question = situation.question
    asked = head_facts(question)
    if not asked:
        return None
    numbered = (held(situation.kb, number) for number in asked_numbers(question, situation.kb))
    unnumbered = (d for slug in question.documents if not (d := situation.kb.document(slug)).number)
    known = [document for document in (*numbered, *unnumbered) if document is not None]
    sentences = [s for document in known for s in facts_of(document, asked, situation)]
    return Reply(tuple(sentences)) if sentences else None


def facts_of(document: Document, asked: Sequence[HeadFact], situation: Situation) -> Iterator[Sentence]:
    """Those of the facts that the document prints, in one sentence; none when it prints none."""
    words = load_wording(situation.language)
    wanted = list(asked)
    denied = _denied(document, situation)
    if "issuer" in denied and HeadFact.ISSUER not in wanted:
        wanted.insert(0, HeadFact.ISSUER)
    facts = [(fact, value) for fact in wanted if (value := _READERS[fact](document, situation.kb))]
    if not facts:
        return
    stated = [
        (*fill(words(f"document.{fact}"), {"value": joined([(c,) for c in value], ", ")}), _mark(value))
        for fact, value in facts
    ]
    slots: dict[str, Part | Sequence[Part]] = {
        "document": echoes.document(document, situation.language),
        "facts": joined(stated, "; "),
    }
    if "issuer" in denied:
        yield fill(words("document.other_issuer"), {"agency": echoes.agency(denied["issuer"], situation.language)})
    elif situation.question.intent is Intent.CHECK:
        yield (words("check.wrong" if denied else "check.right"),)
    yield fill(words("document.sentence"), slots)


def _mark(claims: Sequence[Claim]) -> Mark:
    return Mark(tuple(dict.fromkeys(record for claim in claims for record in claim.records)))


def _denied(document: Document, situation: Situation) -> dict[str, str]:
    """What the question supposes of the document and its head denies: the issuing agency, the day, who signed."""
    denied: dict[str, str] = {}
    supposed = set(load_gazetteer().ids(situation.question.topic))
    supposed |= {c.agency for c in (*situation.question.claimed.agencies, *situation.question.constraints.agencies)}
    if document.issuer and supposed - set(load_gazetteer().ids(document.issuer)):
        denied["issuer"] = sorted(supposed)[0]
    days = {(due.start, due.end) for due in situation.question.claimed.due}
    if document.issued_on and days and (document.issued_on, document.issued_on) not in days:
        denied["issued_on"] = document.issued_on.isoformat()
    people = [name for name in situation.question.claimed.officers if fold(name) not in fold(document.signatory or "")]
    if document.signatory and people:
        denied["signatory"] = people[0]
    return denied


def _abstract(document: Document, kb: KnowledgeBase) -> list[Claim]:
    return _printed(document, document.title or "", kb)


def _issuer(document: Document, kb: KnowledgeBase) -> list[Claim]:
    return _printed(document, document.issuer or "", kb)


def _issued_on(document: Document, kb: KnowledgeBase) -> list[Claim]:
    for record in _head(document, kb):
        for period in find_periods(record.text):
            if document.issued_on and period.milestone.start == period.milestone.end == document.issued_on:
                return [Claim(squeeze(record.text[period.start : period.end]), (record.id,))]
    return []


def _period(document: Document, kb: KnowledgeBase) -> list[Claim]:
    """The days that the title spans: "(06.3.2026 - 12.3.2026)"."""
    spanned = _SPAN.search(document.title or "")
    return _printed(document, spanned[0], kb) if spanned else []


def _signatory(document: Document, kb: KnowledgeBase) -> list[Claim]:
    for record in _of_kind(document, Kind.SIGNATURE, kb):
        before, name, _ = record.text.partition(document.signatory or "\0")
        if name:
            title = squeeze(before)
            return [Claim(text, (record.id,)) for text in (title, name) if text]
    return []


def _whole(kind: Kind) -> Callable[[Document, KnowledgeBase], list[Claim]]:
    def read(document: Document, kb: KnowledgeBase) -> list[Claim]:
        return [Claim(squeeze(record.text), (record.id,)) for record in _of_kind(document, kind, kb)]

    return read


_READERS: Mapping[HeadFact, Callable[[Document, KnowledgeBase], list[Claim]]] = {
    HeadFact.ABSTRACT: _abstract,
    HeadFact.ISSUER: _issuer,
    HeadFact.ISSUED_ON: _issued_on,
    HeadFact.PERIOD: _period,
    HeadFact.SIGNATORY: _signatory,
    HeadFact.RECIPIENTS: _whole(Kind.RECIPIENTS),
    HeadFact.BASIS: _whole(Kind.LEGAL_BASIS),
}


def _printed(document: Document, value: str, kb: KnowledgeBase) -> list[Claim]:
    """The value as running text prints it, else as the head does; letter case and line breaks ignored."""
    pattern = re.compile(r"\s+".join(map(re.escape, value.split())), re.IGNORECASE)
    for record in _head(document, kb):
        found = pattern.search(record.text) if value else None
        if found:
            return [Claim(squeeze(found[0]), (record.id,))]
    return []


def _head(document: Document, kb: KnowledgeBase) -> list[Record]:
    """The opening paragraph, the head and the signature, in this order."""
    own = {r.id.rpartition("/")[2]: r for r in kb.records if r.document == document.slug}
    return [own[item] for item in _RESERVED if item in own]


def _of_kind(document: Document, kind: Kind, kb: KnowledgeBase) -> list[Record]:
    return [r for r in kb.records if r.document == document.slug and r.kind is kind]
