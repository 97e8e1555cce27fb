"""What the routes share: the assistant on the generation that is published now."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from dannguon.answer.ask import Assistant


def current_assistant(request: Request) -> Assistant:
    """The assistant of this app, moved to a newer generation when one was published meanwhile."""
    assistant: Assistant = request.app.state.assistants.current()
    return assistant


CurrentAssistant = Annotated[Assistant, Depends(current_assistant)]
