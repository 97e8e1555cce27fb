"""POST /api/v1/ask: a question and its cited answer, whole or as a stream of events."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.concurrency import run_in_threadpool

from dannguon.answer.contract import answer_to_json, request_from_json
from dannguon.api.deps import CurrentAssistant
from dannguon.api.problems import problem_of
from dannguon.api.routes.conversations import CurrentOwner, CurrentStore
from dannguon.api.schemas import AskIn
from dannguon.errors import DanNguonError

router = APIRouter(tags=["ask"])

_DELTA = re.compile(r"\s*(?:\S+\s*){1,8}")
"""A few words of text: what one event carries."""


@router.post("/api/v1/ask", response_model=None, responses={200: {"content": {"text/event-stream": {}}}})
def ask(
    body: AskIn,
    assistant: CurrentAssistant,
    store: CurrentStore,
    owner: CurrentOwner,
    accept: Annotated[str, Header()] = "application/json",
) -> Response | dict[str, Any]:
    """Answer the last message from the records; every stated value carries its citation.

    With `Accept: text/event-stream` the same answer comes as events: `reading` at once, `delta` (text) as it is
    written, `citations`, then `done` with the whole response, or `problem`. With `conversation`, the turn is kept.
    """
    if body.conversation is not None:
        store.conversation(owner, body.conversation)  # an unknown one is refused before any work

    def answered() -> dict[str, Any]:
        request = request_from_json(body.model_dump(mode="json"), date.today())
        answer = answer_to_json(assistant.ask(request), assistant.kb)
        if body.conversation is not None:
            store.add_turn(owner, body.conversation, body.messages[-1].content, answer, datetime.now(UTC))
        return answer

    if "text/event-stream" in accept:
        return EventSourceResponse(_events(answered))
    return answered()


async def _events(answered: Callable[[], dict[str, Any]]) -> AsyncIterator[bytes]:
    """The events of one answer; when the client hangs up, the server cancels this between two of them."""
    yield _event("reading", {})
    try:
        answer = await run_in_threadpool(answered)
    except DanNguonError as error:
        yield format_sse_event(event="problem", data_str=bytes(problem_of(error).body).decode())
        return
    yield _event("reading", {"reading": answer["reading"]})
    for delta in _DELTA.findall(answer["answer"]):
        yield _event("delta", {"text": delta})
    yield _event("citations", {"citations": answer["citations"]})
    yield _event("done", answer)


def _event(name: str, data: dict[str, Any]) -> bytes:
    return format_sse_event(event=name, data_str=bytes(JSONResponse(data).body).decode())
