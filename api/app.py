"""The HTTP application: routes, errors, and the assistants it serves from."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from dannguon.answer.ask import Assistants
from dannguon.api import problems
from dannguon.api.routes import ask, conversations, documents, examples, health, pages, records, search, sources, tasks
from dannguon.api.security import SecurityHeaders
from dannguon.api.store import Store
from dannguon.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """The app over the knowledge base of `settings.home`; nothing is opened before the first request."""
    app = FastAPI(
        title="Dẫn Nguồn",
        summary="Trả lời có dẫn nguồn đến từng dòng của kế hoạch và báo cáo.",
        version="1",
        docs_url=None,  # both load scripts from another origin; /openapi.json stays
        redoc_url=None,
    )
    app.state.assistants = Assistants(settings.home, settings.cache, settings.embedding)
    app.state.store = Store.of(settings.home)
    problems.install(app)
    app.add_middleware(SecurityHeaders)
    for module in (ask, examples, search, records, sources, documents, tasks, conversations, health, pages):
        app.include_router(module.router)
    app.mount("/web", StaticFiles(directory=pages.FOLDER))
    return app
