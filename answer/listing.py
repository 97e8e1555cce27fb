"""Complete lists and counts. Knows what is stated of a set and in which order; every member is cited, none ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from dannguon.answer import computed, echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Part, Sentence, fill, joined
from dannguon.answer.conditions import conditions, where
from dannguon.answer.lookup import name_of, value_of
from dannguon.answer.remarks import remarks
from dannguon.answer.reply import Reply, Situation
from dannguon.answer.sets import (
    LEFT_OVER,
    Found,
    complete_set,
    in_scope,
    lacks_document,
    left_over,
    listed_by_heading,
    settled,
)
from dannguon.models import Due, DueKind, Field, Kind, Record
from dannguon.prompts.wording import Wording, load_wording
from dannguon.retrieval.asked import DueMode, Intent

SHORT = 12
"""Longer lists are set as a table: one line a member has become a wall of text by then."""

_NAME_WORDS = 20
"""A name in a list tells the row apart; its citation shows the rest."""

_SUBJECT = 3
"""Words that no condition has used; more are a subject, unless the question names a place to list."""

_LISTS = frozenset({Intent.LIST, Intent.COUNT})


def listing(situation: Situation) -> Reply | None:
    """All records that fulfil the conditions of a list, a count or a question of deadlines.

    None for other questions, and when no condition was understood, so that nothing narrows the records.
    """
    situation = listed_by_heading(situation)
    question = situation.question
    if not _is_list(situation) or lacks_document(question):
        return None
    if (asked := question.constraints).containers or asked.sections:
        if not in_scope(situation):
            return _no_such_place(situation)
    situation = settled(situation)
    found = complete_set(situation)
    if not found.set.members:
        return Reply((nothing(situation), *remarks(situation, found.set))) if _understood(situation) else None
    if not _narrowed(situation, found):
        return None
    members = _ordered(found.set.members, situation)
    stated = _list(members, situation, found.heading)
    return Reply((stated, *remarks(situation, found.set)), separator="\n", about=tuple(members))


def _is_list(situation: Situation) -> bool:
    """Whether a set is asked for; a question with conditions and no subject can mean nothing else."""
    question = situation.question
    asked = question.constraints
    if question.intent in (Intent.STATUS, Intent.LOOKUP):
        return bool(asked.due or asked.agencies) and not question.references and left_over(question) <= LEFT_OVER
    narrowed = bool(asked or asked.texts or question.documents or question.references)
    return question.intent in _LISTS and narrowed


def _understood(situation: Situation) -> bool:
    """Whether an empty set may be stated: every condition was read."""
    question = situation.question
    return bool(question.constraints) and not question.references and left_over(question) <= LEFT_OVER


def _narrowed(situation: Situation, found: Found) -> bool:
    """Whether the set is what was asked for.

    A document alone gives its rows only when they are of one kind; an agency or a period alone gives none while the
    question goes on about something else.
    """
    question = situation.question
    asked = question.constraints
    placed = question.documents or asked.containers or asked.sections or situation.documents
    if not placed and left_over(question) > _SUBJECT:
        return False
    narrowed = asked or asked.texts or asked.kinds or question.references or found.heading
    return bool(narrowed) or len({record.kind for record in found.set.members}) == 1


# -- order ------------------------------------------------------------------------------------------------------


def _ordered(members: Sequence[Record], situation: Situation) -> list[Record]:
    """In document order; by deadline within a document and annex when the question asks for a time."""
    periods = [due for due in situation.question.constraints.due if due.mode is DueMode.FALLS_IN]
    if not periods:
        return list(members)
    places = list(dict.fromkeys(map(_place, members)))
    start, end = periods[0].start or date.min, periods[0].end or date.max
    return sorted(members, key=lambda r: (places.index(_place(r)), _deadline(r, start, end)))


def _deadline(record: Record, start: date, end: date) -> date:
    due = record.value(Field.DUE)
    ends = [m.end for m in due.milestones if m.end is not None] if isinstance(due, Due) else []
    return min((day for day in ends if start <= day <= end), default=max(ends, default=date.max))


def _place(record: Record) -> tuple[str, str]:
    """The document and the annex that a record stands in; other parts of a document are not kept apart."""
    container = record.id.split("/")[1]
    return record.document, container if container.startswith("PL") else ""


# -- the list ---------------------------------------------------------------------------------------------------


def _list(members: Sequence[Record], situation: Situation, heading: Claim | None) -> Sentence:
    """The heading and every member in one sentence: `verify` lets all of it through or nothing."""
    words = load_wording(situation.language)
    fields = _fields_shown(members, situation)
    rows = _lines
    if len(members) > SHORT:
        rows = _table if fields else _places if situation.question.intent is Intent.COUNT else _lines
    asked = situation.question.constraints
    named = bool(asked.containers or asked.sections) and len(set(map(_place, members))) == 1
    body: list[Part] = list(counted(members, situation, heading, ends=":"))
    for place, group in groupby(members, key=_place):
        name = None if named else _place_name(*place, situation)
        if name is not None:
            body += fill("\n" + words("list.group"), {"place": name})
        body += rows(list(group), fields, situation)
    return tuple(body)


def _place_name(slug: str, container: str, situation: Situation) -> Claim | None:
    """The heading of a group: its annex, and its document where the question does not name it alone."""
    asked = situation.question.documents or situation.documents
    source = None if asked == (slug,) else situation.kb.document(slug)
    if container:
        return echoes.place(source, container, "", situation.language)
    return echoes.document(source, situation.language) if source else None


def counted(
    members: Sequence[Record], situation: Situation, heading: Claim | None = None, *, ends: str = "."
) -> Sentence:
    """How many records there are of a set that is not empty, where and under which conditions."""
    words = load_wording(situation.language)
    place = where(situation, members)
    stated = fill(
        words("list.has_in" if place else "list.has"),
        {
            "where": place,
            "count": computed.count(tuple(record.id for record in members)),
            "noun": noun(members, len(members), words),
            "conditions": conditions(situation, heading),
        },
    )
    return (*stated, ends)


def _lines(members: Sequence[Record], fields: Sequence[Field], situation: Situation) -> Iterator[Part]:
    words = load_wording(situation.language)
    for record in members:
        yield "\n- "
        yield echoes.item(record, situation.language)
        yield ": "
        yield from short_name(record)
        for name in fields:
            if record.printed(name):
                key = "list.fact" if len(fields) > 1 else "list.only_fact"
                value = value_of(record, name, situation.language)
                yield from fill(words(key), {"field": words(f"fields.{name.value}"), "value": value})
        yield Mark((record.id,))


def _places(members: Sequence[Record], fields: Sequence[Field], situation: Situation) -> Iterator[Part]:
    """A long count: where each member stands, without its name."""
    yield "\n"
    yield from joined([(echoes.item(r, situation.language), Mark((r.id,))) for r in members], ", ")
    yield "."


def _table(members: Sequence[Record], fields: Sequence[Field], situation: Situation) -> Iterator[Part]:
    words = load_wording(situation.language)
    head = [words("list.place_head"), words("list.name_head"), *(words(f"fields.{name.value}") for name in fields)]
    yield "\n\n| " + " | ".join(text[:1].upper() + text[1:] for text in head) + " |"
    yield "\n|" + " --- |" * len(head)
    for record in members:
        yield "\n| "
        yield echoes.item(record, situation.language)
        yield " | "
        yield from short_name(record)
        yield Mark((record.id,))
        for name in fields:
            yield " | "
            yield from value_of(record, name, situation.language) if record.printed(name) else ("–",)
        yield " |"
    yield "\n"


def short_name(record: Record) -> Sentence:
    """The first words of what a row is about, with an ellipsis where it goes on."""
    claim = name_of(record, limit=_NAME_WORDS)
    return (claim,) if claim == name_of(record, whole=True) else (claim, "…")


def _fields_shown(members: Sequence[Record], situation: Situation) -> list[Field]:
    """The fields asked for, and the one that a time or a value is about."""
    asked = situation.question.constraints
    fields: list[Field] = [name for name in situation.question.fields if name is not Field.NAME]
    if asked.due or set(asked.due_kinds) - {DueKind.ONGOING}:
        fields.append(Field.DUE)
    if asked.values:
        fields.append(Field.VALUE)
    fields += [cell.field for cell in asked.cells] + [size.field for size in asked.sizes]
    return [name for name in dict.fromkeys(fields) if any(record.printed(name) for record in members)]


def noun(members: Sequence[Record], number: int, words: Wording) -> str:
    """What records are called together: tasks, targets, documents, else items."""
    kinds = {record.kind for record in members}
    if all(Field.DOCUMENT_NUMBER in record.fields for record in members) and members:
        key = "document"
    elif len(kinds) == 1 and kinds <= {Kind.TASK, Kind.TARGET}:
        key = next(iter(kinds)).value
    else:
        key = "other"
    return words(f"list.nouns.{key}.{'one' if number == 1 else 'many'}")


def _no_such_place(situation: Situation) -> Reply | None:
    """The annex or section named is not there: said with the annexes that are."""
    question, kb, language = situation.question, situation.kb, situation.language
    asked = question.constraints
    slugs = question.documents or situation.documents
    source = kb.document(slugs[0]) if len(slugs) == 1 else None
    missing = [
        (echoes.place(source, container, section, language),)
        for container in asked.containers or ("",)
        for section in asked.sections or ("",)
        if container or section
    ]
    if not missing:
        return None
    words = load_wording(language)
    rows = (record for record in kb.records if not slugs or record.document in slugs)
    annexes = sorted({container for record in rows if (container := _place(record)[1])})
    sentence = fill(
        words("list.no_place"),
        {
            "places": joined(missing, words("list.and")),
            "annexes": joined([(echoes.place(None, container, "", language),) for container in annexes], ", "),
        },
    )
    reason = "".join(part.text if isinstance(part, Claim) else str(part) for part in sentence)
    return Reply((sentence,), reason=reason)


def nothing(situation: Situation) -> Sentence:
    """That there is no record of a set, where and under which conditions."""
    words = load_wording(situation.language)
    kinds = situation.question.constraints.kinds
    key = kinds[0].value if kinds and kinds[0] in (Kind.TASK, Kind.TARGET) else "other"
    place = where(situation, in_scope(situation))
    return fill(
        words("list.none_in" if place else "list.none"),
        {"where": place, "noun": words(f"list.nouns.{key}.many"), "conditions": conditions(situation)},
    )
