"""What an assistant gave back, by the contract of POST /api/v1/ask. Lets unknown keys through: it may grow."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, JsonValue


class Cell(BaseModel):
    """A field of a cited record."""

    model_config = ConfigDict(frozen=True)

    text: str
    mended: str | None = None


class Citation(BaseModel):
    """A record shown as the source; `n` is its mark in the answer."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    id: str | None = None
    document: str | None = None
    document_number: str | None = None
    label: str = ""
    lines: tuple[int, int] | None = None
    fields: dict[str, Cell] = Field(default_factory=dict)
    quote: str = ""
    superseded_by: str | None = None


class Claim(BaseModel):
    """A stated value: from `field` of the cited records, or `computed`."""

    model_config = ConfigDict(frozen=True)

    text: str
    citations: tuple[int, ...] = ()
    field: str | None = None
    computed: JsonValue = None


class Given(BaseModel):
    """One answer. The default is what a failed request counts as: nothing said, nothing cited, not abstained."""

    model_config = ConfigDict(frozen=True)

    answer: str = ""
    abstained: bool = False
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    corpus_revision: str | None = None
    prompt_hash: str | None = None
    model: str | None = None
    timing_ms: dict[str, float] = Field(default_factory=dict)

    def cited(self, n: int) -> Citation | None:
        """The citation with mark `n`, or None."""
        return next((c for c in self.citations if c.n == n), None)
