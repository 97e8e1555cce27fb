"""What a question may ask that no column holds, and what states it. Knows the phrases of both; hides their table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dannguon.answer.sought import counts
from dannguon.models import Field, Kind, Record
from dannguon.retrieval.asked import Question
from dannguon.text import canonical, fold

_NEVER = r"(?!)"
_ROWS = (Kind.TASK, Kind.TARGET, Kind.GROUP, Kind.REPORT_LINE)
_SHORT_NAMES = 2
_PLANNED = (Kind.TASK, Kind.TARGET)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing that may be asked, by `asked` or `pattern`; phrases in two forms, with tones (True) and without.

    `stated` are the phrases of which a record has to hold one, `shape` what its print has to look like, `field` a
    cell that states it, `figure` that it has to count or measure. A group of `pattern` is words that it has to hold.
    `rows`: running text is not held to it. `planned`: rows of a plan never state it.
    """

    name: str
    asked: dict[bool, re.Pattern[str]]
    pattern: re.Pattern[str]
    stated: dict[bool, re.Pattern[str]]
    shape: re.Pattern[str]
    field: Field | None
    figure: bool
    rows: bool
    planned: bool

    def is_asked(self, question: Question) -> bool:
        """Does the question ask for it?"""
        said = self.asked[question.toned].search(_form(question.text, question.toned))
        return bool(said or self.pattern.search(fold(question.text)))

    def is_stated(self, question: Question, record: Record, texts: str) -> bool:
        """Does the record hold what the question asks; `texts` is all that is said of the record?

        Without tones "số lượng" is taken for "lương", so then a record that holds it without tones states it.
        """
        if self.planned:
            return record.kind not in _PLANNED
        if self.rows and record.kind not in _ROWS:
            return True
        if self.field is not None and (_names_people(record.printed(self.field) or "") or _is_headed(record)):
            return True
        if self.figure:
            return counts(f"{record.text} {record.mended or ''}")
        asked = self.pattern.search(fold(question.text))
        if asked is not None and asked.re.groups and asked[1]:
            return re.search(rf"(?<!\w){re.escape(asked[1])}(?!\w)", fold(texts)) is not None
        toned = question.toned or (question.language == "en" and record.quality == 1)
        stated = self.stated[toned].search(_form(texts, toned))
        return bool(stated or self.shape.search(f"{record.text} {record.mended or ''}"))


def unstated(question: Question, record: Record, texts: str) -> str | None:
    """The first attribute that the question asks for and the record does not state; None when it states all."""
    asked = (attribute for attribute in attributes() if attribute.is_asked(question))
    return next((one.name for one in asked if not one.is_stated(question, record, texts)), None)


def asks(name: str, question: Question) -> bool:
    """Does the question ask for the attribute of this name?"""
    return any(one.name == name and one.is_asked(question) for one in attributes())


@cache
def attributes() -> tuple[Attribute, ...]:
    """Every attribute of the table, in its order."""
    table: dict[str, Any] = yaml.safe_load((files("dannguon.answer.data") / "attributes.yaml").read_text("utf-8"))
    return tuple(_attribute(name, row) for name, row in table.items())


def _attribute(name: str, row: dict[str, Any]) -> Attribute:
    return Attribute(
        name,
        asked=_in_both_forms(row.get("asked", ())),
        pattern=re.compile(row.get("pattern", _NEVER)),
        stated=_in_both_forms(row.get("stated", ())),
        shape=re.compile(row.get("shape", _NEVER)),
        field=Field(row["field"]) if "field" in row else None,
        figure=row.get("figure", False),
        rows=row.get("rows", False),
        planned=row.get("planned", False),
    )


def _names_people(cell: str) -> bool:
    """Are there names in it, not only "Tất cả anh chị chuyên viên"?"""
    words = re.findall(r"[^\W\d_]+", cell)
    return 0 < len(words) <= _SHORT_NAMES or any(word[0].isupper() for word in words[1:])


def _is_headed(record: Record) -> bool:
    """Does the heading over it name people: "c) Chuyển giao công nghệ: Tính, Nam"?"""
    return bool(record.section) and re.search(r":\W*\w", record.section[-1]) is not None


def _in_both_forms(phrases: Iterable[str]) -> dict[bool, re.Pattern[str]]:
    return {toned: phrase_pattern(_form(phrase, toned) for phrase in phrases) for toned in (True, False)}


def _form(text: str, toned: bool) -> str:
    return canonical(text) if toned else fold(text)


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases at word boundaries; nothing when there are none."""
    escaped = [re.escape(phrase) for phrase in phrases]
    return re.compile(r"(?<!\w)(?:" + "|".join(escaped) + r")(?!\w)" if escaped else _NEVER)
