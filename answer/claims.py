"""The claim is the unit of an answer: a stated value, the records it stands on, the field it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dannguon.language import Language
from dannguon.models import Field


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that no cell prints: what was computed ("count", "range_end", "days_left") and from what."""

    name: str
    inputs: dict[str, str | int | list[str]]


@dataclass(frozen=True, slots=True)
class Claim:
    """`text` stands in the answer word for word and is read from `field` of each of `records` (ids, in order).

    `field` is None for a quotation of a record's whole text. A claim with `computed` states a computed value;
    its records are what it was computed from. `checked` is set by `verify` alone.
    """

    text: str
    records: tuple[str, ...]
    field: Field | None = None
    computed: Computed | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """A question with its conversation, oldest turn first. `as_of` is the day on which it is asked."""

    messages: tuple[Message, ...]
    as_of: date
    documents: tuple[str, ...] = ()
    language: Literal["auto", "vi", "en"] = "auto"


@dataclass(frozen=True, slots=True)
class Citation:
    """One record as it is cited: `n` is its mark in the answer, `fields` those that the claims rest on."""

    n: int
    record: str
    fields: tuple[Field, ...]
    quote: str
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown. `text` holds the citation marks; `reason` is set exactly when `abstained`.

    `nearest` are record ids that may help, best first; `reading` tells in a line how the question was understood.
    """

    text: str
    language: Language
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    abstained: bool = False
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    reading: str | None = None
    revision: str = ""
    prompt_hash: str = ""
    timing_ms: dict[str, float] = field(default_factory=dict)
