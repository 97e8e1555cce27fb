"""Records and documents as the page shows them: label, link, and what replaced their document."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from dannguon.answer.succession import replaced
from dannguon.codec import record_to_json
from dannguon.kb import KnowledgeBase
from dannguon.labels import document_name, document_name_in_full, label
from dannguon.models import Document, Record
from dannguon.record_id import anchor

Json = dict[str, Any]


def url_of(record: Record) -> str:
    """The link that opens the document's page exactly at this record."""
    return f"/documents/{record.document}#{anchor(record.id)}"


def record_shown(record: Record, kb: KnowledgeBase) -> Json:
    """The public form of a record with its label, title and link."""
    return record_to_json(record) | {
        "label": label(record, kb.document(record.document)),
        "title": record.title,
        "anchor": anchor(record.id),
        "url": url_of(record),
    }


def document_shown(document: Document, kb: KnowledgeBase) -> Json:
    """What a document's head says, how many records it has, and what replaced it (None: nothing that we hold)."""
    counts = Counter(record.kind.value for record in kb.records if record.document == document.slug)
    return asdict(document) | {
        "name": document_name(document),
        "name_in_full": document_name_in_full(document),
        "records": dict(counts),
        "url": f"/documents/{document.slug}",
        "superseded_by": _superseded_by(document, kb),
    }


def _superseded_by(document: Document, kb: KnowledgeBase) -> Json | None:
    relation = replaced(kb, document)
    if relation is None:
        return None
    stated_in = kb.find(relation.record)
    return {
        "number": relation.subject,
        "sentence": relation.sentence,
        "url": None if stated_in is None else url_of(stated_in),
    }
