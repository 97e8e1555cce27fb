"""Complete lists and counts. Knows what is stated of a set and in which order; every member is cited, none ranked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, product

from dannguon.answer import computed, echoes
from dannguon.answer.claims import Claim
from dannguon.answer.compose import Mark, Part, Sentence, fill, joined
from dannguon.answer.conditions import conditions, is_past, where
from dannguon.answer.lookup import name_of, value_of
from dannguon.answer.reply import Reply, Situation
from dannguon.models import Due, Field, Kind, Record
from dannguon.prompts.wording import Wording, load_wording
from dannguon.retrieval.asked import Constraints, DueMode, Intent, Question, Role
from dannguon.retrieval.filters import Apart, Matching, Reason, matching
from dannguon.retrieval.fit import superseded_documents
from dannguon.retrieval.reference import referenced
from dannguon.text import canonical, fold

SHORT = 12
"""Longer lists are set as a table: one line a member has become a wall of text by then."""

_NAME_WORDS = 20
"""A name in a list tells the row apart; its citation shows the rest."""

_LEFT_OVER = 1
"""Words of a question that may stand for nothing ("còn", "cả"); with more, a condition may have been missed."""

_OF_OFFICERS = (Kind.TASK, Kind.REPORT_LINE, Kind.PASSAGE)
"""Kinds of records that name the officers at work on them."""

_HEADING_WORDS = re.compile(r"^(?:(?:trong|ở|o|của|cua|về|ve|mục|muc|nhóm|nhom|phần|phan)\s+)+|\s+(?:gồm|gom|có|co)$")

_LISTS = frozenset({Intent.LIST, Intent.COUNT})
_ASKS_LEAD = frozenset({Role.LEAD, Role.ACCOUNTABLE})


def listing(situation: Situation) -> Reply | None:
    """All records that fulfil the conditions of a list, a count or a question of deadlines.

    None for other questions, and when no condition was understood, so that nothing narrows the records.
    """
    question = situation.question
    if not _is_list(situation) or _lacks_document(question):
        return None
    found = complete_set(situation)
    if not found.members:
        sure = bool(question.constraints) and _left_over(question) <= _LEFT_OVER
        return Reply((_nothing(situation), *_remarks(situation, found))) if sure else None
    if not _narrowed(situation, found):
        return None
    ordered = _ordered(found.members, situation)
    return Reply((_list(ordered, situation), *_remarks(situation, found)), separator="\n", about=tuple(ordered))


def _is_list(situation: Situation) -> bool:
    """Whether a set is asked for; a question with conditions and no subject can mean nothing else."""
    question = situation.question
    asked = question.constraints
    if question.intent in (Intent.STATUS, Intent.LOOKUP):
        return bool(asked.due or asked.agencies) and not question.references and _left_over(question) <= _LEFT_OVER
    narrowed = bool(asked or asked.texts or question.documents or question.references)
    return question.intent in _LISTS and narrowed


def _left_over(question: Question) -> int:
    return len(question.topic.split())


def _narrowed(situation: Situation, found: Matching) -> bool:
    """Whether the set is what was asked for: a document alone gives its rows only when they are of one kind."""
    question = situation.question
    everything = not (question.constraints or question.constraints.texts or question.topic or question.references)
    return not everything or len({record.kind for record in found.members}) == 1


def _lacks_document(question: Question) -> bool:
    """Whether a document is named that is neither in the corpus nor one that rows may refer to."""
    return len(question.unknown_documents) > len(_numbers(question))


def _numbers(question: Question) -> list[str]:
    """Numbers of documents that the corpus lacks: rows may carry them in a note."""
    return [one.number for one in question.references if one.number and one.text in question.unknown_documents]


def complete_set(situation: Situation) -> Matching:
    """Every record of the knowledge base that the question asks for; of the named documents, else of those in force.

    A subject is looked for in its own words, in its short and long form, and in its Vietnamese; when no row has it,
    among the headings over the rows.
    """
    question, kb = situation.question, situation.kb
    documents = question.documents or situation.documents
    gone = frozenset() if documents or question.old_version else superseded_documents(kb.documents, kb.relations)
    records = [record for record in kb.records if record.document not in gone]
    asked = question.constraints
    if asked.officers:
        asked = replace(asked, kinds=_OF_OFFICERS)
    if question.references and not _numbers(question):
        groups = {record.id for one in question.references for record in referenced(one, records)}
        return matching(asked, [record for record in records if record.parent in groups], documents)
    wordings = product(*(_forms(text, question) for text in asked.texts))
    found = [matching(replace(asked, texts=(*texts, *_numbers(question))), records, documents) for texts in wordings]
    whole = found[0] if len(found) == 1 else _union(found, records)
    if whole.members and (asked or asked.texts or _numbers(question)):
        return whole
    headings = [_heading_phrase(text) for text in asked.texts or (question.topic,)]
    under = [record for record in records if all(_stands_under(record, phrase) for phrase in headings)]
    return matching(replace(asked, texts=()), under, documents) if under else whole


def _heading_phrase(topic: str) -> str:
    return _HEADING_WORDS.sub("", canonical(topic)).strip()


def _stands_under(record: Record, phrase: str) -> bool:
    """Whether a heading over the record has the words of a phrase in a row, without tones where none were typed."""
    if phrase.count(" ") == 0:
        return False
    form = canonical if fold(phrase) != phrase else fold
    return any(phrase in form(heading) for heading in record.section)


def _forms(text: str, question: Question) -> list[str]:
    """The phrase as typed, and with each term that stands for a part of it put in its place."""
    typed = fold(text)
    sources = {fold(term.source): term.text for term in question.terms if fold(term.source) in typed}
    return [text, *(typed.replace(source, form) for source, form in sources.items() if source)]


def _union(found: Sequence[Matching], records: Sequence[Record]) -> Matching:
    members = {record.id for one in found for record in one.members}
    apart = {one.record.id: one for each in found for one in each.apart if one.record.id not in members}
    return Matching(
        tuple(record for record in records if record.id in members),
        tuple(apart[record.id] for record in records if record.id in apart),
        tuple(dict.fromkeys(group for one in found for group in one.groups)),
    )


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


def _list(members: Sequence[Record], situation: Situation) -> Sentence:
    """The heading and every member in one sentence: `verify` lets all of it through or nothing."""
    words = load_wording(situation.language)
    fields = _fields_shown(members, situation)
    rows = _lines
    if len(members) > SHORT:
        rows = _table if fields else _places if situation.question.intent is Intent.COUNT else _lines
    asked = situation.question.constraints
    named = bool(asked.containers or asked.sections) and len(set(map(_place, members))) == 1
    body: list[Part] = list(_heading(members, situation))
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


def _heading(members: Sequence[Record], situation: Situation) -> Sentence:
    words = load_wording(situation.language)
    place = where(situation, members)
    return fill(
        words("list.has_in" if place else "list.has"),
        {
            "where": place,
            "count": computed.count(tuple(record.id for record in members)),
            "noun": _noun(members, len(members), words),
            "conditions": conditions(situation),
        },
    )


def _lines(members: Sequence[Record], fields: Sequence[Field], situation: Situation) -> Iterator[Part]:
    words = load_wording(situation.language)
    for record in members:
        yield "\n- "
        yield echoes.item(record, situation.language)
        yield ": "
        yield from _name(record)
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
        yield from _name(record)
        yield Mark((record.id,))
        for name in fields:
            yield " | "
            yield from value_of(record, name, situation.language) if record.printed(name) else ("–",)
        yield " |"
    yield "\n"


def _name(record: Record) -> Sentence:
    claim = name_of(record, limit=_NAME_WORDS)
    return (claim,) if claim == name_of(record, whole=True) else (claim, "…")


def _fields_shown(members: Sequence[Record], situation: Situation) -> list[Field]:
    """The fields asked for, and the one that a time or a value is about."""
    asked = situation.question.constraints
    fields = [name for name in situation.question.fields if name is not Field.NAME]
    if asked.due:
        fields.append(Field.DUE)
    if asked.values:
        fields.append(Field.VALUE)
    return [name for name in dict.fromkeys(fields) if any(record.printed(name) for record in members)]


def _noun(members: Sequence[Record], number: int, words: Wording) -> str:
    kinds = {record.kind for record in members}
    if all(Field.DOCUMENT_NUMBER in record.fields for record in members) and members:
        key = "document"
    elif len(kinds) == 1 and kinds <= {Kind.TASK, Kind.TARGET}:
        key = next(iter(kinds)).value
    else:
        key = "other"
    return words(f"list.nouns.{key}.{'one' if number == 1 else 'many'}")


# -- what is said beside the list -------------------------------------------------------------------------------


def _nothing(situation: Situation) -> Sentence:
    words = load_wording(situation.language)
    kinds = situation.question.constraints.kinds
    key = kinds[0].value if kinds and kinds[0] in (Kind.TASK, Kind.TARGET) else "other"
    place = where(situation, [r for r in situation.kb.records if _in_scope(r, situation.question.constraints)])
    return fill(
        words("list.none_in" if place else "list.none"),
        {"where": place, "noun": words(f"list.nouns.{key}.many"), "conditions": conditions(situation)},
    )


def _in_scope(record: Record, asked: Constraints) -> bool:
    return not asked.containers or record.id.split("/")[1] in asked.containers


def _remarks(situation: Situation, found: Matching) -> Iterator[Sentence]:
    """The conventions that the set rests on, and what stands apart from it; nothing here is cited."""
    words = load_wording(situation.language)
    asked = situation.question.constraints
    yield from _on_time(situation, found, words)
    if any(c.role in _ASKS_LEAD and not c.negated for c in asked.agencies) and _any_joint(found.members):
        yield (words("list.joint_included"),)
    if any(c.role is Role.SOLE_LEAD for c in asked.agencies):
        yield (words("list.joint_excluded"),)
    if found.groups and not asked.agencies and not asked.due and not asked.texts:
        entries = {record.parent or record.id: record.id for record in found.members}
        yield fill(words("list.grouped"), {"count": computed.count_apart(tuple(entries.values()))})
    if found.apart:
        yield _apart(found.apart, words)


def _on_time(situation: Situation, found: Matching, words: Wording) -> Iterator[Sentence]:
    periods = situation.question.constraints.due
    if any(due.mode is DueMode.PRINTED for due in periods):
        yield (words("list.as_printed"),)
    if not any(due.mode is DueMode.FALLS_IN for due in periods):
        return
    yield fill(words("list.by_last_day"), {"day": computed.as_of(situation.as_of, situation.language)})
    past = tuple(record.id for record in found.members if _ended(record, situation.as_of))
    if past and all(is_past(due, situation) for due in periods):
        yield (words("list.completion_unknown"),)
    elif past:
        yield fill(words("list.some_past"), {"count": computed.count_apart(past)})


def _ended(record: Record, day: date) -> bool:
    due = record.value(Field.DUE)
    return isinstance(due, Due) and due.end is not None and due.end < day


def _any_joint(members: Sequence[Record]) -> bool:
    leads = [record.value(Field.LEAD_AGENCY) for record in members]
    return any(isinstance(ids, tuple) and len(ids) > 1 for ids in leads)


def _apart(apart: Sequence[Apart], words: Wording) -> Sentence:
    by_reason: dict[Reason, list[str]] = {}
    for one in apart:
        by_reason.setdefault(one.reason, []).append(one.record.id)
    said = [
        fill(words(f"list.apart.{reason.value}"), {"count": computed.count_apart(tuple(ids))})
        for reason, ids in by_reason.items()
    ]
    return fill(words("list.besides"), {"rows": joined(said, ", ")})
