"""Ways to ask: anything that takes a request of the contract and gives its response. Hides HTTP."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

from dannguon.errors import ServerGone

Asker = Callable[[dict[str, Any]], dict[str, Any]]
"""A request of POST /api/v1/ask gives its response. Called from several threads at once.

Raises ServerGone when nothing more can be asked; any other exception counts as a failure of that question alone.
"""

TIMEOUT = 60.0
"""Seconds a question may take over HTTP."""


def url_asker(base: str, *, key: str | None = None, timeout: float = TIMEOUT) -> Asker:
    """Ask a running server at `base` ("http://127.0.0.1:8000"), with a bearer key if it wants one."""
    url = base.rstrip("/") + "/api/v1/ask"
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        post = urllib.request.Request(url, json.dumps(request).encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(post, timeout=timeout) as response:
                body: dict[str, Any] = json.load(response)
                return body
        except urllib.error.HTTPError:
            raise  # an answer, if a bad one: the server lives
        except (urllib.error.URLError, ConnectionError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise
            raise ServerGone(f"The server at {base} does not answer ({error}); start it and run again.") from error

    return ask
