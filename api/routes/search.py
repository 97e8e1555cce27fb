"""GET /api/v1/search: ranked records for a question."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from dannguon.api.deps import CurrentAssistant
from dannguon.api.schemas import MAX_MESSAGE
from dannguon.labels import label

router = APIRouter(tags=["search"])

SNIPPET = 240
"""Characters of a record's text that a hit shows."""


@router.get("/api/v1/search")
def search(
    assistant: CurrentAssistant,
    q: Annotated[str, Query(max_length=MAX_MESSAGE)],
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    document: Annotated[list[str] | None, Query()] = None,
) -> dict[str, Any]:
    """The `k` best records, best first; scores are comparable within one response only."""
    hits = []
    for hit in assistant.search(q, k, tuple(document or ())):
        record = assistant.kb.get(hit.id)
        hits.append(
            {
                "id": record.id,
                "document": record.document,
                "score": hit.score,
                "lines": list(record.lines),
                "label": label(record, assistant.kb.document(record.document)),
                "snippet": record.text[:SNIPPET],
            }
        )
    return {"hits": hits, "corpus_revision": assistant.kb.revision}
