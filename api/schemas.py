"""What comes in over HTTP, checked; unknown keys are refused."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_MESSAGE = 10_000
"""Characters of one message; longer ones are refused with a sentence, before any work is done."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class MessageIn(_Strict):
    """One turn."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=MAX_MESSAGE)


class AskIn(_Strict):
    """A question with its conversation, oldest turn first; the last turn is the question."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "messages": [{"role": "user", "content": "Ai chủ trì thí điểm bản sao số và hạn khi nào?"}],
                    "as_of": "2026-03-15",
                }
            ]
        },
    )

    messages: list[MessageIn] = Field(min_length=1, max_length=50)
    as_of: date | None = Field(None, description="the day on which it is asked; default: today")
    documents: list[str] | None = Field(None, description="slugs to stay within; default: all")
    language: Literal["auto", "vi", "en"] = "auto"
    conversation: str | None = Field(None, max_length=64, description="keep this turn in a conversation of yours")
