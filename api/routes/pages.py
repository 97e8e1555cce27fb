"""The pages that people open, their modules and their words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import FileResponse

from dannguon.api import web
from dannguon.api.words import words

router = APIRouter()

FOLDER = Path(web.__file__).resolve().parent
"""Resolved: in an editable install the package is a tree of links, which static files would refuse."""


@router.get("/", include_in_schema=False)
def ask_page() -> FileResponse:
    """The conversation and its sources."""
    return FileResponse(FOLDER / "index.html")


@router.get("/documents", include_in_schema=False)
def documents_page() -> FileResponse:
    """What the corpus holds."""
    return FileResponse(FOLDER / "documents.html")


@router.get("/documents/{slug}", include_in_schema=False)
def document_page(slug: str) -> FileResponse:
    """One document with an anchor for each record; the page itself says when there is no such document."""
    return FileResponse(FOLDER / "document.html")


@router.get("/tasks", include_in_schema=False)
def tasks_page() -> FileResponse:
    """The task board."""
    return FileResponse(FOLDER / "tasks.html")


@router.get("/api/v1/words", tags=["words"])
def all_words() -> dict[str, Any]:
    """What fields, kinds and statuses are called, by language."""
    return {"vi": words("vi"), "en": words("en")}
