"""/api/v1/conversations and /api/v1/feedback: what a reader asked before, and what they thought of it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from dannguon.api.schemas import MAX_MESSAGE
from dannguon.api.store import Store, Verdict

router = APIRouter(tags=["conversations"])

_COOKIE = "dannguon_reader"
_YEAR = 365 * 24 * 3600


def current_store(request: Request) -> Store:
    """The store of this app."""
    store: Store = request.app.state.store
    return store


def current_owner(request: Request) -> str | None:
    """Whose conversations: a hash of this browser's secret cookie; None before its first conversation."""
    secret = request.cookies.get(_COOKIE)
    return None if not secret else _hashed(secret)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


CurrentStore = Annotated[Store, Depends(current_store)]
CurrentOwner = Annotated[str | None, Depends(current_owner)]


class TitleIn(BaseModel):
    """The title of a conversation: what people see in the list."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=200)


class FeedbackIn(BaseModel):
    """A verdict on one answer. `citations` are the record ids it cited; `revision` the corpus it was read from."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=MAX_MESSAGE)
    verdict: Verdict
    answer: str = Field("", max_length=100_000)
    citations: list[str] = Field(default_factory=list, max_length=1000)
    note: str = Field("", max_length=2000)
    revision: str = Field("", max_length=64)


@router.get("/api/v1/conversations")
def conversations(store: CurrentStore, owner: CurrentOwner) -> dict[str, Any]:
    """This browser's conversations, the last changed first."""
    return {"conversations": [asdict(c) for c in store.conversations(owner)]}


@router.post("/api/v1/conversations", status_code=201)
def start(
    body: TitleIn, store: CurrentStore, owner: CurrentOwner, request: Request, response: Response
) -> dict[str, Any]:
    """A new conversation; its id goes into `conversation` of the questions that belong to it.

    Only here does a browser get its cookie: two requests at once could otherwise leave it with the wrong one.
    """
    if owner is None:
        secret = secrets.token_urlsafe(24)
        https = request.url.scheme == "https"
        response.set_cookie(_COOKIE, secret, _YEAR, httponly=True, samesite="strict", secure=https)
        owner = _hashed(secret)
    return asdict(store.start(owner, body.title, datetime.now(UTC)))


@router.get("/api/v1/conversations/{conversation}")
def conversation(conversation: str, store: CurrentStore, owner: CurrentOwner) -> dict[str, Any]:
    """One conversation with every question and answer: the export too."""
    head, turns = store.conversation(owner, conversation)
    return asdict(head) | {"turns": [asdict(turn) for turn in turns]}


@router.patch("/api/v1/conversations/{conversation}")
def rename(conversation: str, body: TitleIn, store: CurrentStore, owner: CurrentOwner) -> dict[str, Any]:
    """Another title."""
    return asdict(store.rename(owner, conversation, body.title, datetime.now(UTC)))


@router.delete("/api/v1/conversations/{conversation}", status_code=204)
def delete(conversation: str, store: CurrentStore, owner: CurrentOwner) -> None:
    """Gone for good, with all its turns."""
    store.delete(owner, conversation)


@router.post("/api/v1/feedback", status_code=204)
def feedback(body: FeedbackIn, store: CurrentStore) -> None:
    """Keep a reader's verdict for the eval suite."""
    store.add_feedback(body.model_dump(), datetime.now(UTC))
