"""Liveness and readiness."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from dannguon.api.deps import CurrentAssistant

router = APIRouter(tags=["health"])


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(assistant: CurrentAssistant) -> dict[str, Any]:
    """A knowledge base is open; 503 with a sentence when there is none."""
    return {"status": "ready", "corpus_revision": assistant.kb.revision, "records": len(assistant.kb.records)}
