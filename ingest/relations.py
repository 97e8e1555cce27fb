"""What documents say of each other. Knows the verbs of superseding, amending, repealing; hides the clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dannguon.doc_number import Mention, find_numbers, normal_number, number_key
from dannguon.ingest.reading import Row
from dannguon.models import RelationKind
from dannguon.text import canonical, squeeze

_VERBS = (
    (RelationKind.SUPERSEDES, r"thay thế(?:\s+cho)?"),
    (RelationKind.AMENDS, r"sửa đổi,?\s+bổ sung|sửa đổi"),
    (RelationKind.REPEALS, r"bãi bỏ"),
    (RelationKind.IMPLEMENTS, r"(?:triển khai\s+)?thực hiện|triển khai"),
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐ(\-•+])|\n+(?=\s*[-•+])")
_DRAFT = re.compile(r"dự thảo|góp ý|đề xuất|đề nghị|lấy ý kiến|không thay thế|chưa thay thế", re.IGNORECASE)
_REACH = {RelationKind.IMPLEMENTS: 40}


class Stated(NamedTuple):
    """`subject` does `kind` to `object`; `place` is the row's, `sentence` the printed words."""

    subject: str
    kind: RelationKind
    object: str
    place: tuple[str, ...]
    sentence: str


def find_relations(rows: Sequence[Row], number: str) -> tuple[Stated, ...]:
    """Every relation between document numbers that the rows state, in printed order, each once.

    The subject is the nearest document named before the verb in the same sentence, or the document itself where
    the verb opens a bracket ("(thay thế Kế hoạch số …)") or nothing stands before it. Drafts relate nothing.

    Args:
        rows: the rows of one document.
        number: its own number, "" when unknown; then only relations between other documents are found.
    """
    found: dict[tuple[str, RelationKind, str], Stated] = {}
    for row in rows:
        for sentence in _SENTENCE.split(row.mended or row.text):
            for subject, kind, target in _clauses(sentence, number):
                if subject and number_key(subject) != number_key(target):
                    key = number_key(subject), kind, number_key(target)
                    found.setdefault(key, Stated(subject, kind, target, row.place, squeeze(sentence)))
    return tuple(found.values())


def _clauses(sentence: str, number: str) -> Iterator[tuple[str, RelationKind, str]]:
    numbers = find_numbers(sentence)
    if not numbers or _DRAFT.search(sentence):
        return
    for kind, verb in _VERBS:
        for m in re.finditer(rf"(?<!\w)(?:{verb})(?!\w)", sentence, re.IGNORECASE):
            after = next((n for n in numbers if n.start >= m.end()), None)
            if after is None or not _names_one(sentence[m.end() : after.start], kind):
                continue
            yield _subject(sentence, m.start(), numbers, number), kind, after.number


def _names_one(between: str, kind: RelationKind) -> bool:
    """Whether only the type of a document stands between verb and number, not a programme that carries it out."""
    if kind is not RelationKind.IMPLEMENTS and re.search(r"thực hiện|triển khai|theo", between):
        return False
    return len(between) <= _REACH.get(kind, 90) and not re.search(r"[;:()]", between)


def _subject(sentence: str, verb: int, numbers: Sequence[Mention], number: str) -> str:
    before = sentence[:verb]
    if before.rstrip().endswith("("):
        return normal_number(number)
    named = [n for n in numbers if n.end <= verb]
    if not named:
        return normal_number(number)
    opened = before.rfind("(") > before.rfind(")")
    heads = [n for n in named if _is_subject(canonical(before[: n.start]))]
    return normal_number(number) if opened and not heads else (heads or named)[-1].number


def _is_subject(before: str) -> bool:
    """A document that another one carries out ("triển khai Kế hoạch số …") is not who acts."""
    return not re.search(r"(?:thực hiện|triển khai|theo|căn cứ)(?:\s+\w+){0,5}\s*$", before)
