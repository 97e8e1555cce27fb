"""What the rest of a list question is about. Knows the words before a subject and before a heading's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dannguon.retrieval.phrases import aligned
from dannguon.retrieval.wording import Span, overlaps

_ABOUT = (
    r"(?:(?:co|duoc|that|which|are|is)\s+)*(?:(?:ve|thuoc|trong|o)\s+)?(?:"
    r"ve viec|ve|lien quan(?: den| toi| ve)?|(?:nhac|noi|de cap|dinh dang|dinh)(?: den| toi| ve)|de cap|noi ro"
    r"|xoay quanh|linh vuc|mang|chu de|van de|co tu|co chu|chua tu|dinh dang den"
    r"|about|regarding|concerning|relat(?:ed|ing) to|on|mention(?:s|ing)?|deal(?:s|ing)? with|in the (?:field|area) of"
    r")"
)
_BEFORE = re.compile(rf"\b{_ABOUT}\s+$")
_AT_HEAD = re.compile(rf"^{_ABOUT}\s+(?=\w)")
_UNDER = re.compile(
    r"^(?:(?:trong|thuoc|o|cua|tai|in|under|of|the)\s+)*"
    r"(?:muc|phan|nhom(?:\s+nhiem vu)?|chuong|section|heading)\s+"
    r"(?!tieu\b|mem\b|cung\b|tram\b|dich\b)(?:ve\s+|on\s+)?(?=\w)"
)
_WITHIN = re.compile(rf"\b{_ABOUT}\s+\w")
_CLAUSE = re.compile(r"[,;.?!]|\b(?:ma|la|duoc|phai|ghi|do|va|co)\b")
_LABEL = re.compile(r"\s*\([^()\d]*\)")
_DONE = re.compile(
    r"\b(?:da|chua|not yet|already)\s+(?:lam\s+|thuc hien\s+)?(?:xong|hoan thanh|done|finished|completed)\b(?! han)"
)
_PLAIN = frozenset(
    "ke hoach phu luc van ban bao cao thanh pho giam doc thu truong ca chung hai ba bang danh sach ghi chi tiet day du"
    " ke tat toan bo kem theo them luon nua nhu the do nay con lai tren ben duoi dung so muc phan city annex plan ten"
    " lam phu trach nao gi khong biet het co quan don vi khac".split()
)
"""Words that, with no other beside them, are no subject: "ghi trong kế hoạch", "kể cả chung"."""
_SHORT_FORM = re.compile(r"\b[A-ZĐ][A-ZĐ&]+\b")


def is_topic(text: str, start: int) -> bool:
    """Whether the words before `start` say that a subject follows."""
    return _BEFORE.search(aligned(text[:start])) is not None


def in_topic(text: str, start: int) -> bool:
    """Whether a subject has begun before `start` in the same clause: "nhiệm vụ về đào tạo thường xuyên"."""
    clause = _CLAUSE.split(aligned(text[:start]))[-1]
    return _WITHIN.search(clause) is not None


@dataclass(frozen=True, slots=True)
class Topics:
    """Phrases as typed: what the records are about, the headings they stand under, and those that say neither."""

    texts: tuple[str, ...]
    headings: tuple[str, ...]
    unread: tuple[str, ...]


def topics_of(text: str, segments: Iterable[Span]) -> Topics:
    """Sort the parts of a list question that no other condition has used."""
    texts, headings, unread = [], [], []
    for start, end in segments:
        phrase = text[start:end]
        folded = aligned(phrase)
        if is_topic(text, start):
            texts.append(phrase)
        elif under := _UNDER.match(folded):
            headings.append(phrase[under.end() :])
        elif about := _AT_HEAD.match(folded):
            texts.append(phrase[about.end() :])
        elif not set(folded.split()) <= _PLAIN and (" " in phrase or _SHORT_FORM.search(phrase)):
            unread.append(phrase)
    unread += [text[done.start() : done.end()] for done in _DONE.finditer(aligned(text))]
    return Topics(tuple(texts), tuple(headings), tuple(unread))


def labels_after(text: str, places: Sequence[Span]) -> list[Span]:
    """Brackets after a place that only say what stands there: "mục V Phụ lục III (doanh nghiệp)"."""
    found = (_LABEL.match(text, end) for _, end in places)
    return [match.span() for match in found if match is not None and not overlaps(match.span(), places)]
