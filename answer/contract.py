"""The wire form of questions and answers (DESIGN.md section 5), the same for HTTP, command line and evals."""

from __future__ import annotations

from datetime import date
from typing import Any

from dannguon.answer.claims import Answer, Citation, Claim, Message, Request
from dannguon.codec import fields_to_json
from dannguon.kb import KnowledgeBase
from dannguon.labels import label
from dannguon.record_id import anchor

Json = dict[str, Any]


def request_from_json(data: Json, today: date) -> Request:
    """Read a request whose shape was checked before; `today` stands in for an absent `as_of`."""
    return Request(
        messages=tuple(Message(m["role"], m["content"]) for m in data["messages"]),
        as_of=date.fromisoformat(data["as_of"]) if data.get("as_of") else today,
        documents=tuple(data.get("documents") or ()),
        language=data.get("language") or "auto",
    )


def answer_to_json(answer: Answer, kb: KnowledgeBase) -> Json:
    """The response of `POST /api/v1/ask`; every citation with its fields, lines, label and link."""
    marks = {citation.record: citation.n for citation in answer.citations}
    return {
        "answer": answer.text,
        "language": answer.language,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "citations": [citation_to_json(c, kb) for c in answer.citations],
        "claims": [_claim_to_json(c, marks) for c in answer.claims],
        "warnings": list(answer.warnings),
        "nearest": [nearest_to_json(record, kb) for record in answer.nearest],
        "reading": answer.reading,
        "corpus_revision": answer.revision,
        "prompt_hash": answer.prompt_hash,
        "timing_ms": answer.timing_ms,
    }


def citation_to_json(citation: Citation, kb: KnowledgeBase) -> Json:
    """One citation with the fields it rests on."""
    record = kb.get(citation.record)
    document = kb.document(record.document)
    return {
        "n": citation.n,
        "id": record.id,
        "document": record.document,
        "document_number": document.number,
        "label": label(record, document),
        "page": record.page,
        "lines": list(record.lines),
        "fields": fields_to_json({name: record.fields[name] for name in citation.fields}),
        "quote": citation.quote,
        "url": f"/documents/{record.document}#{anchor(record.id)}",
        "superseded_by": citation.superseded_by,
        "ocr_quality": record.quality,
    }


def nearest_to_json(record_id: str, kb: KnowledgeBase) -> Json:
    """A record that may help where the corpus does not answer."""
    record = kb.get(record_id)
    return {
        "id": record.id,
        "document": record.document,
        "label": label(record, kb.document(record.document)),
        "title": record.title,
        "lines": list(record.lines),
        "url": f"/documents/{record.document}#{anchor(record.id)}",
    }


def _claim_to_json(claim: Claim, marks: dict[str, int]) -> Json:
    computed = claim.computed and {"name": claim.computed.name, "inputs": claim.computed.inputs}
    return {
        "text": claim.text,
        "citations": [marks[record] for record in claim.records if record in marks],
        "field": claim.field and claim.field.value,
        "computed": computed,
        "checked": claim.checked,
    }
