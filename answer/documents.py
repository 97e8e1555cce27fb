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
from dannguon.text import fold, squeeze

_WHO = r"(?:ai|don vi nao|co quan nao|cap nao|noi nao)"
_ISSUED = r"(?:ngay|khi|luc|bao gio|hom|\d+)"
_WHEN = r"(?:khi nao|ngay nao|bao gio|hom nao)"
_ASKS: Mapping[str, re.Pattern[str]] = {
    "abstract": re.compile(
        r"\b(?:trich yeu|ten (?:day du|goi|chinh thuc)|ve viec gi|full (?:name|title)|title of|called in full)\b"
    ),
    "issuer": re.compile(
        rf"\b(?:ban hanh boi(?: {_WHO})?|{_WHO} (?:da )?ban hanh|(?:do|cua) {_WHO}(?: ban hanh)?|co quan ban hanh|"
        r"(?:uy ban nhan dan|ubnd)(?: [a-z]+){0,3} ban hanh|issued by|who issued|issuer|which \w+ issued)\b"
    ),
    "issued_on": re.compile(
        rf"\b(?:ngay ban hanh|ban hanh (?:vao |trong )?{_ISSUED}|{_WHEN}(?: [a-z]+){{0,3}} ban hanh|ky ngay|ngay ky|"
        r"ngay nao|ngay may|ngay thang nam|when (?:was|is) .*(?:issued|signed)|date of issue|issue date|"
        r"issued (?:on|when))\b"
    ),
    "period": re.compile(
        r"\b(?:tu (?:ngay )?(?:nao|may)(?: \w+){0,2} (?:den|toi) (?:het )?(?:ngay )?(?:nao|may)|"
        r"khoang thoi gian nao|(?:which|what) (?:period|dates|days) (?:does|do|is|are))\b"
    ),
    "signatory": re.compile(
        r"\b(?:ai (?:la )?(?:\w+ ){0,3}ky|ky ten|nguoi ky|do ai ky|do (?:\w+ ){1,8}ky|dong chi nao ky|sign\w*)\b"
    ),
    "recipients": re.compile(r"\b(?:noi nhan|gui (?:cho )?(?:ai|nhung ai|co quan nao|nhung noi nao)|recipients?)\b"),
    "basis": re.compile(r"\b(?:can cu|co so phap ly|legal basis)\b"),
}
_FILLERS = frozenset(
    "ngay thang nam ban hanh ky chu tich bi thu ai la duoc nay boi do de toi ghi vao to trinh nguoi van cua va cho "
    "biet may nao gi gom nhung dau tinh tu khoang thoi gian who when was is it the and of nhe a ho minh thanh pho uy "
    "nhan dan chuc vu".split()
)
_SPAN = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{4})?\s*[-–]\s*\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_RESERVED = ("mo-dau", "meta", "chu-ky")
_LEFT = 2
"""Words of its own that a question about a document as a whole may have; with more it is about what stands in it."""


def documents(situation: Situation) -> Reply | None:
    """Issuer, day, signatory, basis or recipients of a document of the corpus, as its own head and end print them.

    None when something else is asked, or when the document does not print it.
    """
    question = situation.question
    asked = [fact for fact, pattern in _ASKS.items() if pattern.search(fold(question.text))]
    if not asked or question.intent not in (Intent.LOOKUP, Intent.CHECK, Intent.SUMMARY, Intent.VERSION):
        return None
    numbered = (held(situation.kb, number) for number in asked_numbers(question, situation.kb))
    unnumbered = (d for slug in question.documents if not (d := situation.kb.document(slug)).number)
    known = [document for document in (*numbered, *unnumbered) if document is not None]
    if not known or _own_words(question.topic) > _LEFT:
        return None
    sentences = [s for document in known for s in facts_of(document, asked, situation)]
    return Reply(tuple(sentences)) if sentences else None


def _own_words(topic: str) -> int:
    folded = fold(topic)
    for pattern in _ASKS.values():
        folded = pattern.sub(" ", folded)
    return sum(word not in _FILLERS and word.isalpha() for word in re.findall(r"\w+", folded))


def facts_of(document: Document, asked: Sequence[str], situation: Situation) -> Iterator[Sentence]:
    """Those of the facts (keys of `_READERS`) that the document prints, in one sentence; none when it prints none."""
    words = load_wording(situation.language)
    wanted = list(asked)
    denied = _denied(document, situation)
    if "issuer" in denied and "issuer" not in wanted:
        wanted.insert(0, "issuer")
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


_READERS: Mapping[str, Callable[[Document, KnowledgeBase], list[Claim]]] = {
    "abstract": _abstract,
    "issuer": _issuer,
    "issued_on": _issued_on,
    "period": _period,
    "signatory": _signatory,
    "recipients": _whole(Kind.RECIPIENTS),
    "basis": _whole(Kind.LEGAL_BASIS),
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
