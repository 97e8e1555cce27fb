"""A question that supposes something: held against the row. Knows what counts as borne out; hides the comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dannguon.agencies import load_gazetteer
from dannguon.answer import echoes
from dannguon.answer.attributes import asks
from dannguon.answer.compose import Sentence, fill
from dannguon.answer.reply import Situation
from dannguon.models import Due, Field, Figure, Record
from dannguon.prompts.wording import load_wording
from dannguon.retrieval.asked import ROLE_FIELDS, Constraints, Intent, Question, Share, ValueConstraint
from dannguon.text import canonical, fold

_OVERDUE = re.compile(r"tre han|qua han|cham|overdue|late")
_DONE = re.compile(r"\b(?:da|moi) (?:hoan thanh|xong|hoan tat)\b")
"""Whether work is late is not for a deadline to say: only a report that it is done decides."""
_ENDED = re.compile(
    r"\bbi (?:huy(?: bo)?|bai bo|dung|tam dung|hoan|tam hoan|rut(?: lai)?|thu hoi|loai bo|doi|lui)\b"
    r"|\b(?:cancel\w+|scrapped|abandoned|withdrawn|postponed|suspended|dropped)\b"
)
"""That something was ended or put off, which a question may suppose."""


class Verdict(NamedTuple):
    """One supposition against one record: the cells that decide, and whether they bear it out."""

    fields: tuple[Field, ...]
    right: bool
    agency: str | None = None


def supposed(question: Question) -> Constraints:
    """What the question takes for granted: what it claims, or in a lookup the agency to which it gives a role.

    Who asks why takes all of it for granted.
    """
    if question.intent is Intent.CHECK:
        return question.claimed
    if asks("reason", question):
        return replace(question.constraints, containers=(), sections=(), kinds=())
    if question.intent is Intent.LOOKUP:
        return Constraints(agencies=question.constraints.agencies)
    return Constraints()


def verdicts(record: Record, question: Question) -> list[Verdict]:
    """How the record's cells decide on each supposition; a cell that is lacking or empty decides nothing."""
    return list(_verdicts(record, supposed(question)))


def deciding(question: Question, record: Record) -> Question:
    """The question with the deciding cells among its fields: what is corrected is also stated."""
    fields = dict.fromkeys(question.fields)
    for verdict in verdicts(record, question):
        fields |= dict.fromkeys(verdict.fields)
    return replace(question, fields=tuple(fields))


def denied(record: Record, question: Question) -> bool:
    """Is anything that the question supposes not so?"""
    return _unheard(record, question) is not None or any(not verdict.right for verdict in verdicts(record, question))


def _unheard(record: Record, question: Question) -> str | None:
    """The words by which a question supposes an end of which the record says nothing."""
    form = canonical if question.toned else fold
    event = _ENDED.search(fold(question.text))
    if event is None or len(fold(question.text)) != len(question.text):
        return None
    typed = question.text[event.start() : event.end()]
    said = form(typed).partition(" ")[2] if event[0].startswith("bi ") else form(typed)
    return None if re.search(rf"(?<!\w){re.escape(said)}(?!\w)", form(record.text)) else typed


def _elsewhere(record: Record, situation: Situation) -> Sentence | None:
    """That the record stands in another annex than the one in which the question looks for it."""
    own, *_ = record.id.split("/")[1:]
    named = situation.question.constraints.containers
    if not own.startswith("PL") or not named or own in named:
        return None
    source, words = situation.kb.document(record.document), load_wording(situation.language)
    here = echoes.place(source, own, "", situation.language)
    asked = echoes.place(None, named[0], "", situation.language)
    return fill(words("check.elsewhere"), {"here": here, "asked": asked})


def correction(record: Record, situation: Situation) -> list[Sentence]:
    """Whether what is supposed is so: "Đúng.", or what is not right; nothing when the question supposes nothing."""
    words = load_wording(situation.language)
    if event := _unheard(record, situation.question):
        return [fill(words("check.not_recorded"), {"event": echoes.words(event)})]
    found = verdicts(record, situation.question)
    wrong = [verdict for verdict in found if not verdict.right]
    elsewhere = _elsewhere(record, situation)
    sentences: list[Sentence] = [elsewhere] if elsewhere else []
    if situation.question.intent is Intent.CHECK and found and not (elsewhere and not wrong):
        sentences.insert(0, (words("check.wrong" if wrong else "check.right"),))
    for verdict in wrong:
        if verdict.agency is not None:
            role = words(f"check.roles.{verdict.fields[0].value}")
            agency = echoes.agency(verdict.agency, situation.language)
            sentences.append(fill(words("check.not_role").replace("{role}", role), {"agency": agency}))
    return sentences


def _verdicts(record: Record, claimed: Constraints) -> Iterator[Verdict]:
    for agency in claimed.agencies:
        fields = tuple(name for name in ROLE_FIELDS[agency.role] if record.printed(name))
        if fields:
            held = any(agency.agency in _agencies(record, name) for name in fields)
            alone = agency.share is not Share.ALONE or len(_agencies(record, fields[0])) == 1
            elsewhere = tuple(
                name
                for name in (Field.LEAD_AGENCY, Field.COORDINATING_AGENCIES)
                if name not in fields and agency.agency in _agencies(record, name)
            )
            right = (held and alone) != agency.negated
            yield Verdict(fields if right else (*fields, *elsewhere), right, agency.agency)
    due = record.value(Field.DUE)
    if any(_OVERDUE.search(fold(constraint.text)) for constraint in claimed.due):
        told = tuple(
            name for name in (Field.PROGRESS, Field.OFFICERS) if _DONE.search(fold(record.printed(name) or ""))
        )
        if told:
            yield Verdict((Field.DUE, *told), right=False)
    elif claimed.due and isinstance(due, Due):
        right = all(any(_falls(m.end, c.start, c.end) for m in due.milestones) for c in claimed.due)
        yield Verdict((Field.DUE,), right)
    for value in claimed.values:
        cells = [(name, _figures(record, name)) for name in (Field.VALUE, Field.DELIVERABLE)]
        name, figures = next(((name, figures) for name, figures in cells if figures), (Field.VALUE, []))
        if figures:
            yield Verdict((name,), any(_bears_out(figure, value) for figure in figures))


def _agencies(record: Record, name: Field) -> tuple[str, ...]:
    gazetteer = load_gazetteer()
    value = record.value(name)
    ids = [agency for agency in value if isinstance(agency, str)] if isinstance(value, tuple) else []
    return (*ids, *(gazetteer.current(agency) for agency in ids))


def _figures(record: Record, name: Field) -> list[Figure]:
    value = record.value(name)
    return [figure for figure in value if isinstance(figure, Figure)] if isinstance(value, tuple) else []


def _falls(end: date | None, first: date | None, last: date | None) -> bool:
    return end is not None and (first is None or first <= end) and (last is None or end <= last)


def _bears_out(figure: Figure, claimed: ValueConstraint) -> bool:
    """Does the printed figure say what is claimed: the same figure, or one that implies the claimed bound?

    To reach ("đạt") a figure is to come to it or above it.
    """
    if claimed.unit and figure.unit and claimed.unit not in figure.unit:
        return False
    reached = claimed.comparison == "=" and fold(claimed.text).startswith("dat")
    if reached or claimed.comparison in ("≥", ">"):
        return figure.comparison in ("≥", ">", "=") and figure.low >= claimed.figure
    if claimed.comparison in ("≤", "<"):
        return figure.comparison in ("≤", "<", "=") and figure.low <= claimed.figure
    return claimed.figure in (figure.low, figure.high or Decimal(-1))
