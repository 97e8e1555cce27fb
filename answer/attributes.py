"""What a question may ask that no column holds, and what states it. Knows the phrases of both; hides their table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dannguon.models import Field, Kind, Record
from dannguon.text import canonical, fold

_PLANNED = (Kind.TASK, Kind.TARGET)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that may be asked; phrases in two forms: for toned questions (True) and others.

    `stated` are the phrases of which a record has to hold one, `shape` what its print has to look like, `field` a
    cell that states it. `planned`: rows of a plan never state it.
    """

    name: str
    asked: dict[bool, re.Pattern[str]]
    pattern: re.Pattern[str] | None
    stated: dict[bool, re.Pattern[str]] | None
    shape: re.Pattern[str] | None
    field: Field | None
    planned: bool

    def is_asked(self, text: str, toned: bool) -> bool:
        """Does the question ask for it?"""
        said = self.asked[toned].search(_form(text, toned))
        return bool(said or (self.pattern and self.pattern.search(fold(text))))

    def is_stated(self, record: Record, texts: str, toned: bool) -> bool:
        """Does the record hold it; `texts` is all that is said of the record?"""
        if self.planned:
            return record.kind not in _PLANNED
        if self.field and record.printed(self.field):
            return True
        in_words = self.stated is not None and self.stated[toned].search(_form(texts, toned))
        return bool(in_words or (self.shape and self.shape.search(texts)))


def unstated(text: str, toned: bool, record: Record, texts: str) -> str | None:
    """The first attribute that the question asks for and the record does not state; None when it states all."""
    asked = (attribute for attribute in attributes() if attribute.is_asked(text, toned))
    return next((one.name for one in asked if not one.is_stated(record, texts, toned)), None)


def asks(name: str, text: str, toned: bool) -> bool:
    """Does the question ask for the attribute of this name?"""
    return any(one.name == name and one.is_asked(text, toned) for one in attributes())


@cache
def attributes() -> tuple[Attribute, ...]:
    """Every attribute of the table, in its order."""
    table: dict[str, Any] = yaml.safe_load((files("dannguon.answer.data") / "attributes.yaml").read_text("utf-8"))
    return tuple(_attribute(name, row) for name, row in table.items())


def _attribute(name: str, row: dict[str, Any]) -> Attribute:
    return Attribute(
        name,
        asked=_any_of(row.get("asked", ())),
        pattern=_compiled(row.get("pattern")),
        stated=_any_of(row["stated"]) if "stated" in row else None,
        shape=_compiled(row.get("shape")),
        field=Field(row["field"]) if "field" in row else None,
        planned=row.get("planned", False),
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _form(text: str, toned: bool) -> str:
    return canonical(text) if toned else fold(text)


def _any_of(phrases: Iterable[str]) -> dict[bool, re.Pattern[str]]:
    return {toned: phrase_pattern(_form(phrase, toned) for phrase in phrases) for toned in (True, False)}


def phrase_pattern(phrases: Iterator[str]) -> re.Pattern[str]:
    """Any of the phrases at word boundaries; nothing when there are none."""
    escaped = [re.escape(phrase) for phrase in phrases]
    return re.compile(r"(?<!\w)(?:" + "|".join(escaped) + r")(?!\w)" if escaped else r"(?!)")
