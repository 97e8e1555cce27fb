"""What is said beside a list, uncited. Knows the conventions that it rests on, and what stands apart from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dannguon.answer import computed, echoes
from dannguon.answer.compose import Mark, Sentence, fill, joined
from dannguon.answer.conditions import is_past
from dannguon.answer.reply import Situation
from dannguon.models import Due, Field, Record
from dannguon.prompts.wording import Wording, load_wording
from dannguon.retrieval.asked import DueMode, Role, Share
from dannguon.retrieval.filters import Apart, Matching, Reason
from dannguon.text import canonical

_ASKS_LEAD = frozenset({Role.LEAD, Role.ACCOUNTABLE})


def remarks(situation: Situation, found: Matching) -> Iterator[Sentence]:
    """The conventions that the set rests on, and what stands apart from it; nothing here is cited."""
    words = load_wording(situation.language)
    asked = situation.question.constraints
    yield from _on_time(situation, found, words)
    if any(c.role in _ASKS_LEAD and not c.negated for c in asked.agencies) and _any_joint(found.members):
        yield (words("list.joint_included"),)
    if any(c.share is Share.ALONE for c in asked.agencies):
        yield (words("list.joint_excluded"),)
    if found.groups and not (asked.agencies or asked.due or asked.texts or asked.due_kinds or asked.values):
        entries = {record.parent or record.id: record.id for record in found.members}
        yield fill(words("list.grouped"), {"count": computed.count_apart(tuple(entries.values()))})
    if situation.question.unread:
        phrases = [(echoes.words(f"“{phrase}”"),) for phrase in situation.question.unread]
        yield fill(words("list.unread"), {"phrases": joined(phrases, words("list.and"))})
    if found.apart:
        yield _apart(found.apart, words)


def _on_time(situation: Situation, found: Matching, words: Wording) -> Iterator[Sentence]:
    periods = situation.question.constraints.due
    if any(due.mode is DueMode.PRINTED for due in periods):
        yield (words("list.as_printed"),)
    if not any(due.mode is DueMode.FALLS_IN for due in periods):
        return
    yield fill(words("list.by_last_day"), {"day": computed.as_of(situation.as_of, situation.language)})
    past = [record for record in found.members if _ended(record, situation.as_of)]
    done = [record for record in past if _done(record)]
    if past and not all(is_past(due, situation) for due in periods):
        yield fill(words("list.some_past"), {"count": computed.count_apart(tuple(record.id for record in past))})
    if done:
        places = joined([(echoes.item(record, situation.language), Mark((record.id,))) for record in done], ", ")
        yield fill(words("list.reported_done"), {"places": places})
    if len(past) > len(done):
        yield (words("list.others_unknown" if done else "list.completion_unknown"),)


def _done(record: Record) -> bool:
    """Whether the report itself says so, in the cell for progress or beside the names."""
    return any("đã hoàn thành" in canonical(record.printed(name) or "") for name in (Field.PROGRESS, Field.OFFICERS))


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
