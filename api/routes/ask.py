"""POST /api/v1/ask: a question and its cited answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter

from dannguon.answer.contract import answer_to_json, request_from_json
from dannguon.api.deps import CurrentAssistant
from dannguon.api.schemas import AskIn

router = APIRouter(tags=["ask"])


@router.post("/api/v1/ask")
def ask(body: AskIn, assistant: CurrentAssistant) -> dict[str, Any]:
    """Answer the last message from the records; every stated value carries its citation."""
    request = request_from_json(body.model_dump(mode="json"), date.today())
    return answer_to_json(assistant.ask(request), assistant.kb)
