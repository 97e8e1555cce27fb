"""The HTTP application: routes, errors, and the assistants it serves from."""

from __future__ import annotations

from fastapi import FastAPI

from dannguon.answer.ask import Assistants
from dannguon.api import problems
from dannguon.api.routes import ask, documents, health, records, search
from dannguon.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """The app over the knowledge base of `settings.home`; nothing is opened before the first request."""
    app = FastAPI(
        title="Dẫn Nguồn",
        summary="Trả lời có dẫn nguồn đến từng dòng của kế hoạch và báo cáo.",
        version="1",
    )
    app.state.assistants = Assistants(settings.home, settings.cache, settings.embedding)
    problems.install(app)
    for module in (ask, search, records, documents, health):
        app.include_router(module.router)
    return app
