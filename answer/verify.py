"""The last door: every claim of an answer against the cell it cites, and no value outside a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dannguon.agencies import load_gazetteer
from dannguon.answer.claims import Answer, Claim
from dannguon.answer.computed import recompute
from dannguon.answer.renderings import same, shows, within
from dannguon.kb import KnowledgeBase

_MARK = re.compile(r"\[\d+\]")
_GAP = "\x1f"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Misstatement:
    """What is wrong: a claim its cell does not bear out, or a value (`claim` None) that no claim states."""

    reason: str
    text: str
    claim: Claim | None = None


def verify(answer: Answer, kb: KnowledgeBase) -> list[Misstatement]:
    """Everything in `answer` that the records do not say; empty when it may be shown.

    Each claim stands in the text in order, its records are cited, and its value is a registered way to show the
    claim's own field (or is recomputed from its inputs). What is left of the text states no number, no date, no
    document number and no agency.
    """
    cited = {citation.record for citation in answer.citations}
    found = [m for claim in answer.claims if (m := _misstated(claim, cited, kb))]
    rest, missing = _outside_claims(answer)
    found += [Misstatement("không đứng trong câu trả lời", claim.text, claim) for claim in missing]
    found += [Misstatement("số liệu không thuộc trích dẫn nào", rest[m.start() :][:20]) for m in _DIGIT.finditer(rest)]
    found += [
        Misstatement("cơ quan không thuộc trích dẫn nào", rest[m.start : m.end]) for m in load_gazetteer().find(rest)
    ]
    return found


def checked(answer: Answer) -> Answer:
    """The same answer with its claims marked as checked; call it on what `verify` let through only."""
    return replace(answer, claims=tuple(replace(claim, checked=True) for claim in answer.claims))


def _misstated(claim: Claim, cited: set[str], kb: KnowledgeBase) -> Misstatement | None:
    if not claim.records and claim.computed is None:
        return Misstatement("không có nguồn", claim.text, claim)
    for record_id in claim.records:
        if record_id not in cited:
            return Misstatement(f"bản ghi {record_id!r} không được dẫn", claim.text, claim)
        record = kb.find(record_id)
        if record is None:
            return Misstatement(f"bản ghi {record_id!r} không có trong kho", claim.text, claim)
        if claim.computed is not None:
            continue
        if claim.field is None:
            if not any(within(claim.text, text) for text in (record.text, record.mended or "", *record.section)):
                return Misstatement(f"không đứng trong {record_id!r}", claim.text, claim)
        elif claim.field not in record.fields or not shows(claim.field, record.fields[claim.field], claim.text):
            return Misstatement(f"khác ô {claim.field.value} của {record_id!r}", claim.text, claim)
    if claim.computed is not None and not any(same(claim.text, text) for text in recompute(claim, kb)):
        return Misstatement(f"khác kết quả tính {claim.computed.name!r}", claim.text, claim)
    return None


def _outside_claims(answer: Answer) -> tuple[str, list[Claim]]:
    """The text without claims and marks, and the claims that do not stand in it in order.

    Marks go first: the figure of a mark is not the figure of a claim.
    """
    text = _MARK.sub(_GAP, answer.text)
    rest: list[str] = []
    missing: list[Claim] = []
    position = 0
    for claim in answer.claims:
        stated = _MARK.sub(_GAP, claim.text)
        start = text.find(stated, position)
        if start < 0:
            missing.append(claim)
            continue
        rest.append(text[position:start])
        position = start + len(stated)
    rest.append(text[position:])
    return _GAP.join(rest), missing
