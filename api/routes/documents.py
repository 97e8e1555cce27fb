"""GET /api/v1/documents: what the corpus holds and which document replaces which."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from dannguon.api.deps import CurrentAssistant
from dannguon.labels import document_name

router = APIRouter(tags=["documents"])


@router.get("/api/v1/documents")
def documents(assistant: CurrentAssistant) -> dict[str, Any]:
    """All documents in corpus order with their record counts, and the relations that their texts state."""
    kb = assistant.kb
    counts = Counter((record.document, record.kind.value) for record in kb.records)
    shown = [
        asdict(document)
        | {
            "name": document_name(document),
            "records": {kind: n for (slug, kind), n in counts.items() if slug == document.slug},
            "url": f"/documents/{document.slug}",
        }
        for document in kb.documents
    ]
    return {"documents": shown, "relations": [asdict(r) for r in kb.relations], "corpus_revision": kb.revision}
