"""GET /api/v1/documents: what the corpus holds, which document replaces which, and one document whole."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from dannguon.api.deps import CurrentAssistant
from dannguon.api.presenting import document_shown, record_shown

router = APIRouter(tags=["documents"])


@router.get("/api/v1/documents")
def documents(assistant: CurrentAssistant) -> dict[str, Any]:
    """All documents in corpus order with their record counts, and the relations that their texts state."""
    kb = assistant.kb
    return {
        "documents": [document_shown(document, kb) for document in kb.documents],
        "relations": [asdict(relation) for relation in kb.relations],
        "corpus_revision": kb.revision,
    }


@router.get("/api/v1/documents/{slug}")
def document(slug: str, assistant: CurrentAssistant) -> dict[str, Any]:
    """One document with all its records in order; 404 with a sentence when the corpus does not hold it."""
    kb = assistant.kb
    found = kb.document(slug)
    return {
        "document": document_shown(found, kb),
        "records": [record_shown(record, kb) for record in kb.records if record.document == slug],
        "corpus_revision": kb.revision,
    }
