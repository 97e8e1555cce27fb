"""What a suite asks and expects: the format of a question file. Knows its rules; hides Pydantic."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dannguon.language import Language

Text = Annotated[str, Field(min_length=1)]
Spellings = Annotated[tuple[Text, ...], Field(min_length=1)]


class Place(BaseModel):
    """One acceptable citation. `id` is None where no record id is expected, only the lines of the source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str | None
    doc: Text
    lines: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]]
    quote: str = ""
    """Words the citation must hold, where several items share a line."""

    @model_validator(mode="after")
    def _lines_go_down(self) -> Self:
        if self.lines[0] > self.lines[1]:
            raise ValueError(f"lines {list(self.lines)} end before they start")
        return self


class Case(BaseModel):
    """One conversation, its last turn scored.

    `cite` has one inner list per required citation, its members being acceptable alternatives; `facts` one list of
    accepted spellings per fact that must be stated. `list_ids` and `count` are the complete set and its size.
    `extra_fields` are cells of the row that were not asked for. `computed` names facts (by one spelling) that stand
    in no record because they are worked out: a count, a difference, the name of a role.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Text
    category: Text
    lang: Language
    turns: Annotated[tuple[Text, ...], Field(min_length=1)]
    as_of: date | None = None
    answerable: bool
    cite: tuple[Annotated[tuple[Place, ...], Field(min_length=1)], ...] = ()
    cite_optional: tuple[Place, ...] = ()
    facts: tuple[Spellings, ...] = ()
    forbidden: tuple[Text, ...] = ()
    list_ids: tuple[Text, ...] = ()
    count: Annotated[int, Field(ge=0)] | None = None
    extra_fields: tuple[Text, ...] = ()
    computed: tuple[Text, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.answerable and not (self.cite or self.list_ids):
            raise ValueError("an answerable case needs a required citation or a list")
        if not self.answerable and (self.cite or self.list_ids or self.facts or self.count is not None):
            raise ValueError("a case that must be refused expects no citation, fact, list or count")
        if self.list_ids and self.count is not None and self.count != len(self.list_ids):
            raise ValueError(f"count is {self.count}, list_ids has {len(self.list_ids)} members")
        if len(set(self.list_ids)) < len(self.list_ids):
            raise ValueError("list_ids names a member twice")
        for spelling in self.computed:
            if not any(spelling in spellings for spellings in self.facts):
                raise ValueError(f"computed names {spelling!r}, which is no spelling of a fact")
        return self

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place that may be cited: required ones in order, then optional ones."""
        return (*(place for group in self.cite for place in group), *self.cite_optional)


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of one file, in its order, ids unique. `name` is the file's stem."""

    name: str
    cases: tuple[Case, ...]

    def __iter__(self) -> Iterator[Case]:
        return iter(self.cases)

    def __len__(self) -> int:
        return len(self.cases)


def schema() -> str:
    """The JSON schema of one line of a suite, as published in suite.schema.json."""
    return json.dumps(Case.model_json_schema(), ensure_ascii=False, indent=2) + "\n"
