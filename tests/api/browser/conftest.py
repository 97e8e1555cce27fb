"""Debian's Chromium on the app; every page is held to its own origin and to no script error."""

import shutil
import socket
import threading

import pytest
import uvicorn

pytest.importorskip("playwright", reason="the browser tests need playwright (pip install '.[dev]')")
from playwright.sync_api import sync_playwright  # noqa: E402

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")  # until it is stopped, its event loop runs, and no other can
def browser():
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed; scripts/browser.sh installs Debian's")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(app):
    """The address of the running app. Requests wait in the socket's queue until the server is up."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def visit(browser, site):
    """Opens a path in a new profile; in the end no request has left the origin and no script has failed."""
    contexts, asked, errors = [], [], []

    def open_page(path, **options):
        context = browser.new_context(base_url=site, locale="vi-VN", **options)
        contexts.append(context)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert errors == []
