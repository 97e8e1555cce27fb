"""What a question asks of a document as a whole: its issuer, day, signatory. Knows the words that ask for these."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from dannguon.models import Kind, Record
from dannguon.record_id import is_head
from dannguon.retrieval.asked import Intent, Question
from dannguon.text import fold


class HeadFact(StrEnum):
    """What a document says of itself at its head and its end."""

    ABSTRACT = "abstract"
    ISSUER = "issuer"
    ISSUED_ON = "issued_on"
    PERIOD = "period"
    SIGNATORY = "signatory"
    RECIPIENTS = "recipients"
    BASIS = "basis"


_WHO = r"(?:ai|don vi nao|co quan nao|cap nao|noi nao)"
_ISSUED = r"(?:ngay|khi|luc|bao gio|hom|\d+)"
_WHEN = r"(?:khi nao|ngay nao|bao gio|hom nao)"
_ASKS: Mapping[HeadFact, re.Pattern[str]] = {
    HeadFact.ABSTRACT: re.compile(
        r"\b(?:trich yeu|ten (?:day du|goi|chinh thuc)|ve viec gi|full (?:name|title)|title of|called in full)\b"
    ),
    HeadFact.ISSUER: re.compile(
        rf"\b(?:ban hanh boi(?: {_WHO})?|{_WHO} (?:da )?ban hanh|(?:do|cua) {_WHO}(?: ban hanh)?|co quan ban hanh|"
        r"(?:uy ban nhan dan|ubnd)(?: [a-z]+){0,3} ban hanh|issued by|who issued|issuer|which \w+ issued)\b"
    ),
    HeadFact.ISSUED_ON: re.compile(
        rf"\b(?:ngay ban hanh|ban hanh (?:vao |trong )?{_ISSUED}|{_WHEN}(?: [a-z]+){{0,3}} ban hanh|ky ngay|ngay ky|"
        r"ngay nao|ngay may|ngay thang nam|when (?:was|is) .*(?:issued|signed)|date of issue|issue date|"
        r"issued (?:on|when))\b"
    ),
    HeadFact.PERIOD: re.compile(
        r"\b(?:tu (?:ngay )?(?:nao|may)(?: \w+){0,2} (?:den|toi) (?:het )?(?:ngay )?(?:nao|may)|"
        r"khoang thoi gian nao|(?:which|what) (?:period|dates|days) (?:does|do|is|are))\b"
    ),
    HeadFact.SIGNATORY: re.compile(
        r"\b(?:ai (?:la )?(?:\w+ ){0,3}ky|ky ten|nguoi ky|do ai ky|do (?:\w+ ){1,8}ky|dong chi nao ky|sign\w*)\b"
    ),
    HeadFact.RECIPIENTS: re.compile(
        r"\b(?:noi nhan|gui (?:cho )?(?:ai|nhung ai|co quan nao|nhung noi nao)|recipients?)\b"
    ),
    HeadFact.BASIS: re.compile(r"\b(?:can cu|co so phap ly|legal basis)\b"),
}
_FILLERS = frozenset(
    "ngay thang nam ban hanh ky chu tich bi thu ai la duoc nay boi do de toi ghi vao to trinh nguoi van cua va cho "
    "biet may nao gi gom nhung dau tinh tu khoang thoi gian who when was is it the and of nhe a ho minh thanh pho uy "
    "nhan dan chuc vu".split()
)
_KINDS = {
    HeadFact.SIGNATORY: Kind.SIGNATURE,
    HeadFact.RECIPIENTS: Kind.RECIPIENTS,
    HeadFact.BASIS: Kind.LEGAL_BASIS,
}
_LEFT = 2
"""Words of its own that a question about a document as a whole may have; with more it is about what stands in it."""
_ASKING = frozenset({Intent.LOOKUP, Intent.CHECK, Intent.SUMMARY, Intent.VERSION})


def head_facts(question: Question) -> tuple[HeadFact, ...]:
    """What is asked of the document named, in the order of `HeadFact`; nothing where more than that is asked."""
    if question.intent not in _ASKING or _own_words(question.topic) > _LEFT:
        return ()
    folded = fold(question.text)
    return tuple(fact for fact, pattern in _ASKS.items() if pattern.search(folded))


def says(record: Record, facts: Sequence[HeadFact]) -> bool:
    """Whether a record is where documents say one of the facts."""
    return any(_KINDS[fact] is record.kind if fact in _KINDS else is_head(record.id) for fact in facts)


def _own_words(topic: str) -> int:
    folded = fold(topic)
    for pattern in _ASKS.values():
        folded = pattern.sub(" ", folded)
    return sum(word not in _FILLERS and word.isalpha() for word in re.findall(r"\w+", folded))
