"""The head and the close of an administrative document. Knows the layout of Decree 30 and of Party documents.

Head: issuer, number, place and day, type, title, legal bases, opening paragraph. Close: recipients, signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dannguon.ingest.outline import Paragraph
from dannguon.ingest.reading import Head
from dannguon.text import fold, squeeze

_TYPES = (
    "chương trình hành động",
    "chương trình",
    "báo cáo",
    "kế hoạch",
    "nghị quyết",
    "quyết định",
    "chỉ thị",
    "kết luận",
    "thông báo",
    "hướng dẫn",
    "quy chế",
    "quy định",
    "đề án",
    "tờ trình",
)
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|doc lap|dang cong san viet nam")
_ISSUER = re.compile(
    r"(?:ban|so|uy ban|ubnd|hoi dong|van phong|trung tam|cong an|dang uy|thanh uy|tinh uy|bo|cuc|chi cuc|vien)\b"
)
_NUMBER = re.compile(r"Số\s*:?\s*(?P<number>\d+\s*[-/].*?\S)\s*(?:$|,|;|\s{2,})")
_DAY = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình)\b")
_RECIPIENTS = re.compile(r"(?:nơi nhận|kính gửi)\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the numbered body, in printed order; `meta` is all down to the title."""

    head: Head
    meta: tuple[Paragraph, ...]
    bases: tuple[Paragraph, ...]
    opening: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Close:
    """What stands after the numbered body."""

    body: tuple[Paragraph, ...]
    recipients: tuple[Paragraph, ...]
    signature: tuple[Paragraph, ...]

    @property
    def signatory(self) -> str:
        """The name under the signature: its last paragraph that is not all capitals; "" where there is none."""
        names = [p.text for p in self.signature if p.text.istitle()]
        return names[-1] if names else ""


def read_opening(paragraphs: Sequence[Paragraph]) -> Opening:
    """Take the paragraphs before the first label apart. Each stands for one source line of the head."""
    bases = [at for at, p in enumerate(paragraphs) if _BASIS.match(p.text)]
    titled = [at for at, p in enumerate(paragraphs) if _type(p.text)]
    end_of_meta = bases[0] if bases else min(titled[0] + 2, len(paragraphs)) if titled else 0
    end_of_bases = bases[-1] + 1 if bases else end_of_meta
    meta = tuple(paragraphs[:end_of_meta])
    return Opening(_head(meta), meta, tuple(paragraphs[end_of_meta:end_of_bases]), tuple(paragraphs[end_of_bases:]))


def split_close(paragraphs: Sequence[Paragraph]) -> Close:
    """Cut a body, from its first label on, into its text, its recipients and its signature."""
    at = next((at for at, p in enumerate(paragraphs) if _RECIPIENTS.match(p.text)), len(paragraphs))
    end = at + 1 if at < len(paragraphs) else at
    while end < len(paragraphs) and (paragraphs[end].text[0] in "-–+" or paragraphs[end].text[0].islower()):
        end += 1
    return Close(tuple(paragraphs[:at]), tuple(paragraphs[at:end]), tuple(paragraphs[end:]))


def _type(text: str) -> str:
    """The document type that a heading line names ("BÁO CÁO TUẦN"), in sentence case; "" for any other line."""
    if not text.isupper() or len(text) > 60:
        return ""
    found = next((name for name in _TYPES if text.lower().startswith(name)), "")
    return found.capitalize()


def _head(meta: Sequence[Paragraph]) -> Head:
    texts = [p.text for p in meta]
    at = next((at for at, text in enumerate(texts) if _type(text)), len(texts))
    kind = _type(texts[at]) if at < len(texts) else ""
    number = next((m["number"] for text in texts if (m := _NUMBER.match(text))), "")
    day = next((m[0] for text in texts if (m := _DAY.search(text))), "")
    return Head(
        number=squeeze(number),
        type=kind,
        title=_title(texts[at], kind, texts[at + 1 :]) if kind else "",
        issuer=_issuer(texts[:at]),
        issued_on=day,
    )


def _title(line: str, kind: str, below: Sequence[str]) -> str:
    """The title; a type with a tail goes on below: "BÁO CÁO TUẦN", "Tuần 11 (…)" is "Báo cáo tuần 11 (…)"."""
    tail = line[len(kind) :].strip()
    rest = squeeze(" ".join(below))
    if not tail:
        return rest
    if fold(rest).startswith(fold(tail)):
        return f"{kind} {rest[:1].lower()}{rest[1:]}"
    return squeeze(f"{kind} {tail.lower()} {rest}")


def _issuer(texts: Sequence[str]) -> str:
    """The lines of the issuing body, as printed; the body above it, which stands in the first line, is left out."""
    lines = []
    for text in texts:
        if not text.isupper() or _MOTTO.match(fold(text)):
            break
        lines.append(text)
    starts = [at for at, text in enumerate(lines) if _ISSUER.match(fold(text))]
    return squeeze(" ".join(lines[starts[-1] :])) if starts else ""
